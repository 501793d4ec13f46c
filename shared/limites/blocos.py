"""Spending a limit that every request meets: reserved in blocks, so that most requests write nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.kit.clock import Now
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TooManyRequests
from shared.limites.models import Cota
from shared.limites.store import LimiteStore, Locks, seconds_until

_ATTEMPTS = 8
_SHARE = 10
# Past this many principals within a minute the blocks are dropped, which costs each of them one more reservation.
_MOST_HELD = 10_000


@dataclass(slots=True)
class _Bloco:
    """What this process may still let through until the window ends; `used_up` when the whole limit is gone."""

    left: int
    ends_em: datetime
    used_up: bool


@dataclass(frozen=True)
class BlocoService:
    """Each instance reserves a tenth of what is left of the window, by etag, and lets requests pass from memory.

    So the limit is never exceeded, however many instances there are; blocks shrink, so that one instance cannot
    hold what the others need. What an instance reserved and did not use is lost until the window ends: a caller
    spread over many instances may be refused a little early, never late. 600 requests on one instance cost some
    50 writes, one request costs one.
    """

    store: LimiteStore
    now: Now
    _held: dict[Cota, _Bloco] = field(default_factory=dict)
    _locks: Locks = field(default_factory=Locks)

    async def spend(self, cota: Cota) -> None:
        """Let one through. Raises `TooManyRequests` for the rest of the window when the limit is used up."""
        if self._take(cota):
            return
        async with self._locks.of(cota):
            if self._take(cota):
                return
            await self._reserve(cota)
            self._take(cota)

    def _take(self, cota: Cota) -> bool:
        """Whether one was left in memory. Raises `TooManyRequests` when it is known that none is anywhere."""
        bloco, now = self._held.get(cota), self.now()
        if bloco is None or bloco.ends_em <= now:
            return False
        if bloco.left:
            bloco.left -= 1
            return True
        if bloco.used_up:
            raise TooManyRequests(retry_after_s=seconds_until(bloco.ends_em, now))
        return False

    async def _reserve(self, cota: Cota) -> None:
        for _ in range(_ATTEMPTS):
            lida = await self.store.read(cota)
            left = lida.left(cota)
            block = max(1, left // _SHARE)
            try:
                if left > 0:
                    await self.store.save(cota, lida, more=block)
            except (Conflict, NotFound, PreconditionFailed):
                continue
            self._hold(cota, _Bloco(block if left > 0 else 0, lida.janela.termina_em, used_up=left <= 0))
            return
        raise TooManyRequests(retry_after_s=1)

    def _hold(self, cota: Cota, bloco: _Bloco) -> None:
        if len(self._held) >= _MOST_HELD:
            self._held.clear()
        self._held[cota] = bloco
