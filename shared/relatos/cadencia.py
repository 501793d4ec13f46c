"""When to get back to somebody: pure arithmetic from days to planned contatos (design §9, "Cadence").

Golden: a conversation on 2025-02-15 gives the nominal days 02-18, 02-25 and 03-17.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.kit.holidays import next_business_day

CADENCIA = "cadencia"
COMBINADO = "combinado"
# Steps this near to a promised day are the same contact.
_SAME_CONTACT = timedelta(days=2)
# A promise farther away is a slip of the pen; believed, it would keep everybody silent until then.
FARTHEST_PROMISE = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Passo:
    """One step: its nominal day, the business day it falls on, and whether it only stays as a record."""

    motivo: str
    data_nominal: date
    data_ajustada: date
    vencido: bool = False


def nominal_days(base: date, cadence: Sequence[int]) -> tuple[date, ...]:
    """The days of the cadence counted from the conversation, with no promise and no calendar."""
    return tuple(base + timedelta(days=days) for days in cadence)


def plan(
    base: date,
    *,
    promised: date | None,
    today: date,
    cadence: Sequence[int],
    holidays: Collection[date] = (),
) -> tuple[Passo, ...]:
    """The steps in order of day. At most one of the overdue ones is still to be done, the others are `vencido`.

    A promised day wins: nothing comes before it, and what lies within two days of it merges into it. Steps that
    holidays move onto one day are one step.
    """
    steps = [_step(CADENCIA, day, holidays) for day in nominal_days(base, cadence)]
    if promised is not None and promised <= base + FARTHEST_PROMISE:
        agreed = _step(COMBINADO, promised, holidays)
        steps = [agreed, *(step for step in steps if _is_another_contact(step, agreed))]
    return _late(_one_a_day(steps), today, holidays)


def after(steps: Sequence[Passo], *, nominal: date, done: date) -> tuple[Passo, ...]:
    """What of a new plan still follows a step that was taken for the day `nominal` on the day `done`.

    That is what lies later on paper, and is no longer the same contact on the calendar.
    """
    return tuple(
        step
        for step in steps
        if not step.vencido and step.data_nominal > nominal and step.data_ajustada > done + _SAME_CONTACT
    )


def _step(motivo: str, day: date, holidays: Collection[date]) -> Passo:
    return Passo(motivo, day, next_business_day(day, holidays))


def _is_another_contact(step: Passo, agreed: Passo) -> bool:
    """Far enough after the promised day, on paper and on the calendar."""
    return (
        step.data_nominal > agreed.data_nominal + _SAME_CONTACT
        and step.data_ajustada > agreed.data_ajustada + _SAME_CONTACT
    )


def _one_a_day(steps: list[Passo]) -> list[Passo]:
    first: dict[date, Passo] = {}
    for step in steps:
        first.setdefault(step.data_ajustada, step)
    return list(first.values())


def _late(steps: list[Passo], today: date, holidays: Collection[date]) -> tuple[Passo, ...]:
    overdue = [step for step in steps if step.data_ajustada < today]
    ahead = [step for step in steps if step.data_ajustada >= today]
    if not overdue:
        return tuple(ahead)
    past = [replace(step, vencido=True) for step in overdue]
    due = next_business_day(today + timedelta(days=1), holidays)
    if not ahead or ahead[0].data_ajustada > due + _SAME_CONTACT:
        past[-1] = replace(overdue[-1], data_ajustada=due)
    return (*past, *ahead)
