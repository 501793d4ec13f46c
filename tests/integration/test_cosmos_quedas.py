"""A day of too many falls through the real SDK of Cosmos DB: who waits is found in order, counted, summed and told."""

from collections.abc import AsyncIterator
from typing import cast

import pytest

from shared.adapters.cosmos import CosmosDocuments
from shared.tarefas.models import FiltroTarefas, TipoTarefa
from tests.integration.test_store_cosmos import EMULATOR_KEY
from tests.unit.clientes.world import WayGivingDocuments
from tests.unit.saude.carteiras import MOST, imported, whose
from tests.unit.saude.mundo import CONTA, Mundo

pytestmark = pytest.mark.anyio
_SAUDE = FiltroTarefas(status=None, tipo=TipoTarefa.SAUDE, limite=200)


@pytest.fixture
async def mundo(cosmos_emulator: str) -> AsyncIterator[Mundo]:
    documents = CosmosDocuments(
        endpoint=cosmos_emulator, key=EMULATOR_KEY, database="retorno-quedas", create_missing=True
    )
    yield Mundo(documents=cast("WayGivingDocuments", documents))
    await documents.close()


async def test_the_dearest_are_told_of_and_the_rest_waits_for_its_turn(mundo: Mundo) -> None:
    ids = await imported(mundo, MOST + 5)
    tarefas = mundo.open_tarefas(CONTA)

    await mundo.run()

    told = (await tarefas.search(_SAUDE, "America/Sao_Paulo")).itens
    assert whose(told) == {*ids[-MOST:], None}
    (resumo,) = [one for one in told if not one.cliente_id]
    assert resumo.assunto == "Mais 5 clientes pedem cuidado desde 10/03/2025, 5 em Crítico"
    assert resumo.valor == 510
    for one in told:
        await tarefas.dismiss(one.id, mundo.clock())
    await mundo.next_day()
    assert whose((await tarefas.search(_SAUDE, "America/Sao_Paulo")).itens) == {*ids, None}
    assert await mundo.saude.count_waiting() == 0
