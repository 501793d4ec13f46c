"""The days on which somebody is contacted: golden cases of the source and the rules of design §9."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.kit.holidays import is_business_day
from shared.relatos.cadencia import COMBINADO, Passo, nominal_days, plan

CADENCE = (3, 10, 30)
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))


def steps(base: date, *, promised: date | None = None, today: date | None = None) -> tuple[Passo, ...]:
    return plan(base, promised=promised, today=today or base, cadence=CADENCE)


def to_do(planned: tuple[Passo, ...]) -> list[date]:
    return [step.data_ajustada for step in planned if not step.vencido]


def test_the_golden_conversation_of_the_source_gives_its_three_days() -> None:
    assert nominal_days(date(2025, 2, 15), CADENCE) == (
        date(2025, 2, 18),
        date(2025, 2, 25),
        date(2025, 3, 17),
    )


def test_a_day_on_a_weekend_or_holiday_moves_to_the_next_business_day_and_both_are_kept() -> None:
    planned = steps(date(2025, 4, 15))

    assert planned[0].data_nominal == date(2025, 4, 18)  # Good Friday
    assert planned[0].data_ajustada == date(2025, 4, 22)  # after the weekend and Tiradentes


def test_a_promise_in_thirty_days_leaves_one_contact_and_none_before_it() -> None:
    planned = steps(date(2025, 2, 14), promised=date(2025, 3, 16))

    assert [(step.motivo, step.data_nominal) for step in planned] == [(COMBINADO, date(2025, 3, 16))]


def test_steps_after_a_promise_stay_unless_they_lie_within_two_days_of_it() -> None:
    planned = steps(date(2025, 2, 3), promised=date(2025, 2, 11))

    assert [step.data_nominal for step in planned] == [date(2025, 2, 11), date(2025, 3, 5)]


def test_a_late_relato_keeps_only_its_latest_overdue_step_on_the_next_business_day() -> None:
    planned = steps(date(2025, 2, 3), today=date(2025, 2, 20))

    assert [(step.data_nominal, step.vencido) for step in planned] == [
        (date(2025, 2, 6), True),
        (date(2025, 2, 13), False),
        (date(2025, 3, 5), False),
    ]
    assert planned[1].data_ajustada == date(2025, 2, 21)


def test_a_relato_that_is_late_for_everything_gets_one_contact() -> None:
    planned = steps(date(2025, 1, 2), today=date(2025, 6, 6))

    assert to_do(planned) == [date(2025, 6, 9)]
    assert [step.vencido for step in planned] == [True, True, False]


def test_an_overdue_step_is_let_go_when_the_next_one_is_about_to_come() -> None:
    planned = steps(date(2025, 2, 3), today=date(2025, 2, 12))

    assert to_do(planned) == [date(2025, 2, 13), date(2025, 3, 5)]
    assert planned[0].vencido


def test_a_promise_already_missed_is_kept_on_the_next_business_day() -> None:
    planned = steps(date(2025, 2, 3), promised=date(2025, 2, 10), today=date(2025, 2, 14))

    assert to_do(planned) == [date(2025, 2, 17), date(2025, 3, 5)]
    assert planned[0].motivo == COMBINADO


@given(base=DAYS, late=st.integers(0, 90), promise=st.none() | st.integers(0, 90))
def test_nobody_is_contacted_twice_within_two_days_nor_before_a_promise(
    base: date, late: int, promise: int | None
) -> None:
    today = base + timedelta(days=late)
    promised = None if promise is None else base + timedelta(days=promise)

    planned = plan(base, promised=promised, today=today, cadence=CADENCE)

    days = to_do(planned)
    assert days
    assert days == sorted(days)
    assert all(day >= today and is_business_day(day) for day in days)
    assert all(later - earlier > timedelta(days=2) for earlier, later in pairwise(days))
    assert promised is None or min(step.data_nominal for step in planned) == promised


def test_steps_that_a_long_holiday_moves_onto_one_day_are_one_contact() -> None:
    recess = {date(2025, 12, 19) + timedelta(days=count) for count in range(18)}

    planned = plan(
        date(2025, 12, 17), promised=None, today=date(2025, 12, 17), cadence=CADENCE, holidays=recess
    )

    assert [(step.data_nominal, step.data_ajustada) for step in planned] == [
        (date(2025, 12, 20), date(2026, 1, 6)),
        (date(2026, 1, 16), date(2026, 1, 16)),
    ]


def test_a_promise_for_another_lifetime_silences_nobody() -> None:
    assert to_do(steps(date(2025, 2, 3), promised=date(2099, 12, 31))) == to_do(steps(date(2025, 2, 3)))
