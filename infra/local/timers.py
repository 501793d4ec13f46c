"""Timer triggers on the movable clock: one task each, status on disk, never two runs of one at once."""

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from azure.functions.meta import Datum

from infra.local.clock import VirtualClock
from infra.local.files import read_object, write_object
from infra.local.indexing import Function
from infra.local.ncrontab import Schedule
from infra.local.settings import expand

_log = logging.getLogger(__name__)
_NEVER = "0001-01-01T00:00:00"
_LONGEST_SLEEP_S = 3600.0
# A month that passes in seconds fires thousands of timers.
_WRITE_AFTER_S = 0.2

Run = Callable[[str, Datum], Awaitable[Any]]


class Status:
    """`Last` and `Next` of every timer, in one file, written soon after they change: a kill may cost the last runs,
    which are then run again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._timers = read_object(path)
        self._writing: asyncio.TimerHandle | None = None

    def get(self, name: str) -> dict[str, str]:
        return dict(self._timers.get(name, {}))

    def put(self, name: str, *, last: datetime | None, next_at: datetime, now: datetime) -> None:
        """Keep the status; without `last` the one kept before stays."""
        self._timers[name] = {
            "Last": last.isoformat() if last else self.get(name).get("Last", _NEVER),
            "Next": next_at.isoformat(),
            "LastUpdated": now.isoformat(),
        }
        if self._writing is None:
            self._writing = asyncio.get_running_loop().call_later(_WRITE_AFTER_S, self.write)

    def write(self) -> None:
        """Put on disk what is not there yet."""
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None
            write_object(self._path, self._timers)


class Timer:
    """One timer trigger. Missed occurrences are run once: late at start, or after the clock was moved."""

    def __init__(self, function: Function, *, clock: VirtualClock, status: Status, run: Run) -> None:
        self.name = function.name
        self._schedule = Schedule(expand(function.trigger.options["schedule"], os.environ))
        self._runs_on_startup = bool(function.trigger.options.get("runOnStartup"))
        self._clock = clock
        self._status = status
        self._run = run
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self.last: datetime | None = None
        self.next_at = self._schedule.after(clock.now())
        kept = status.get(self.name).get("Next")
        self._past_due = kept is not None and datetime.fromisoformat(kept) <= clock.now()
        if kept and self._past_due:
            self.next_at = datetime.fromisoformat(kept)
        else:
            status.put(self.name, last=None, next_at=self.next_at, now=clock.now())

    @property
    def is_idle(self) -> bool:
        """Neither running nor due."""
        return self._idle.is_set() and self.next_at > self._clock.now()

    def next_after(self, moment: datetime) -> datetime:
        """The first occurrence after `moment`, whether or not one before it is still to run."""
        return self._schedule.after(moment)

    async def serve(self) -> None:
        """Run at each occurrence until cancelled."""
        if self._runs_on_startup and not self._past_due:
            await self._fire()
        while True:
            await self._until_due()
            await self._fire()

    async def settle(self) -> None:
        """Run what is due by now, and return once it ended."""
        if self.next_at <= self._clock.now():
            self._idle.clear()
            self._wake.set()
        await self._idle.wait()

    async def _until_due(self) -> None:
        while (left := self.next_at - self._clock.now()) > timedelta(0):
            self._idle.set()
            self._wake.clear()
            seconds = min(left.total_seconds(), _LONGEST_SLEEP_S)
            try:
                await asyncio.wait_for(self._wake.wait(), timeout=seconds)
            except TimeoutError:
                continue
        self._idle.clear()

    async def _fire(self) -> None:
        kept = self._status.get(self.name)
        value = {
            "Schedule": {"AdjustForDST": True},
            "ScheduleStatus": {
                "Last": kept.get("Last", _NEVER),
                "Next": self.next_at.isoformat(),
                "LastUpdated": kept.get("LastUpdated", _NEVER),
            },
            "IsPastDue": self._past_due,
        }
        self._past_due = False
        try:
            await self._run(self.name, Datum(json.dumps(value), "json"))
        except Exception:  # noqa: BLE001  # user code: the host logs and keeps the schedule
            _log.exception("timer %s failed", self.name)
        self.last = self._clock.now()
        self.next_at = self._schedule.after(self.last)
        self._status.put(self.name, last=self.last, next_at=self.next_at, now=self.last)
