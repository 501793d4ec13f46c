"""Every query about scores of one conta. A daily run moves raw bodies, a hundred thousand of them: no models there."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.kit.errors import NotFound, PreconditionFailed
from shared.kit.store import Condition, DocumentStore, Query, Stored, Where, Write, read_many
from shared.kit.texto import key_of
from shared.kit.titulares import erase_ids, erase_matching
from shared.saude.carteira_models import BuscaSaude, OrdemSaude
from shared.saude.classe import Categoria
from shared.saude.models import DiaDeSaude, Saude

PAGE = 500
_WALK = 1000
_BATCH = 100
# 25 months, counted from the last day that was written into it.
_MES_S = 25 * 31 * 24 * 3600
# Only the score of now carries it: months and rodadas lie in the same container.
_ATUAL = Where("atual", "=", True)
# By its range an index finds the few that carry it.
_EM_ESPERA = Where("a_avisar.valor", ">=", 0)

Corpo = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Versao:
    saude: Saude
    etag: str


@dataclass(frozen=True, slots=True)
class SaudePage:
    itens: list[Saude]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Escrita:
    """What a calculation writes of one cliente: the score of now, and the month that its day is of."""

    cliente_id: str
    atual: Corpo
    mes: str
    dias: Corpo


@dataclass(frozen=True)
class SaudeStore:
    documents: DocumentStore

    async def get(self, cliente_id: str) -> Versao | None:
        try:
            stored = await self.documents.get(cliente_id)
        except NotFound:
            return None
        return Versao(Saude.model_validate({"id": stored.id} | stored.body), stored.etag)

    async def many(self, ids: Iterable[str]) -> dict[str, Stored]:
        """The raw documents of those of `ids` that have a score; one query for a thousand."""
        return await read_many(self.documents, ids)

    async def walk(self, inicio: date | None = None, fim: date | None = None) -> AsyncIterator[list[Stored]]:
        """All scores of now, raw, in pages; with days, those whose `data_adesao` lies in between, both included."""
        order = "data_adesao" if inicio or fim else None
        cursor: str | None = None
        while True:
            query = Query((_ATUAL, *_between(inicio, fim)), order_by=order, limit=_WALK, cursor=cursor)
            page = await self.documents.query(query)
            yield page.items
            if (cursor := page.cursor) is None:
                return

    async def page(self, busca: BuscaSaude) -> SaudePage:
        """Scores of now. One that was written before names were searchable is in none by name until the next run."""
        where = [_ATUAL]
        if busca.categoria:
            where.append(Where("categoria", "=", busca.categoria))
        if busca.nome:
            where.append(Where("busca", "contains", key_of(busca.nome)))
        by_name = busca.ordem is OrdemSaude.NOME
        query = Query(
            tuple(where),
            order_by="busca" if by_name else "score",
            descending=busca.ordem is OrdemSaude.MELHORES,
            limit=busca.limite,
            cursor=busca.cursor,
        )
        page = await self.documents.query(query)
        return SaudePage([Saude.model_validate({"id": one.id} | one.body) for one in page.items], page.cursor)

    async def count(
        self, categoria: Categoria | None = None, *, inicio: date | None = None, fim: date | None = None
    ) -> int:
        of_category = [Where("categoria", "=", categoria)] if categoria else []
        return await self.documents.count(_ATUAL, *of_category, *_between(inicio, fim))

    async def waiting(self, most: int, *where: Condition) -> list[Stored]:
        """Up to `most` of whose fall nobody was told: the worst categories first, and of each who pays most."""
        found: list[Stored] = []
        for categoria in Categoria:
            if left := most - len(found):
                mine = (Where("categoria", "=", categoria), _EM_ESPERA, *where)
                query = Query(mine, order_by="a_avisar.valor", descending=True, limit=left)
                found += (await self.documents.query(query)).items
        return found

    async def count_waiting(self, *where: Condition) -> int:
        return await self.documents.count(_EM_ESPERA, *where)

    async def worth_waiting(self, *where: Condition) -> float:
        """What those pay a month."""
        return await self.documents.sum("a_avisar.valor", _EM_ESPERA, *where)

    async def told(self, stored: Stored) -> None:
        """It waits no more. One that was scored or dropped meanwhile stays as it is now."""
        body = {name: value for name, value in stored.body.items() if name != "a_avisar"}
        with suppress(NotFound, PreconditionFailed):
            await self.documents.replace(stored.id, body, etag=stored.etag)

    async def has_any(self) -> bool:
        """Whether anybody has a score now."""
        return bool((await self.documents.query(Query((_ATUAL,), limit=1))).items)

    async def history(self, cliente_id: str, meses: Sequence[str]) -> dict[str, DiaDeSaude]:
        """The days kept of these months (`AAAA-MM`), by `AAAA-MM-DD`, the oldest first."""
        found = await self.months([cliente_id], meses)
        days = found.get(cliente_id, {})
        return {day: DiaDeSaude.model_validate(body) for day, body in sorted(days.items())}

    async def months(self, cliente_ids: Iterable[str], meses: Sequence[str]) -> dict[str, Corpo]:
        """The raw days kept of these months, for each cliente that has some."""
        ids = [f"{cliente_id}:{mes}" for cliente_id in cliente_ids for mes in meses]
        found: dict[str, Corpo] = {}
        for stored in (await read_many(self.documents, ids)).values():
            found.setdefault(stored.body["cliente_id"], {}).update(stored.body["dias"])
        return found

    async def put(self, written: Sequence[Escrita]) -> None:
        """Each cliente's two documents together, or none of them; as few batches as the store allows."""
        writes = [write for one in written for write in _writes(one)]
        for start in range(0, len(writes), _BATCH):
            await self.documents.batch(writes[start : start + _BATCH])

    async def outdated(self, dia: date, after: str) -> list[Stored]:
        """Up to a page of scores of days before `dia`, by id, those after `after`."""
        old = (_ATUAL, Where("dia", "<", dia.isoformat()))
        # By day an index tells at once that there is none, which is so on most days; by id it may be read through.
        if not (await self.documents.query(Query(old, order_by="dia", limit=1))).items:
            return []
        return (await self.documents.query(Query((*old, Where("id", ">", after)), limit=PAGE))).items

    async def drop(self, cliente_ids: Iterable[str]) -> int:
        """The scores of now go, the months stay; how many there were."""
        return await erase_ids(self.documents, cliente_ids)

    async def forget(self, cliente_id: str) -> int:
        """Score and months go; how many documents it was."""
        months = await erase_matching(self.documents, Where("cliente_id", "=", cliente_id))
        return months + await self.drop([cliente_id])


def _writes(one: Escrita) -> tuple[Write, Write]:
    mes = {"v": 1, "cliente_id": one.cliente_id, "mes": one.mes, "dias": one.dias}
    return (
        Write("upsert", one.cliente_id, one.atual | {"atual": True}),
        Write("upsert", f"{one.cliente_id}:{one.mes}", mes, ttl_s=_MES_S),
    )


def _between(inicio: date | None, fim: date | None) -> list[Condition]:
    found: list[Condition] = []
    if inicio:
        found.append(Where("data_adesao", ">=", inicio.isoformat()))
    if fim:
        found.append(Where("data_adesao", "<=", fim.isoformat()))
    return found
