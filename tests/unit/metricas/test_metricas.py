"""Numbers are counted and measured: against a recount by hand, over days, after reopenings, per conta."""

from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.chamados.models import CanalChamado, Chamado, ChamadoStatus
from shared.chamados.store import ChamadoStore
from shared.contas.store import ContaStore
from shared.kit.errors import InvalidInput
from shared.metricas.medida import quantile
from shared.metricas.models import Periodo
from shared.metricas.service import MetricaService
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.chamados.casos import MONDAY, make_chamado

pytestmark = pytest.mark.anyio
CONTA = "clinica"


class FakeUsuarios:
    async def names(self, conta: str, usuario_ids: Any) -> dict[str, str]:
        return {one: one.title() for one in usuario_ids if one != "saiu"}


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


@pytest.fixture
def service(documents: FakeDocuments) -> MetricaService:
    return MetricaService(
        documents, ContaStore(documents), FakeUsuarios(), FakeClock(MONDAY + timedelta(days=5))
    )


async def add(documents: FakeDocuments, *chamados: Chamado, conta: str = CONTA) -> None:
    store = ChamadoStore(documents.open("chamados", conta))
    for chamado in chamados:
        await store.add(chamado)


def solved(chamado_id: str, *, minutes: int = 60, **fields: Any) -> Chamado:
    """Answered by itself at once and settled so many minutes later."""
    given: dict[str, Any] = {
        "id": chamado_id,
        "status": ChamadoStatus.RESOLVIDO,
        "automaticas": 1,
        "primeira_resposta_em": MONDAY + timedelta(seconds=2),
        "resolvido_em": MONDAY + timedelta(minutes=minutes),
    }
    return make_chamado(**given | fields)


async def test_a_conta_without_chamados_has_zeros_and_no_invented_times(service: MetricaService) -> None:
    found = await service.overview(CONTA, Periodo())

    assert (found.total_chamados, found.taxa_resolucao_automatica, found.tempo_medio_resposta_segundos) == (
        0,
        "0.0%",
        "sem dados",
    )
    assert found.medidas.geral.taxa_automatica_pct is None
    assert found.medidas.geral.resolucao.n == 0


async def test_what_came_back_or_took_a_person_was_not_solved_by_itself(
    service: MetricaService, documents: FakeDocuments
) -> None:
    await add(
        documents,
        solved("A"),
        solved("B", reaberturas=1),
        solved("C", encaminhado_em=MONDAY),
        solved("D", atendente="paula"),
        make_chamado(id="E", status=ChamadoStatus.AGUARDANDO_CLIENTE, automaticas=1),
    )

    found = await service.overview(CONTA, Periodo())

    assert (found.total_chamados, found.chamados_resolvidos_automaticamente) == (5, 1)
    assert (found.taxa_resolucao_automatica, found.taxa_resolucao_automatica_pct) == ("20.0%", 20.0)
    assert found.chamados_encaminhados_para_humano == 1
    assert (found.medidas.geral.taxa_automatica_pct, found.medidas.geral.reabertos) == (25.0, 1)


async def test_times_are_measured_from_when_it_came_in(
    service: MetricaService, documents: FakeDocuments
) -> None:
    await add(documents, *(solved(f"A{minutes}", minutes=minutes) for minutes in (10, 20, 30, 40)))

    medida = (await service.overview(CONTA, Periodo())).medidas.geral

    assert (medida.resolucao.n, medida.resolucao.mediana_s, medida.resolucao.p90_s) == (4, 1500.0, 2220.0)
    assert medida.primeira_resposta.media_s == 2.0


async def test_s1_knows_three_channels_and_three_states(
    service: MetricaService, documents: FakeDocuments
) -> None:
    await add(
        documents,
        solved("A"),
        solved("B", canal=CanalChamado.TELEGRAM, status=ChamadoStatus.FECHADO),
        make_chamado(id="C", status=ChamadoStatus.EM_ATENDIMENTO),
        make_chamado(id="D", status=ChamadoStatus.ENCAMINHADO, encaminhado_em=MONDAY),
    )

    canais = (await service.by_canal(CONTA, Periodo())).root
    status = await service.by_status(CONTA, Periodo())

    assert {name: one.total for name, one in canais.items()} == {
        "site": 3,
        "whatsapp": 0,
        "email": 0,
        "telegram": 1,
    }
    assert (canais["site"].taxa_resolucao, canais["telegram"].taxa_resolucao_pct) == ("33.3%", 100.0)
    assert (status.aberto, status.resolvido, status.encaminhado) == (1, 2, 1)
    assert status.situacoes["fechado"] == 1


async def test_days_are_local_and_inclusive(service: MetricaService, documents: FakeDocuments) -> None:
    late = MONDAY.replace(day=3, hour=2)  # still Monday in São Paulo
    await add(
        documents,
        make_chamado(id="A", criado_em=late),
        make_chamado(id="B", criado_em=MONDAY - timedelta(days=1)),
    )

    found = await service.overview(CONTA, Periodo(de=date(2026, 3, 2), ate=date(2026, 3, 2)))

    assert (found.total_chamados, found.medidas.geral.total) == (1, 1)


async def test_attendants_are_named_and_who_left_is_not(
    service: MetricaService, documents: FakeDocuments
) -> None:
    await add(documents, solved("A", atendente="paula"), solved("B", atendente="saiu"))

    found = (await service.overview(CONTA, Periodo())).medidas.por_atendente

    assert [(one.atendente, one.nome, one.total) for one in found] == [
        ("paula", "Paula", 1),
        ("saiu", None, 1),
    ]


async def test_another_conta_counts_for_nothing(service: MetricaService, documents: FakeDocuments) -> None:
    await add(documents, solved("A"), conta="outra")

    assert (await service.overview(CONTA, Periodo())).total_chamados == 0


@pytest.mark.parametrize(
    ("de", "ate"), [(date(2026, 3, 2), date(2026, 3, 1)), (date(2024, 1, 1), date(2026, 1, 1))]
)
async def test_days_that_make_no_period_are_refused(service: MetricaService, de: date, ate: date) -> None:
    with pytest.raises(InvalidInput):
        await service.by_canal(CONTA, Periodo(de=de, ate=ate))


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50))
def test_the_median_is_the_median(values: list[float]) -> None:
    assert quantile(sorted(values), 0.5) == pytest.approx(median(values))
