"""The HTTP routes of acompanhamentos and of the tarefas they give to people."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ATENDE, TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, relatos

if TYPE_CHECKING:
    from shared.acompanhamentos.models import FiltroAcompanhamentos
    from shared.tarefas.models import Conclusao, FiltroTarefas

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "acompanhamentos",
        "Lista quem está em acompanhamento, do contato mais próximo ao mais distante",
        papeis=TODOS,
        area="relatos",
        query="shared.acompanhamentos.models:FiltroAcompanhamentos",
        answers={200: "shared.acompanhamentos.models:AcompanhamentoPage"},
        tag="Acompanhamentos",
    )
)
async def get_acompanhamentos(call: "Call[Any, FiltroAcompanhamentos]") -> Answer:
    return Answer(await relatos.acompanhamento_service().following(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "tarefas",
        "Lista as tarefas, da que vence primeiro à última",
        papeis=TODOS,
        area="tarefas",
        query="shared.tarefas.models:FiltroTarefas",
        answers={200: "shared.tarefas.models:TarefaPage"},
        tag="Tarefas",
    )
)
async def get_tarefas(call: "Call[Any, FiltroTarefas]") -> Answer:
    return Answer(await relatos.tarefa_service().search(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "tarefas/{tarefa_id}",
        "Mostra uma tarefa",
        papeis=TODOS,
        area="tarefas",
        answers={200: "shared.tarefas.models:Tarefa"},
        tag="Tarefas",
    )
)
async def get_tarefa(call: Call[Any, Any]) -> Answer:
    return Answer(await relatos.tarefa_service().get(call.principal.conta, call.document_id("tarefa_id")))


@routes.add(
    Route(
        "POST",
        "tarefas/{tarefa_id}/concluir",
        "Marca uma tarefa como concluída",
        papeis=QUEM_ATENDE,
        area="tarefas",
        body="shared.tarefas.models:Conclusao",
        example={"observacao": "Falei com a Marina; ela confirma na sexta."},
        answers={200: "shared.tarefas.models:Tarefa"},
        refusals=(409,),
        tag="Tarefas",
    )
)
async def post_tarefa_concluir(call: "Call[Conclusao, Any]") -> Answer:
    tarefa_id = call.document_id("tarefa_id")
    return Answer(await relatos.tarefa_service().conclude(call.principal, tarefa_id, call.body))
