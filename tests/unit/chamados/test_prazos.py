"""Deadlines in working hours: weekends, holidays, other zones, pauses, and what the timer is told to look at."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.chamados.classe import Prioridade
from shared.chamados.estados import answered, heard, read, routed, settled, signalled
from shared.chamados.models import Autor
from shared.chamados.prazos import Alerta, Meta, Sinal, alerts
from shared.contas.chamados import PoliticaChamados
from shared.contas.mensageria import Faixa, Horario, Mensageria
from shared.kit.expediente import Expediente
from tests.unit.chamados.casos import (
    MONDAY,
    at,
    make_chamado,
    make_classificacao,
    make_conta,
    make_fala,
    make_read,
)

MANAUS = "America/Manaus"
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 bounds are naive
MINUTES = st.integers(0, 20_000)


def hours(**fields: Any) -> Expediente:
    conta = make_conta(**fields)
    return conta.expediente(conta.chamados.expediente)


def working(semana: Faixa | None, sabado: Faixa | None = None) -> PoliticaChamados:
    return PoliticaChamados(expediente=Horario(semana=semana, sabado=sabado))


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-03-02 09:00", 60, "2026-03-02 10:00"),
        ("2026-03-02 17:00", 60, "2026-03-02 18:00"),
        ("2026-03-02 17:30", 60, "2026-03-03 08:30"),
        ("2026-03-02 06:00", 15, "2026-03-02 08:15"),
        ("2026-03-02 18:00", 15, "2026-03-03 08:15"),
        ("2026-03-06 17:30", 60, "2026-03-09 08:30"),  # over a weekend
        ("2026-03-07 11:00", 240, "2026-03-09 12:00"),  # on a Saturday nobody works
        ("2026-04-02 17:00", 120, "2026-04-06 09:00"),  # Good Friday
        ("2026-04-20 17:00", 120, "2026-04-22 09:00"),  # Tiradentes
        ("2026-12-31 17:00", 120, "2027-01-04 09:00"),  # New Year, then a weekend
        ("2026-03-02 09:00", 0, "2026-03-02 09:00"),
        ("2026-03-02 09:00", 2_400, "2026-03-06 09:00"),
    ],
)
def test_minutes_count_in_working_hours_only(start: str, minutes: int, end: str) -> None:
    assert hours().after(at(start), minutes) == at(end)


def test_the_days_are_those_of_the_conta_s_own_zone() -> None:
    monday_night = at("2026-03-02 17:30", MANAUS)

    assert hours(fuso=MANAUS).after(monday_night, 60) == at("2026-03-03 08:30", MANAUS)
    assert hours().after(monday_night, 60) == at("2026-03-03 09:00")


def test_the_conta_s_own_holidays_and_carnival_where_it_counts_them_are_no_days() -> None:
    own = hours(feriados=(date(2026, 3, 3),))
    carnival = hours(mensageria=Mensageria(carnaval=True))

    assert own.after(at("2026-03-02 17:00"), 120) == at("2026-03-04 09:00")
    assert carnival.after(at("2026-02-13 17:00"), 120) == at("2026-02-18 09:00")
    assert hours().after(at("2026-02-13 17:00"), 120) == at("2026-02-16 09:00")


def test_who_works_on_saturdays_counts_them() -> None:
    policy = working(Faixa(inicio=time(8), fim=time(18)), Faixa(inicio=time(8), fim=time(12)))

    assert hours(chamados=policy).after(at("2026-03-06 17:00"), 120) == at("2026-03-07 09:00")


def test_who_never_works_has_no_deadline_and_the_timer_no_look() -> None:
    conta = make_conta(chamados=working(None))

    chamado = make_chamado(conta)

    assert chamado.responder_ate is chamado.resolver_ate is chamado.proximo_em is None


def test_an_hour_that_a_change_of_clocks_takes_is_nobody_s_work() -> None:
    night = PoliticaChamados(
        expediente=Horario(semana=None, sabado=None, domingo=Faixa(inicio=time(1), fim=time(4)))
    )
    new_york = "America/New_York"  # 2026-03-08: two o'clock is three

    end = hours(fuso=new_york, chamados=night).after(at("2026-03-08 01:00", new_york), 90)

    assert end == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


@given(start=MOMENTS, minutes=MINUTES)
def test_what_is_worked_until_a_deadline_is_what_was_granted(start: datetime, minutes: int) -> None:
    expediente = hours()

    end = expediente.after(start, minutes)

    assert end is not None
    assert expediente.between(start, end) == pytest.approx(minutes)


@given(start=MOMENTS, one=MINUTES, more=MINUTES)
def test_more_minutes_never_end_earlier(start: datetime, one: int, more: int) -> None:
    expediente = hours()
    first, last = expediente.after(start, one), expediente.after(start, one + more)

    assert first is not None
    assert last is not None
    assert start <= first <= last


@pytest.mark.parametrize(
    ("prioridade", "responder", "resolver"),
    [
        (Prioridade.CRITICA, "2026-03-02 09:15", "2026-03-02 13:00"),
        (Prioridade.ALTA, "2026-03-02 10:00", "2026-03-02 17:00"),
        (Prioridade.MEDIA, "2026-03-02 13:00", "2026-03-04 13:00"),
        (Prioridade.BAIXA, "2026-03-02 17:00", "2026-03-06 09:00"),
    ],
)
def test_the_priority_says_by_when(prioridade: Prioridade, responder: str, resolver: str) -> None:
    chamado = make_read(prioridade)

    assert (chamado.responder_ate, chamado.resolver_ate) == (at(responder), at(resolver))


def test_one_that_nobody_read_yet_is_due_as_a_common_one() -> None:
    assert make_chamado().responder_ate == make_read(Prioridade.MEDIA).responder_ate


def test_the_clock_stands_while_the_cliente_has_the_word() -> None:
    conta, chamado = make_conta(), make_read(Prioridade.ALTA)
    answer = make_fala("e1", Autor.PESSOA, em=at("2026-03-02 11:00"))

    waiting = answered(chamado, answer, conta=conta, now=at("2026-03-02 11:00"))
    back = heard(waiting, make_fala("f2"), conta=conta, now=at("2026-03-03 10:00"))

    assert chamado.resolver_ate == at("2026-03-02 17:00")
    assert alerts(waiting, conta) == []
    assert back.resolver_ate == at("2026-03-03 16:00")  # two of eight hours were used


def test_the_clock_stands_while_it_is_solved() -> None:
    conta, chamado = make_conta(), make_read(Prioridade.ALTA)

    solved = settled(chamado, conta=conta, now=at("2026-03-02 16:00"), por="U1")
    back = heard(solved, make_fala("f2"), conta=conta, now=at("2026-03-05 08:00"))

    assert back.resolver_ate == at("2026-03-05 09:00")


def test_a_first_answer_keeps_the_deadline_that_it_was_given_under() -> None:
    conta, chamado = make_conta(), make_read(Prioridade.MEDIA)
    answer = make_fala("e1", Autor.PESSOA, em=at("2026-03-02 11:00"))

    waiting = answered(chamado, answer, conta=conta, now=at("2026-03-02 11:00"))
    urgent = read(waiting, make_classificacao(prioridade=Prioridade.CRITICA), conta=conta, now=MONDAY)

    assert urgent.prioridade is Prioridade.CRITICA
    assert urgent.responder_ate == waiting.responder_ate == at("2026-03-02 13:00")


def test_the_timer_looks_at_the_first_warning_then_at_each_deadline_once() -> None:
    conta, chamado = make_conta(), make_read(Prioridade.ALTA)
    seen: list[tuple[datetime | None, Meta, Sinal]] = []

    while chamado.proximo_em is not None:
        due = min(alerts(chamado, conta), key=lambda alerta: alerta.em)
        seen.append((chamado.proximo_em, due.meta, due.sinal))
        chamado = signalled(chamado, due, conta=conta, now=due.em)

    assert seen == [
        (at("2026-03-02 09:48"), Meta.PRIMEIRA_RESPOSTA, Sinal.AVISO),
        (at("2026-03-02 10:00"), Meta.PRIMEIRA_RESPOSTA, Sinal.ESTOURO),
        (at("2026-03-02 15:24"), Meta.RESOLUCAO, Sinal.AVISO),
        (at("2026-03-02 17:00"), Meta.RESOLUCAO, Sinal.ESTOURO),
    ]
    assert (chamado.avisado_em, chamado.estourado_em) == (at("2026-03-02 09:48"), at("2026-03-02 10:00"))


def test_after_a_breach_no_warning_of_the_same_comes_late() -> None:
    conta, chamado = make_conta(), make_read(Prioridade.ALTA)
    late = Alerta(Meta.PRIMEIRA_RESPOSTA, Sinal.ESTOURO, at("2026-03-02 10:00"))

    told = signalled(chamado, late, conta=conta, now=MONDAY)

    assert {alerta.meta for alerta in alerts(told, conta)} == {Meta.RESOLUCAO}


def test_silence_counts_from_the_newest_answer_and_only_where_it_means_consent() -> None:
    conta, chamado = make_conta(), make_read()
    answer = make_fala("e1", Autor.PESSOA, em=MONDAY)

    yes = answered(chamado, answer, conta=conta, now=MONDAY)
    no = answered(chamado, answer, conta=conta, now=MONDAY, resolve=False)
    again = answered(yes, make_fala("e2", Autor.PESSOA, em=at("2026-03-02 15:00")), conta=conta, now=MONDAY)

    assert yes.proximo_em == MONDAY + timedelta(hours=24)
    assert again.proximo_em == at("2026-03-03 15:00")
    assert no.proximo_em is None


def test_a_solved_one_is_looked_at_when_it_can_no_longer_be_opened_again() -> None:
    conta = make_conta()

    solved = settled(make_read(), conta=conta, now=MONDAY, por="U1")

    assert solved.proximo_em == MONDAY + timedelta(days=7)


def test_what_comes_back_to_us_runs_again() -> None:
    conta, chamado = make_conta(), make_read()
    waiting = answered(chamado, make_fala("e1", Autor.AUTOMATICA, em=MONDAY), conta=conta, now=MONDAY)

    needed = routed(waiting, conta=conta, now=at("2026-03-03 09:00"), motivo="nao_resolveu")

    assert needed.proximo_em is not None
    assert needed.resolver_ate == at("2026-03-05 13:00")


def test_the_calendar_is_read_in_the_zone_it_is_written_in() -> None:
    expediente = hours(fuso=MANAUS)

    assert expediente.fuso == ZoneInfo(MANAUS)
    assert expediente.between(at("2026-03-02 07:00", MANAUS), at("2026-03-02 19:00", MANAUS)) == 600
