"""Every query about the approved answers of one conta, and the way between a Resposta and its document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.chamados.classe import Intencao
from shared.kit.clock import instant
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.store import AnyOf, Condition, DocumentStore, Query, Stored, Where, read_many
from shared.respostas.errors import RespostaNotFound
from shared.respostas.models import FiltroRespostas, Resposta

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Versao:
    """A resposta as it was read; saving it needs the etag of that reading."""

    resposta: Resposta
    etag: str


@dataclass(frozen=True, slots=True)
class RespostaPage:
    itens: list[Resposta]
    cursor: str | None


@dataclass(frozen=True)
class RespostaStore:
    documents: DocumentStore

    async def add(self, resposta: Resposta) -> None:
        """Raises `Conflict` when the id exists."""
        await self.documents.create(resposta.id, _body(resposta))

    async def get(self, resposta_id: str) -> Versao:
        """Raises `RespostaNotFound`."""
        try:
            stored = await self.documents.get(resposta_id)
        except NotFound:
            raise RespostaNotFound from None
        return Versao(_read(stored), stored.etag)

    async def many(self, ids: Iterable[str]) -> dict[str, Resposta]:
        """Those of `ids` that exist."""
        found = await read_many(self.documents, ids)
        return {one: _read(stored) for one, stored in found.items()}

    async def save(self, resposta: Resposta, etag: str) -> Resposta:
        """Raises `PreconditionFailed` when somebody else saved it since, `RespostaNotFound` when it was deleted."""
        try:
            await self.documents.replace(resposta.id, _body(resposta), etag=etag)
        except NotFound:
            raise RespostaNotFound from None
        return resposta

    async def update(self, resposta_id: str, change: Callable[[Resposta], Resposta]) -> Resposta:
        """Save `change` of the newest version.

        `change` may be called again when somebody saved in between, so it must be pure; it may raise to refuse.
        """
        for _ in range(ATTEMPTS):
            read = await self.get(resposta_id)
            changed = change(read.resposta)
            try:
                return await self.save(changed, read.etag)
            except PreconditionFailed:
                continue
        raise TransientError

    async def delete(self, resposta_id: str, check: Callable[[Resposta], None]) -> None:
        """Delete the newest version unless `check` raises on it. Raises `RespostaNotFound`."""
        for _ in range(ATTEMPTS):
            read = await self.get(resposta_id)
            check(read.resposta)
            try:
                return await self.documents.delete(resposta_id, etag=read.etag)
            except PreconditionFailed:
                continue
            except NotFound:
                raise RespostaNotFound from None
        raise TransientError

    async def search(self, filtro: FiltroRespostas, now: datetime) -> RespostaPage:
        """Newest first."""
        page = await self.documents.query(
            Query(
                where=_conditions(filtro, now),
                order_by="criada_em",
                descending=True,
                limit=filtro.limite,
                cursor=filtro.cursor,
            )
        )
        return RespostaPage([_read(item) for item in page.items], page.cursor)

    async def active_of(self, intencao: Intencao) -> list[Resposta]:
        """Those that are on, stale ones too."""
        where = (Where("intencao", "=", intencao), Where("ativa", "=", True))
        return [_read(item) for item in (await self.documents.query(Query(where))).items]

    async def not_indexed(self, before: datetime, *, limit: int) -> list[str]:
        """The ids of those that search does not know as they are since `before`, the oldest first."""
        waiting = (Where("indexada_em", "=", None), Where("atualizada_em", "<", instant(before)))
        page = await self.documents.query(Query(waiting, "atualizada_em", limit=limit))
        return [stored.id for stored in page.items]


def _conditions(filtro: FiltroRespostas, now: datetime) -> tuple[Condition, ...]:
    equal = {"intencao": filtro.intencao, "setor": filtro.setor, "ativa": filtro.ativa}
    found: list[Condition] = [Where(name, "=", value) for name, value in equal.items() if value is not None]
    if filtro.vencidas:
        found.append(Where("vale_ate", "<=", instant(now)))
    elif filtro.vencidas is False:
        found.append(AnyOf((Where("vale_ate", "=", None), Where("vale_ate", ">", instant(now)))))
    return tuple(found)


def _read(stored: Stored) -> Resposta:
    return Resposta.model_validate({"id": stored.id} | stored.body)


def _body(resposta: Resposta) -> dict[str, object]:
    return resposta.model_dump(mode="json", exclude={"id"})
