"""Every query about the audit of one conta."""

from dataclasses import dataclass

from shared.auditoria.models import Registro
from shared.kit.store import DocumentStore

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


def _body(registro: Registro) -> dict[str, object]:
    return registro.model_dump(mode="json", exclude={"id"})
