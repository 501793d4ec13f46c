"""A pedido from its registration to its deadline: one at a time, never lost, loud when it is late."""

from datetime import timedelta

import pytest

from shared.kit.errors import NotFound
from shared.titulares.errors import KeyReused, PedidoNotFound
from shared.titulares.models import PedidoStatus
from tests.builders import RECEIVED_AT
from tests.unit.titulares.world import CONTA, World, make_cliente

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


async def test_a_merged_id_leads_to_the_person(world: World) -> None:
    await world.add_cliente(make_cliente())
    await world.add_cliente(make_cliente("C2", mesclado_em="C1"))
    await world.add_cliente(make_cliente("C3", mesclado_em="C2"))

    pedido = await world.ask("C3")

    assert pedido.cliente_id == "C1"


async def test_nobody_of_another_conta_is_found(world: World) -> None:
    await world.add_cliente(make_cliente())

    with pytest.raises(NotFound):
        await world.service.export("outra", "C1")
    with pytest.raises(NotFound):
        await world.ask("C9")


async def test_one_pedido_at_a_time_and_one_for_a_key(world: World) -> None:
    await world.add_cliente(make_cliente())
    await world.add_cliente(make_cliente("J1", nome="João Lins", telefones=("+5511977776666",), emails=()))

    first = await world.ask(chave="uma")
    same = await world.ask(chave="uma")
    open_one = await world.ask()

    assert same.id == open_one.id == first.id
    assert len(world.queues.messages("titulares-pedidos")) == 3
    with pytest.raises(KeyReused):
        await world.ask("J1", chave="uma")


async def test_the_same_key_after_the_erasure_gives_the_same_pedido(world: World) -> None:
    await world.add_cliente(make_cliente())
    first = await world.ask(chave="uma")
    await world.eliminacao.process(CONTA, first.id, world.flows)

    again = await world.ask(chave="uma")

    assert (again.id, again.status) == (first.id, PedidoStatus.CONCLUIDO)


async def test_what_the_queue_lost_is_swept_and_what_failed_is_tried_again_daily(world: World) -> None:
    await world.add_cliente(make_cliente())
    world.queues.down = True
    pedido = await world.ask()
    world.queues.down = False

    world.clock.move(minutes=11)
    swept = await world.eliminacao.sweep(CONTA)
    await world.eliminacao.fail(CONTA, pedido.id)
    world.clock.move(minutes=11)
    not_swept = await world.eliminacao.sweep(CONTA)
    await world.eliminacao.remind(CONTA)
    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert (swept, not_swept) == (1, 0)
    assert len(world.queues.messages("titulares-pedidos")) == 2
    assert done.status is PedidoStatus.CONCLUIDO


async def test_alarms_ring_five_days_before_one_day_before_and_when_it_is_late(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.add_cliente(make_cliente())
    pedido = await world.ask()

    rung = []
    for _ in range(18):
        caplog.clear()
        await world.eliminacao.remind(CONTA)
        left = (await world.service.get(CONTA, pedido.id)).dias_restantes
        if "pedido.due" in caplog.text:
            rung.append(left)
        world.clock.move(days=1)

    assert pedido.prazo_em == RECEIVED_AT + timedelta(days=15)
    assert rung == [5, 1, 0, -1, -2]


async def test_an_unknown_pedido_is_not_found(world: World) -> None:
    with pytest.raises(PedidoNotFound):
        await world.eliminacao.process(CONTA, "P9", world.flows)
