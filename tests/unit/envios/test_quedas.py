"""The power goes at every write in turn: nothing leaves twice, nothing is forgotten, nothing is said to have left."""

import asyncio

import pytest

from shared.envios.models import EnvioStatus
from shared.kit.canais import EnderecoInvalido, Provedor
from shared.kit.errors import TransientError
from tests.unit.envios.world import CONTA, PowerCut, World, make_novo

pytestmark = pytest.mark.anyio
S = EnvioStatus
# More than the writes of the whole story: asked for, one provider that fails, one that accepts.
_WRITES = 12


async def story(world: World) -> None:
    envio = await world.service.request(CONTA, make_novo(), sujeito="recepcao")
    await world.despacho.process(CONTA, envio.id)


async def make_world() -> World:
    world = World()
    await world.add_conta()
    await world.add_cliente()
    first, _ = world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA)
    first.falhas = [EnderecoInvalido()]
    return world


def cut_at(world: World, number: int, *, place: str) -> None:
    """End the process around the write of this number, once."""
    count = 0

    async def count_down() -> None:
        nonlocal count
        count += 1
        if count == number:
            raise PowerCut

    setattr(world.documents, place, count_down)


async def heal(world: World) -> None:
    """A retry of whoever asked, then the sweeps and hints of the next twenty minutes on both clocks."""
    for _ in range(20):
        world.clock.move(minutes=1)
        world.real.move(minutes=1)
        await world.service.request(CONTA, make_novo(), sujeito="recepcao")
        await world.service.sweep(CONTA)
        for envio_id in dict.fromkeys(world.hints()):
            await world.despacho.process(CONTA, envio_id)


@pytest.mark.parametrize("place", ["before_write", "after_write"])
@pytest.mark.parametrize("number", range(1, _WRITES + 1))
async def test_a_power_cut_at_any_write_sends_nothing_twice_and_forgets_nothing(
    number: int, place: str
) -> None:
    world = await make_world()
    cut_at(world, number, place=place)
    try:
        await story(world)
        was_cut = False
    except PowerCut:
        was_cut = True

    await heal(world)

    (envio,) = [await world.read(envio_id) for envio_id in set(world.hints())]
    assert len(world.sent) <= 1
    assert envio.status is (S.ACEITO if world.sent and envio.provedor_id else S.INCERTO)
    assert was_cut or envio.status is S.ACEITO
    # Its place is kept while it may have left.
    assert await world.places() == [envio.id]


async def test_the_story_has_no_more_writes_than_were_cut() -> None:
    world = await make_world()
    writes = []

    async def count() -> None:
        writes.append(1)

    world.documents.before_write = count
    await story(world)

    assert 6 <= len(writes) <= _WRITES


@pytest.mark.parametrize("number", range(1, 6))
async def test_an_outage_at_any_write_costs_time_and_no_message_twice(number: int) -> None:
    world = await make_world()
    count = 0

    async def fail_once() -> None:
        nonlocal count
        count += 1
        if count == number:
            raise TransientError

    world.documents.before_write = fail_once
    try:
        await story(world)
    except TransientError:
        await asyncio.sleep(0)

    await heal(world)

    assert len(world.sent) == 1


async def test_a_dead_worker_leaves_it_uncertain_after_ten_minutes_of_the_real_clock(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    await world.add_conta()
    await world.add_cliente()
    envio = await world.ask()

    async def die() -> None:
        raise PowerCut

    world.carteiros.all[Provedor.ZAPI].before = die
    with pytest.raises(PowerCut):
        await world.despacho.process(CONTA, envio.id)
    world.carteiros.all[Provedor.ZAPI].before = nothing
    world.clock.move(days=3)
    await world.service.sweep(CONTA)
    still = await world.read(envio.id)
    world.real.move(minutes=11)
    await world.service.sweep(CONTA)
    after = await world.read(envio.id)
    [later] = await world.work(envio)

    assert (still.status, after.status, later.status) == (S.ENVIANDO, S.INCERTO, S.INCERTO)
    assert world.sent == []
    assert "envio.uncertain" in caplog.text


async def nothing() -> None:
    pass
