"""Every query about the audit of one conta."""

from dataclasses import dataclass
from datetime import timedelta

from shared.auditoria.models import AuditoriaPage, FiltroAuditoria, Registro
from shared.kit.clock import instant, local_instant
from shared.kit.store import Condition, DocumentStore, Query, Where

# Five years: the retention table of `lgpd-and-etiquette`.
_KEPT_S = 5 * 365 * 24 * 3600


@dataclass(frozen=True)
class AuditoriaStore:
    documents: DocumentStore

    async def add(self, registro: Registro) -> str:
        """The etag of the new record."""
        stored = await self.documents.create(registro.id, _body(registro), ttl_s=_KEPT_S)
        return stored.etag

    async def save(self, registro: Registro, etag: str) -> None:
        await self.documents.replace(registro.id, _body(registro), etag=etag, ttl_s=_KEPT_S)

    async def search(self, filtro: FiltroAuditoria, fuso: str) -> AuditoriaPage:
        """Newest first; the filter's days are days of `fuso`."""
        query = Query(
            _conditions(filtro, fuso), "em", descending=True, limit=filtro.limite, cursor=filtro.cursor
        )
        page = await self.documents.query(query)
        itens = tuple(Registro.model_validate({"id": one.id} | one.body) for one in page.items)
        return AuditoriaPage(itens=itens, cursor=page.cursor)


def _body(registro: Registro) -> dict[str, object]:
    return registro.model_dump(mode="json", exclude={"id"})


def _conditions(filtro: FiltroAuditoria, fuso: str) -> tuple[Condition, ...]:
    found: list[Condition] = []
    if filtro.de:
        found.append(Where("em", ">=", instant(local_instant(filtro.de, 0, fuso))))
    if filtro.ate:
        found.append(Where("em", "<", instant(local_instant(filtro.ate + timedelta(days=1), 0, fuso))))
    if filtro.sujeito:
        found.append(Where("sujeito", "=", filtro.sujeito))
    if filtro.acao:
        found.append(Where("acao", "=", filtro.acao))
    if filtro.recurso:
        found.append(Where("recurso", "starts_with", filtro.recurso))
    return tuple(found)
