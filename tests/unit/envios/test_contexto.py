"""What the gate is told before it decides: where each channel reaches the person, and since when a window is open."""

from datetime import timedelta

import pytest

from shared.clientes.models import Cliente
from shared.envios.contexto import address
from shared.envios.models import Envio
from shared.envios.parecer import Contexto
from shared.envios.ports import UltimaEntrada
from shared.kit.canais import Provedor
from tests.unit.envios.world import CONTA, MARINA, TUESDAY, World, make_novo

pytestmark = pytest.mark.anyio
OTHER, GONE = "+5511933334444", "+5511955556666"
# As WhatsApp knows a number: without its ninth digit.
OLD_SPELLING = "+551188887777"


def make_cliente(**fields: object) -> Cliente:
    given = {"nome": "Marina", "telefones": (MARINA, OTHER), "emails": ("m@x.com.br", "n@x.com.br")}
    accounts = {"enderecos": ("meta:BR.150", "zapi:123@lid", "telegram:99")}
    return Cliente.model_validate(
        given | accounts | {"id": "C1", "criado_em": TUESDAY, "atualizado_em": TUESDAY} | fields
    )


def wrote(endereco: str) -> UltimaEntrada:
    return UltimaEntrada(TUESDAY, endereco, endereco if endereco.startswith("+") else None)


@pytest.mark.parametrize(
    ("provedor", "entrada", "is_answered", "expected"),
    [
        (Provedor.META, None, False, MARINA),
        (Provedor.META, wrote(OTHER), True, OTHER),
        (Provedor.META, wrote(OTHER), False, MARINA),
        (Provedor.META, wrote(OLD_SPELLING), True, OLD_SPELLING),
        (Provedor.META, wrote(GONE), True, MARINA),
        (Provedor.META, wrote("BR.150"), True, "BR.150"),
        (Provedor.META, wrote("BR.150"), False, MARINA),
        (Provedor.TWILIO, wrote("BR.150"), True, MARINA),
        (Provedor.ZAPI, wrote("123@lid"), True, "123@lid"),
        (Provedor.TELEGRAM, None, False, None),
        (Provedor.TELEGRAM, wrote("99"), False, "99"),
        (Provedor.TELEGRAM, UltimaEntrada(TUESDAY, "77", MARINA), False, "77"),
        (Provedor.TELEGRAM, UltimaEntrada(TUESDAY, "99", GONE), False, "99"),
        (Provedor.TELEGRAM, UltimaEntrada(TUESDAY, "77", GONE), False, None),
        (Provedor.TELEGRAM, wrote("77"), True, None),
        (Provedor.META, wrote("BR.777"), True, MARINA),
        (Provedor.ZAPI, wrote("777@lid"), True, MARINA),
        (Provedor.EMAIL, None, False, "m@x.com.br"),
        (Provedor.EMAIL, wrote("n@x.com.br"), True, "n@x.com.br"),
        (Provedor.EMAIL, wrote("n@x.com.br"), False, "m@x.com.br"),
        (Provedor.EMAIL, wrote("estranho@x.com.br"), True, "m@x.com.br"),
        (Provedor.SIMULADO, None, False, MARINA),
    ],
    ids=str,
)
def test_each_channel_reaches_where_the_person_is(
    provedor: Provedor, entrada: UltimaEntrada | None, is_answered: bool, expected: str | None
) -> None:
    assert address(provedor, make_cliente(), entrada, is_answered=is_answered) == expected


@pytest.mark.parametrize(
    ("provedor", "entrada", "expected"),
    [
        (Provedor.META, None, None),
        (Provedor.META, wrote("BR.150"), "BR.150"),
        (Provedor.META, wrote(GONE), None),
        (Provedor.BOTCONVERSA, wrote("4455"), None),
        (Provedor.SIMULADO, None, "m@x.com.br"),
    ],
    ids=str,
)
def test_without_a_phone_only_a_channel_s_own_id_is_left(
    provedor: Provedor, entrada: UltimaEntrada | None, expected: str | None
) -> None:
    cliente = make_cliente(telefones=())

    assert address(provedor, cliente, entrada, is_answered=False) == expected


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta()
    await world.add_cliente(telefones=(MARINA, OTHER))
    world.carries(Provedor.META, Provedor.EMAIL)
    return world


async def read(world: World, **fields: object) -> Contexto:
    envio = (await world.ask()).model_copy(update=fields)
    lido = await world.despacho.leitor.read(await world.despacho.contas.load(CONTA), envio, world.clock())
    return lido.contexto


async def test_a_message_opens_the_window_to_the_phone_that_it_came_from(world: World) -> None:
    await world.add_recebimento(hours_ago=30)
    await world.add_recebimento(hours_ago=2, endereco=OTHER)

    contexto = await read(world)

    assert contexto.enderecos == {Provedor.META: OTHER}
    assert contexto.ultima_entrada == {Provedor.META: world.clock() - timedelta(hours=2)}


async def test_an_old_message_of_another_phone_opens_no_window(world: World) -> None:
    await world.add_recebimento(hours_ago=48, endereco=OTHER)

    contexto = await read(world)

    assert (contexto.enderecos, contexto.ultima_entrada) == ({Provedor.META: MARINA}, {})


async def test_a_window_that_a_provider_closed_opens_with_the_next_message(world: World) -> None:
    await world.add_recebimento(hours_ago=3)
    closed = {"janela_fechada_em": world.clock() - timedelta(hours=2)}

    shut = await read(world, **closed)
    await world.add_recebimento(hours_ago=1)
    opened = await read(world, **closed)

    assert shut.ultima_entrada == {}
    assert opened.ultima_entrada == {Provedor.META: world.clock() - timedelta(hours=1)}


async def test_what_somebody_wrote_by_another_channel_is_known_too(world: World) -> None:
    await world.add_recebimento(hours_ago=1, provedor="formulario")

    assert (await read(world)).ultima_entrada == {Provedor.FORMULARIO: world.clock() - timedelta(hours=1)}


async def test_an_old_channel_is_found_behind_many_messages_of_another() -> None:
    world = World()
    await world.add_conta()
    await world.add_cliente(telefones=(MARINA, OTHER), enderecos=("telegram:99",))
    world.carries(Provedor.TELEGRAM)
    await world.add_recebimento(hours_ago=900, endereco="99", provedor="telegram")
    for hours in range(1, 40):
        await world.add_recebimento(hours_ago=hours)

    assert (await read(world)).enderecos == {Provedor.TELEGRAM: "99"}


async def test_a_provider_that_failed_is_no_way_any_more(world: World) -> None:
    await world.documents.open("clientes", CONTA).delete("C1")
    await world.add_cliente(emails=("m@x.com.br",))

    contexto = await read(world, provedores_tentados=(Provedor.META,))

    assert contexto.enderecos == {Provedor.EMAIL: "m@x.com.br"}


async def test_another_s_messages_open_nothing(world: World) -> None:
    await world.add_recebimento(hours_ago=1, cliente_id="C2")
    await world.add_recebimento(hours_ago=1, conta="rival")

    assert (await read(world)).ultima_entrada == {}


async def test_a_suppressed_second_phone_silences_the_person(world: World) -> None:
    await world.suppress(OTHER)

    assert (await read(world)).eliminado_em == world.clock()


async def test_places_of_a_week_ago_are_free(world: World) -> None:
    envio: Envio = await world.service.request(CONTA, make_novo("antes"), sujeito="x")
    store = world.ritmos(CONTA)
    ids = [store.id_of(MARINA)]
    week_ago = world.clock() - timedelta(days=7)
    await store.take(await store.read(ids), ids, store.lugar(envio, week_ago))

    assert (await read(world)).enviados_em == ()
    await store.take(await store.read(ids), ids, store.lugar(envio, week_ago + timedelta(seconds=1)))
    assert len((await read(world)).enviados_em) == 1
