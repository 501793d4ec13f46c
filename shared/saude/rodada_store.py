"""Every query about daily runs of one conta. They lie beside the scores, which never carry a `status`."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.kit.clock import instant
from shared.kit.errors import NotFound
from shared.kit.store import DocumentStore, Query, Stored, Where
from shared.saude.errors import RodadaNotFound
from shared.saude.rodada_models import PREFIXO, Rodada, RodadaStatus

_PAGE = 10  # there is one a day
_YEAR = 366
# As long as the months.
_TTL_S = 25 * 31 * 24 * 3600


@dataclass(frozen=True, slots=True)
class RodadaLida:
    rodada: Rodada
    etag: str


@dataclass(frozen=True)
class RodadaStore:
    documents: DocumentStore

    async def get(self, dia: date) -> RodadaLida:
        """Raises `RodadaNotFound`."""
        try:
            return _read(await self.documents.get(rodada_id(dia)))
        except NotFound:
            raise RodadaNotFound from None

    async def has(self, dia: date) -> bool:
        try:
            await self.documents.get(rodada_id(dia))
        except NotFound:
            return False
        return True

    async def add(self, rodada: Rodada) -> None:
        """Raises `Conflict` when the day has one."""
        await self.documents.create(rodada.id, _body(rodada), ttl_s=_TTL_S)

    async def save(self, rodada: Rodada, etag: str) -> None:
        """Raises `PreconditionFailed` when somebody else moved it since."""
        await self.documents.replace(rodada.id, _body(rodada), etag=etag, ttl_s=_TTL_S)

    async def since(self, first: date) -> list[Rodada]:
        """Those of this day and later ones, the oldest first: a year at most."""
        where = (Where("id", ">=", rodada_id(first)), Where("id", "<", f"{PREFIXO}~"))
        page = await self.documents.query(Query(where, limit=_YEAR))
        return [_read(stored).rodada for stored in page.items]

    async def left_behind(self, before: datetime) -> list[Rodada]:
        """Those under way that nobody moved since `before`."""
        where = (
            Where("status", "=", RodadaStatus.EM_ANDAMENTO.value),
            Where("atualizada_em", "<", instant(before)),
        )
        page = await self.documents.query(Query(where, order_by="atualizada_em", limit=_PAGE))
        return [_read(stored).rodada for stored in page.items]


def rodada_id(dia: date) -> str:
    return f"{PREFIXO}{dia.isoformat()}"


def _read(stored: Stored) -> RodadaLida:
    return RodadaLida(Rodada.model_validate({"id": stored.id} | stored.body), stored.etag)


def _body(rodada: Rodada) -> dict[str, object]:
    return rodada.model_dump(mode="json", exclude={"id"})
