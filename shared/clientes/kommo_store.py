"""How far Kommo has been read: one document of the conta."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from shared.kit.errors import NotFound
from shared.kit.models import Document
from shared.kit.store import DocumentStore

_ID = "kommo"
OVERLAP_S = 5 * 60
# Of more leads changed within the overlap the oldest are read again, which changes nothing.
_MAX_SEEN = 5_000


class Posicao(Document):
    """`desde` is the newest change that was applied, in unix seconds; `vistos` maps leads to their last change."""

    v: int = 1
    desde: int = 0
    vistos: dict[str, int] = Field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where reading begins: what was saved late, or while we read, lies before `desde`."""
        return max(self.desde - OVERLAP_S, 0)

    def knows(self, lead_id: int, updated_at: int) -> bool:
        return self.vistos.get(str(lead_id)) == updated_at

    def moved(self, seen: dict[str, int], now: datetime) -> "Posicao":
        """After a page whose leads changed as `seen` says; whoever dates a lead ahead does not move us ahead."""
        desde = min(max([self.desde, *seen.values()]), int(now.timestamp()))
        recent = {lead: at for lead, at in (self.vistos | seen).items() if at >= desde - OVERLAP_S}
        newest = sorted(recent.items(), key=lambda pair: pair[1])[-_MAX_SEEN:]
        return Posicao(desde=desde, vistos=dict(newest))


@dataclass(frozen=True)
class PosicaoStore:
    documents: DocumentStore

    async def load(self) -> Posicao:
        try:
            stored = await self.documents.get(_ID)
        except NotFound:
            return Posicao()
        return Posicao.model_validate(stored.body)

    async def save(self, posicao: Posicao) -> None:
        await self.documents.upsert(_ID, posicao.model_dump(mode="json"))
