"""Brazilian national holidays and business days, computed from Easter; apart because many features wait."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25))
_CONSCIENCIA_NEGRA_SINCE = 2024


@cache
def easter(year: int) -> date:
    """The Gregorian Easter Sunday (anonymous algorithm of Meeus, Jones and Butcher)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_shift + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def carnival(year: int) -> date:
    """Carnival Tuesday: not a national holiday, but people count time from it."""
    return easter(year) - timedelta(days=47)


@cache
def national_holidays(year: int) -> frozenset[date]:
    """The national holidays of `year`; Carnival and Corpus Christi are optional and left to each conta."""
    days = {date(year, month, day) for month, day in _FIXED}
    days.add(easter(year) - timedelta(days=2))
    if year >= _CONSCIENCIA_NEGRA_SINCE:
        days.add(date(year, 11, 20))
    return frozenset(days)


def is_business_day(day: date, extra: Collection[date] = ()) -> bool:
    return day.weekday() < 5 and day not in national_holidays(day.year) and day not in extra


def next_business_day(day: date, extra: Collection[date] = ()) -> date:
    """`day` itself when it is a business day, else the first after it; `extra`: holidays of the conta."""
    while not is_business_day(day, extra):
        day += timedelta(days=1)
    return day
