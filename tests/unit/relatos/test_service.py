"""The life of a relato with fakes around it: nothing lost, nothing doubled, whatever comes in between."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from shared.acompanhamentos.names import instance_id
from shared.contas.store import ContaStore
from shared.kit.errors import InvalidInput, TransientError
from shared.relatos.desfechos import DesfechoService
from shared.relatos.errors import DesfechoExists, KeyReused, NotFailed, RelatoNotFound
from shared.relatos.models import (
    ContatoSituacao,
    NovaResposta,
    NovoDesfecho,
    Relato,
    RelatoStatus,
    Resultado,
    TipoDesfecho,
)
from shared.relatos.planejamento import Planner
from shared.relatos.service import QUEUE, RelatoService
from shared.relatos.store import RelatoStore
from shared.tarefas.store import TarefaStore
from tests.builders import make_envelope, make_extracao, make_novo_relato, make_principal
from tests.fakes import FakeClock, FakeExtractor, FakeFlows, FakeStrategist
from tests.fakes_store import FakeDocuments, FakeQueues

pytestmark = pytest.mark.anyio
CONTA = "clinica"


@dataclass
class World:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=FakeClock)
    extractor: FakeExtractor = field(default_factory=FakeExtractor)
    strategist: FakeStrategist = field(default_factory=FakeStrategist)
    flows: FakeFlows = field(default_factory=FakeFlows)
    count: int = 0

    def new_id(self) -> str:
        self.count += 1
        return f"R{self.count}"

    def relatos(self, conta: str) -> RelatoStore:
        return RelatoStore(self.documents.open("relatos", conta))

    def tarefas(self, conta: str) -> TarefaStore:
        return TarefaStore(self.documents.open("tarefas", conta))

    @property
    def service(self) -> RelatoService:
        return RelatoService(
            open_relatos=self.relatos,
            contas=ContaStore(self.documents),
            extractor=self.extractor,
            planner=Planner(self.strategist),
            queues=self.queues,
            now=self.clock,
            new_id=self.new_id,
        )

    @property
    def desfechos(self) -> DesfechoService:
        return DesfechoService(
            open_relatos=self.relatos, open_tarefas=self.tarefas, queues=self.queues, now=self.clock
        )

    async def followed(self) -> Relato:
        relato = await self.service.receive(make_novo_relato(), make_envelope())
        await self.service.process(CONTA, relato.id)
        return await self.service.follow(CONTA, relato.id, self.flows)

    async def read(self, relato_id: str = "R1") -> Relato:
        return await self.service.get(CONTA, relato_id)


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


async def test_what_the_queue_gave_up_on_is_marked_and_can_go_on(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    await world.service.fail(CONTA, "R1")
    assert (await world.read()).status is RelatoStatus.FALHOU

    await world.service.retry(CONTA, "R1")
    await world.service.process(CONTA, "R1")

    assert (await world.read()).status is RelatoStatus.COM_ESTRATEGIA
    with pytest.raises(NotFailed):
        await world.service.retry(CONTA, "R1")


async def test_a_late_poison_message_does_not_undo_a_finished_relato(world: World) -> None:
    await world.followed()

    await world.service.fail(CONTA, "R1")

    assert (await world.read()).status is RelatoStatus.EM_ACOMPANHAMENTO


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
