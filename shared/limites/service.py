"""Counting attempts: how often somebody may try before waiting, over all instances."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from shared.kit.clock import Now
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TooManyRequests
from shared.limites.models import Cota
from shared.limites.store import Lida, LimiteStore, Locks

# Only other instances contend: a counter that cannot be written after so many turns is being hammered.
_ATTEMPTS = 8
_CHANGED = (Conflict, NotFound, PreconditionFailed)


@dataclass(frozen=True)
class LimiteService:
    """An attempt is counted before it is judged, and given back when it was a good one: many at once gain nothing.

    Requests of one process meet each counter in the order in which they came.
    """

    store: LimiteStore
    now: Now
    _locks: Locks = field(default_factory=Locks)
    _turns: Locks = field(default_factory=Locks)

    def turn(self, cota: Cota) -> AbstractAsyncContextManager[None]:
        """One attempt at a time in this process: many good ones at once wait, instead of using up the limit."""
        return self._turns.of(cota)

    async def require(self, *cotas: Cota) -> None:
        """Raises `TooManyRequests` when one is used up. Reads only."""
        await asyncio.gather(*map(self._require, cotas))

    async def count(self, *cotas: Cota) -> None:
        """Count one of each, in order. Raises `TooManyRequests` at the first that is used up.

        Name the narrowest first: what stops there does not use up the wider ones, which are other people's too.
        """
        for cota in cotas:
            async with self._locks.of(cota):
                await self._add(cota, 1)

    async def give_back(self, *cotas: Cota) -> None:
        """Take one back of each."""
        for cota in cotas:
            async with self._locks.of(cota):
                await self._add(cota, -1)

    async def forgive(self, cota: Cota) -> None:
        """Forget every attempt so far."""
        try:
            await self.store.forget(cota)
        except NotFound:
            return

    async def _require(self, cota: Cota) -> None:
        async with self._locks.of(cota):
            self._refuse_used_up(cota, await self.store.read(cota))

    async def _add(self, cota: Cota, more: int) -> None:
        for _ in range(_ATTEMPTS):
            lida = await self.store.read(cota)
            if more > 0:
                self._refuse_used_up(cota, lida)
            try:
                await self.store.save(cota, lida, more=more)
                return
            except _CHANGED:
                continue
        if more > 0:
            raise TooManyRequests(retry_after_s=1)

    def _refuse_used_up(self, cota: Cota, lida: Lida) -> None:
        if lida.left(cota) <= 0:
            raise lida.refused(self.now())
