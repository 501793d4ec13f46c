"""Who is behind a phone, an e-mail, a documento, a client_id or an outside id: a hint that is read by point.

An identidade names every cliente that has the value, and perhaps some that have it no more or not yet: it is
linked before the cliente is written and unlinked after, so a reader checks the cliente itself.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar

from shared.clientes.errors import Moved
from shared.clientes.models import Cliente
from shared.clientes.store import ATTEMPTS
from shared.kit.brasil import phone_key
from shared.kit.clock import Now, instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed
from shared.kit.ids import keyed_id
from shared.kit.store import DocumentStore, Write, read_many

CONTAINER = "identidades"
# A link without its cliente counts as one that is being made; an older one was left by a crash.
BEING_MADE_FOR = timedelta(seconds=60)
# More people than this behind one phone are a switchboard, which identifies nobody: the others are not linked.
SWITCHBOARD = 50
_BATCH = 100
_FIRST_PAUSE_S = 0.01

T = TypeVar("T")


class Tipo(StrEnum):
    TELEFONE = "telefone"
    EMAIL = "email"
    DOCUMENTO = "documento"
    CLIENT_ID = "client_id"
    ID_EXTERNO = "id_externo"
    CANAL = "canal"


# Where a message reaches somebody.
REACHED_BY = frozenset({Tipo.TELEFONE, Tipo.EMAIL, Tipo.CANAL})
# What several people may have in common without being one.
SHARED = frozenset({Tipo.TELEFONE, Tipo.CANAL})


class Chave(NamedTuple):
    """A normalised value that a cliente is found by; of a phone, what its spellings have in common."""

    tipo: Tipo
    valor: str


def telefone_key(e164: str) -> Chave:
    return Chave(Tipo.TELEFONE, phone_key(e164))


def chaves_de(cliente: Cliente) -> frozenset[Chave]:
    """All that a cliente is found by, beside its id."""
    found = {telefone_key(telefone) for telefone in cliente.telefones}
    found |= {Chave(Tipo.EMAIL, email) for email in cliente.emails}
    found |= {Chave(Tipo.CANAL, endereco) for endereco in cliente.enderecos}
    found |= {Chave(Tipo.ID_EXTERNO, known) for known in cliente.ids_externos if known != cliente.id}
    if cliente.documento:
        found.add(Chave(Tipo.DOCUMENTO, cliente.documento))
    if cliente.client_id:
        found.add(Chave(Tipo.CLIENT_ID, cliente.client_id))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Identidade:
    """What was read: the instant of each cliente's link, as documents keep it; no etag where there is none yet."""

    vinculos: Mapping[str, str]
    etag: str | None


@dataclass(frozen=True)
class IdentidadeStore:
    """`now` is the real clock: links age by it."""

    documents: DocumentStore
    secret: bytes
    now: Now

    def id_of(self, chave: Chave) -> str:
        return keyed_id(chave.tipo, chave.valor, self.secret)

    async def read(self, chaves: Iterable[Chave]) -> dict[Chave, Identidade]:
        """One for each of `chaves`, empty where there is none."""
        ids = {self.id_of(chave): chave for chave in chaves}
        found = dict.fromkeys(ids.values(), Identidade({}, None))
        for stored in (await read_many(self.documents, ids)).values():
            vinculos = {one["id"]: one["em"] for one in stored.body["cliente_ids"]}
            found[ids[stored.id]] = Identidade(vinculos, stored.etag)
        return found

    async def link(self, cliente_id: str, read: Mapping[Chave, Identidade]) -> None:
        """Add the cliente to what was read. Raises `Moved` when somebody changed any of it since."""
        em = instant(self.now())
        writes = [
            self._write(chave, identidade, {**identidade.vinculos, cliente_id: em})
            for chave, identidade in read.items()
            if not _is_switchboard(chave, identidade, cliente_id)
        ]
        await self._batch(writes)

    async def unlink(self, cliente_id: str, chaves: Iterable[Chave], *, until: str) -> None:
        """Take the cliente off, where its link is not newer than `until`: it may have the value again by now."""
        wanted = frozenset(chaves)

        async def attempt() -> None:
            read = await self.read(wanted)
            writes = [
                self._without(chave, identidade, cliente_id)
                for chave, identidade in read.items()
                if cliente_id in identidade.vinculos and identidade.vinculos[cliente_id] <= until
            ]
            await self._batch(writes)

        await settle(attempt)

    def _without(self, chave: Chave, identidade: Identidade, cliente_id: str) -> Write:
        left = {one: em for one, em in identidade.vinculos.items() if one != cliente_id}
        if left:
            return self._write(chave, identidade, left)
        return Write("delete", self.id_of(chave), etag=identidade.etag)

    def _write(self, chave: Chave, read: Identidade, vinculos: Mapping[str, str]) -> Write:
        body = {
            "v": 1,
            "tipo": chave.tipo.value,
            "cliente_ids": [{"id": one, "em": em} for one, em in vinculos.items()],
        }
        return Write("replace" if read.etag else "create", self.id_of(chave), body, read.etag)

    async def _batch(self, writes: list[Write]) -> None:
        for some in _chunks(writes, _BATCH):
            try:
                await self.documents.batch(some)
            except (Conflict, PreconditionFailed, NotFound):
                raise Moved from None


async def settle(attempt: Callable[[], Awaitable[T]]) -> T:
    """The result of the first `attempt` that nobody crosses; it reads anew each time. Raises `Moved` at last."""
    for turn in range(ATTEMPTS - 1):
        try:
            return await attempt()
        except Moved:
            await asyncio.sleep(_FIRST_PAUSE_S * 2**turn * (0.5 + random.random()))
    return await attempt()


def _is_switchboard(chave: Chave, identidade: Identidade, cliente_id: str) -> bool:
    full = len(identidade.vinculos) >= SWITCHBOARD
    return chave.tipo in SHARED and full and cliente_id not in identidade.vinculos


def _chunks(items: list[T], size: int) -> list[list[T]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
