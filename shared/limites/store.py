"""Reading and writing counters. They belong to a conta, or to what comes before one is known."""

import asyncio
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from shared.kit.clock import Now
from shared.kit.errors import NotFound, TooManyRequests
from shared.kit.ids import keyed_id
from shared.kit.store import Documents, DocumentStore
from shared.limites.models import Cota, Janela


@dataclass(frozen=True, slots=True)
class Lida:
    """The window as it was read; without an etag it is one that nobody has stored yet."""

    janela: Janela
    etag: str | None

    def left(self, cota: Cota) -> int:
        return cota.limite - self.janela.usados

    def refused(self, now: datetime) -> TooManyRequests:
        return TooManyRequests(retry_after_s=seconds_until(self.janela.termina_em, now))


@dataclass(frozen=True)
class LimiteStore:
    documents: Documents
    hmac_key: bytes
    now: Now

    async def read(self, cota: Cota) -> Lida:
        """The window that runs now; a new one where none does."""
        now = self.now()
        try:
            stored = await self._open(cota).get(self._id(cota))
        except NotFound:
            return Lida(_opened(cota, now), None)
        janela = Janela.model_validate(stored.body)
        return Lida(janela if now < janela.termina_em else _opened(cota, now), stored.etag)

    async def save(self, cota: Cota, lida: Lida, *, more: int) -> Lida:
        """Count `more` on top of what was read. Raises `Conflict`, `NotFound`, `PreconditionFailed`: read again."""
        usados = max(0, lida.janela.usados + more)
        janela = lida.janela.model_copy(update={"usados": usados})
        body = janela.model_dump(mode="json")
        ttl_s = seconds_until(janela.termina_em, self.now())
        store = self._open(cota)
        if lida.etag is None:
            stored = await store.create(self._id(cota), body, ttl_s=ttl_s)
        else:
            stored = await store.replace(self._id(cota), body, etag=lida.etag, ttl_s=ttl_s)
        return Lida(janela, stored.etag)

    async def forget(self, cota: Cota) -> None:
        """Raises `NotFound`."""
        await self._open(cota).delete(self._id(cota))

    def _open(self, cota: Cota) -> DocumentStore:
        return self.documents.open(Janela.CONTAINER, cota.conta)

    def _id(self, cota: Cota) -> str:
        return keyed_id("cota", cota.chave, self.hmac_key)


class Locks:
    """One lock per cota in this process, first come first served: instances contend for a counter, requests do not."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Cota, asyncio.Lock] = WeakValueDictionary()

    def of(self, cota: Cota) -> asyncio.Lock:
        return self._locks.setdefault(cota, asyncio.Lock())


def seconds_until(moment: datetime, now: datetime) -> int:
    """Whole seconds, at least one."""
    return max(1, math.ceil((moment - now).total_seconds()))


def _opened(cota: Cota, now: datetime) -> Janela:
    return Janela(usados=0, termina_em=now + timedelta(seconds=cota.janela_s))
