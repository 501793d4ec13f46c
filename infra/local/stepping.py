"""Moves the clock from event to event, letting the whole host come to rest at each; 31 days take seconds."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from infra.local.clock import VirtualClock
from infra.local.durable.engine import DurableEngine
from infra.local.idleness import Idleness
from infra.local.invocation import Invoker
from infra.local.timers import Timer


class Stepper:
    """An event is a durable timer or a timer trigger that comes due.

    A timer trigger more frequent than the resolution is an event once per resolution: a sweep every five
    minutes need not run 8,928 times to pass a month.
    """

    def __init__(
        self,
        *,
        clock: VirtualClock,
        engine: DurableEngine,
        timers: Sequence[Timer],
        idleness: Idleness,
        invoker: Invoker,
    ) -> None:
        self._clock = clock
        self._engine = engine
        self._timers = timers
        self._idleness = idleness
        self._invoker = invoker
        self._one_at_a_time = asyncio.Lock()

    async def advance(self, target: datetime, *, resolution: timedelta) -> dict[str, Any]:
        """Let time pass until `target`; returns when all that was due has run. Raises `NotIdle`."""
        async with self._one_at_a_time:
            before, runs_before, steps = self._clock.now(), self._invoker.runs.copy(), 0
            await self._idleness.drain(asks_queues=True)
            while self._clock.now() < target:
                self._clock.move_to(min(target, self._next_event(target, resolution)))
                self._engine.wake()
                await self._idleness.drain()
                steps += 1
            await self._idleness.drain(asks_queues=True)
            return {
                "antes": before.isoformat(),
                "agora": self._clock.now().isoformat(),
                "passos": steps,
                "execucoes": dict(sorted((self._invoker.runs - runs_before).items())),
            }

    def _next_event(self, target: datetime, resolution: timedelta) -> datetime:
        moments = [_due(timer, resolution) for timer in self._timers]
        flow = self._engine.next_timer_at()
        return min([target, *moments, *([flow] if flow else [])])


def _due(timer: Timer, resolution: timedelta) -> datetime:
    is_frequent = timer.next_after(timer.next_at) - timer.next_at < resolution
    if timer.last is None or not is_frequent:
        return timer.next_at
    return timer.next_after(timer.last + resolution - timedelta(seconds=1))
