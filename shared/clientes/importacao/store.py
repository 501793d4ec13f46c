"""Every query about importações of one conta, and the way between header, part and document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.clientes.importacao.errors import ImportacaoNotFound
from shared.clientes.importacao.models import Importacao, ImportacaoStatus, Parte
from shared.kit.clock import instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.store import DocumentStore, Query, Where

# Rows wait and errors stay this long.
_PART_TTL_S = 30 * 24 * 3600
# Each turn of the parts that end at once lets one of them through.
_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class ImportacaoPage:
    itens: list[Importacao]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class ParteLida:
    parte: Parte
    etag: str


@dataclass(frozen=True)
class ImportacaoStore:
    documents: DocumentStore

    async def add(self, importacao: Importacao) -> None:
        """Raises `Conflict` when the id exists."""
        await self.documents.create(importacao.id, _body(importacao))

    async def get(self, importacao_id: str) -> Importacao:
        """Raises `ImportacaoNotFound`."""
        return (await self._read(importacao_id))[0]

    async def update(self, importacao_id: str, change: Callable[[Importacao], Importacao]) -> Importacao:
        """Save `change` of the newest version; one that returns its argument saves nothing. It must be pure."""
        for _ in range(_ATTEMPTS):
            importacao, etag = await self._read(importacao_id)
            changed = change(importacao)
            if changed is importacao:
                return changed
            try:
                await self.documents.replace(changed.id, _body(changed), etag=etag)
            except PreconditionFailed:
                continue
            return changed
        raise TransientError

    async def _read(self, importacao_id: str) -> tuple[Importacao, str]:
        try:
            stored = await self.documents.get(importacao_id)
            if "criada_em" not in stored.body:  # a part's id, or the place where the CRM was left
                raise ImportacaoNotFound
        except NotFound:
            raise ImportacaoNotFound from None
        return Importacao.model_validate({"id": stored.id} | stored.body), stored.etag

    async def add_part(self, lote: str, parte: Parte) -> None:
        """Keep a part; one that is there already is the same one, maybe done by now, and stays."""
        try:
            await self.documents.create(_part_id(lote, parte.numero), _part_body(parte), ttl_s=_PART_TTL_S)
        except Conflict:
            return

    async def part(self, importacao: Importacao, numero: int) -> ParteLida | None:
        """None for a part that outlived its days."""
        try:
            stored = await self.documents.get(_part_id(importacao.lote, numero))
        except NotFound:
            return None
        return ParteLida(Parte.model_validate(stored.body), stored.etag)

    async def save_part(self, importacao: Importacao, parte: Parte, etag: str) -> None:
        """Raises `PreconditionFailed` when somebody else saved it since."""
        await self.documents.replace(
            _part_id(importacao.lote, parte.numero), _part_body(parte), etag=etag, ttl_s=_PART_TTL_S
        )

    async def drop_parts(self, lote: str, numeros: Iterable[int]) -> None:
        """Take parts away that belong to nothing; one that is not there is taken away already."""
        for numero in numeros:
            try:
                await self.documents.delete(_part_id(lote, numero))
            except NotFound:
                continue

    async def search(self, *, limit: int, cursor: str | None) -> ImportacaoPage:
        """Newest first."""
        return await self._page(Query(order_by="criada_em", descending=True, limit=limit, cursor=cursor))

    async def left_behind(self, before: datetime, *, limit: int) -> list[Importacao]:
        """What is not concluded and was not touched since `before`."""
        open_ones = (ImportacaoStatus.RECEBIDA, ImportacaoStatus.EM_ANDAMENTO)
        where = (Where("status", "in", open_ones), Where("atualizada_em", "<", instant(before)))
        return (await self._page(Query(where=where, order_by="atualizada_em", limit=limit))).itens

    async def _page(self, query: Query) -> ImportacaoPage:
        page = await self.documents.query(query)
        itens = [Importacao.model_validate({"id": item.id} | item.body) for item in page.items]
        return ImportacaoPage(itens, page.cursor)


def _part_id(lote: str, numero: int) -> str:
    return f"{lote}:{numero:05d}"


def _body(importacao: Importacao) -> dict[str, object]:
    return importacao.model_dump(mode="json", exclude={"id"})


def _part_body(parte: Parte) -> dict[str, object]:
    return {"v": parte.v} | parte.model_dump(mode="json", exclude_defaults=True)
