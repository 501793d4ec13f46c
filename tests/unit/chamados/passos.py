"""Chamados that came to each state by the steps themselves."""

from typing import Any

from shared.chamados.estados import (
    SILENCIO,
    answered,
    assigned,
    closed,
    routed,
    settled,
)
from shared.chamados.models import Autor, Chamado, ChamadoStatus
from tests.unit.chamados.casos import (
    MONDAY,
    make_conta,
    make_fala,
    make_read,
)

CONTA = make_conta()
ANSWER = make_fala("e1", Autor.PESSOA, texto="Sim, até as 14h.", em=MONDAY, por="U1")
ABERTO, ENCAMINHADO, EM_ATENDIMENTO, AGUARDANDO, RESOLVIDO, FECHADO = ChamadoStatus


def waiting(**fields: Any) -> Chamado:
    return answered(make_read(**fields), ANSWER, conta=CONTA, now=MONDAY)


def solved(**fields: Any) -> Chamado:
    return settled(make_read(**fields), conta=CONTA, now=MONDAY, por=SILENCIO)


def over() -> Chamado:
    return closed(solved(), now=MONDAY, por="U1")


def in_state(status: ChamadoStatus) -> Chamado:
    """One that came to `status` by the steps themselves."""
    match status:
        case ChamadoStatus.ENCAMINHADO:
            return routed(make_read(), conta=CONTA, now=MONDAY, motivo="sem_resposta")
        case ChamadoStatus.EM_ATENDIMENTO:
            return assigned(make_read(), "U1", conta=CONTA, now=MONDAY, por="U1")
        case ChamadoStatus.AGUARDANDO_CLIENTE:
            return waiting()
        case ChamadoStatus.RESOLVIDO:
            return solved()
        case ChamadoStatus.FECHADO:
            return over()
    return make_read()
