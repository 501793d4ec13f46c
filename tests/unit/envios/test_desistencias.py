"""An envio whose reason ends while a worker or a provider has it: the call under way is the last."""

from datetime import timedelta

import pytest

from shared.envios.desistencias import DesistenciaService
from shared.envios.models import EnvioStatus
from shared.kit.canais import (
    EnderecoInvalido,
    FalhaDeEnvio,
    ForaDaJanela,
    NaoAgora,
    Provedor,
    Recibo,
    Situacao,
)
from shared.kit.errors import TransientError
from tests.unit.envios.world import CONTA, World, canais, nothing

pytestmark = pytest.mark.anyio
S = EnvioStatus
WAIT = NaoAgora(codigo="429", espera=timedelta(minutes=1))


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta(canais=canais(Provedor.ZAPI, Provedor.BOTCONVERSA))
    await world.add_cliente()
    world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA)
    world.carteiros.codes = {"131026": EnderecoInvalido(codigo="131026")}
    return world


async def let_go(world: World) -> None:
    """The relato was answered."""
    service = DesistenciaService(world.envios, world.queues, world.clock)
    await service.cancel_for(CONTA, relato_id="R1")


async def work_for_days(world: World, envio_id: str) -> None:
    for _ in range(3):
        world.clock.move(days=1)
        await world.service.sweep(CONTA)
        await world.despacho.process(CONTA, envio_id)


@pytest.mark.parametrize(
    "falha",
    [WAIT, EnderecoInvalido(codigo="131026"), ForaDaJanela(codigo="131047")],
    ids=lambda one: one.slug,
)
async def test_what_certainly_did_not_leave_is_not_tried_again(world: World, falha: FalhaDeEnvio) -> None:
    first = world.carteiros.all[Provedor.ZAPI]
    first.falhas = [falha]
    first.before = lambda: let_go(world)  # with the message in the provider's hands
    envio = await world.ask(relato_id="R1")

    [after] = await world.work(envio)
    await work_for_days(world, envio.id)

    assert world.sent == []
    assert (after.status, (await world.read(envio.id)).status) == (S.CANCELADO, S.CANCELADO)
    assert await world.places() == []


async def test_what_the_provider_took_stays_taken_and_is_delivered(world: World) -> None:
    world.carteiros.all[Provedor.ZAPI].before = lambda: let_go(world)
    envio = await world.ask(relato_id="R1")

    [after] = await world.work(envio)
    await world.service.status(CONTA, Recibo(Provedor.ZAPI, Situacao.ENTREGUE, chave=envio.id))

    assert (after.status, len(world.sent)) == (S.ACEITO, 1)
    assert (await world.read(envio.id)).status is S.ENTREGUE


async def test_a_receipt_of_failure_does_not_revive_what_was_let_go_since(world: World) -> None:
    [envio] = await world.work(await world.ask(relato_id="R1"))
    await let_go(world)

    failed = Recibo(Provedor.ZAPI, Situacao.FALHOU, chave=envio.id, codigo="131026")
    await world.service.status(CONTA, failed)
    [after] = await world.work(envio)
    await work_for_days(world, envio.id)
    await world.service.status(CONTA, Recibo(Provedor.ZAPI, Situacao.ACEITO, chave=envio.id))

    assert (after.status, (await world.read(envio.id)).status) == (S.CANCELADO, S.CANCELADO)
    assert len(world.sent) == 1
    assert await world.places() == []
    await world.service.status(CONTA, Recibo(Provedor.ZAPI, Situacao.ENTREGUE, chave=envio.id))
    assert (await world.read(envio.id)).status is S.ENTREGUE  # the truth, after all


async def test_between_taking_it_and_the_last_look_nothing_leaves(world: World) -> None:
    envio = await world.ask(relato_id="R1")
    world.before_last_look = lambda: let_go(world)

    [after] = await world.work(envio)

    assert (world.sent, after.status, after.tentativas) == ([], S.CANCELADO, 0)
    assert await world.places() == []


async def test_an_outage_at_the_last_look_gives_it_back_to_nobody(world: World) -> None:
    envio = await world.ask(relato_id="R1")

    async def out() -> None:
        world.before_last_look = nothing
        await let_go(world)
        raise TransientError

    world.before_last_look = out
    with pytest.raises(TransientError):
        await world.despacho.process(CONTA, envio.id)
    await work_for_days(world, envio.id)

    assert (world.sent, (await world.read(envio.id)).status) == ([], S.CANCELADO)


async def test_a_merge_between_taking_it_and_the_last_look_costs_nothing(world: World) -> None:
    await world.add_cliente("C2", telefones=("+5511977776666",))
    envio = await world.ask(relato_id="R1")

    async def merge() -> None:
        world.before_last_look = nothing
        await world.service.relink(CONTA, "C1", "C2")

    world.before_last_look = merge
    [after] = await world.work(envio)

    assert (after.status, len(world.sent)) == (S.ACEITO, 1)


async def test_what_was_let_go_is_let_go_once_and_a_reply_is_not(world: World) -> None:
    await world.add_recebimento(hours_ago=1)
    [proactive] = await world.work(await world.ask("a", relato_id="R1"))
    [reply] = await world.work(await world.ask("b", relato_id="R1", resposta=True))

    await let_go(world)
    marked = await world.read(proactive.id)
    world.clock.move(minutes=5)
    await let_go(world)

    assert marked.desistido_em is not None
    assert await world.read(proactive.id) == marked
    assert (await world.read(reply.id)).desistido_em is None
