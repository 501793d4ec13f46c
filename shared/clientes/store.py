"""Every query about clientes of one conta, and the way between a Cliente and its document."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.clientes.errors import ClienteNotFound, Moved
from shared.clientes.models import Cliente, Versao
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.store import DocumentStore, Query, Stored, Where, read_many
from shared.kit.texto import key_of

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
PAGE = 1000  # the most that a store hands over at once
_ACTIVE = Where("ativo", "=", True)

Ordem = Literal["novos", "antigos"]


@dataclass(frozen=True, slots=True)
class ClientePage:
    itens: list[Cliente]
    cursor: str | None = None


@dataclass(frozen=True)
class ClienteStore:
    documents: DocumentStore

    async def add(self, cliente: Cliente) -> Versao:
        """Raises `Moved` when the id exists: somebody was quicker."""
        try:
            stored = await self.documents.create(cliente.id, _body(cliente))
        except Conflict:
            raise Moved from None
        return Versao(cliente, stored.etag)

    async def get(self, cliente_id: str) -> Versao:
        """Whatever has this id, merged and blocked ones too. Raises `ClienteNotFound`."""
        try:
            return _read(await self.documents.get(cliente_id))
        except NotFound:
            raise ClienteNotFound from None

    async def many(self, ids: Iterable[str]) -> dict[str, Versao]:
        """Those of `ids` that exist, merged and blocked ones too."""
        found = await read_many(self.documents, ids)
        return {cliente_id: _read(stored) for cliente_id, stored in found.items()}

    async def save(self, cliente: Cliente, etag: str) -> Versao:
        """Raises `PreconditionFailed` when somebody else saved it since, `ClienteNotFound` when it was erased."""
        try:
            stored = await self.documents.replace(cliente.id, _body(cliente), etag=etag)
        except NotFound:
            raise ClienteNotFound from None
        return Versao(cliente, stored.etag)

    async def delete(self, read: Versao) -> None:
        """Raises as `save` does."""
        try:
            await self.documents.delete(read.cliente.id, etag=read.etag)
        except NotFound:
            raise ClienteNotFound from None

    async def update(self, cliente_id: str, change: Callable[[Cliente], Cliente]) -> Versao:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure. It may not touch what
        others are found by (phones, e-mails, documento, ids): that is `Cadastro`'s.
        """
        for _ in range(ATTEMPTS):
            read = await self.get(cliente_id)
            changed = change(read.cliente)
            if changed is read.cliente:
                return read
            try:
                return await self.save(changed, read.etag)
            except PreconditionFailed:
                continue
        raise TransientError

    async def page(self, *, ordem: Ordem = "novos", limit: int, cursor: str | None = None) -> ClientePage:
        """By the day they were made."""
        return await self._page(_in_order(ordem, limit, cursor))

    async def named(self, nome: str, *, limit: int, cursor: str | None = None) -> ClientePage:
        """Those whose name or razão social holds `nome`, accents and case aside, the newest first."""
        spoken = Where("busca", "contains", key_of(nome))
        return await self._page(
            Query((_ACTIVE, spoken), order_by="criado_em", descending=True, limit=limit, cursor=cursor)
        )

    async def slice(self, skip: int, limit: int) -> list[Cliente]:
        """S1's way to page, the oldest first; no store skips by itself, so what is skipped is read."""
        cursor: str | None = None
        while skip:
            step = min(skip, PAGE)
            page = await self.documents.query(_in_order("antigos", step, cursor))
            skip, cursor = skip - step, page.cursor
            if cursor is None:
                return []
        return (await self._page(_in_order("antigos", limit, cursor))).itens

    async def walk(self, inicio: date | None = None, fim: date | None = None) -> AsyncIterator[list[Cliente]]:
        """All, in pages; with days, those whose `data_adesao` lies in between, both included."""
        where = [_ACTIVE]
        if inicio:
            where.append(Where("data_adesao", ">=", inicio.isoformat()))
        if fim:
            where.append(Where("data_adesao", "<=", fim.isoformat()))
        order = "data_adesao" if inicio or fim else None
        cursor: str | None = None
        while True:
            page = await self._page(Query(tuple(where), order_by=order, limit=PAGE, cursor=cursor))
            yield page.itens
            if (cursor := page.cursor) is None:
                return

    async def guarded_by(self, responsavel_id: str) -> list[Cliente]:
        """Up to a page of those that somebody answers for."""
        where = (Where("responsavel_id", "=", responsavel_id),)
        return (await self._page(Query(where, limit=PAGE))).itens

    async def _page(self, query: Query) -> ClientePage:
        page = await self.documents.query(query)
        return ClientePage([_read(stored).cliente for stored in page.items], page.cursor)


def _in_order(ordem: Ordem, limit: int, cursor: str | None) -> Query:
    return Query((_ACTIVE,), "criado_em", descending=ordem == "novos", limit=limit, cursor=cursor)


def _read(stored: Stored) -> Versao:
    return Versao(Cliente.model_validate({"id": stored.id} | stored.body), stored.etag)


def _body(cliente: Cliente) -> dict[str, object]:
    body = cliente.model_dump(mode="json", exclude={"id"}, exclude_none=True)
    names = f"{cliente.nome} {cliente.razao_social or ''}"
    return body | {"busca": key_of(names), "ativo": cliente.is_shown}
