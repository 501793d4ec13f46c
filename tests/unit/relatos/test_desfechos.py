"""Ending a relato from outside: written down first, the flow woken, nothing planned left over."""

from datetime import timedelta

import pytest

from shared.acompanhamentos.names import instance_id
from shared.kit.errors import InvalidInput
from shared.relatos.errors import DesfechoExists
from shared.relatos.models import (
    ContatoSituacao,
    NovaResposta,
    NovoDesfecho,
    RelatoStatus,
    Resultado,
    TipoDesfecho,
)
from tests.builders import make_envelope, make_novo_relato, make_principal
from tests.fakes import FakeFlows
from tests.unit.relatos.world import CONTA, World

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


async def test_a_desfecho_closes_wakes_the_flow_and_lets_go_what_was_planned(world: World) -> None:
    await world.followed()

    relato = await world.desfechos.record_desfecho(
        make_principal(), "R1", NovoDesfecho(tipo=TipoDesfecho.CONVERTIDO), flows=world.flows
    )

    assert (relato.status, relato.resultado) == (RelatoStatus.ENCERRADO, Resultado.CONVERTIDO)
    assert {contato.situacao for contato in relato.contatos} == {ContatoSituacao.DISPENSADO}
    assert world.flows.woken == [(instance_id(CONTA, "R1"), "encerrar")]


async def test_the_same_desfecho_twice_is_one_and_another_is_refused(world: World) -> None:
    await world.followed()
    lost = NovoDesfecho(tipo=TipoDesfecho.PERDIDO, motivo="preço")
    first = await world.desfechos.record_desfecho(make_principal(), "R1", lost, flows=world.flows)

    again = await world.desfechos.record_desfecho(make_principal(), "R1", lost, flows=world.flows)

    assert again == first
    with pytest.raises(DesfechoExists):
        await world.desfechos.record_desfecho(
            make_principal(), "R1", NovoDesfecho(tipo=TipoDesfecho.CONVERTIDO), flows=world.flows
        )


async def test_a_lost_quote_says_why(world: World) -> None:
    await world.followed()

    with pytest.raises(InvalidInput):
        await world.desfechos.record_desfecho(
            make_principal(), "R1", NovoDesfecho(tipo=TipoDesfecho.PERDIDO), flows=world.flows
        )


async def test_an_answer_ends_the_acompanhamento_and_may_still_become_a_sale(world: World) -> None:
    await world.followed()

    answered = await world.desfechos.record_resposta(
        make_principal(), "R1", NovaResposta(canal="whatsapp", texto="Quero sim"), flows=world.flows
    )
    sold = await world.desfechos.record_desfecho(
        make_principal(), "R1", NovoDesfecho(tipo=TipoDesfecho.CONVERTIDO), flows=world.flows
    )

    assert answered.resultado is Resultado.RESPONDEU
    assert sold.resultado is Resultado.CONVERTIDO
    assert sold.resposta is not None
    assert sold.resposta.texto == "Quero sim"


async def test_an_answer_from_the_future_is_refused(world: World) -> None:
    await world.followed()
    later = NovaResposta(recebida_em=world.clock.instant + timedelta(hours=1))

    with pytest.raises(InvalidInput):
        await world.desfechos.record_resposta(make_principal(), "R1", later, flows=world.flows)


async def test_a_wake_up_that_fails_is_tried_again_by_the_worker(world: World) -> None:
    await world.followed()
    world.flows.down = True
    await world.desfechos.record_resposta(make_principal(), "R1", NovaResposta(), flows=world.flows)
    world.flows.down = False

    await world.service.process(CONTA, "R1")
    await world.service.follow(CONTA, "R1", world.flows)

    assert [sent.message["relato_id"] for sent in world.queues.sent] == ["R1", "R1"]
    assert world.flows.woken == [(instance_id(CONTA, "R1"), "encerrar")]


async def test_an_answer_between_the_start_and_its_record_wakes_the_flow(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    await world.service.process(CONTA, "R1")

    class AnsweredMeanwhile(FakeFlows):
        async def start(self, flow: str, instance: str, payload: dict[str, object]) -> None:
            await super().start(flow, instance, payload)
            await world.desfechos.record_resposta(make_principal(), "R1", NovaResposta(), flows=FakeFlows())

    flows = AnsweredMeanwhile()
    relato = await world.service.follow(CONTA, "R1", flows)

    assert relato.status is RelatoStatus.ENCERRADO
    assert flows.woken == [(instance_id(CONTA, "R1"), "encerrar")]
