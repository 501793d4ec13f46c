"""Every query about chamados of one conta, and the way between a Chamado and its document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.chamados.errors import ChamadoNotFound
from shared.chamados.models import Chamado, FiltroChamados, folded
from shared.kit.clock import instant, local_instant
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.store import Condition, DocumentStore, Query, Stored, Where

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
# As long as conversations at most: the retention table of `lgpd-and-etiquette`.
_KEPT_S = 731 * 24 * 3600
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Versao:
    """A chamado as it was read; saving it needs the etag of that reading."""

    chamado: Chamado
    etag: str


@dataclass(frozen=True, slots=True)
class ChamadoPage:
    itens: list[Chamado]
    cursor: str | None


@dataclass(frozen=True)
class ChamadoStore:
    documents: DocumentStore

    async def add(self, chamado: Chamado) -> Versao:
        """Raises `Conflict` when the id exists."""
        stored = await self.documents.create(chamado.id, _body(chamado), ttl_s=_KEPT_S)
        return Versao(chamado, stored.etag)

    async def get(self, chamado_id: str) -> Versao:
        """Raises `ChamadoNotFound`."""
        try:
            return _read(await self.documents.get(chamado_id))
        except NotFound:
            raise ChamadoNotFound from None

    async def save(self, chamado: Chamado, etag: str) -> Versao:
        """Raises `PreconditionFailed` when somebody else saved it since, `ChamadoNotFound` when it was erased."""
        try:
            stored = await self.documents.replace(chamado.id, _body(chamado), etag=etag, ttl_s=_KEPT_S)
        except NotFound:
            raise ChamadoNotFound from None
        return Versao(chamado, stored.etag)

    async def update(self, chamado_id: str, change: Callable[[Chamado], Chamado]) -> Versao:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure.
        """
        for _ in range(ATTEMPTS):
            read = await self.get(chamado_id)
            changed = change(read.chamado)
            if changed is read.chamado:
                return read
            try:
                return await self.save(changed, read.etag)
            except PreconditionFailed:
                continue
        raise TransientError

    async def search(self, filtro: FiltroChamados, fuso: str) -> ChamadoPage:
        """Newest first; the filter's days are days of `fuso`. No store skips by itself: what is skipped is read."""
        where, skip, cursor = _conditions(filtro, fuso), filtro.skip or 0, filtro.cursor
        while skip:
            step = min(skip, _PAGE)
            page = await self._page(where, limit=step, cursor=cursor)
            skip, cursor = skip - step, page.cursor
            if cursor is None:
                return ChamadoPage([], None)
        return await self._page(where, limit=filtro.limit, cursor=cursor)

    async def latest(self, cliente_id: str, *, limit: int) -> list[Chamado]:
        """The chamados of this cliente, the newest first."""
        return (await self._page((Where("cliente_id", "=", cliente_id),), limit=limit)).itens

    async def by_protocolo(self, protocolo: str) -> Chamado:
        """Raises `ChamadoNotFound`."""
        found = await self._list(Where("protocolo", "=", protocolo), limit=1)
        if not found:
            raise ChamadoNotFound
        return found[0]

    async def left_behind(self, before: datetime, *, limit: int) -> list[Chamado]:
        """What waits for the worker and was not touched since `before`, the longest waiting first."""
        untouched = Where("atualizado_em", "<", instant(before))
        return await self._list(
            Where("pendente", "=", True), untouched, order_by="atualizado_em", limit=limit
        )

    async def due(self, now: datetime, *, limit: int) -> list[Chamado]:
        """Those that the timer must look at by `now`, the longest waiting first."""
        ripe = Where("proximo_em", "<=", instant(now))
        return await self._list(ripe, order_by="proximo_em", limit=limit)

    async def of_cliente(self, cliente_id: str, *, limit: int = 100) -> list[str]:
        """The ids of some chamados of this cliente; ask again until there are none."""
        return [one.id for one in await self._list(Where("cliente_id", "=", cliente_id), limit=limit)]

    async def _page(
        self, where: tuple[Condition, ...], *, limit: int, cursor: str | None = None
    ) -> ChamadoPage:
        query = Query(where, order_by="criado_em", descending=True, limit=limit, cursor=cursor)
        page = await self.documents.query(query)
        return ChamadoPage([_read(stored).chamado for stored in page.items], page.cursor)

    async def _list(self, *where: Condition, order_by: str | None = None, limit: int) -> list[Chamado]:
        page = await self.documents.query(Query(where, order_by, limit=limit))
        return [_read(stored).chamado for stored in page.items]


def _read(stored: Stored) -> Versao:
    return Versao(Chamado.model_validate({"id": stored.id} | stored.body), stored.etag)


def _body(chamado: Chamado) -> dict[str, object]:
    body = chamado.model_dump(mode="json", exclude={"id"})
    words = any(fala.texto for fala in chamado.falas)
    return body | {"status_s1": folded(chamado.status), "com_palavras": words}


_EQUAL = ("canal", "cliente_id", "setor", "intencao", "prioridade", "atendente")


def _conditions(filtro: FiltroChamados, fuso: str) -> tuple[Condition, ...]:
    found: list[Condition] = []
    if status := filtro.status or filtro.status_filtro:
        found.append(Where("status_s1" if folded(status) is status else "status", "=", status))
    found += [Where(name, "=", value) for name in _EQUAL if (value := getattr(filtro, name)) is not None]
    if filtro.criado_de:
        found.append(Where("criado_em", ">=", _midnight(filtro.criado_de, fuso)))
    if filtro.criado_ate:
        found.append(Where("criado_em", "<", _midnight(filtro.criado_ate + timedelta(days=1), fuso)))
    return tuple(found)


def _midnight(day: date, fuso: str) -> str:
    return instant(local_instant(day, 0, fuso))
