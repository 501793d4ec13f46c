"""Days as people say them, the next working day, and the zone that decides what today is."""

from datetime import date

import pytest

from shared.contas.models import Conta
from shared.pauta.models import Urgencia
from shared.pauta.palavras import Hoje, day, greeting, since, today_of, when
from tests.unit.pauta.world import NOW, at


def hoje(moment: str = "2026-03-03 10:00", **conta: object) -> Hoje:
    made = Conta.model_validate({"id": "clinica", **conta})
    return today_of(at(moment), made.expediente(made.chamados.expediente))


@pytest.mark.parametrize(
    ("dia", "words"),
    [
        (date(2026, 2, 26), "há 5 dias"),
        (date(2026, 3, 1), "anteontem"),
        (date(2026, 3, 2), "ontem"),
        (date(2026, 3, 3), "hoje"),
        (date(2026, 3, 4), "amanhã"),
        (date(2026, 3, 5), "depois de amanhã"),
        (date(2026, 3, 6), "sexta, 06/03"),
    ],
)
def test_days_are_called_as_people_call_them(dia: date, words: str) -> None:
    assert day(hoje(), dia) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-03 14:30", "hoje, às 14h30"),
        ("2026-03-04 01:00", "amanhã, à 1h"),
        ("2026-03-02 09:00", "ontem, às 9h"),
    ],
)
def test_hours_are_local(moment: str, words: str) -> None:
    assert when(hoje(), at(moment)) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-03 08:00", "desde hoje, às 8h"),
        ("2026-03-02 08:00", "desde ontem"),
        ("2026-03-01 08:00", "desde anteontem"),
        ("2026-02-20 08:00", "há 11 dias"),
    ],
)
def test_waits_are_told_in_days(moment: str, words: str) -> None:
    assert since(hoje(), at(moment)) == words


@pytest.mark.parametrize(
    ("moment", "proximo"),
    [
        ("2026-03-03 10:00", date(2026, 3, 4)),
        ("2026-03-06 10:00", date(2026, 3, 9)),
        ("2026-04-02 10:00", date(2026, 4, 6)),  # Good Friday, then a weekend
    ],
)
def test_the_next_working_day_skips_weekends_and_holidays(moment: str, proximo: date) -> None:
    assert hoje(moment).proximo == proximo


def test_a_conta_that_never_works_has_the_next_day_of_the_calendar() -> None:
    shut = {"expediente": {"semana": None}}

    assert hoje(chamados=shut).proximo == date(2026, 3, 4)


def test_the_zone_of_the_conta_decides_what_day_it_is() -> None:
    late = "2026-03-03 23:30"

    here, there = hoje(late), hoje(late, fuso="America/Rio_Branco")

    assert (here.dia, there.dia) == (date(2026, 3, 3), date(2026, 3, 3))
    assert (hoje("2026-03-04 00:30").dia, hoje("2026-03-04 00:30", fuso="America/Rio_Branco").dia) == (
        date(2026, 3, 4),
        date(2026, 3, 3),
    )
    assert here.fim == at("2026-03-04 00:00")
    assert there.fim == at("2026-03-04 00:00", "America/Rio_Branco")


@pytest.mark.parametrize(
    ("moment", "by_day", "by_instant"),
    [
        ("2026-03-02 23:59", Urgencia.ATRASADO, Urgencia.ATRASADO),
        ("2026-03-03 09:59", Urgencia.HOJE, Urgencia.ATRASADO),
        ("2026-03-03 10:00", Urgencia.HOJE, Urgencia.HOJE),
        ("2026-03-03 23:59", Urgencia.HOJE, Urgencia.HOJE),
        ("2026-03-04 00:00", Urgencia.EM_BREVE, Urgencia.EM_BREVE),
    ],
)
def test_urgency_counts_by_day_or_by_instant(moment: str, by_day: Urgencia, by_instant: Urgencia) -> None:
    assert (hoje().by_day(at(moment)), hoje().by_instant(at(moment))) == (by_day, by_instant)


@pytest.mark.parametrize(
    ("hour", "words"), [("11:59", "Bom dia!"), ("12:00", "Boa tarde!"), ("18:00", "Boa noite!")]
)
def test_the_greeting_is_that_of_the_hour(hour: str, words: str) -> None:
    assert greeting(hoje(f"2026-03-03 {hour}")) == words


def test_the_moment_is_kept() -> None:
    assert hoje().agora == NOW
