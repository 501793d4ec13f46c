"""A circuit breaker: after failures in a row a dependency is left alone for a while, then tried once.

It lives in the process, openly: every instance learns by itself, which costs each of them a few failures.
"""

from collections.abc import Callable


class Breaker:
    """Closed → open after `threshold` failures in a row within `window_s` → one trial per `open_s` until one works."""

    def __init__(
        self, clock: Callable[[], float], *, threshold: int = 5, window_s: float = 60.0, open_s: float = 30.0
    ) -> None:
        self._clock = clock
        self._threshold = threshold
        self._window_s = window_s
        self._open_s = open_s
        self._failures = 0
        self._first_failure = 0.0
        self._shut_until: float | None = None
        self._on_trial = False

    @property
    def is_open(self) -> bool:
        """Whether calls are held back now; unlike `allows`, asking takes no trial."""
        return self._shut_until is not None and self._clock() < self._shut_until

    def allows(self) -> bool:
        """Ask before each call; True while open hands out the one trial.

        The pause starts anew with the trial, so one whose end is never told (a cancelled request) blocks nobody.
        """
        if self._shut_until is None:
            return True
        if self._clock() < self._shut_until:
            return False
        self._open(on_trial=True)
        return True

    def succeeded(self) -> None:
        self._failures = 0
        self._shut_until = None
        self._on_trial = False

    def failed(self) -> bool:
        """True when this failure opened it, or was the trial's; stragglers of an open one change nothing."""
        if self._shut_until is not None and not self._on_trial:
            return False
        if self._shut_until is None and self._count() < self._threshold:
            return False
        self._open(on_trial=False)
        return True

    def _open(self, *, on_trial: bool) -> None:
        self._shut_until = self._clock() + self._open_s
        self._on_trial = on_trial

    def _count(self) -> int:
        now = self._clock()
        if self._failures == 0 or now - self._first_failure > self._window_s:
            self._failures, self._first_failure = 0, now
        self._failures += 1
        return self._failures
