"""How chamados are opened by the API: stored, then queued, once by their key."""

import pytest

from shared.chamados.errors import ChamadoNotFound, ClienteNotFound, KeyErased, KeyReused
from shared.titulares.models import Pedido
from shared.titulares.store import PedidoStore
from tests.unit.chamados.world import Chamados
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> Chamados:
    world = Chamados()
    await world.begin()
    return world


async def test_an_opened_chamado_is_stored_then_queued_by_its_id(world: Chamados) -> None:
    chamado = await world.post("Meu app travou")

    assert await world.now_of(chamado) == chamado
    assert (chamado.status, chamado.pendente, chamado.mensagem) == ("aberto", True, "Meu app travou")
    assert world.queued() == [chamado.id]


async def test_the_protocolo_is_the_local_second_and_the_end_of_the_id(world: Chamados) -> None:
    chamado = await world.post()

    assert chamado.protocolo == f"20260303100000-{chamado.id[-4:]}"
    assert (await world.chamado.by_protocolo(CONTA, chamado.protocolo)).id == chamado.id
    with pytest.raises(ChamadoNotFound):
        await world.chamado.by_protocolo(CONTA, "20260303100000-NADA")


async def test_a_request_that_works_itself_leaves_the_queue_as_a_safety_net(world: Chamados) -> None:
    await world.post(agora=True)

    assert [sent.visible_after_s for sent in world.queues.sent] == [60]


async def test_the_same_key_is_the_same_chamado_and_is_handed_over_again(world: Chamados) -> None:
    first = await world.post(chave="k1")

    again = await world.post(chave="k1")

    assert again == first
    assert world.queued() == [first.id, first.id]


async def test_the_same_key_with_another_body_is_refused(world: Chamados) -> None:
    await world.post("Um", chave="k1")

    with pytest.raises(KeyReused):
        await world.post("Outro", chave="k1")


async def test_a_key_does_not_bring_back_who_is_being_erased(world: Chamados) -> None:
    pedido = Pedido(
        id="P1",
        cliente_id="C1",
        cliente_ids=("C1",),
        registrado_por="U1",
        recebido_em=world.clock(),
        atualizado_em=world.clock(),
        prazo_em=world.clock(),
    )
    await PedidoStore(world.documents.open("pedidos", CONTA)).add(pedido)

    with pytest.raises(KeyErased):
        await world.post(chave="k1")


async def test_an_unknown_cliente_opens_nothing(world: Chamados) -> None:
    with pytest.raises(ClienteNotFound, match="Cliente não encontrado"):
        await world.post(cliente_id="ninguem")
    with pytest.raises(ClienteNotFound):
        await world.hear(cliente_id="ninguem")


async def test_a_queue_that_is_down_loses_no_chamado(world: Chamados) -> None:
    world.queues.down = True
    chamado = await world.post()
    world.queues.down = False
    world.clock.move(minutes=11)

    assert await world.chamado.sweep(CONTA) == 1
    assert world.queued() == [chamado.id]


async def test_the_sweep_leaves_alone_what_is_young_or_done(world: Chamados) -> None:
    done = await world.process(await world.post())
    world.clock.move(minutes=11)
    await world.post()
    world.queues.sent.clear()

    assert await world.chamado.sweep(CONTA) == 0
    assert not done.pendente
