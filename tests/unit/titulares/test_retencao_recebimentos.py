"""What came in and outlived its purpose: its words go, and that it came stays."""

from datetime import timedelta
from typing import Any

import pytest

from shared.kit.canais import Provedor, TipoConteudo
from shared.recebimentos.models import Destino, Recebimento, RecebimentoStatus
from tests.builders import RECEIVED_AT
from tests.unit.titulares.world import CONTA, NOME, TELEFONE, World, make_cliente

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


async def test_a_message_loses_its_words_after_two_years_and_stays_a_proof(world: World) -> None:
    await add_recebimento(world, "meta:M1")
    await add_recebimento(world, "meta:M2", recebido_em=RECEIVED_AT + timedelta(days=400))
    await add_recebimento(world, "meta:M3", status=RecebimentoStatus.RECEBIDO)

    world.clock.move(days=366)
    early = await world.retencao.run(CONTA, world.flows)
    world.clock.move(days=366)
    late = await world.retencao.run(CONTA, world.flows)
    again = await world.retencao.run(CONTA, world.flows)

    left = await world.recebimento("meta:M1")
    assert (early["recebimentos"], late["recebimentos"], again["recebimentos"]) == (0, 1, 0)
    told = left.model_dump_json()
    assert not [said for said in ("Marina", TELEFONE, "wamid", "aparelho") if said in told]
    assert (left.cliente_id, left.destino, left.recebido_em) == ("C1", Destino.OPT_OUT, RECEIVED_AT)
    for spoken in ("meta:M2", "meta:M3"):
        assert (await world.recebimento(spoken)).nome == NOME


async def test_the_messages_of_a_person_with_an_open_pedido_are_that_pedido_s(world: World) -> None:
    await world.add_cliente(make_cliente())
    await add_recebimento(world, "meta:M1")
    await add_recebimento(world, "meta:M2", cliente_id="C2")
    world.clock.move(days=732)
    await world.ask()

    done = await world.retencao.run(CONTA, world.flows)

    assert done["recebimentos"] == 1
    assert (await world.recebimento("meta:M1")).nome == NOME


async def test_more_messages_than_a_page_lose_their_words_in_one_turn(world: World) -> None:
    for number in range(1_001):
        await add_recebimento(world, f"meta:M{number}")
    world.clock.move(days=732)

    done = await world.retencao.run(CONTA, world.flows)

    assert done["recebimentos"] == 1_001


async def add_recebimento(world: World, recebimento_id: str, **fields: Any) -> None:
    given: dict[str, Any] = {
        "status": RecebimentoStatus.ENCAMINHADO,
        "provedor": Provedor.META,
        "provedor_id": "wamid.1",
        "tipo": TipoConteudo.AUDIO,
        "endereco": TELEFONE,
        "telefone": TELEFONE,
        "nome": NOME,
        "texto": "quero aparelho",
        "botao": "wamid.2",
        "assunto": NOME,
        "em_resposta_a": "wamid.2",
        "transcricao": "um aparelho",
        "campos": {"user_id": TELEFONE},
        "cliente_id": "C1",
        "destino": Destino.OPT_OUT,
        "recebido_em": RECEIVED_AT,
        "atualizado_em": RECEIVED_AT,
    }
    body = Recebimento(id=recebimento_id, **given | fields).model_dump(mode="json", exclude={"id"})
    await world.store("recebimentos").create(recebimento_id, body)
