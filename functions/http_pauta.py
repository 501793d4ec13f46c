"""The HTTP routes of the morning brief."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA, TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, pauta

if TYPE_CHECKING:
    from shared.pauta.models import FiltroPauta

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "resumo-do-dia",
        "Diz o que fazer primeiro hoje, por quê e quanto dinheiro está em jogo",
        papeis=TODOS,
        area="tarefas",
        query="shared.pauta.models:FiltroPauta",
        answers={200: "shared.pauta.models:ResumoDoDia"},
        tag="Resumo do dia",
    )
)
async def get_resumo_do_dia(call: "Call[Any, FiltroPauta]") -> Answer:
    return Answer(await pauta.pauta_service().today(call.principal.conta, call.query))


@routes.add(
    Route(
        "POST",
        "resumo-do-dia/enviar",
        "Envia já o resumo a quem da equipe o recebe, para experimentar",
        papeis=QUEM_ADMINISTRA,
        area="envios",
        answers={202: "shared.pauta.entrega_models:Entregas"},
        refusals=(409,),
        tag="Resumo do dia",
        reads=("Idempotency-Key",),
    )
)
async def post_resumo_do_dia_enviar(call: Call[Any, Any]) -> Answer:
    entregas = await pauta.send_now(call.principal, chave=call.idempotency_key, traceparent=call.traceparent)
    return Answer(entregas, status=202)
