"""Every query about envios of one conta, and the way between an Envio and its document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.envios.errors import EnvioNotFound, Moved
from shared.envios.models import Envio, EnvioStatus, FiltroEnvios
from shared.kit.canais import Provedor
from shared.kit.clock import SAO_PAULO, instant, local_instant
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.store import AnyOf, Condition, DocumentStore, Query, Stored, Where

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
# As long as conversations at most: the retention table of `lgpd-and-etiquette`.
_KEPT_S = 731 * 24 * 3600
_FILTERS = ("status", "cliente_id", "relato_id", "finalidade", "provedor")
_WAITING = Where("status", "=", EnvioStatus.AGENDADO)
# What a provider has may come back, and then go to another one.
_ALIVE = Where("status", "in", (EnvioStatus.AGENDADO, EnvioStatus.ENVIANDO, EnvioStatus.ACEITO))


@dataclass(frozen=True, slots=True)
class Versao:
    """An envio as it was read; saving it needs the etag of that reading."""

    envio: Envio
    etag: str


@dataclass(frozen=True, slots=True)
class EnvioPage:
    itens: list[Envio]
    cursor: str | None


@dataclass(frozen=True)
class EnvioStore:
    documents: DocumentStore

    async def add(self, envio: Envio) -> Versao:
        """Raises `Conflict` when the id exists."""
        stored = await self.documents.create(envio.id, _body(envio), ttl_s=_KEPT_S)
        return Versao(envio, stored.etag)

    async def get(self, envio_id: str) -> Versao:
        """Raises `EnvioNotFound`."""
        try:
            return _read(await self.documents.get(envio_id))
        except NotFound:
            raise EnvioNotFound from None

    async def save(self, envio: Envio, etag: str) -> Versao:
        """Raises `Moved` when somebody else saved it since, `EnvioNotFound` when it was erased."""
        try:
            stored = await self.documents.replace(envio.id, _body(envio), etag=etag, ttl_s=_KEPT_S)
        except PreconditionFailed:
            raise Moved from None
        except NotFound:
            raise EnvioNotFound from None
        return Versao(envio, stored.etag)

    async def update(self, envio_id: str, change: Callable[[Envio], Envio]) -> Versao:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure.
        """
        for _ in range(ATTEMPTS):
            read = await self.get(envio_id)
            changed = change(read.envio)
            if changed is read.envio:
                return read
            try:
                return await self.save(changed, read.etag)
            except Moved:
                continue
        raise TransientError

    async def search(self, filtro: FiltroEnvios, fuso: str = SAO_PAULO) -> EnvioPage:
        """Newest first; the filter's days are days of `fuso`."""
        query = Query(
            _conditions(filtro, fuso), "criado_em", descending=True, limit=filtro.limite, cursor=filtro.cursor
        )
        page = await self.documents.query(query)
        return EnvioPage([_read(stored).envio for stored in page.items], page.cursor)

    async def due(self, now: datetime, *, limit: int) -> list[Envio]:
        """Those whose time has come, the longest waiting first."""
        ripe = Where("nao_antes_de", "<=", instant(now))
        return await self._list(_WAITING, ripe, order_by="nao_antes_de", limit=limit)

    async def unseen(self, now: datetime, before: datetime, *, limit: int) -> list[Envio]:
        """Those made until `before` for later than `now` that no worker has looked at: their first hint was lost."""
        ahead = Where("nao_antes_de", ">", instant(now))
        made = Where("criado_em", "<=", instant(before))
        undecided = Where("decisao", "=", None)
        return await self._list(_WAITING, ahead, made, undecided, limit=limit)

    async def left_sending(self, before: datetime, *, limit: int) -> list[Envio]:
        """Those that a worker took before `before`, an instant of the real clock, and never told the end of."""
        taken = Where("status", "=", EnvioStatus.ENVIANDO)
        long_ago = Where("enviando_desde", "<", instant(before))
        return await self._list(taken, long_ago, order_by="enviando_desde", limit=limit)

    async def may_leave_for(self, cliente_id: str, *, accepted_since: datetime, limit: int) -> list[Envio]:
        """Those to this person that a worker may yet send: what waits, is being sent, or was accepted just now."""
        return await self._may_leave(Where("cliente_id", "=", cliente_id), accepted_since, limit)

    async def may_leave_about(self, relato_id: str, *, accepted_since: datetime, limit: int) -> list[Envio]:
        return await self._may_leave(Where("relato_id", "=", relato_id), accepted_since, limit)

    async def may_leave_about_atendimento(
        self, atendimento_id: str, *, accepted_since: datetime, limit: int
    ) -> list[Envio]:
        return await self._may_leave(Where("atendimento_id", "=", atendimento_id), accepted_since, limit)

    async def _may_leave(self, whose: Condition, accepted_since: datetime, limit: int) -> list[Envio]:
        """In one query: between two of them one may come back from a provider and be seen by neither."""
        lately = Where("atualizado_em", ">=", instant(accepted_since))
        return await self._list(whose, _ALIVE, AnyOf((_WAITING, lately)), limit=limit)

    async def by_provedor_id(self, provedor: Provedor, provedor_id: str) -> Envio | None:
        """The one that the provider knows by this id."""
        known = Where("provedor_id", "=", provedor_id)
        found = await self._list(known, Where("provedor", "=", provedor), limit=1)
        return found[0] if found else None

    async def of_cliente(self, cliente_id: str, *, limit: int = 100) -> list[str]:
        """The ids of some envios of this cliente; ask again until there are none."""
        return [one.id for one in await self._list(Where("cliente_id", "=", cliente_id), limit=limit)]

    async def _list(self, *where: Condition, order_by: str | None = None, limit: int) -> list[Envio]:
        page = await self.documents.query(Query(where, order_by, limit=limit))
        return [_read(stored).envio for stored in page.items]


def _conditions(filtro: FiltroEnvios, fuso: str) -> tuple[Condition, ...]:
    asked = ((name, getattr(filtro, name)) for name in _FILTERS)
    found: list[Condition] = [Where(name, "=", value) for name, value in asked if value is not None]
    if filtro.de:
        found.append(Where("criado_em", ">=", instant(local_instant(filtro.de, 0, fuso))))
    if filtro.ate:
        found.append(Where("criado_em", "<", instant(local_instant(filtro.ate + timedelta(days=1), 0, fuso))))
    return tuple(found)


def _read(stored: Stored) -> Versao:
    return Versao(Envio.model_validate({"id": stored.id} | stored.body), stored.etag)


def _body(envio: Envio) -> dict[str, object]:
    return envio.model_dump(mode="json", exclude={"id"})
