"""Every query about relatos of one conta, and the way between a Relato and its document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.kit.clock import instant, local_instant
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.store import AnyOf, Condition, DocumentStore, Query, Where
from shared.kit.texto import fold
from shared.relatos.entradas import FiltroRelatos
from shared.relatos.errors import RelatoNotFound
from shared.relatos.models import Relato, RelatoStatus, Resultado

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
UNFINISHED = (RelatoStatus.RECEBIDO, RelatoStatus.EXTRAIDO, RelatoStatus.COM_ESTRATEGIA)
# Those with contatos to come: of a failed one the flow may have been started.
FOLLOWED = (RelatoStatus.COM_ESTRATEGIA, RelatoStatus.EM_ACOMPANHAMENTO, RelatoStatus.FALHOU)


@dataclass(frozen=True, slots=True)
class Versao:
    """A relato as it was read; saving it needs the etag of that reading."""

    relato: Relato
    etag: str


@dataclass(frozen=True, slots=True)
class RelatoPage:
    itens: list[Relato]
    cursor: str | None


@dataclass(frozen=True)
class RelatoStore:
    documents: DocumentStore

    async def add(self, relato: Relato) -> Versao:
        """Raises `Conflict` when the id exists."""
        stored = await self.documents.create(relato.id, _body(relato))
        return Versao(relato, stored.etag)

    async def get(self, relato_id: str) -> Versao:
        """Raises `RelatoNotFound`."""
        try:
            stored = await self.documents.get(relato_id)
        except NotFound:
            raise RelatoNotFound from None
        return Versao(Relato.model_validate({"id": stored.id} | stored.body), stored.etag)

    async def save(self, relato: Relato, etag: str) -> Versao:
        """Raises `PreconditionFailed` when somebody else saved it since, `RelatoNotFound` when it was erased."""
        try:
            stored = await self.documents.replace(relato.id, _body(relato), etag=etag)
        except NotFound:
            raise RelatoNotFound from None
        return Versao(relato, stored.etag)

    async def update(self, relato_id: str, change: Callable[[Relato], Relato]) -> Relato:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure.
        """
        for _ in range(ATTEMPTS):
            read = await self.get(relato_id)
            changed = change(read.relato)
            if changed is read.relato:
                return changed
            try:
                return (await self.save(changed, read.etag)).relato
            except PreconditionFailed:
                continue
        raise TransientError

    async def search(self, filtro: FiltroRelatos, fuso: str) -> RelatoPage:
        """Newest first; the filter's days are days of `fuso`."""
        return await self._page(
            Query(
                where=_conditions(filtro, fuso),
                order_by="recebido_em",
                descending=True,
                limit=filtro.limite,
                cursor=filtro.cursor,
            )
        )

    async def left_behind(self, before: datetime, *, late: datetime, limit: int) -> list[Relato]:
        """What nobody touched since `before` although something must happen to it.

        That is: it waits for a worker, or its flow has not acknowledged the end, or its contato was due at `late`,
        or it has no contato left and yet did not end.
        """
        unfinished = Where("status", "in", tuple(UNFINISHED))
        not_acknowledged = (
            Where("status", "=", RelatoStatus.ENCERRADO),
            Where("fluxo_iniciado", "=", True),
            Where("fluxo_encerrado", "=", False),
        )
        missed = (
            Where("status", "=", RelatoStatus.EM_ACOMPANHAMENTO),
            AnyOf((Where("proximo_contato_em", "<", instant(late)), Where("proximo_contato_em", "=", None))),
        )
        untouched = Where("atualizado_em", "<", instant(before))
        found: list[Relato] = []
        for conditions in ((unfinished,), not_acknowledged, missed):
            query = Query(where=(*conditions, untouched), order_by="atualizado_em", limit=limit)
            found += (await self._page(query)).itens
        return found

    async def following(self, *, limit: int, cursor: str | None) -> RelatoPage:
        """The relatos in acompanhamento, the one whose next contato is nearest first."""
        active = Where("status", "=", RelatoStatus.EM_ACOMPANHAMENTO)
        return await self._page(
            Query(where=(active,), order_by="proximo_contato_em", limit=limit, cursor=cursor)
        )

    async def spoken_of(self, cliente_ids: Sequence[str], *, since: datetime) -> list[Relato]:
        """The relatos of these people that somebody is being followed for, or was until silence ended it `since`."""
        mine = Where("cliente_id", "in", tuple(cliente_ids))
        followed = Where("status", "in", tuple(FOLLOWED))
        silent = (
            Where("resultado", "=", Resultado.SEM_RESPOSTA),
            Where("encerrado_em", ">=", instant(since)),
        )
        found: list[Relato] = []
        for conditions in ((followed,), silent):
            query = Query(where=(mine, *conditions), order_by="recebido_em", descending=True)
            found += (await self._page(query)).itens
        return found

    async def awake_for(self, cliente_id: str) -> list[Relato]:
        """The relatos of this person whose flow goes on, or has not yet heard that it is over."""
        mine = Where("cliente_id", "=", cliente_id)
        awake = AnyOf((Where("status", "in", tuple(FOLLOWED)), Where("fluxo_encerrado", "=", False)))
        found = (await self._page(Query(where=(mine, awake)))).itens
        return [relato for relato in found if relato.status in (*FOLLOWED, RelatoStatus.ENCERRADO)]

    async def of_cliente(self, cliente_id: str, *, limit: int = 100) -> list[str]:
        """The ids of some relatos of this cliente; ask again until there are none."""
        mine = Where("cliente_id", "=", cliente_id)
        return [item.id for item in (await self.documents.query(Query(where=(mine,), limit=limit))).items]

    async def _page(self, query: Query) -> RelatoPage:
        page = await self.documents.query(query)
        relatos = [Relato.model_validate({"id": item.id} | item.body) for item in page.items]
        return RelatoPage(relatos, page.cursor)


def _body(relato: Relato) -> dict[str, object]:
    body = relato.model_dump(mode="json", exclude={"id"})
    return body | {"busca": fold(relato.nome_cliente or "")}


def _conditions(filtro: FiltroRelatos, fuso: str) -> tuple[Condition, ...]:
    found: list[Condition] = []
    if filtro.status:
        found.append(Where("status", "=", filtro.status))
    if filtro.cliente:
        found.append(Where("busca", "contains", fold(filtro.cliente)))
    if filtro.cliente_id:
        found.append(Where("cliente_id", "=", filtro.cliente_id))
    if filtro.recebido_de:
        found.append(Where("recebido_em", ">=", _midnight(filtro.recebido_de, fuso)))
    if filtro.recebido_ate:
        found.append(Where("recebido_em", "<", _midnight(filtro.recebido_ate + timedelta(days=1), fuso)))
    return tuple(found)


def _midnight(day: date, fuso: str) -> str:
    return instant(local_instant(day, 0, fuso))
