"""Every query about pedidos and supressões of one conta."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from shared.kit.brasil import phone_key
from shared.kit.clock import instant
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.ids import keyed_id
from shared.kit.store import AnyOf, Condition, DocumentStore, Query, Stored, Where
from shared.kit.titulares import Titular
from shared.titulares.errors import PedidoNotFound
from shared.titulares.models import OPEN, FiltroPedidos, Pedido, PedidoStatus

ELIMINACAO, OPT_OUT = "eliminacao", "opt_out"
# As long as the audit: the retention table of `lgpd-and-etiquette`.
_KEPT_S = 5 * 365 * 24 * 3600
_ATTEMPTS = 8
_PAGE = 200


@dataclass(frozen=True, slots=True)
class PedidoPage:
    itens: list[Pedido]
    cursor: str | None


@dataclass(frozen=True)
class PedidoStore:
    documents: DocumentStore

    async def add(self, pedido: Pedido) -> None:
        """Raises `Conflict` when the id exists."""
        await self.documents.create(pedido.id, _body(pedido), ttl_s=_KEPT_S)

    async def get(self, pedido_id: str) -> Pedido:
        """Raises `PedidoNotFound`."""
        return _read(await self._stored(pedido_id))

    async def _stored(self, pedido_id: str) -> Stored:
        try:
            return await self.documents.get(pedido_id)
        except NotFound:
            raise PedidoNotFound from None

    async def update(self, pedido_id: str, change: Callable[[Pedido], Pedido]) -> Pedido:
        """Save `change` of the newest version; one that returns its argument saves nothing. It must be pure."""
        for _ in range(_ATTEMPTS):
            stored = await self._stored(pedido_id)
            read = _read(stored)
            changed = change(read)
            if changed is read:
                return read
            try:
                await self.documents.replace(pedido_id, _body(changed), etag=stored.etag, ttl_s=_KEPT_S)
            except PreconditionFailed:
                continue
            return changed
        raise TransientError

    async def search(self, filtro: FiltroPedidos) -> PedidoPage:
        """Newest first."""
        where = (Where("status", "=", filtro.status),) if filtro.status else ()
        return await self._page(
            Query(where, "recebido_em", descending=True, limit=filtro.limite, cursor=filtro.cursor)
        )

    async def open_for(self, cliente_id: str) -> Pedido | None:
        """The oldest pedido of this cliente that is not concluded."""
        mine: tuple[Condition, ...] = (Where("cliente_id", "=", cliente_id), Where("status", "in", OPEN))
        page = await self._page(Query(mine, "recebido_em", limit=1))
        return page.itens[0] if page.itens else None

    async def names(self, document_id: str) -> bool:
        """Whether a pedido is about this cliente or relato."""
        mine = AnyOf(
            (
                Where("cliente_ids", "array_contains", document_id),
                Where("relato_ids", "array_contains", document_id),
            )
        )
        return bool((await self.documents.query(Query((mine,), limit=1))).items)

    async def all_open(self) -> list[Pedido]:
        found: list[Pedido] = []
        cursor: str | None = None
        while True:
            page = await self._page(
                Query((Where("status", "in", OPEN),), "recebido_em", limit=_PAGE, cursor=cursor)
            )
            found += page.itens
            if (cursor := page.cursor) is None:
                return found

    async def left_behind(self, before: datetime) -> list[Pedido]:
        """What waits for a worker and was not touched since `before`."""
        waiting = Where("status", "in", (PedidoStatus.RECEBIDO, PedidoStatus.EM_ANDAMENTO))
        untouched = Where("atualizado_em", "<", instant(before))
        return (await self._page(Query((waiting, untouched), "atualizado_em", limit=_PAGE))).itens

    async def _page(self, query: Query) -> PedidoPage:
        page = await self.documents.query(query)
        return PedidoPage([_read(stored) for stored in page.items], page.cursor)


@dataclass(frozen=True)
class SupressaoStore:
    """Whom nobody may contact, by the keyed hash of a phone or e-mail: findable by who has it, readable by nobody.

    Of a phone it hashes what its spellings have in common. A client_id is kept beside them for whom the CRM tells of.
    """

    documents: DocumentStore
    secret: bytes

    async def add(self, titular: Titular, motivo: str, now: datetime) -> int:
        """Suppress what is theirs alone: a shared phone would silence somebody who did not ask for it."""
        ids = self._ids_of(titular)
        for tipo, document_id in ids:
            body = {"v": 1, "tipo": tipo, "motivo": motivo, "em": instant(now)}
            await self.documents.upsert(document_id, body)
        return len(ids)

    async def holds(self, titular: Titular) -> bool:
        """Whether any contact of the titular is suppressed."""
        contatos = replace(titular, client_ids=())
        return bool(await self._reasons(contatos))

    async def holds_erased(self, titular: Titular) -> bool:
        """Whether anything of the titular was suppressed by an erasure."""
        return ELIMINACAO in await self._reasons(titular)

    async def _reasons(self, titular: Titular) -> list[str]:
        found = []
        for _, document_id in self._ids_of(titular):
            try:
                found.append((await self.documents.get(document_id)).body["motivo"])
            except NotFound:
                continue
        return found

    def _ids_of(self, titular: Titular) -> list[tuple[str, str]]:
        values = [("telefone", phone_key(phone)) for phone in titular.telefones]
        values += [("email", email) for email in titular.emails]
        values += [("client_id", client_id) for client_id in titular.client_ids]
        own = [pair for pair in dict.fromkeys(values) if pair[1] not in titular.compartilhados]
        return [(tipo, keyed_id(tipo, value, self.secret)) for tipo, value in own]


def _read(stored: Stored) -> Pedido:
    return Pedido.model_validate({"id": stored.id} | stored.body)


def _body(pedido: Pedido) -> dict[str, object]:
    return pedido.model_dump(mode="json", exclude={"id"})
