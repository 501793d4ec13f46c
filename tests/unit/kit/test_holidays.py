"""Easter, national holidays and the next business day."""

from datetime import date

import pytest

from shared.kit.holidays import carnival, easter, national_holidays, next_business_day


@pytest.mark.parametrize(
    "sunday",
    [
        date(1954, 4, 18),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
    ],
)
def test_easter_falls_on_the_known_sunday(sunday: date) -> None:
    assert easter(sunday.year) == sunday


def test_carnival_is_47_days_before_easter() -> None:
    assert carnival(2026) == date(2026, 2, 17)


def test_consciencia_negra_is_national_only_since_2024() -> None:
    assert date(2023, 11, 20) not in national_holidays(2023)
    assert date(2024, 11, 20) in national_holidays(2024)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 18), date(2025, 2, 18)),
        (date(2025, 3, 16), date(2025, 3, 17)),
        (date(2025, 4, 18), date(2025, 4, 22)),
        (date(2025, 12, 25), date(2025, 12, 26)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_the_next_business_day_skips_weekends_and_holidays(day: date, expected: date) -> None:
    assert next_business_day(day) == expected


def test_a_holiday_of_the_conta_is_skipped_too() -> None:
    own = frozenset({date(2025, 7, 9), date(2025, 7, 10)})

    assert next_business_day(date(2025, 7, 9), own) == date(2025, 7, 11)
