"""S4's KPIs: against a recount that knows nothing of ours, on the document's own example, and at every edge."""

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest

from shared.clientes.models import Cliente
from shared.metricas import carteira as carteira_lida
from shared.metricas.dashboard import DashboardService
from shared.saude.classe import Categoria
from tests.fakes_store import FakeDocuments
from tests.unit.metricas.carteira import CONTA, add, make_cliente, score, some_clientes, some_scores

pytestmark = pytest.mark.anyio
_PERIODS = (
    (None, None),
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2024, 6, 1), None),
    (None, date(2023, 12, 31)),
)


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


async def shown(documents: FakeDocuments, **days: Any) -> dict[str, Any]:
    dashboard = await DashboardService(documents).kpis(CONTA, **days)
    body: dict[str, Any] = json.loads(dashboard.model_dump_json())
    return body


def recount(
    clientes: list[Cliente], scores: dict[str, Categoria], inicio: date | None, fim: date | None
) -> dict[str, Any]:
    """The rules as the document words them, over models, with nothing of the code that is tested."""
    found = []
    for cliente in clientes:
        if cliente.mesclado_em or cliente.bloqueado_em:
            continue
        day = cliente.data_adesao
        if (inicio or fim) and (
            day is None or (inicio is not None and day < inicio) or (fim is not None and day > fim)
        ):
            continue
        found.append(cliente)

    def pipeline(cliente: Cliente) -> str:
        return (cliente.pipeline or "").upper().replace(" ", "")

    active = [one for one in found if pipeline(one) in ("CS|ONBOARDING", "CS|ONGOING", "CS|BRADESCO")]
    coming = [
        one
        for one in found
        if pipeline(one) in ("CS|ONBOARDING", "CS|BRADESCO") and one.data_end_onboarding is None
    ]
    churned = [one for one in found if pipeline(one) == "CHURNS&CANCELAMENTOS"]
    spans = [
        (one.data_end_onboarding - one.data_start_onboarding).days
        for one in found
        if one.data_end_onboarding and one.data_start_onboarding
    ]
    valid = [span for span in spans if span > 0]
    mean = Decimal(sum(valid)) / Decimal(len(valid)) if valid else Decimal(0)
    return {
        "clientes_ativos": len(active),
        "clientes_pagantes": len([one for one in active if one.valor and one.valor > 0]),
        "clientes_onboarding": len(coming),
        "mrr_value": float(sum((one.valor for one in active if one.valor), Decimal(0))),
        "churn_value": float(sum((one.valor for one in churned if one.valor), Decimal(0))),
        "tmo_dias": float(mean.quantize(Decimal("0.1"), ROUND_HALF_UP)),
        "clientes_health": {
            str(category): len([one for one in active if scores.get(one.id) is category])
            for category in Categoria
        },
        "clientes_churn": len(churned),
        "sem_valor": len([one for one in active if one.valor is None]),
        "tmo_n": len(valid),
        "tmo_ignorados": len(spans) - len(valid),
        "sem_score": len([one for one in active if one.id not in scores]),
    }


@pytest.mark.parametrize("seed", range(20))
async def test_the_kpis_equal_a_recount_by_hand(
    documents: FakeDocuments, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    clientes = some_clientes(random, random.randrange(1, 150))
    scores = some_scores(random, clientes)
    await add(documents, *clientes)
    await score(documents, scores)
    monkeypatch.setattr(carteira_lida, "PAGE", 40)  # several pages

    found = [await shown(documents, inicio=inicio, fim=fim) for inicio, fim in _PERIODS]

    assert found == [recount(clientes, scores, inicio, fim) for inicio, fim in _PERIODS]


async def test_a_conta_without_clientes_has_zeros_in_s4s_types(documents: FakeDocuments) -> None:
    found = (await DashboardService(documents).kpis(CONTA)).model_dump_json()

    assert found.startswith(
        '{"clientes_ativos":0,"clientes_pagantes":0,"clientes_onboarding":0,"mrr_value":0.0,"churn_value":0.0,'
        '"tmo_dias":0.0,"clientes_health":{"Crítico":0,"Normal":0,"Saudável":0,"Campeão":0}'
    )


async def test_an_onboarding_that_took_no_day_is_told_but_not_averaged(documents: FakeDocuments) -> None:
    spans = [("2024-03-20", "2024-04-25"), ("2024-03-20", "2024-03-20"), ("2024-03-20", "2024-03-19")]
    open_ones = [("2024-03-20", None), (None, "2024-03-20")]
    await add(
        documents,
        *(
            make_cliente(f"C{number}", data_start_onboarding=start, data_end_onboarding=end)
            for number, (start, end) in enumerate(spans + open_ones)
        ),
    )

    found = await shown(documents)

    assert (found["tmo_dias"], found["tmo_n"], found["tmo_ignorados"]) == (36.0, 1, 2)


async def test_the_mean_is_rounded_half_up(documents: FakeDocuments) -> None:
    ends = ["2024-01-02"] * 19 + ["2024-01-06"]  # (19 + 5) / 20 = 1.2; then (19 + 5 + 1 * 20) / 40 is 1.1
    ends += ["2024-01-02"] * 19 + ["2024-01-04"]  # (24 + 19 + 3) / 40 = 1.15
    await add(
        documents,
        *(
            make_cliente(f"C{number}", data_start_onboarding="2024-01-01", data_end_onboarding=end)
            for number, end in enumerate(ends)
        ),
    )

    assert (await shown(documents))["tmo_dias"] == 1.2


async def test_money_is_added_to_the_cent(documents: FakeDocuments) -> None:
    ongoing = [make_cliente(f"A{n}", pipeline="CS | ONGOING", valor=Decimal("0.10")) for n in range(3)]
    left = [make_cliente("B", pipeline="Churns & Cancelamentos", valor=Decimal("1500.35"))]
    await add(documents, *ongoing, *left)

    found = await shown(documents)

    assert (found["mrr_value"], found["churn_value"]) == (0.3, 1500.35)


async def test_who_pays_nothing_is_active_but_not_paying(documents: FakeDocuments) -> None:
    valores = [None, 0, Decimal("0.01")]
    await add(
        documents,
        *(make_cliente(f"C{n}", pipeline="CS | ONGOING", valor=valor) for n, valor in enumerate(valores)),
    )

    found = await shown(documents)

    assert (found["clientes_ativos"], found["clientes_pagantes"], found["sem_valor"]) == (3, 1, 1)


async def test_who_left_brought_no_category_with_them(documents: FakeDocuments) -> None:
    await add(
        documents,
        make_cliente("A", pipeline="CS | ONGOING"),
        make_cliente("B", pipeline="Churns & Cancelamentos", valor=10),
        make_cliente("C", tenant_id="7"),
    )
    await score(documents, dict.fromkeys("ABC", Categoria.CAMPEAO))

    found = await shown(documents)

    assert found["clientes_health"] == {"Crítico": 0, "Normal": 0, "Saudável": 0, "Campeão": 1}


async def test_both_days_of_the_filter_count_and_who_has_no_adesao_is_in_none(
    documents: FakeDocuments,
) -> None:
    days = ["2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01", None]
    await add(
        documents,
        *(make_cliente(f"C{n}", pipeline="CS | ONGOING", data_adesao=day) for n, day in enumerate(days)),
    )

    march = await shown(documents, inicio=date(2024, 3, 1), fim=date(2024, 3, 31))

    assert march["clientes_ativos"] == 2
    assert (await shown(documents))["clientes_ativos"] == 5


async def test_another_contas_clientes_are_its_own(documents: FakeDocuments) -> None:
    await add(documents, make_cliente("A", pipeline="CS | ONGOING"), conta="outra")
    await score(documents, {"A": Categoria.NORMAL}, conta="outra")

    assert (await shown(documents))["clientes_ativos"] == 0
