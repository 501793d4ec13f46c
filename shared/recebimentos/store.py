"""Every query about recebimentos of one conta, and the way between a Recebimento and its documents."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.kit.clock import instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.ids import is_document_id
from shared.kit.store import Condition, DocumentStore, Query, Where, Write
from shared.recebimentos.errors import RecebimentoNotFound
from shared.recebimentos.models import Bruto, FiltroRecebimentos, Recebimento, RecebimentoStatus

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
BRUTO_TTL_S = int(timedelta(days=7).total_seconds())
_BRUTO = ":bruto"
# Two writes for each, and what one batch may weigh on every store.
_A_BATCH = 50
_BATCH_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Versao:
    """A recebimento as it was read; saving it needs the etag of that reading."""

    recebimento: Recebimento
    etag: str


@dataclass(frozen=True, slots=True)
class RecebimentoPage:
    itens: list[Recebimento]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Novo:
    """A recebimento about to be kept, with the part of the body that it came in."""

    recebimento: Recebimento
    bruto: str

    @property
    def writes(self) -> list[Write]:
        recebimento = self.recebimento
        raw: Bruto = {"corpo": self.bruto}
        return [
            Write("create", recebimento.id, _body(recebimento)),
            Write("upsert", bruto_id(recebimento.id), raw, ttl_s=BRUTO_TTL_S),
        ]

    @property
    def weight(self) -> int:
        return len(self.bruto.encode()) + len(self.recebimento.texto.encode()) + 4_000


def bruto_id(recebimento_id: str) -> str:
    return recebimento_id + _BRUTO


@dataclass(frozen=True)
class RecebimentoStore:
    documents: DocumentStore

    async def add_new(self, novos: Sequence[Novo]) -> set[str]:
        """Keep those whose id nobody has yet; the ids of these. No two of `novos` may share one."""
        added = [await self._add_batch(batch) for batch in _batches(novos)]
        return set().union(*added)

    async def _add_batch(self, batch: list[Novo]) -> set[str]:
        try:
            await self.documents.batch([write for novo in batch for write in novo.writes])
        except Conflict:
            if len(batch) == 1:
                return set()
            return set().union(*await asyncio.gather(*(self._add_batch([novo]) for novo in batch)))
        return {novo.recebimento.id for novo in batch}

    async def get(self, recebimento_id: str) -> Versao:
        """Raises `RecebimentoNotFound`, also for what cannot be an id: whoever proves a silence may write anything."""
        if recebimento_id.endswith(_BRUTO) or not is_document_id(recebimento_id):
            raise RecebimentoNotFound
        try:
            stored = await self.documents.get(recebimento_id)
            return Versao(Recebimento.model_validate({"id": stored.id} | stored.body), stored.etag)
        except NotFound:
            raise RecebimentoNotFound from None

    async def save(self, recebimento: Recebimento, etag: str) -> Versao:
        """Raises `PreconditionFailed` when somebody else saved it since, `RecebimentoNotFound` when it was erased."""
        try:
            stored = await self.documents.replace(recebimento.id, _body(recebimento), etag=etag)
        except NotFound:
            raise RecebimentoNotFound from None
        return Versao(recebimento, stored.etag)

    async def update(self, recebimento_id: str, change: Callable[[Recebimento], Recebimento]) -> Recebimento:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure.
        """
        for _ in range(ATTEMPTS):
            read = await self.get(recebimento_id)
            changed = change(read.recebimento)
            if changed is read.recebimento:
                return changed
            try:
                return (await self.save(changed, read.etag)).recebimento
            except PreconditionFailed:
                continue
        raise TransientError

    async def search(self, filtro: FiltroRecebimentos) -> RecebimentoPage:
        """Newest first."""
        chosen = {"cliente_id": filtro.cliente_id, "status": filtro.status, "destino": filtro.destino}
        where: tuple[Condition, ...] = tuple(
            Where(path, "=", value) for path, value in chosen.items() if value
        )
        page = await self.documents.query(
            Query(
                where=where,
                order_by="recebido_em",
                descending=True,
                limit=filtro.limite,
                cursor=filtro.cursor,
            )
        )
        itens = [Recebimento.model_validate({"id": item.id} | item.body) for item in page.items]
        return RecebimentoPage(itens, page.cursor)

    async def told_to(
        self, pergunta_id: str, cliente_ids: Sequence[str], since: datetime
    ) -> list[Recebimento]:
        """What these people have said since then that went to this pergunta."""
        theirs = (Where("cliente_id", "in", tuple(cliente_ids)), Where("recebido_em", ">=", instant(since)))
        where = (*theirs, Where("destino_id", "=", pergunta_id))
        page = await self.documents.query(Query(where, "recebido_em"))
        return [Recebimento.model_validate({"id": item.id} | item.body) for item in page.items]

    async def left_behind(self, before: datetime, *, limit: int) -> list[Recebimento]:
        """What still waits for a worker although nobody touched it since `before`, the oldest first."""
        waiting = Where("status", "=", RecebimentoStatus.RECEBIDO)
        untouched = Where("atualizado_em", "<", instant(before))
        page = await self.documents.query(
            Query(where=(waiting, untouched), order_by="atualizado_em", limit=limit)
        )
        return [Recebimento.model_validate({"id": item.id} | item.body) for item in page.items]


def _batches(novos: Sequence[Novo]) -> Iterator[list[Novo]]:
    batch: list[Novo] = []
    weight = 0
    for novo in novos:
        if batch and (len(batch) == _A_BATCH or weight + novo.weight > _BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(novo)
        weight += novo.weight
    if batch:
        yield batch


def _body(recebimento: Recebimento) -> dict[str, object]:
    return recebimento.model_dump(mode="json", exclude={"id"})
