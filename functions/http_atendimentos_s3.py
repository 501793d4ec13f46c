"""S3's own routes of atendimentos, under the name of tests there and open to anybody."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.atendimentos.envelope import Envelope, Pedido
from shared.kit import clock
from shared.kit.auth import QUEM_ATENDE, TODOS, Papel
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import atendimentos, avisos, base, contas

if TYPE_CHECKING:
    from shared.atendimentos.models import NovoAtendimento
    from shared.atendimentos.pedidos import NovoStatusS3

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_VIEWS = "shared.atendimentos.views"
# To come whenever the example is tried.
_DIA = clock.example_day(clock.system_now())


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    """What S3's routes of atendimentos have in common."""
    common = Route(
        method,
        path,
        summary,
        papeis=QUEM_ATENDE,
        area="atendimentos",
        tag="S3: confirmação de consultas",
    )
    return replace(common, **declared)


@routes.add(
    _route(
        "POST",
        "test/atendimento",
        "Agenda um atendimento, com os campos do S3",
        body="shared.atendimentos.models:NovoAtendimento",
        answers={200: f"{_VIEWS}:AtendimentoCriadoS3"},
        refusals=(409,),
        reads=("Idempotency-Key",),
        example={
            "nome_paciente": "João Batista",
            "telefone": "5531998765432",
            "email": "joao@exemplo.com.br",
            "nome_medico": "Dr. Carlos Lima",
            "especialidade": "Cardiologia",
            "data_consulta": f"{_DIA}T14:30:00",
            "observacoes": "Trazer exames anteriores",
            "nr_seq_agenda": 51177197,
        },
    )
)
async def post_test_atendimento(call: "Call[NovoAtendimento, Any]") -> Answer:
    from shared.atendimentos.views import as_criado  # pydantic comes with it

    envelope = Envelope(call.principal, call.traceparent, call.idempotency_key)
    atendimento = await atendimentos.atendimento_service().create(call.body, envelope)
    return Answer(as_criado(atendimento), alvo=atendimento.id)


@routes.add(
    _route(
        "GET",
        "test/atendimentos/pendentes",
        "Lista os próximos 100 atendimentos por vir que ninguém confirmou nem cancelou",
        papeis=TODOS,
        answers={200: f"{_VIEWS}:AtendimentosS3"},
    )
)
async def get_test_atendimentos_pendentes(call: Call[Any, Any]) -> Answer:
    from shared.atendimentos.views import as_pendentes

    return Answer(as_pendentes(await atendimentos.atendimento_service().pending(call.principal.conta)))


@routes.add(
    _route(
        "GET",
        "test/atendimento/{telefone}",
        "Mostra os atendimentos de um telefone, do mais novo ao mais antigo; de uma família, todos",
        papeis=TODOS,
        answers={200: f"{_VIEWS}:AtendimentoDoTelefoneS3"},
    )
)
async def get_test_atendimento(call: Call[Any, Any]) -> Answer:
    from shared.atendimentos.views import as_do_telefone
    from shared.kit.brasil import phone_number

    try:
        telefone = phone_number(call.path["telefone"])
    except ValueError:  # no phone, so nobody's
        return Answer(as_do_telefone([]))
    found = await atendimentos.atendimento_service().of_telefone(call.principal.conta, telefone)
    return Answer(as_do_telefone(found))


@routes.add(
    _route(
        "PUT",
        "test/atendimento/{atendimento_id}/status",
        "Muda o status de um atendimento, por `status` no endereço",
        query="shared.atendimentos.pedidos:NovoStatusS3",
        answers={200: f"{_VIEWS}:StatusMudadoS3"},
        refusals=(404, 409),
        flows=True,
    )
)
async def put_test_atendimento_status(call: "Call[Any, NovoStatusS3]") -> Answer:
    from shared.atendimentos.models import MudancaStatusAtendimento
    from shared.atendimentos.views import as_status_mudado

    who = call.principal
    pedido = Pedido(who.conta, who.sujeito, call.document_id("atendimento_id"))
    mudanca = MudancaStatusAtendimento(status=call.query.status)
    service = atendimentos.atendimento_service()
    read = await service.change_status(pedido, mudanca, flows=base.flows(call.client))
    return Answer(as_status_mudado(read.atendimento))


@routes.add(
    _route(
        "POST",
        "test/workflow/{atendimento_id}",
        "Pergunta agora se a pessoa vem, uma vez só, e diz o que foi feito",
        papeis=frozenset({Papel.ADMIN, Papel.ATENDENTE}),
        answers={200: "shared.atendimentos.workflow_views:WorkflowS3"},
        refusals=(404, 409),
        flows=True,
    )
)
async def post_test_workflow(call: Call[Any, Any]) -> Answer:
    who = call.principal
    pedido = Pedido(who.conta, who.sujeito, call.document_id("atendimento_id"))
    return Answer(await avisos.workflow_service().run(pedido, base.flows(call.client)))
