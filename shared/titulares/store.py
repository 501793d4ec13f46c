"""Every query about pedidos and supressões of one conta."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from shared.clientes.models import Canal, OptOut, Supressao, joined
from shared.kit.brasil import phone_key
from shared.kit.clock import instant, parse_instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.ids import keyed_id
from shared.kit.store import AnyOf, Body, Condition, DocumentStore, Query, Stored, Where, read_many
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
    """Addresses that are silent by themselves, by keyed hash: findable by who has one, readable by nobody.

    Of a phone it hashes what its spellings have in common. A client_id is kept beside them for whom the CRM tells of.
    Who asked for silence may take it back; what an erasure left stays.
    """

    documents: DocumentStore
    secret: bytes

    async def add_erased(self, titular: Titular, now: datetime) -> int:
        """Suppress what is theirs alone: a shared phone would silence somebody who did not ask for it."""
        ids = self._ids_of(titular)
        for document_id, tipo in ids.items():
            body = {"v": 1, "tipo": tipo, "motivo": ELIMINACAO, "em": instant(now)}
            await self.documents.upsert(document_id, body)
        return len(ids)

    async def silence(self, titular: Titular, opt_out: OptOut) -> None:
        """Remember that who is reached at what is theirs alone asked for silence."""
        # What proves it stays with the cliente: it may be words of somebody.
        asked = opt_out.model_dump(mode="json", exclude={"evidencia"})
        for document_id, tipo in self._ids_of(titular).items():
            body = {"v": 1, "tipo": tipo, "motivo": OPT_OUT, "em": instant(opt_out.em), "opt_out": asked}
            await self._silence(document_id, body, total=opt_out.total)

    async def _silence(self, document_id: str, body: Body, *, total: bool) -> None:
        """Over nothing, or over a silence that is less."""
        for _ in range(_ATTEMPTS):
            try:
                stored = await self.documents.get(document_id)
                known = _opt_out(stored.body)
                if known is None or known.total or not total:
                    return
                await self.documents.replace(document_id, body, etag=stored.etag)
            except NotFound:
                try:
                    await self.documents.create(document_id, body)
                except Conflict:
                    continue
            except PreconditionFailed:
                continue
            return
        raise TransientError

    async def end_silence(self, titular: Titular) -> None:
        """Take back what was asked for, whoever else is reached there; an erasure's stays."""
        for stored in (await self._found(titular)).values():
            if _opt_out(stored.body) is None:
                continue
            try:
                await self.documents.delete(stored.id, etag=stored.etag)
            except (NotFound, PreconditionFailed):  # gone, or of an erasure by now
                continue

    async def find(self, titular: Titular) -> Supressao:
        """What the contacts of the titular carry, taken together: the more protective of each."""
        bodies = [one.body for one in (await self._found(replace(titular, client_ids=()))).values()]
        erased = [parse_instant(body["em"]) for body in bodies if body["motivo"] == ELIMINACAO]
        return Supressao(joined(*map(_opt_out, bodies)), max(erased, default=None))

    async def holds(self, titular: Titular) -> bool:
        """Whether any contact of the titular is suppressed."""
        return await self.find(titular) != Supressao()

    async def holds_erased(self, titular: Titular) -> bool:
        """Whether anything of the titular was suppressed by an erasure."""
        found = await self._found(titular)
        return any(one.body["motivo"] == ELIMINACAO for one in found.values())

    async def _found(self, titular: Titular) -> dict[str, Stored]:
        return await read_many(self.documents, self._ids_of(titular))

    def _ids_of(self, titular: Titular) -> dict[str, str]:
        """The ids of the documents, with the kind of each."""
        values = [("telefone", phone_key(phone)) for phone in titular.telefones]
        values += [("email", email) for email in titular.emails]
        values += [("canal", endereco) for endereco in titular.enderecos]
        values += [("client_id", client_id) for client_id in titular.client_ids]
        own = [pair for pair in dict.fromkeys(values) if pair[1] not in titular.compartilhados]
        return {keyed_id(tipo, value, self.secret): tipo for tipo, value in own}


def _opt_out(body: Body) -> OptOut | None:
    """The silence that was asked for; None for what an erasure left."""
    if body["motivo"] != OPT_OUT:
        return None
    # Older ones only say since when.
    asked = body.get("opt_out") or {"canal": Canal.WHATSAPP, "em": body["em"], "registrado_por": "retencao"}
    return OptOut.model_validate(asked | {"evidencia": ""})


def _read(stored: Stored) -> Pedido:
    return Pedido.model_validate({"id": stored.id} | stored.body)


def _body(pedido: Pedido) -> dict[str, object]:
    return pedido.model_dump(mode="json", exclude={"id"})
