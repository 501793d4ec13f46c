"""S4's KPIs, recounted from the documents in one pass: exact money, and a mean that tells what it is of."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shared.clientes.pipelines import is_active, is_churned, is_onboarding
from shared.kit.store import Documents, Stored, Where
from shared.metricas.carteira import ZERO, day, pages, valor
from shared.metricas.dashboard_models import Dashboard
from shared.saude.classe import Categoria
from shared.saude.models import Saude

_TENTH = Decimal("0.1")


@dataclass(slots=True)
class Contagem:
    """Adds up clientes one by one, as the raw bodies of their documents."""

    ativos: int = 0
    pagantes: int = 0
    onboarding: int = 0
    churns: int = 0
    sem_valor: int = 0
    mrr: Decimal = ZERO
    perdido: Decimal = ZERO
    tmo_total: int = 0
    tmo_n: int = 0
    tmo_ignorados: int = 0
    categorias: Counter[Categoria] = field(default_factory=Counter)

    def add(self, corpo: Mapping[str, Any]) -> bool:
        """Whether it is an active one."""
        pipeline, pays = corpo.get("pipeline"), valor(corpo)
        self._add_onboarding(day(corpo, "data_start_onboarding"), day(corpo, "data_end_onboarding"))
        self.onboarding += is_onboarding(pipeline, corpo.get("data_end_onboarding"))
        if is_churned(pipeline):
            self.churns += 1
            self.perdido += pays
        if not is_active(pipeline):
            return False
        self.ativos += 1
        self.pagantes += pays > 0
        self.sem_valor += corpo.get("valor") is None
        self.mrr += pays
        return True

    def _add_onboarding(self, start: date | None, end: date | None) -> None:
        if start is None or end is None:
            return
        took = (end - start).days
        if took <= 0:
            self.tmo_ignorados += 1
            return
        self.tmo_n += 1
        self.tmo_total += took

    def shown(self) -> Dashboard:
        return Dashboard(
            clientes_ativos=self.ativos,
            clientes_pagantes=self.pagantes,
            clientes_onboarding=self.onboarding,
            mrr_value=self.mrr,
            churn_value=self.perdido,
            tmo_dias=_mean(self.tmo_total, self.tmo_n),
            clientes_health={categoria: self.categorias[categoria] for categoria in Categoria},
            clientes_churn=self.churns,
            sem_valor=self.sem_valor,
            tmo_n=self.tmo_n,
            tmo_ignorados=self.tmo_ignorados,
            # A score may move from one category to another between two counts.
            sem_score=max(0, self.ativos - self.categorias.total()),
        )


def _mean(total: int, n: int) -> float:
    """With one decimal, half up; 0.0 of nothing."""
    return float((Decimal(total) / n).quantize(_TENTH, ROUND_HALF_UP)) if n else 0.0


@dataclass(frozen=True)
class DashboardService:
    documents: Documents

    async def kpis(self, conta: str, *, inicio: date | None = None, fim: date | None = None) -> Dashboard:
        """Of all clientes that are shown, or of those whose adesão lies in between, both days included."""
        found = Contagem()
        async for page in pages(self.documents, conta, inicio=inicio, fim=fim):
            active = [stored for stored in page if found.add(stored.body)]
            found.categorias += await self._categorias(conta, active)
        return found.shown()

    async def _categorias(self, conta: str, active: list[Stored]) -> Counter[Categoria]:
        """How many of them have each; counted in the store, since a score carries a month of history."""
        if not active:
            return Counter()
        store = self.documents.open(Saude.CONTAINER, conta)
        # `atual` leads to the index that holds category and id side by side.
        these = (Where("atual", "=", True), Where("id", "in", tuple(stored.id for stored in active)))
        counts = await asyncio.gather(
            *(store.count(*these, Where("categoria", "=", categoria)) for categoria in Categoria)
        )
        return Counter(dict(zip(Categoria, counts, strict=True)))
