"""What the sweep of envios does about hints that were lost."""

from datetime import timedelta

import pytest

from shared.clientes.models import Finalidade
from shared.envios.models import EnvioStatus
from shared.kit.canais import NaoAgora, Provedor
from tests.unit.envios.world import CONTA, World, canais

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta(canais=canais(Provedor.ZAPI))
    await world.add_cliente()
    return world


async def test_a_reminder_whose_first_hint_is_lost_is_still_brought_forward_in_time(world: World) -> None:
    """The appointment is on Monday at seven, when nothing leaves, nor on the Sunday before."""
    world.clock.move(days=4)  # Saturday, ten in the morning
    world.queues.down = True
    appointment = world.clock() + timedelta(days=1, hours=21)
    envio = await world.ask(
        finalidade=Finalidade.LEMBRETES,
        nao_antes_de=appointment - timedelta(hours=12),
        nao_depois_de=appointment,
    )
    world.queues.down = False

    at_once = await world.service.sweep(CONTA)
    world.clock.move(minutes=1)
    await world.service.sweep(CONTA)
    hints = world.hints()
    await world.work(envio)
    later = await world.service.sweep(CONTA)
    world.clock.move(hours=9, minutes=30)  # the last half hour of Saturday
    await world.service.sweep(CONTA)
    [after] = await world.work(envio)

    assert (at_once, hints, later) == (0, [envio.id], 0)
    assert (after.status, len(world.sent)) == (EnvioStatus.ACEITO, 1)


async def test_a_sweep_leaves_alone_what_is_not_due(world: World) -> None:
    world.carteiros.all[Provedor.ZAPI].falhas = [NaoAgora(espera=timedelta(minutes=5))]
    envio = await world.ask()
    await world.work(envio)

    early = await world.service.sweep(CONTA)
    world.clock.move(minutes=6)

    assert (early, await world.service.sweep(CONTA)) == (0, 1)
