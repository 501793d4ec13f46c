"""Hours by themselves: slots that a change of clocks bends, instants in words, calendars that never open."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.clientes.models import Finalidade
from shared.contas.mensageria import Faixa, Horario, Horarios
from shared.envios.horario import hours_for, in_words
from shared.kit.expediente import Expediente, Vaga
from tests.unit.envios.casos import MANAUS, RIO_BRANCO, SAO_PAULO, at, make_cliente, make_conta

ZONES = (SAO_PAULO, MANAUS, RIO_BRANCO, "America/Noronha")
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 bounds are naive


def hours(fuso: str = SAO_PAULO, finalidade: Finalidade = Finalidade.LEMBRETES, **fields: Any) -> Expediente:
    return hours_for(make_conta(fuso, **fields), make_cliente(), finalidade)


def daily(inicio: time, fim: time) -> Horarios:
    faixa = Faixa(inicio=inicio, fim=fim)
    return Horarios(lembretes=Horario(semana=faixa, sabado=faixa, domingo=faixa))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23 09:00", "segunda, 23/11, às 9h"),
        ("2026-11-24 09:05", "terça, 24/11, às 9h05"),
        ("2026-11-21 13:30", "sábado, 21/11, às 13h30"),
        ("2026-11-22 01:00", "domingo, 22/11, à 1h"),
        ("2026-11-22 00:00", "domingo, 22/11, às 0h"),
        ("2027-01-04 09:00", "segunda, 04/01/2027, às 9h"),
    ],
)
@pytest.mark.parametrize("fuso", ZONES)
def test_an_instant_is_said_in_local_words(fuso: str, moment: str, words: str) -> None:
    assert in_words(at(moment, fuso), ZoneInfo(fuso), at("2026-11-20 12:00", fuso)) == words


def test_the_year_is_the_local_one() -> None:
    new_year_in_utc = datetime(2027, 1, 1, 1, tzinfo=UTC)

    assert in_words(new_year_in_utc, ZoneInfo(SAO_PAULO), at("2026-12-01 12:00")) == "quinta, 31/12, às 22h"


def test_reminders_and_the_rest_have_their_own_hours() -> None:
    monday = date(2026, 11, 23)

    reminders = hours().slot(monday)
    others = hours(finalidade=Finalidade.ACOMPANHAMENTO).slot(monday)

    assert reminders == Vaga(at("2026-11-23 08:00"), at("2026-11-23 20:00"))
    assert others == Vaga(at("2026-11-23 09:00"), at("2026-11-23 20:00"))


def test_a_holiday_on_a_sunday_is_not_what_shuts_it() -> None:
    expediente = hours()

    assert expediente.is_shut_by_holiday(at("2026-11-20 10:00"))
    assert not expediente.is_shut_by_holiday(at("2026-11-15 10:00"))
    assert not expediente.is_shut_by_holiday(at("2026-11-16 10:00"))


def test_hours_that_a_change_of_clocks_skips_give_no_slot() -> None:
    lisbon = hours("Europe/Lisbon", horarios=daily(time(1, 30), time(2, 10)))

    assert lisbon.slot(date(2026, 3, 29)) is None  # at 1:00 it becomes 2:00
    assert lisbon.next(at("2026-03-28 12:00", "Europe/Lisbon")) == at("2026-03-30 01:30", "Europe/Lisbon")


def test_hours_that_a_change_of_clocks_repeats_are_open_for_longer() -> None:
    lisbon = hours("Europe/Lisbon", horarios=daily(time(0, 30), time(3)))

    slot = lisbon.slot(date(2026, 10, 25))  # at 2:00 it becomes 1:00

    assert slot is not None
    assert slot.fim - slot.inicio == timedelta(hours=3, minutes=30)


def test_a_calendar_without_hours_never_opens() -> None:
    never = hours(horarios=Horarios(lembretes=Horario(semana=None)))

    assert never.next(at("2026-11-23 10:00")) is None
    assert never.previous(at("2026-11-23 10:00"), at("2026-11-01 10:00")) is None


def test_a_short_slot_brought_forward_is_used_whole() -> None:
    noon = hours(horarios=daily(time(12), time(12, 20)))

    earlier = noon.previous(at("2026-11-23 07:00"), at("2026-11-20 07:00"))

    assert earlier == Vaga(at("2026-11-22 12:00"), at("2026-11-22 12:20"))


def test_the_midnight_after_is_local() -> None:
    assert hours(RIO_BRANCO).next_day(at("2026-11-23 23:30", RIO_BRANCO)) == at(
        "2026-11-24 00:00", RIO_BRANCO
    )


@given(moment=MOMENTS, fuso=st.sampled_from(ZONES))
def test_the_next_opening_is_the_first_one(moment: datetime, fuso: str) -> None:
    expediente = hours(fuso)

    opens = expediente.next(moment)

    assert opens is not None
    assert opens >= moment
    assert expediente.next(opens) == opens
    assert opens == moment or expediente.next(opens - timedelta(microseconds=1)) == opens


@given(moment=MOMENTS, fuso=st.sampled_from(ZONES))
def test_between_an_earlier_slot_and_the_moment_nothing_opens(moment: datetime, fuso: str) -> None:
    expediente = hours(fuso)

    earlier = expediente.previous(moment, moment - timedelta(days=10))

    assert earlier is not None
    assert earlier.inicio <= moment
    assert expediente.next(earlier.inicio) == earlier.inicio
    opens = expediente.next(earlier.fim)
    assert opens is not None
    assert opens > moment or earlier.fim > moment
