"""A relato belongs to a cliente: the one that was named, or the one behind the phone or e-mail it came with."""

import pytest

from shared.kit.errors import InvalidInput, TransientError
from shared.relatos.entradas import FiltroRelatos
from shared.relatos.models import NovoCliente
from tests.builders import make_envelope, make_novo_relato
from tests.unit.relatos.world import CONTA, World

pytestmark = pytest.mark.anyio
MARINA = NovoCliente(nome="Marina", telefone="(11) 98888-7777")


@pytest.fixture
def world() -> World:
    return World()


async def told(world: World, cliente: NovoCliente | None) -> str | None:
    relato = await world.service.receive(make_novo_relato(cliente=cliente), make_envelope())
    return (await world.service.process(CONTA, relato.id)).cliente_id


async def test_two_relatos_with_one_phone_are_one_clientes(world: World) -> None:
    first, second = await told(world, MARINA), await told(world, MARINA)

    assert first is not None
    assert first == second


async def test_a_relato_that_says_no_phone_and_no_email_is_nobodys(world: World) -> None:
    assert await told(world, None) is None
    assert await told(world, NovoCliente(nome="Marina")) is None


async def test_an_outage_of_the_clientes_costs_no_text_of_a_model(world: World) -> None:
    world.clientes.failures = 1

    with pytest.raises(TransientError):
        await told(world, MARINA)
    await world.service.process(CONTA, "R1")

    assert (await world.read()).cliente_id is not None
    assert len(world.strategist.plans) == 1


async def test_a_named_cliente_must_be_one_of_the_conta(world: World) -> None:
    world.clientes.known["+5511988887777"] = "C1"

    relato = await world.service.receive(make_novo_relato(cliente_id="C1"), make_envelope())
    with pytest.raises(InvalidInput) as refused:
        await world.service.receive(make_novo_relato(cliente_id="C9"), make_envelope())

    assert relato.cliente_id == "C1"
    assert [error.pointer for error in refused.value.errors] == ["#/cliente_id"]


async def test_the_relatos_of_a_merged_cliente_go_to_the_one_that_stays(world: World) -> None:
    ids = [await told(world, MARINA) for _ in range(3)]

    moved = await world.service.relink(CONTA, str(ids[0]), "C7")
    again = await world.service.relink(CONTA, str(ids[0]), "C7")

    assert (moved, again) == (3, 0)
    page = await world.service.search(CONTA, FiltroRelatos(cliente_id="C7"))
    assert len(page.itens) == 3


async def test_a_body_with_a_default_spelled_out_is_the_same_body(world: World) -> None:
    envelope = make_envelope(chave="site-1")

    first = await world.service.receive(make_novo_relato(), envelope)
    second = await world.service.receive(make_novo_relato(contato_automatico=False), envelope)

    assert first.id == second.id
