"""The HTTP routes of the agenda: free hours of who treats, held for a while, then somebody's."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ATENDE, TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import atendimentos, base, contas

if TYPE_CHECKING:
    from shared.atendimentos.horario_models import ConfirmacaoReserva, FiltroAgenda, NovaReserva

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS = "shared.atendimentos.horario_models"


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    common = Route(
        method,
        path,
        summary,
        papeis=QUEM_ATENDE,
        area="atendimentos",
        refusals=(404, 409),
        tag="Atendimentos",
    )
    return replace(common, **declared)


@routes.add(
    _route(
        "GET",
        "agenda",
        "Lista os horários livres de um profissional, em ordem",
        papeis=TODOS,
        query=f"{_MODELS}:FiltroAgenda",
        answers={200: f"{_MODELS}:AgendaLivre"},
        refusals=(404,),
    )
)
async def get_agenda(call: "Call[Any, FiltroAgenda]") -> Answer:
    return Answer(await atendimentos.agenda_service().free(call.principal.conta, call.query))


@routes.add(
    _route(
        "POST",
        "agenda/reservas",
        "Segura um horário livre por um tempo, para uma pessoa só",
        body=f"{_MODELS}:NovaReserva",
        answers={201: f"{_MODELS}:Reserva"},
        example={"profissional": "Dra. Helena Prado", "inicio": "2026-12-03T14:30"},
    )
)
async def post_agenda_reservas(call: "Call[NovaReserva, Any]") -> Answer:
    held = await atendimentos.agenda_service().hold(call.principal, call.body)
    return Answer(held, status=201, alvo=held.id)


@routes.add(
    _route(
        "POST",
        "agenda/reservas/{reserva_id}/confirmar",
        "Remarca um atendimento para o horário que está seguro",
        body=f"{_MODELS}:ConfirmacaoReserva",
        answers={200: "shared.atendimentos.views:AtendimentoDetalhe"},
        flows=True,
        example={"atendimento_id": "01M7YVS5CJ78G5WEKHWF12Y9K3"},
    )
)
async def post_agenda_reserva_confirmar(call: "Call[ConfirmacaoReserva, Any]") -> Answer:
    flows = base.flows(call.client)
    reserva_id = call.document_id("reserva_id")
    moved = await atendimentos.agenda_service().settle(
        call.principal, reserva_id, call.body.atendimento_id, flows
    )
    return Answer(moved)


@routes.add(
    _route("DELETE", "agenda/reservas/{reserva_id}", "Solta um horário que estava seguro", answers={204: ""})
)
async def delete_agenda_reserva(call: Call[Any, Any]) -> Answer:
    await atendimentos.agenda_service().release(call.principal.conta, call.document_id("reserva_id"))
    return Answer(None, status=204)
