"""What chamados hold of a person: handed over without machinery, erased whole, and of nobody else."""

from datetime import timedelta

import pytest

from shared.chamados.models import Chamado
from shared.chamados.titular import ChamadoGuardiao
from shared.kit.titulares import Titular
from tests.unit.chamados.world import ABRIMOS, Chamados
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> Chamados:
    world = Chamados()
    await world.begin()
    await world.add_cliente("C2", telefones=("+5511977776666",))
    return world


def guardiao(world: Chamados) -> ChamadoGuardiao:
    return ChamadoGuardiao(lambda conta: world.documents.open(Chamado.CONTAINER, conta))


async def test_the_whole_conversation_is_handed_over_without_machinery(world: Chamados) -> None:
    chamado = await world.asks()
    await world.post(cliente_id="C2")

    (told,) = await guardiao(world).export(CONTA, Titular(cliente_ids=("C1",)))

    assert told["id"] == chamado.id
    assert [fala["texto"] for fala in told["falas"]] == [chamado.mensagem, ABRIMOS]
    assert {"conteudo", "traceparent", "pendente", "resposta_chave"}.isdisjoint(told)


async def test_all_of_a_person_is_erased_and_nothing_of_another(world: Chamados) -> None:
    await world.asks()
    await world.post("Outro assunto")
    other = await world.post(cliente_id="C2")

    erased = await guardiao(world).erase(CONTA, Titular(cliente_ids=("C1",)))

    assert erased == 2
    assert await world.all_chamados() == []
    assert await world.now_of(other) == other
    assert await guardiao(world).erase(CONTA, Titular(cliente_ids=("C1",))) == 0


async def test_a_chamado_that_nobody_touches_is_gone_after_two_years(world: Chamados) -> None:
    world.documents.now = world.clock
    await world.post()

    world.clock.instant += timedelta(days=732)

    assert await world.all_chamados() == []
