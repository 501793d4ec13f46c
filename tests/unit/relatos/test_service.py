"""The life of a relato with fakes around it: nothing lost, nothing doubled, whatever comes in between."""

from datetime import date

import pytest

from shared.acompanhamentos.names import instance_id
from shared.kit.errors import InvalidInput, TransientError
from shared.relatos.errors import KeyErased, KeyReused, NotFailed, RelatoNotFound
from shared.relatos.models import (
    RelatoStatus,
    Resultado,
)
from shared.relatos.service import QUEUE
from tests.builders import make_envelope, make_extracao, make_novo_relato
from tests.unit.relatos.world import CONTA, World

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


async def test_a_received_relato_is_stored_and_only_its_id_is_queued(world: World) -> None:
    await world.service.receive(make_novo_relato("Falei com a Marina, 11 98888-7777"), make_envelope())

    assert (await world.read()).status is RelatoStatus.RECEBIDO
    [sent] = world.queues.sent
    assert sent.queue == QUEUE
    assert sent.message == {
        "v": 1,
        "conta": CONTA,
        "relato_id": "R1",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    }


async def test_a_queue_that_is_down_costs_a_delay_and_not_the_relato(world: World) -> None:
    world.queues.down = True
    await world.service.receive(make_novo_relato(), make_envelope())
    world.queues.down = False
    world.clock.move(minutes=11)

    swept = await world.service.sweep(CONTA)

    assert swept == 1
    assert [sent.message["relato_id"] for sent in world.queues.sent] == ["R1"]


async def test_the_sweep_leaves_alone_what_is_being_worked_on(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    world.clock.move(minutes=9)

    assert await world.service.sweep(CONTA) == 0


async def test_the_same_key_and_body_give_the_same_relato(world: World) -> None:
    first = await world.service.receive(make_novo_relato(), make_envelope(chave="k1"))

    again = await world.service.receive(make_novo_relato(), make_envelope(chave="k1"))

    assert again.id == first.id
    assert len(world.queues.sent) == 2  # the hand-over is repeated, never the work


async def test_the_same_key_with_another_body_is_refused(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope(chave="k1"))

    with pytest.raises(KeyReused):
        await world.service.receive(make_novo_relato("Outro"), make_envelope(chave="k1"))


async def test_the_key_of_a_relato_that_was_erased_makes_none_again(world: World) -> None:
    first = await world.service.receive(make_novo_relato(), make_envelope(chave="k1"))
    pedidos = world.documents.open("pedidos", CONTA)
    await pedidos.create("P1", {"cliente_ids": ["C1"], "relato_ids": [first.id]})
    await world.documents.open("relatos", CONTA).delete(first.id)

    with pytest.raises(KeyErased):
        await world.service.receive(make_novo_relato(), make_envelope(chave="k1"))


async def test_the_same_key_in_another_conta_is_another_relato(world: World) -> None:
    first = await world.service.receive(make_novo_relato(), make_envelope(chave="k1"))

    other = await world.service.receive(make_novo_relato("Outro"), make_envelope(conta="vizinha", chave="k1"))

    assert other.id != first.id


async def test_one_conta_does_not_see_the_relatos_of_another(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope(conta="vizinha"))

    with pytest.raises(RelatoNotFound):
        await world.read("R1")


async def test_a_reference_day_in_the_future_is_refused_and_nothing_is_stored(world: World) -> None:
    with pytest.raises(InvalidInput):
        await world.service.receive(make_novo_relato(data_referencia=date(2025, 2, 15)), make_envelope())

    with pytest.raises(RelatoNotFound):
        await world.read()


async def test_a_processed_relato_has_its_days_and_words_and_is_followed(world: World) -> None:
    relato = await world.followed()

    assert relato.status is RelatoStatus.EM_ACOMPANHAMENTO
    assert [contato.data_nominal for contato in relato.contatos] == [
        date(2025, 2, 17),
        date(2025, 2, 24),
        date(2025, 3, 16),
    ]
    assert [contato.texto for contato in relato.contatos] == ["Texto 1", "Texto 2", "Texto 3"]
    assert relato.proximo_contato_em == relato.contatos[0].devido_em
    payload = world.flows.live[instance_id(CONTA, "R1")]
    assert payload["contatos"][0] == {"numero": 1, "devido_em": "2025-02-17T12:00:00.000000Z"}


async def test_a_redelivered_relato_is_extracted_once(world: World) -> None:
    await world.followed()

    await world.service.process(CONTA, "R1")
    await world.service.follow(CONTA, "R1", world.flows)

    assert len(world.extractor.read) == 1
    assert len(world.strategist.plans) == 1


async def test_a_failed_attempt_goes_on_where_it_stopped(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    world.flows.down = True
    await world.service.process(CONTA, "R1")
    with pytest.raises(TransientError):
        await world.service.follow(CONTA, "R1", world.flows)
    world.flows.down = False

    await world.service.process(CONTA, "R1")
    relato = await world.service.follow(CONTA, "R1", world.flows)

    assert relato.status is RelatoStatus.EM_ACOMPANHAMENTO
    assert len(world.extractor.read) == 1


async def test_a_cliente_who_asked_for_silence_gets_it(world: World) -> None:
    world.extractor.extracao = make_extracao(nao_contatar=True)

    relato = await world.followed()

    assert (relato.status, relato.resultado) == (RelatoStatus.ENCERRADO, Resultado.NAO_CONTATAR)
    assert relato.contatos == ()
    assert world.flows.live == {}


async def test_what_the_queue_gave_up_on_is_marked_and_can_go_on(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    await world.service.fail(CONTA, "R1")
    assert (await world.read()).status is RelatoStatus.FALHOU

    await world.service.retry(CONTA, "R1")
    await world.service.process(CONTA, "R1")

    assert (await world.read()).status is RelatoStatus.COM_ESTRATEGIA
    with pytest.raises(NotFailed):
        await world.service.retry(CONTA, "R1")


async def test_a_late_poison_message_neither_undoes_a_finished_relato_nor_alarms(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.followed()

    await world.service.fail(CONTA, "R1")

    assert (await world.read()).status is RelatoStatus.EM_ACOMPANHAMENTO
    assert "relato.failed" not in caplog.text


async def test_a_flow_that_died_is_found_by_the_sweep_and_started_again(world: World) -> None:
    await world.followed()
    world.flows.live.clear()
    world.clock.move(days=4)

    swept = await world.service.sweep(CONTA)
    await world.service.follow(CONTA, "R1", world.flows)

    assert swept == 1
    assert list(world.flows.live) == [instance_id(CONTA, "R1")]


async def test_work_in_the_request_leaves_the_queue_as_a_safety_net(world: World) -> None:
    relato = await world.service.receive(make_novo_relato(), make_envelope(agora=True))

    done = await world.service.finish(CONTA, relato.id, world.flows, within_s=5)

    assert done is not None
    assert done.status is RelatoStatus.EM_ACOMPANHAMENTO
    [sent] = world.queues.sent
    assert sent.visible_after_s == 60


async def test_an_outage_within_the_request_is_left_to_the_queue(world: World) -> None:
    world.extractor.failures = 1
    relato = await world.service.receive(make_novo_relato(), make_envelope(agora=True))

    assert await world.service.finish(CONTA, relato.id, world.flows, within_s=5) is None
    assert (await world.read()).status is RelatoStatus.RECEBIDO
