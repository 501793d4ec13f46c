"""The carteira month by month: against a census of every month's last day, and at the edges of months and windows."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from shared.clientes.models import Cliente
from shared.contas.store import ContaStore
from shared.kit.errors import InvalidInput
from shared.metricas.evolucao import EvolucaoService, window
from shared.metricas.evolucao_models import FiltroEvolucao
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.metricas.carteira import CONTA, NOW, TODAY, add, make_cliente, some_clientes

pytestmark = pytest.mark.anyio
FUSO = "America/Sao_Paulo"
_WINDOWS: tuple[dict[str, date], ...] = (
    {},
    {"de": date(2024, 1, 31), "ate": date(2024, 2, 1)},
    {"de": date(2020, 7, 1)},
    {"de": date(2024, 11, 1), "ate": date(2025, 1, 31)},
)


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


async def shown(documents: FakeDocuments, **days: date) -> dict[str, Any]:
    service = EvolucaoService(documents, ContaStore(documents), FakeClock(NOW))
    inicio, fim = await service.window(CONTA, FiltroEvolucao(**days))
    body: dict[str, Any] = json.loads((await service.by_month(CONTA, inicio, fim)).model_dump_json())
    return body


def stays(clientes: list[Cliente]) -> list[tuple[date, date | None, Decimal]]:
    """When each came and left, and what it pays, of those of whom that is known."""
    found = []
    for one in clientes:
        pipeline = (one.pipeline or "").upper().replace(" ", "")
        is_active = pipeline in ("CS|ONBOARDING", "CS|ONGOING", "CS|BRADESCO")
        left = None if is_active else one.data_cancelamento
        if one.mesclado_em or one.bloqueado_em or one.data_adesao is None:
            continue
        if not is_active and (pipeline != "CHURNS&CANCELAMENTOS" or left is None or left < one.data_adesao):
            continue
        found.append((one.data_adesao, left, one.valor or Decimal(0)))
    return found


def census(clientes: list[Cliente], mes: str) -> dict[str, Any]:
    """Day by day: who is here on the last one of the month, who was on the day before its first."""
    first = date.fromisoformat(f"{mes}-01")
    last = first
    while (last + timedelta(days=1)).month == first.month and last < TODAY:
        last += timedelta(days=1)
    before = first - timedelta(days=1)
    known = stays(clientes)

    def here(day: date) -> list[tuple[date, date | None, Decimal]]:
        return [one for one in known if one[0] <= day and (one[1] is None or one[1] > day)]

    base, gone = here(before), [one for one in known if one[1] and first <= one[1] <= last]
    lost = [one for one in base if one in gone]
    return {
        "mes": mes,
        "ativos_inicio": len(base),
        "novos": len([one for one in known if first <= one[0] <= last]),
        "churns": len(gone),
        "churns_da_base": len(lost),
        "ativos": len(here(last)),
        "mrr_value": float(sum((one[2] for one in here(last)), Decimal(0))),
        "churn_value": float(sum((one[2] for one in gone), Decimal(0))),
        "taxa_churn_pct": round(100 * len(lost) / len(base), 1) if base else None,
    }


@pytest.mark.parametrize("seed", range(20))
async def test_every_month_equals_its_census(documents: FakeDocuments, seed: int) -> None:
    random = Random(seed)
    clientes = some_clientes(random, random.randrange(1, 150))
    await add(documents, *clientes)

    for days in _WINDOWS:
        meses = (await shown(documents, **days))["meses"]

        assert meses == [census(clientes, month["mes"]) for month in meses]


async def test_who_came_before_the_window_counts_in_it_and_quiet_months_are_there(
    documents: FakeDocuments,
) -> None:
    await add(documents, make_cliente("A", pipeline="CS | ONGOING", data_adesao="2019-05-02", valor=100))

    meses = (await shown(documents, de=date(2024, 2, 1), ate=date(2024, 4, 30)))["meses"]

    told = [(one["mes"], one["ativos_inicio"], one["novos"], one["ativos"]) for one in meses]
    assert told == [("2024-02", 1, 0, 1), ("2024-03", 1, 0, 1), ("2024-04", 1, 0, 1)]
    assert [one["mrr_value"] for one in meses] == [100.0, 100.0, 100.0]


async def test_who_came_and_left_within_a_month_is_no_loss_of_its_base(documents: FakeDocuments) -> None:
    left: dict[str, Any] = {"pipeline": "Churns & Cancelamentos", "valor": 50}
    await add(
        documents,
        make_cliente("A", data_adesao="2024-02-03", data_cancelamento="2024-02-03", **left),
        make_cliente("B", data_adesao="2024-01-03", data_cancelamento="2024-02-29", **left),
    )

    [month] = (await shown(documents, de=date(2024, 2, 1), ate=date(2024, 2, 29)))["meses"]

    assert (month["novos"], month["churns"], month["churns_da_base"], month["ativos"]) == (1, 2, 1, 0)
    assert (month["taxa_churn_pct"], month["ativos_inicio"]) == (100.0, 1)


async def test_who_cannot_be_placed_is_left_out_and_told(documents: FakeDocuments) -> None:
    left = {"pipeline": "Churns & Cancelamentos"}
    await add(
        documents,
        make_cliente("A", pipeline="CS | ONGOING"),
        make_cliente("B", data_adesao="2024-01-03", **left),
        make_cliente("C", data_adesao="2024-03-03", data_cancelamento="2024-02-03", **left),
        make_cliente("D", data_adesao="2024-01-03", pipeline="VENDAS"),
    )

    found = await shown(documents)

    assert {one["ativos"] for one in found["meses"]} == {0}
    unknown = (found["sem_data_adesao"], found["sem_data_cancelamento"], found["datas_invertidas"])
    assert unknown == (1, 1, 1)


async def test_the_current_month_ends_today(documents: FakeDocuments) -> None:
    await add(
        documents,
        make_cliente("A", pipeline="CS | ONGOING", data_adesao=TODAY),
        make_cliente("B", pipeline="CS | ONGOING", data_adesao=TODAY + timedelta(days=1)),
    )

    found = await shown(documents, ate=date(2030, 1, 1))

    assert (found["ate"], len(found["meses"])) == ("2025-06-20", 12)
    assert found["meses"][-1]["ativos"] == 1


async def test_today_is_a_local_day() -> None:
    evening = datetime(2025, 7, 1, 1, 30, tzinfo=UTC)  # still June 30th in São Paulo

    assert window(FiltroEvolucao(), FUSO, evening) == (date(2024, 7, 1), date(2025, 6, 30))


async def test_sixty_months_may_be_asked_at_once() -> None:
    asked = FiltroEvolucao(de=date(2020, 7, 31), ate=date(2025, 6, 1))

    assert window(asked, FUSO, NOW) == (date(2020, 7, 1), TODAY)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"de": date(2020, 6, 30), "ate": date(2025, 6, 1)}, "60 meses"),
        ({"de": date(2024, 6, 30), "ate": date(2024, 5, 1)}, "depois de ate"),
        ({"de": date(2024, 6, 30), "ate": date(2024, 6, 1)}, "depois de ate"),
        ({"de": date(2025, 6, 21)}, "futuro"),
    ],
)
async def test_a_window_that_cannot_be_is_refused(days: dict[str, date], says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        window(FiltroEvolucao(**days), FUSO, NOW)

    assert says in refused.value.errors[0].detail
