"""Every query about perguntas of one conta, and the way between a Pergunta and its document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.store import DocumentStore, Query, Stored, Where
from shared.perguntas.errors import PerguntaNotFound
from shared.perguntas.models import Pergunta, PerguntaStatus

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
# As long as conversations: the retention table of `lgpd-and-etiquette`.
_KEPT_S = 731 * 24 * 3600
_PAGE = 100


@dataclass(frozen=True)
class PerguntaStore:
    documents: DocumentStore

    async def add(self, pergunta: Pergunta) -> Pergunta:
        """The pergunta of this id, which may be there already."""
        try:
            await self.documents.create(pergunta.id, _body(pergunta), ttl_s=_KEPT_S)
        except Conflict:
            return await self.get(pergunta.id)
        return pergunta

    async def get(self, pergunta_id: str) -> Pergunta:
        """Raises `PerguntaNotFound`."""
        return _read(await self._stored(pergunta_id))

    async def update(self, pergunta_id: str, change: Callable[[Pergunta], Pergunta]) -> Pergunta:
        """Save `change` of the newest version; one that returns its argument saves nothing. It must be pure."""
        for _ in range(ATTEMPTS):
            stored = await self._stored(pergunta_id)
            read = _read(stored)
            changed = change(read)
            if changed is read:
                return read
            try:
                await self.documents.replace(pergunta_id, _body(changed), etag=stored.etag, ttl_s=_KEPT_S)
            except PreconditionFailed:
                continue
            except NotFound:
                raise PerguntaNotFound from None
            return changed
        raise TransientError

    async def unanswered(self, cliente_ids: Sequence[str]) -> list[Pergunta]:
        """Those of these people that nobody answered or ended, expired ones too; the newest first."""
        where = (Where("cliente_id", "in", tuple(cliente_ids)), Where("status", "=", PerguntaStatus.ABERTA))
        page = await self.documents.query(Query(where, "criada_em", descending=True, limit=_PAGE))
        return [_read(stored) for stored in page.items]

    async def of_cliente(self, cliente_id: str) -> list[str]:
        """The ids of some perguntas to this cliente; ask again until there are none."""
        page = await self.documents.query(Query((Where("cliente_id", "=", cliente_id),), limit=_PAGE))
        return [stored.id for stored in page.items]

    async def _stored(self, pergunta_id: str) -> Stored:
        try:
            return await self.documents.get(pergunta_id)
        except NotFound:
            raise PerguntaNotFound from None


def _read(stored: Stored) -> Pergunta:
    return Pergunta.model_validate({"id": stored.id} | stored.body)


def _body(pergunta: Pergunta) -> dict[str, object]:
    return pergunta.model_dump(mode="json", exclude={"id"})
