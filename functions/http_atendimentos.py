"""The HTTP routes of atendimentos: booked, told by a hospital's agenda, found, moved."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.atendimentos.envelope import Envelope, Pedido
from shared.kit import clock
from shared.kit.auth import QUEM_ATENDE, TODOS
from shared.kit.errors import NotFound
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import atendimentos, base, contas

if TYPE_CHECKING:
    from shared.atendimentos.models import (
        FiltroAtendimentos,
        MudancaAtendimento,
        MudancaStatusAtendimento,
        NovoAtendimento,
        Remarcacao,
    )

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS, _VIEWS = "shared.atendimentos.models", "shared.atendimentos.views"
# To come whenever the example is tried.
_DIA = clock.example_day(clock.system_now())
_AGENDA_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
_DETALHE = f"{_VIEWS}:AtendimentoDetalhe"
_AGENDADO = {
    "nome_paciente": "Marina Lopes",
    "telefone": "(31) 99876-5432",
    "nome_medico": "Dra. Paula Reis",
    "especialidade": "Ortodontia",
    "procedimento": "Manutenção do aparelho",
    "data_consulta": f"{_DIA}T14:30",
}


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    """What all routes of atendimentos have in common."""
    common = Route(
        method,
        path,
        summary,
        papeis=QUEM_ATENDE,
        area="atendimentos",
        answers={200: _DETALHE},
        tag="Atendimentos",
    )
    return replace(common, **declared)


@routes.add(
    _route(
        "POST",
        "atendimentos",
        "Agenda um atendimento e começa a cuidar da confirmação",
        body=f"{_MODELS}:NovoAtendimento",
        answers={201: _DETALHE},
        refusals=(409,),
        reads=("Idempotency-Key",),
        example=_AGENDADO,
    )
)
async def post_atendimentos(call: "Call[NovoAtendimento, Any]") -> Answer:
    atendimento = await atendimentos.atendimento_service().create(call.body, _envelope(call))
    return Answer(atendimento, status=201, headers={"Location": f"/atendimentos/{atendimento.id}"})


@routes.add(
    _route(
        "PUT",
        "atendimentos/agenda/{agenda_id}",
        "Diz como está um atendimento na agenda do hospital; repetir não muda nada",
        body=f"{_MODELS}:NovoAtendimento",
        answers={200: _DETALHE, 201: _DETALHE},
        refusals=(404, 409),
        flows=True,
        example=_AGENDADO,
    )
)
async def put_atendimentos_agenda(call: "Call[NovoAtendimento, Any]") -> Answer:
    agenda_id = call.path["agenda_id"]
    if not _AGENDA_ID.fullmatch(agenda_id):
        raise NotFound("O número de agenda tem até 100 letras, algarismos, pontos, dois-pontos ou hifens.")
    atendimento, is_new = await atendimentos.atendimento_service().put_agenda(
        agenda_id, call.body, _envelope(call), flows=base.flows(call.client)
    )
    headers = {"Location": f"/atendimentos/{atendimento.id}"}
    return Answer(atendimento, status=201 if is_new else 200, headers=headers, alvo=atendimento.id)


@routes.add(
    _route(
        "GET",
        "atendimentos",
        "Lista os atendimentos na ordem em que acontecem, por dias, profissional e status",
        papeis=TODOS,
        query=f"{_MODELS}:FiltroAtendimentos",
        answers={200: f"{_VIEWS}:AtendimentoLista"},
        refusals=(400,),
    )
)
async def get_atendimentos(call: "Call[Any, FiltroAtendimentos]") -> Answer:
    return Answer(await atendimentos.atendimento_service().search(call.principal.conta, call.query))


# Named so as to come after the routes whose last part is a word, as the host matches in the order of names.
@routes.add(
    _route(
        "GET",
        "atendimentos/{atendimento_id}",
        "Mostra um atendimento: avisos enviados, respostas como foram lidas, cada mudança",
        papeis=TODOS,
        refusals=(404,),
    )
)
async def get_atendimentos_um(call: Call[Any, Any]) -> Answer:
    service = atendimentos.atendimento_service()
    read = await service.get(call.principal.conta, call.document_id("atendimento_id"))
    return Answer(read.atendimento, etag=read.etag)


@routes.add(
    _route(
        "PATCH",
        "atendimentos/{atendimento_id}",
        "Corrige os dados de um atendimento que forem enviados; a hora muda em /remarcar",
        body=f"{_MODELS}:MudancaAtendimento",
        refusals=(404, 409, 412),
        versioned=True,
        flows=True,
        example={"telefone": "(31) 99876-5432", "local": "Unidade Centro, sala 4"},
    )
)
async def patch_atendimento(call: "Call[MudancaAtendimento, Any]") -> Answer:
    service = atendimentos.atendimento_service()
    read = await service.edit(_pedido(call), call.body, flows=base.flows(call.client))
    return Answer(read.atendimento, etag=read.etag, detalhe={"campos": ", ".join(call.body.changes())})


@routes.add(
    _route(
        "POST",
        "atendimentos/{atendimento_id}/remarcar",
        "Muda a hora de um atendimento, que volta a ser confirmado; vale também para um cancelado",
        body=f"{_MODELS}:Remarcacao",
        refusals=(404, 409, 412),
        reads=("If-Match",),
        flows=True,
        example={"data_consulta": f"{_DIA}T09:00", "motivo": "Pediu a sexta de manhã."},
    )
)
async def post_atendimento_remarcar(call: "Call[Remarcacao, Any]") -> Answer:
    service = atendimentos.atendimento_service()
    read = await service.reschedule(_pedido(call), call.body, flows=base.flows(call.client))
    return Answer(read.atendimento, etag=read.etag)


@routes.add(
    _route(
        "POST",
        "atendimentos/{atendimento_id}/status",
        "Registra o que a equipe sabe: cancelado, confirmado por telefone, veio ou faltou",
        body=f"{_MODELS}:MudancaStatusAtendimento",
        refusals=(404, 409, 412),
        reads=("If-Match",),
        flows=True,
        example={"status": "cancelado", "motivo": "Ligou e desmarcou."},
    )
)
async def post_atendimento_status(call: "Call[MudancaStatusAtendimento, Any]") -> Answer:
    service = atendimentos.atendimento_service()
    read = await service.change_status(_pedido(call), call.body, flows=base.flows(call.client))
    return Answer(read.atendimento, etag=read.etag)


def _envelope(call: "Call[Any, Any]") -> Envelope:
    return Envelope(call.principal, call.traceparent, call.idempotency_key)


def _pedido(call: Call[Any, Any]) -> Pedido:
    who = call.principal
    return Pedido(who.conta, who.sujeito, call.document_id("atendimento_id"), call.precondition)
