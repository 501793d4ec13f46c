"""The erasure of a person where Botconversa keeps them: done, repeatable, told, and no one else's."""

from datetime import timedelta

import pytest

from shared.kit.canais import EnderecoInvalido, FalhaDeEnvio, NaoAgora, Recusado
from shared.kit.errors import TransientError
from shared.titulares.models import Pedido, PedidoStatus
from tests.unit.titulares.world import CONTA, TELEFONE, FakeAssinantes, World, make_cliente

pytestmark = pytest.mark.anyio
WITHOUT_NINTH = "+551188887777"


@pytest.fixture
async def world() -> World:
    world = World(assinantes=FakeAssinantes({TELEFONE: 7, WITHOUT_NINTH: 8, "+5511977776666": 9}))
    await world.add_cliente(make_cliente())
    return world


async def erase(world: World) -> Pedido:
    pedido = await world.ask()
    return await world.eliminacao.process(CONTA, pedido.id, world.flows)


def account(world: World) -> FakeAssinantes:
    assert world.assinantes is not None
    return world.assinantes


def told(pedido: Pedido) -> int | None:
    return next((passo.itens for passo in pedido.passos if passo.nome == "botconversa"), None)


async def test_every_subscriber_of_hers_goes_and_she_is_told(world: World) -> None:
    done = await erase(world)

    assert account(world).deleted == [7, 8]
    assert list(account(world).todos.values()) == [9]
    assert (done.status, told(done)) == (PedidoStatus.CONCLUIDO, 2)


async def test_nobody_there_is_no_error(world: World) -> None:
    account(world).todos = {}
    account(world).falhas = [EnderecoInvalido(codigo="endereco")]

    assert told(await erase(world)) == 0


async def test_who_is_known_by_an_account_alone_goes_too() -> None:
    world = World(assinantes=FakeAssinantes())
    await world.add_cliente(make_cliente(telefones=(), enderecos=("botconversa:77", "telegram:5")))

    await erase(world)

    assert account(world).deleted == [77]


async def test_a_family_s_subscriber_stays(world: World) -> None:
    shared = ("botconversa:7",)
    await world.add_cliente(make_cliente("C2", nome="Ana", emails=(), enderecos=shared))
    await world.add_cliente(
        make_cliente("C3", telefones=(TELEFONE,), emails=(), enderecos=shared, mesclado_em="C1")
    )

    assert told(await erase(world)) == 0
    assert account(world).deleted == []


async def test_a_conta_without_botconversa_has_nothing_to_do_there(world: World) -> None:
    world.assinantes = None

    done = await erase(world)

    assert (done.status, told(done)) == (PedidoStatus.CONCLUIDO, 0)


@pytest.mark.parametrize(
    "falha",
    [NaoAgora(codigo="500", espera=timedelta(minutes=1)), Recusado(codigo="401")],
    ids=lambda one: one.slug,
)
async def test_an_outage_there_is_tried_again_before_her_phone_is_forgotten(
    world: World, falha: FalhaDeEnvio, caplog: pytest.LogCaptureFixture
) -> None:
    account(world).falhas = [falha]
    pedido = await world.ask()

    with pytest.raises(TransientError):
        await world.eliminacao.process(CONTA, pedido.id, world.flows)
    kept = await world.ids("clientes")
    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert kept == ["C1"]
    assert (done.status, told(done)) == (PedidoStatus.CONCLUIDO, 2)
    assert "pedido.provider_failed" in caplog.text
    assert TELEFONE not in caplog.text
