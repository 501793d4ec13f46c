"""The demonstration starts on a day from which 31 days show every contato, whatever the calendar says."""

from datetime import date, timedelta

import pytest

from infra.local.demo_samples import DAYS, STORIES, reference_day
from shared.kit.holidays import is_business_day, next_business_day

YEARS = range(2024, 2041)


@pytest.mark.parametrize("year", YEARS)
def test_31_days_show_every_contato_even_the_moved_one_from_any_day_of_the_year(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]

    starts = {reference_day(day) for day in days}

    for start in starts:
        assert is_business_day(start)
        assert next_business_day(start + timedelta(days=30)) == start + timedelta(days=DAYS)
        assert next_business_day(start + timedelta(days=3)) <= start + timedelta(days=4)
        assert next_business_day(start + timedelta(days=10)) < start + timedelta(days=14)


def test_the_demonstration_starts_soon_and_never_today() -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for year in YEARS for n in range(366)]

    waits = [(reference_day(day) - day).days for day in days]

    assert min(waits) == 1
    assert max(waits) <= 28


def test_the_same_day_posts_the_same_bodies_so_that_a_key_can_be_repeated() -> None:
    today = date(2026, 11, 27)

    first, second = ([story.body(today) for story in STORIES] for _ in range(2))

    assert first == second
    assert "28/09/2026" in next(body["texto"] for body in first if "Osvaldo" in body["texto"])
