"""The places that proactive messages take in a person's days: counted before they leave, by etag, so that one of
many at once gets the last place. A document per person and per address, found by keyed hash, readable by nobody.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.clientes.models import Cliente
from shared.envios.errors import Moved
from shared.envios.models import Envio
from shared.kit.brasil import phone_key
from shared.kit.clock import instant, parse_instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.ids import keyed_id
from shared.kit.store import DocumentStore, Query, Where, Write
from shared.kit.texto import key_of

CONTAINER = "ritmos"
WEEK = timedelta(days=7)
# The same words to the same person within this time are the same message.
_ONCE_IN = timedelta(days=1)
_KEPT_S = 8 * 24 * 3600
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Lugar:
    """A place that one envio takes; `palavras` is the keyed hash of what it says."""

    envio_id: str
    chave: str
    em: datetime
    palavras: str


@dataclass(frozen=True, slots=True)
class Ritmo:
    """A document as it was read; without an etag there is none yet."""

    lugares: tuple[Lugar, ...] = ()
    etag: str | None = None


Ritmos = Mapping[str, Ritmo]


@dataclass(frozen=True)
class RitmoStore:
    documents: DocumentStore
    secret: bytes

    def ids_of(self, cliente: Cliente) -> tuple[str, ...]:
        """Of the person and of every address that they are reached at."""
        addresses = [self.id_of(endereco) for endereco in (*cliente.telefones, *cliente.emails)]
        return tuple(dict.fromkeys([self.id_of_cliente(cliente.id), *addresses]))

    def id_of(self, endereco: str) -> str:
        """Of a phone it hashes what its spellings have in common."""
        if "@" in endereco:
            return keyed_id("email", endereco, self.secret)
        return keyed_id("telefone", phone_key(endereco), self.secret)

    def id_of_cliente(self, cliente_id: str) -> str:
        return keyed_id("cliente", cliente_id, self.secret)

    def lugar(self, envio: Envio, em: datetime) -> Lugar:
        return Lugar(envio.id, envio.chave, em, keyed_id("palavras", key_of(envio.texto), self.secret))

    async def read(self, ids: Collection[str]) -> dict[str, Ritmo]:
        found = await self.documents.query(Query((Where("id", "in", tuple(ids)),), limit=len(ids)))
        read = {one.id: Ritmo(tuple(map(_lugar, one.body["lugares"])), one.etag) for one in found.items}
        return {ritmo_id: read.get(ritmo_id, Ritmo()) for ritmo_id in ids}

    async def take(self, ritmos: Ritmos, ids: Collection[str], lugar: Lugar) -> None:
        """Take the place in `ids`, all or none, over exactly what was read; it leaves any other that it had.

        Raises `Moved` when somebody took one meanwhile.
        """
        writes = []
        for ritmo_id, ritmo in ritmos.items():
            others = [one for one in ritmo.lugares if one.envio_id != lugar.envio_id]
            if ritmo_id in ids:
                others = [one for one in others if one.em > lugar.em - WEEK] + [lugar]
            if ritmo_id in ids or len(others) < len(ritmo.lugares):
                writes.append(_write(ritmo_id, others, ritmo.etag))
        try:
            await self.documents.batch(writes)
        except (Conflict, PreconditionFailed, NotFound):
            raise Moved from None

    async def release(self, ids: Collection[str], envio_id: str) -> None:
        """Give the places back; where there is none, nothing changes."""
        for _ in range(_ATTEMPTS):
            read = await self.read(ids)
            writes = [
                _write(ritmo_id, [one for one in ritmo.lugares if one.envio_id != envio_id], ritmo.etag)
                for ritmo_id, ritmo in read.items()
                if any(one.envio_id == envio_id for one in ritmo.lugares)
            ]
            try:
                if writes:
                    await self.documents.batch(writes)
            except (PreconditionFailed, NotFound):
                continue
            return
        raise TransientError


def taken_by_others(ritmos: Ritmos, envio: Envio, agora: datetime) -> list[Lugar]:
    """The places of the last seven days that are not this envio's, each once, the oldest first."""
    others = {
        lugar.envio_id: lugar
        for ritmo in ritmos.values()
        for lugar in ritmo.lugares
        if lugar.envio_id != envio.id and lugar.em > agora - WEEK
    }
    return sorted(others.values(), key=lambda lugar: lugar.em)


def saying_the_same(lugares: Iterable[Lugar], own: Lugar) -> list[str]:
    """The keys of those that say the same at nearly the same time."""
    return [one.chave for one in lugares if one.palavras == own.palavras and one.em > own.em - _ONCE_IN]


def _write(ritmo_id: str, lugares: Iterable[Lugar], etag: str | None) -> Write:
    told = [
        {"envio_id": one.envio_id, "chave": one.chave, "em": instant(one.em), "palavras": one.palavras}
        for one in lugares
    ]
    return Write("replace" if etag else "create", ritmo_id, {"v": 1, "lugares": told}, etag, _KEPT_S)


def _lugar(told: dict[str, Any]) -> Lugar:
    return Lugar(told["envio_id"], told["chave"], parse_instant(told["em"]), told["palavras"])
