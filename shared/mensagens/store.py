"""Every query about mensagens of one conta, and the way between a Mensagem and its document."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.kit.clock import instant
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.etags import Precondition
from shared.kit.store import Condition, DocumentStore, Query, Stored, Where, Write, read_many
from shared.mensagens.entradas import FiltroSugestoes, Ordem, Situacao
from shared.mensagens.errors import MensagemNotFound
from shared.mensagens.models import Mensagem, Validacao

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
_PAGE = 1000
# A lesson that was merged into another mensagem leaves a sign, so that it is counted once; long enough for any retry.
_SIGN_TTL_S = int(timedelta(days=731).total_seconds())
_MERGED = "fundida_em"
_UNVALIDATED = (Validacao.PENDING, Validacao.AI)


@dataclass(frozen=True, slots=True)
class Versao:
    """A mensagem as it was read; saving it needs the etag of that reading."""

    mensagem: Mensagem
    etag: str


@dataclass(frozen=True, slots=True)
class MensagemPage:
    itens: list[Mensagem]
    cursor: str | None


@dataclass(frozen=True)
class MensagemStore:
    documents: DocumentStore

    async def add(self, mensagem: Mensagem) -> Versao:
        """Raises `Conflict` when the id exists."""
        stored = await self.documents.create(mensagem.id, _body(mensagem))
        return Versao(mensagem, stored.etag)

    async def get(self, mensagem_id: str) -> Versao:
        """Raises `MensagemNotFound`."""
        try:
            stored = await self.documents.get(mensagem_id)
        except NotFound:
            raise MensagemNotFound from None
        if _MERGED in stored.body:
            raise MensagemNotFound
        return Versao(_read(stored), stored.etag)

    async def many(self, ids: Iterable[str]) -> dict[str, Mensagem]:
        """Those of `ids` that exist."""
        found = await read_many(self.documents, ids)
        return {one: _read(stored) for one, stored in found.items() if _MERGED not in stored.body}

    async def save(self, mensagem: Mensagem, etag: str) -> Versao:
        """Raises `PreconditionFailed` when somebody else saved it since, `MensagemNotFound` when it was deleted."""
        try:
            stored = await self.documents.replace(mensagem.id, _body(mensagem), etag=etag)
        except NotFound:
            raise MensagemNotFound from None
        return Versao(mensagem, stored.etag)

    async def update(
        self, mensagem_id: str, change: Callable[[Mensagem], Mensagem], lido: Precondition | None = None
    ) -> Versao:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure. Raises `PreconditionFailed`
        when `lido` names another version.
        """
        for _ in range(ATTEMPTS):
            read = await self.get(mensagem_id)
            if lido:
                lido.check(read.etag)
            changed = change(read.mensagem)
            if changed is read.mensagem:
                return read
            try:
                return await self.save(changed, read.etag)
            except PreconditionFailed:
                continue
        raise TransientError

    async def delete(self, mensagem_id: str) -> None:
        """Raises `MensagemNotFound`."""
        try:
            await self.documents.delete(mensagem_id)
        except NotFound:
            raise MensagemNotFound from None

    async def became(self, licao_id: str) -> str | None:
        """The mensagem that a lesson became: its own, or the one it was merged into; None while there is none."""
        try:
            stored = await self.documents.get(licao_id)
        except NotFound:
            return None
        return str(stored.body.get(_MERGED, licao_id))

    async def merge(self, licao_id: str, read: Versao, changed: Mensagem) -> None:
        """Save `changed` and the sign of the lesson, both or neither.

        Raises `Conflict` when the lesson was kept already, `PreconditionFailed` or `NotFound` when `read` is old.
        """
        sign = {"v": 1, _MERGED: read.mensagem.id}
        await self.documents.batch(
            [
                Write("create", licao_id, sign, ttl_s=_SIGN_TTL_S),
                Write("replace", read.mensagem.id, _body(changed), etag=read.etag),
            ]
        )

    async def newest(self, where: Sequence[Condition], *, skip: int, limit: int) -> list[Mensagem]:
        """One page of what matches, newest first; no store skips by itself, so what is skipped is read."""
        cursor: str | None = None
        while skip:
            step = min(skip, _PAGE)
            page = await self.documents.query(_newest(where, step, cursor))
            skip, cursor = skip - step, page.cursor
            if cursor is None:
                return []
        return (await self._page(_newest(where, limit, cursor))).itens

    async def count(self, where: Sequence[Condition]) -> int:
        return await self.documents.count(*where)

    async def undecided(self, filtro: FiltroSugestoes, now: datetime) -> MensagemPage:
        """Suggestions, the most asked or the newest first; or what grew stale by `now`, the oldest first."""
        of_setor: tuple[Condition, ...] = (Where("sector", "=", filtro.setor),) if filtro.setor else ()
        if filtro.situacao is Situacao.VENCIDAS:
            stale = (Where("validated_by", "=", Validacao.HUMAN), Where("vale_ate", "<=", instant(now)))
            return await self._page(
                Query((*stale, *of_setor), "vale_ate", limit=filtro.limite, cursor=filtro.cursor)
            )
        order = "vezes" if filtro.ordem is Ordem.VEZES else "created_at"
        where = (Where("sugestao", "=", True), *of_setor)
        return await self._page(
            Query(where, order, descending=True, limit=filtro.limite, cursor=filtro.cursor)
        )

    async def not_indexed(self, before: datetime, *, limit: int) -> list[str]:
        """The ids of those that search does not know as they are since `before`, the oldest first."""
        waiting = (Where("a_indexar", "=", True), Where("updated_at", "<", instant(before)))
        page = await self.documents.query(Query(waiting, "updated_at", limit=limit))
        return [stored.id for stored in page.items]

    async def of_client(self, client_id: str, *, limit: int = 100) -> list[str]:
        """The ids of some mensagens of this client; ask again until there are none."""
        mine = Where("client_id", "=", client_id)
        return [stored.id for stored in (await self.documents.query(Query((mine,), limit=limit))).items]

    async def expired(self, before: datetime, *, limit: int) -> list[Mensagem]:
        """What no person validated and nobody touched since `before`."""
        untouched = Where("updated_at", "<", instant(before))
        found: list[Mensagem] = []
        for one in _UNVALIDATED:
            where = (Where("validated_by", "=", one), untouched)
            found += (await self._page(Query(where, "updated_at", limit=limit))).itens
        return found[:limit]

    async def _page(self, query: Query) -> MensagemPage:
        page = await self.documents.query(query)
        return MensagemPage([_read(stored) for stored in page.items], page.cursor)


def _newest(where: Sequence[Condition], limit: int, cursor: str | None) -> Query:
    return Query(tuple(where), "created_at", descending=True, limit=limit, cursor=cursor)


def _read(stored: Stored) -> Mensagem:
    return Mensagem.model_validate({"id": stored.id} | stored.body)


def _body(mensagem: Mensagem) -> dict[str, object]:
    # No index finds a null, hence the flag.
    return mensagem.model_dump(mode="json", exclude={"id"}) | {"a_indexar": mensagem.indexada_em is None}
