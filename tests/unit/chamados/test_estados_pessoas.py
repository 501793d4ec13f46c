"""What a person wishes of a chamado in each state, and who has it then."""

from datetime import timedelta

import pytest

from shared.chamados.estados import (
    ChamadoFechado,
    Desejo,
    MudancaRecusada,
    assigned,
    moved,
)
from shared.chamados.models import ChamadoStatus
from tests.unit.chamados.casos import (
    MONDAY,
)
from tests.unit.chamados.passos import (
    ABERTO,
    AGUARDANDO,
    CONTA,
    EM_ATENDIMENTO,
    ENCAMINHADO,
    FECHADO,
    RESOLVIDO,
    in_state,
    over,
    solved,
)

LATER = MONDAY + timedelta(hours=2)


STAYS = "="
REFUSED = "409"
# What a person's wish makes of each state: rows are states, columns wishes in the order of `ChamadoStatus`.
WISHES = {
    ABERTO: (STAYS, ENCAMINHADO, REFUSED, AGUARDANDO, RESOLVIDO, FECHADO),
    ENCAMINHADO: (ABERTO, STAYS, REFUSED, AGUARDANDO, RESOLVIDO, FECHADO),
    EM_ATENDIMENTO: (STAYS, ENCAMINHADO, STAYS, AGUARDANDO, RESOLVIDO, FECHADO),
    AGUARDANDO: (ABERTO, ENCAMINHADO, REFUSED, STAYS, RESOLVIDO, FECHADO),
    RESOLVIDO: (ABERTO, ENCAMINHADO, REFUSED, REFUSED, STAYS, FECHADO),
    FECHADO: (REFUSED, REFUSED, REFUSED, REFUSED, STAYS, STAYS),
}
TABLE = [
    (before, wish, after)
    for before, row in WISHES.items()
    for wish, after in zip(ChamadoStatus, row, strict=True)
]


@pytest.mark.parametrize(("before", "wish", "after"), TABLE)
def test_a_person_s_wish_is_done_or_refused(
    before: ChamadoStatus, wish: ChamadoStatus, after: ChamadoStatus | str
) -> None:
    chamado = in_state(before)
    desejo = Desejo(wish, "U2", "porque sim")

    if after == REFUSED:
        with pytest.raises((ChamadoFechado, MudancaRecusada)):
            moved(chamado, desejo, conta=CONTA, now=LATER)
        return
    changed = moved(chamado, desejo, conta=CONTA, now=LATER)

    if after == STAYS:
        assert changed is chamado
        return
    said = next(line for line in changed.historico[::-1] if line.campo == "status")
    assert changed.status is after
    assert (said.de, said.para, said.por, said.motivo, said.em) == (before, after, "U2", "porque sim", LATER)


def test_handing_it_back_to_everybody_takes_it_from_whoever_had_it() -> None:
    free = moved(in_state(EM_ATENDIMENTO), Desejo(ENCAMINHADO, "U2"), conta=CONTA, now=LATER)

    assert free.atendente is None
    assert ("atendente", "U1", None) in [(line.campo, line.de, line.para) for line in free.historico]


def test_opening_a_solved_one_again_gives_it_to_whoever_had_it() -> None:
    had = assigned(solved(), "U1", conta=CONTA, now=MONDAY, por="U1")

    again = moved(had, Desejo(ABERTO, "U2"), conta=CONTA, now=LATER)

    assert (again.status, again.reaberturas, again.resolvido_em) == (EM_ATENDIMENTO, 1, None)


@pytest.mark.parametrize(
    ("before", "atendente", "after"),
    [
        (ABERTO, "U2", EM_ATENDIMENTO),
        (ENCAMINHADO, "U2", EM_ATENDIMENTO),
        (EM_ATENDIMENTO, "U2", EM_ATENDIMENTO),
        (EM_ATENDIMENTO, None, ENCAMINHADO),
        (AGUARDANDO, "U2", AGUARDANDO),
        (RESOLVIDO, "U2", RESOLVIDO),
    ],
)
def test_who_has_it_and_its_state_agree(
    before: ChamadoStatus, atendente: str | None, after: ChamadoStatus
) -> None:
    changed = assigned(in_state(before), atendente, conta=CONTA, now=LATER, por="U3")

    assert (changed.status, changed.atendente) == (after, atendente)


def test_a_closed_one_is_given_to_nobody() -> None:
    with pytest.raises(ChamadoFechado):
        assigned(over(), "U2", conta=CONTA, now=LATER, por="U3")
