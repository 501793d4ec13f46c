"""Every query about atividades of one conta: counters, the marks of what was counted, logins."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shared.atividades.contagem import united
from shared.atividades.models import Contadores, Login, Lote
from shared.kit.clock import instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.store import DocumentStore, Query, Stored, Where, Write, read_many
from shared.kit.titulares import erase_ids, erase_matching

# The most writes that a store does as one.
BATCH = 100
# Longer than the window: what was counted once can never be counted again.
_KEPT = timedelta(days=35)
_KEPT_S = int(_KEPT.total_seconds())
_IDS_A_QUERY = 500
_PAGE = 1000
# Each time somebody loses, somebody else has won: this many may write about one cliente at once.
_ATTEMPTS = 24
_LONGEST_PAUSE_S = 0.5


@dataclass(frozen=True, slots=True)
class Parte:
    """What is counted as one: with its mark, or not at all."""

    marca: str
    novas: Mapping[str, Contadores]
    logins: Sequence[Login] = ()


@dataclass(frozen=True)
class AtividadeStore:
    documents: DocumentStore

    async def get(self, cliente_id: str) -> Contadores | None:
        return (await self.many([cliente_id])).get(cliente_id)

    async def many(self, ids: Iterable[str]) -> dict[str, Contadores]:
        """Of those of `ids` that have any."""
        return {one: _contadores(one, body) for one, body in (await self.bodies(ids)).items()}

    async def bodies(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The same as they are stored, for who reads a hundred thousand; one query for 500."""
        wanted = sorted(set(ids))
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(wanted), _IDS_A_QUERY):
            read = await read_many(self.documents, wanted[start : start + _IDS_A_QUERY])
            found |= {one: stored.body for one, stored in read.items()}
        return found

    async def open(self, lote: Lote) -> tuple[Lote, bool]:
        """The lote as it came first, and whether this is the first time."""
        try:
            await self.documents.create(lote.id, _body(lote), ttl_s=_KEPT_S)
        except Conflict:
            return await self._known(lote.id), False
        return lote, True

    async def _known(self, lote_id: str) -> Lote:
        try:
            stored = await self.documents.get(lote_id)
        except NotFound:  # it expired this very moment
            raise TransientError from None
        return Lote.model_validate({"id": stored.id} | stored.body)

    async def count(self, parte: Parte, *, hoje: date, agora: datetime) -> bool:
        """Add it to what is counted; False when it was before. Nothing of what others count meanwhile is lost."""
        for turn in range(_ATTEMPTS):
            found = await read_many(self.documents, [parte.marca, *parte.novas])
            if parte.marca in found:
                return False
            writes = [
                Write("create", parte.marca, {"v": 1}, ttl_s=_KEPT_S),
                *(_united(found.get(one), nova, hoje) for one, nova in parte.novas.items()),
                *(_kept(login, agora) for login in parte.logins),
            ]
            if await self._batch(writes):
                return True
            await _pause(turn)
        raise TransientError

    async def relink(self, old: str, new: str, *, hoje: date, agora: datetime) -> int:
        """Hand what is counted of `old` to `new`, its logins too; how many documents it was. Repeatable."""
        for turn in range(_ATTEMPTS):
            found = await read_many(self.documents, [old, new])
            if old not in found:
                return await self._relink_logins(old, new, agora)
            counted = _contadores(old, found[old].body).model_copy(update={"id": new})
            gone = Write("delete", old, etag=found[old].etag)
            if await self._batch([_united(found.get(new), counted, hoje), gone]):
                return 1 + await self._relink_logins(old, new, agora)
            await _pause(turn)
        raise TransientError

    async def _relink_logins(self, old: str, new: str, agora: datetime) -> int:
        moved = 0
        query = Query((Where("cliente_id", "=", old),), limit=BATCH)
        while page := (await self.documents.query(query)).items:
            writes = [_moved(stored, new, agora) for stored in page]
            moved += len(writes) if await self._batch(writes) else 0
        return moved

    async def logins(self, cliente_id: str, since: datetime) -> AsyncIterator[list[Login]]:
        """Page by page, the newest first."""
        where = (Where("cliente_id", "=", cliente_id), Where("em", ">=", instant(since)))
        cursor: str | None = None
        while True:
            query = Query(where, order_by="em", descending=True, limit=_PAGE, cursor=cursor)
            page = await self.documents.query(query)
            yield [_login(stored) for stored in page.items]
            if (cursor := page.cursor) is None:
                return

    async def erase(self, cliente_id: str) -> int:
        """All that is known of the cliente's activity; how many documents it was."""
        logins = await erase_matching(self.documents, Where("cliente_id", "=", cliente_id))
        return logins + await erase_ids(self.documents, [cliente_id])

    async def _batch(self, writes: list[Write]) -> bool:
        """False when somebody was quicker with any of it."""
        try:
            await self.documents.batch(writes)
        except (Conflict, PreconditionFailed, NotFound):
            return False
        return True


async def _pause(turn: int) -> None:
    await asyncio.sleep(min(_LONGEST_PAUSE_S, 0.01 * 2**turn) * random.random())


def _united(read: Stored | None, nova: Contadores, hoje: date) -> Write:
    if read is None:
        return Write("create", nova.id, _body(united(None, nova, hoje=hoje)))
    both = united(_contadores(nova.id, read.body), nova, hoje=hoje)
    return Write("replace", nova.id, _body(both), read.etag)


def _kept(login: Login, agora: datetime) -> Write:
    return Write("upsert", login.id, _body(login), ttl_s=_left_s(login, agora))


def _moved(stored: Stored, cliente_id: str, agora: datetime) -> Write:
    login = _login(stored).model_copy(update={"cliente_id": cliente_id})
    return Write("replace", login.id, _body(login), stored.etag, _left_s(login, agora))


def _left_s(login: Login, agora: datetime) -> int:
    return max(1, int((login.em + _KEPT - agora).total_seconds()))


def _contadores(cliente_id: str, body: Mapping[str, Any]) -> Contadores:
    return Contadores.model_validate({**body, "id": cliente_id})


def _login(stored: Stored) -> Login:
    return Login.model_validate({"id": stored.id} | stored.body)


def _body(document: Contadores | Login | Lote) -> dict[str, Any]:
    return document.model_dump(mode="json", exclude={"id"}, exclude_none=True)
