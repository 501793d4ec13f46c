"""When the whole host has nothing left to do; apart because a moved clock must know it exactly."""

import asyncio
import time
from collections.abc import Sequence

from infra.local.durable.engine import DurableEngine
from infra.local.queues import QueueListener
from infra.local.timers import Timer

DRAIN_TIMEOUT_S = 120.0


class NotIdle(Exception):
    """The host did not come to rest in time; the message names what was still busy."""


class Idleness:
    """Asks queues, timers and flows in turn until none of them woke another.

    After a host was killed its messages stay hidden until their lease is over (`leases_until`, monotonic):
    until then a queue that holds any counts as busy. A message that a sender delayed is not waited for.
    """

    def __init__(
        self,
        *,
        listeners: Sequence[QueueListener],
        timers: Sequence[Timer],
        engine: DurableEngine,
        leases_until: float,
    ) -> None:
        self._listeners = listeners
        self._timers = timers
        self._engine = engine
        self._leases_until = leases_until

    async def drain(self, *, asks_queues: bool = False) -> None:
        """Return once all is done. Queues are asked only if told so, or if this process sent something."""
        try:
            async with asyncio.timeout(DRAIN_TIMEOUT_S):
                if asks_queues:
                    await self._ask_queues()
                await self._settle()
        except TimeoutError as error:
            raise NotIdle(f"still busy after {DRAIN_TIMEOUT_S:.0f} s: {', '.join(self._busy())}") from error

    async def _settle(self) -> None:
        while True:
            for listener in self._listeners:
                await listener.settle()
            for timer in self._timers:
                await timer.settle()
            await self._engine.drain()
            if not self._busy():
                return

    async def _ask_queues(self) -> None:
        for listener in self._listeners:
            listener.notify()
        await self._settle()
        while time.monotonic() < self._leases_until:
            depths = await asyncio.gather(*(listener.depth() for listener in self._listeners))
            if not any(depths):
                return
            await asyncio.sleep(0.1)
            for listener in self._listeners:
                listener.notify()
            await self._settle()

    def _busy(self) -> list[str]:
        busy = [f"queue {listener.queue}" for listener in self._listeners if not listener.is_settled]
        busy += [f"timer {timer.name}" for timer in self._timers if not timer.is_idle]
        return busy if self._engine.is_idle() else [*busy, "flows"]
