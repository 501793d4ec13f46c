"""When the next thing is due about an appointment, by table: hours of the clock of São Paulo, March 2026."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.atendimentos.classe import Classe
from shared.atendimentos.lembretes import Ato, next_step
from shared.atendimentos.models import StatusConfirmacao, TipoAviso
from shared.contas.atendimentos import Autocancelar
from shared.contas.mensageria import Horario, Horarios, Mensageria
from tests.unit.atendimentos.casos import local, make_atendimento, make_aviso, make_conta, make_resposta

CONFIRMACAO, LEMBRETE, ULTIMO = TipoAviso
CONFIRMADO, REAGENDAR = StatusConfirmacao.CONFIRMADO, StatusConfirmacao.REAGENDAR
MANAUS = ZoneInfo("America/Manaus")
TUESDAY = local(10, 14, 30)
ASKED = {"avisos": (make_aviso(CONFIRMACAO, TUESDAY),), "perguntou_em": TUESDAY}
REMINDED = ASKED | {"avisos": (*ASKED["avisos"], make_aviso(LEMBRETE, local(11, 8)))}  # type: ignore[misc]  # a tuple
WARNED = REMINDED | {"avisos": (*REMINDED["avisos"], make_aviso(ULTIMO, local(12, 8)))}  # type: ignore[misc]  # as above
SAID_YES = ASKED | {"status_confirmacao": CONFIRMADO, "respondido_em": local(10, 15)}


@dataclass(frozen=True)
class Case:
    name: str
    now: datetime
    ato: Ato | None
    em: datetime | None = None
    at: dict[str, Any] = field(default_factory=dict)
    policy: dict[str, Any] = field(default_factory=dict)
    conta: dict[str, Any] = field(default_factory=dict)


def born(day: int, hour: int, minute: int = 0, **fields: Any) -> dict[str, Any]:
    return {"criado_em": local(day, hour, minute)} | fields


def at_hour(day: int, hour: int, minute: int = 0, **fields: Any) -> dict[str, Any]:
    return {"data_consulta": local(day, hour, minute)} | fields


def asked_at(moment: datetime, **fields: Any) -> dict[str, Any]:
    return {"avisos": (make_aviso(CONFIRMACAO, moment),), "perguntou_em": moment} | fields


CASES = (
    # Somebody who books long before.
    Case("the question, 48 hours before", local(1, 11), Ato.CONFIRMACAO, TUESDAY),
    Case("after 12 hours of silence, when the day begins", local(10, 15), Ato.LEMBRETE, local(11, 8), ASKED),
    Case("the last notice, when the day begins", local(11, 9), Ato.ULTIMO, local(12, 8), REMINDED),
    Case("then the team", local(12, 9), Ato.ESCALAR, local(12, 12, 30), WARNED),
    Case(
        "then nothing but the hour",
        local(12, 13),
        Ato.ENCERRAR,
        local(12, 14, 30),
        WARNED | {"escalado_em": local(12, 12, 30)},
    ),
    Case(
        "no team where the conta wants none",
        local(12, 9),
        Ato.ENCERRAR,
        local(12, 14, 30),
        WARNED,
        {"autocancelar": Autocancelar.NUNCA},
    ),
    Case(
        "the hour itself", local(12, 15), Ato.ENCERRAR, local(12, 14, 30), WARNED | {"escalado_em": TUESDAY}
    ),
    Case("nothing once it ended", local(12, 15), None, at=WARNED | {"encerrado_em": local(12, 14, 30)}),
    # Somebody who answers.
    Case("who confirmed is only reminded at last", local(10, 16), Ato.ULTIMO, local(12, 8), SAID_YES),
    Case(
        "and only once",
        local(12, 9),
        Ato.ENCERRAR,
        local(12, 14, 30),
        SAID_YES | {"avisos": WARNED["avisos"]},
    ),
    Case(
        "who confirmed as the last notice drew near needs none",
        local(12, 0),
        Ato.ENCERRAR,
        local(12, 14, 30),
        SAID_YES | {"respondido_em": local(12, 0)},
    ),
    Case(
        "who wants another hour is not asked again",
        local(10, 16),
        Ato.ENCERRAR,
        local(12, 14, 30),
        ASKED | {"status_confirmacao": REAGENDAR},
    ),
    Case(
        "silence begins anew after a doubt",
        local(11, 11),
        Ato.ULTIMO,
        local(12, 8),
        ASKED | {"respostas": (make_resposta(Classe.DUVIDA, local(11, 10)),)},
    ),
    # Somebody who books late.
    Case("asked at once", local(11, 10), Ato.CONFIRMACAO, local(11, 10), born(11, 10)),
    Case("asked when the day begins", local(11, 22), Ato.CONFIRMACAO, local(12, 8), born(11, 22)),
    Case(
        "the reminder gives way to the last notice that falls beside it",
        local(11, 10),
        Ato.ULTIMO,
        local(12, 8),
        born(11, 9) | asked_at(local(11, 9)),
    ),
    Case(
        "who was asked after the last notice was due is not asked twice",
        local(12, 11),
        Ato.ESCALAR,
        local(12, 18),
        at_hour(12, 20) | born(12, 10) | asked_at(local(12, 10)),
    ),
    Case(
        "the team waits a while for who was asked late",
        local(12, 11, 30),
        Ato.ESCALAR,
        local(12, 14),
        born(12, 11) | asked_at(local(12, 11)),
    ),
    Case(
        "the team is not told of silence before anybody was asked",
        local(11, 18),
        Ato.CONFIRMACAO,
        local(11, 18),
        born(11, 18),
        {"autocancelar_h": 24},
    ),
    Case("too late to ask: the team", local(12, 14, 10), Ato.ESCALAR, local(12, 12, 30), born(12, 14, 10)),
    Case(
        "too late for any open hour: the team",
        local(11, 22),
        Ato.ESCALAR,
        local(12, 6, 15),
        at_hour(12, 8, 15) | born(11, 22),
    ),
    # Hours in which nothing leaves.
    Case(
        "earlier where later would pass the appointment",
        local(10, 16),
        Ato.ULTIMO,
        local(11, 19, 30),
        at_hour(12, 8, 15) | SAID_YES,
    ),
    Case(
        "earlier where later would be of no use",
        local(10, 16),
        Ato.ULTIMO,
        local(11, 19, 30),
        at_hour(12, 9) | SAID_YES,
    ),
    Case(
        "before a Sunday",
        local(5, 16),
        Ato.ULTIMO,
        local(7, 19, 30),
        at_hour(9, 9) | SAID_YES | {"respondido_em": local(5, 15), "avisos": ()},
    ),
    Case(
        "a reminder gives way to a last notice brought before quiet hours",
        local(11, 9),
        Ato.ULTIMO,
        local(11, 19, 30),
        at_hour(12, 9, 30) | born(11, 6) | asked_at(local(11, 6)),
        {"silencio_h": 12},
    ),
    Case(
        "not on a holiday",
        local(1, 11),
        Ato.CONFIRMACAO,
        local(22, 8, month=4),
        {"data_consulta": local(23, 14, 30, month=4)},
    ),
    Case(
        "not on a day of the conta's own",
        local(1, 11),
        Ato.CONFIRMACAO,
        local(11, 8),
        conta={"feriados": (TUESDAY.date(),)},
    ),
    Case(
        "by the clock of the place",
        local(10, 16),
        Ato.ULTIMO,
        local(11, 19, 30, zone=MANAUS),
        SAID_YES | {"fuso": "America/Manaus", "data_consulta": local(12, 9, zone=MANAUS)},
    ),
    Case(
        "a conta that writes to nobody has its team tell",
        local(1, 11),
        Ato.ESCALAR,
        local(12, 12, 30),
        conta={"mensageria": Mensageria(horarios=Horarios(lembretes=Horario(semana=None)))},
    ),
    # What the conta decided.
    Case(
        "at once on creation, when the day begins",
        local(1, 10),
        Ato.CONFIRMACAO,
        local(2, 8),
        policy={"confirmar_ao_criar": True},
    ),
    Case(
        "and a reminder 48 hours before",
        local(2, 9),
        Ato.LEMBRETE,
        TUESDAY,
        asked_at(local(2, 8)),
        {"confirmar_ao_criar": True},
    ),
    Case(
        "at other leads",
        local(1, 11),
        Ato.CONFIRMACAO,
        local(9, 14, 30),
        policy={"antecedencia_h": 72},
    ),
    # What never left.
    Case(
        "a kind that came back is not tried again, the next one is",
        local(10, 15),
        Ato.LEMBRETE,
        local(11, 8),
        {"avisos": (make_aviso(CONFIRMACAO, TUESDAY, voltou=True),)},
    ),
    # Another hour.
    Case(
        "what was sent about an hour before does not count",
        local(10, 16),
        Ato.CONFIRMACAO,
        local(11, 14, 30),
        ASKED | {"data_consulta": local(13, 14, 30), "versao": 2, "perguntou_em": None},
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_next_step(case: Case) -> None:
    conta = make_conta(**case.policy).model_copy(update=case.conta)

    passo = next_step(make_atendimento(**case.at), conta, case.now)

    assert (passo and passo.ato, passo and passo.em) == (case.ato, case.em)


def test_a_step_that_is_overdue_is_due_now() -> None:
    passo = next_step(make_atendimento(), make_conta(), local(11, 9))

    assert passo is not None
    assert (passo.ato, passo.em, passo.versao) == (Ato.CONFIRMACAO, local(11, 9), 1)
