"""What chamados hold of a person: handed over without machinery, erased whole, without words once they are old."""

from datetime import timedelta

import pytest

from shared.chamados.estados import closed
from shared.chamados.models import Chamado
from shared.chamados.retencao import ChamadoRetencao
from shared.chamados.titular import ChamadoGuardiao
from shared.kit.titulares import Titular
from tests.unit.chamados.world import ABRIMOS, Chamados, texts
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


async def test_an_old_closed_chamado_loses_its_words_and_keeps_its_figures(world: Chamados) -> None:
    chamado = await close(world, await world.asks(assunto="Horário da Marina"))

    done = await expire(world, days=400)

    bare = await world.now_of(chamado)
    assert (done, texts(bare), bare.assunto) == (1, ["", ""], None)
    assert [line.motivo for line in bare.historico if line.motivo] == []
    assert (bare.intencao, bare.automaticas, bare.fechado_em) == (
        chamado.intencao,
        chamado.automaticas,
        chamado.fechado_em,
    )
    assert await expire(world, days=0) == 0


async def test_what_is_young_open_or_asked_for_by_a_titular_keeps_its_words(world: Chamados) -> None:
    await world.asks()
    held = await close(world, await world.post("Outro assunto", cliente_id="C2"))

    assert await expire(world, days=400, held=frozenset({"C2"})) == 0
    assert await expire(world, days=-1) == 0
    assert texts(await world.now_of(held)) == ["Outro assunto"]


async def test_a_chamado_that_nobody_touches_is_gone_after_two_years(world: Chamados) -> None:
    world.documents.now = world.clock
    await world.post()

    world.clock.instant += timedelta(days=732)

    assert await world.all_chamados() == []


async def close(world: Chamados, chamado: Chamado) -> Chamado:
    def change(one: Chamado) -> Chamado:
        return closed(one, now=world.clock(), por="U1", motivo="A Marina confirmou por telefone")

    return (await world.chamados().update(chamado.id, change)).chamado


async def expire(world: Chamados, *, days: int, held: frozenset[str] = frozenset()) -> int:
    """What the daily turn does so many days from now."""
    before = world.clock() + timedelta(days=days)
    return await ChamadoRetencao(world.chamados).erase_expired(CONTA, before, held=held, limit=10)
