"""The clock's own arithmetic: the day that the documentation's examples name."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.kit.clock import example_day


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 7, 24), date(2026, 12, 31), date(2028, 2, 29)])
def test_an_example_is_the_same_all_year_and_can_be_booked_on_any_day_of_it(day: date) -> None:
    found = example_day(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))

    assert found == example_day(datetime(day.year, 1, 1, tzinfo=UTC))
    assert timedelta(days=330) < found - day < timedelta(days=730)
