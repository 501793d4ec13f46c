"""The circuit breaker against a clock that is moved by hand."""

from shared.kit.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_it_opens_at_the_fifth_failure_in_a_row() -> None:
    breaker = Breaker(Clock())

    opened = [breaker.failed() for _ in range(5)]

    assert opened == [False, False, False, False, True]
    assert not breaker.allows()


def test_a_success_in_between_starts_the_count_again() -> None:
    breaker = Breaker(Clock())

    for _ in range(4):
        breaker.failed()
    breaker.succeeded()
    for _ in range(4):
        breaker.failed()

    assert breaker.allows()


def test_failures_far_apart_do_not_add_up() -> None:
    clock = Clock()
    breaker = Breaker(clock, threshold=2, window_s=60)

    breaker.failed()
    clock.now += 61
    opened = breaker.failed()

    assert not opened
    assert breaker.allows()


def test_after_the_pause_exactly_one_trial_goes_through() -> None:
    clock = Clock()
    breaker = Breaker(clock, threshold=1, open_s=30)
    breaker.failed()

    clock.now += 29.9
    early = breaker.allows()
    clock.now += 0.1
    trials = [breaker.allows() for _ in range(3)]

    assert not early
    assert trials == [True, False, False]


def test_a_trial_that_works_closes_it_and_one_that_fails_opens_it_for_another_pause() -> None:
    clock = Clock()
    breaker = Breaker(clock, threshold=1, open_s=30)
    breaker.failed()
    clock.now += 30
    breaker.allows()

    opened_again = breaker.failed()
    shut = not breaker.allows()
    clock.now += 30
    trial = breaker.allows()
    breaker.succeeded()

    assert (opened_again, shut, trial) == (True, True, True)
    assert [breaker.allows() for _ in range(3)] == [True, True, True]


def test_a_trial_whose_end_is_never_told_does_not_keep_it_shut() -> None:
    clock = Clock()
    breaker = Breaker(clock, threshold=1, open_s=30)
    breaker.failed()
    clock.now += 30

    breaker.allows()
    clock.now += 30

    assert breaker.allows()


def test_stragglers_of_an_open_breaker_neither_report_nor_prolong_the_pause() -> None:
    clock = Clock()
    breaker = Breaker(clock, threshold=1, open_s=30)
    breaker.failed()
    clock.now += 20

    reported = breaker.failed()
    clock.now += 10

    assert not reported
    assert breaker.allows()
