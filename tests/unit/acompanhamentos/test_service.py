"""What the flow's steps do when they run, run twice, or run after somebody else was quicker."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from shared.acompanhamentos.models import FiltroAcompanhamentos
from shared.acompanhamentos.service import AcompanhamentoService
from shared.contas.mensageria import CanalDaConta, Mensageria
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.envios.desistencias import DesistenciaService
from shared.envios.models import Acao, Decisao, EnvioStatus, Motivo, PassoDecisao
from shared.envios.store import EnvioStore
from shared.kit.canais import Provedor
from shared.relatos.errors import RelatoNotFound
from shared.relatos.models import Contato, ContatoSituacao, Relato, RelatoStatus, Resultado
from shared.relatos.store import RelatoStore, Versao
from shared.tarefas.models import FiltroTarefas, Tarefa, TarefaStatus
from shared.tarefas.store import TarefaStore
from tests.builders import RECEIVED_AT, make_envio, make_extracao, make_relato
from tests.fakes import FakeClock, FakeGate
from tests.fakes_store import FakeDocuments, FakeQueues

pytestmark = pytest.mark.anyio
CONTA = "clinica"


def make_contato(numero: int, day: int) -> Contato:
    due = RECEIVED_AT + timedelta(days=day)
    return Contato(
        numero=numero,
        motivo="cadencia",
        data_nominal=due.date(),
        data_ajustada=due.date(),
        devido_em=due,
        texto=f"Texto {numero}",
    )


FOLLOWED = make_relato(
    status=RelatoStatus.COM_ESTRATEGIA,
    extracao=make_extracao(),
    contatos=(make_contato(1, 3), make_contato(2, 10)),
).followed(RECEIVED_AT)


@dataclass
class World:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    clock: FakeClock = field(default_factory=FakeClock)
    queues: FakeQueues = field(default_factory=FakeQueues)
    gate: FakeGate = field(default_factory=FakeGate)

    def relatos(self, conta: str) -> RelatoStore:
        return RelatoStore(self.documents.open("relatos", conta))

    def tarefas(self, conta: str) -> TarefaStore:
        return TarefaStore(self.documents.open("tarefas", conta))

    def envios(self, conta: str) -> EnvioStore:
        return EnvioStore(self.documents.open("envios", conta))

    @property
    def service(self) -> AcompanhamentoService:
        return self.service_with(self.relatos)

    def service_with(self, relatos: Callable[[str], RelatoStore]) -> AcompanhamentoService:
        return AcompanhamentoService(
            open_relatos=relatos,
            open_tarefas=self.tarefas,
            contas=ContaStore(self.documents),
            envios=self.gate,
            desistencias=DesistenciaService(self.envios, self.queues, self.clock),
            now=self.clock,
        )

    async def read(self) -> Relato:
        return (await self.relatos(CONTA).get("R1")).relato

    async def found(self, status: TarefaStatus | None = None) -> list[Tarefa]:
        page = await self.tarefas(CONTA).search(FiltroTarefas(status=status), "America/Sao_Paulo")
        return list(page.itens)


@pytest.fixture
async def world() -> World:
    made = World()
    await made.relatos(CONTA).add(FOLLOWED)
    return made


async def test_a_contact_that_falls_due_becomes_a_tarefa_with_its_words(world: World) -> None:
    assert await world.service.make_contato(CONTA, "R1", 1)

    [tarefa] = await world.found()
    assert (tarefa.numero, tarefa.texto_sugerido, tarefa.cliente) == (1, "Texto 1", "Marina")
    relato = await world.read()
    assert [contato.situacao for contato in relato.contatos] == [
        ContatoSituacao.TAREFA_CRIADA,
        ContatoSituacao.AGENDADO,
    ]
    assert relato.proximo_contato_em == FOLLOWED.contatos[1].devido_em


async def test_a_step_that_runs_twice_makes_one_tarefa(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)

    await world.service.make_contato(CONTA, "R1", 1)

    assert len(await world.found()) == 1


async def test_a_crash_between_the_tarefa_and_its_mark_changes_nothing(world: World) -> None:
    await world.tarefas(CONTA).open_for_contato(FOLLOWED, FOLLOWED.contatos[0], world.clock())

    await world.service.make_contato(CONTA, "R1", 1)

    assert len(await world.found()) == 1
    assert (await world.read()).contatos[0].situacao is ContatoSituacao.TAREFA_CRIADA


async def test_nobody_is_contacted_after_the_end(world: World) -> None:
    read = await world.relatos(CONTA).get("R1")
    await world.relatos(CONTA).save(read.relato.ended(RECEIVED_AT, Resultado.RESPONDEU), read.etag)

    assert not await world.service.make_contato(CONTA, "R1", 1)
    assert await world.found() == []


async def test_silence_to_the_end_is_a_result_and_its_tarefas_stay_to_be_done(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)
    await world.service.make_contato(CONTA, "R1", 2)

    result = await world.service.close(CONTA, "R1")

    relato = await world.read()
    assert (result, relato.resultado) == (Resultado.SEM_RESPOSTA, Resultado.SEM_RESPOSTA)
    assert relato.fluxo_encerrado
    assert len(await world.found(TarefaStatus.ABERTA)) == 2


async def test_an_answer_frees_the_tarefas_that_are_still_open(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)
    read = await world.relatos(CONTA).get("R1")
    await world.relatos(CONTA).save(read.relato.ended(RECEIVED_AT, Resultado.RESPONDEU), read.etag)

    assert await world.service.close(CONTA, "R1") is Resultado.RESPONDEU
    assert await world.service.close(CONTA, "R1") is Resultado.RESPONDEU

    [tarefa] = await world.found()
    assert tarefa.status is TarefaStatus.DISPENSADA


async def test_who_is_followed_shows_how_many_contacts_are_left(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)

    page = await world.service.following(CONTA, FiltroAcompanhamentos())

    [row] = page.itens
    assert (row.contatos_feitos, row.contatos_restantes) == (1, 1)
    assert (await world.service.following("vizinha", FiltroAcompanhamentos())).itens == ()


class ErasedInBetween(RelatoStore):
    """A store whose relato is erased between its reading and its saving."""

    async def save(self, relato: Relato, etag: str) -> Versao:
        await self.documents.delete(relato.id)
        return await super().save(relato, etag)


async def test_a_relato_that_is_erased_while_its_tarefa_is_opened_leaves_no_tarefa() -> None:
    world = World()
    await world.relatos(CONTA).add(FOLLOWED)
    service = world.service_with(lambda conta: ErasedInBetween(world.documents.open("relatos", conta)))

    with pytest.raises(RelatoNotFound):
        await service.make_contato(CONTA, "R1", 1)

    assert await world.found() == []


AUTOMATIC = FOLLOWED.model_copy(update={"contato_automatico": True, "cliente_id": "C1"})
REFUSED = Decisao(
    acao=Acao.RECUSAR,
    motivo=Motivo.SEM_CONSENTIMENTO,
    passos=(PassoDecisao(regra="consentimento", passou=False, explicacao="A pessoa não consentiu."),),
    em=RECEIVED_AT,
)


@pytest.fixture
async def automatic() -> World:
    made = World()
    await made.relatos(CONTA).add(AUTOMATIC)
    return made


async def situations(world: World) -> list[ContatoSituacao]:
    return [contato.situacao for contato in (await world.read()).contatos]


async def test_an_automatic_contact_is_asked_of_the_gate_and_not_of_a_person(automatic: World) -> None:
    assert await automatic.service.make_contato(CONTA, "R1", 1)
    assert await automatic.service.make_contato(CONTA, "R1", 1)

    [novo] = automatic.gate.asked.values()
    assert (novo.chave, novo.cliente_id, novo.texto, novo.relato_id) == (
        "contato-R1-1",
        "C1",
        "Texto 1",
        "R1",
    )
    assert novo.nao_depois_de == AUTOMATIC.contatos[1].devido_em
    assert await automatic.found() == []
    assert await situations(automatic) == [ContatoSituacao.ENVIO_PEDIDO, ContatoSituacao.AGENDADO]


async def test_without_an_active_channel_an_automatic_contact_is_a_persons(automatic: World) -> None:
    canal = CanalDaConta(provedor=Provedor.ZAPI, ativo=False)
    await ContaStore(automatic.documents).add(Conta(id=CONTA, mensageria=Mensageria(canais=(canal,))))

    await automatic.service.make_contato(CONTA, "R1", 1)

    assert automatic.gate.asked == {}
    assert [tarefa.numero for tarefa in await automatic.found()] == [1]


async def test_a_contact_of_nobody_known_is_a_persons_and_says_why() -> None:
    world = World()
    await world.relatos(CONTA).add(AUTOMATIC.model_copy(update={"cliente_id": None}))

    await world.service.make_contato(CONTA, "R1", 1)

    [tarefa] = await world.found()
    assert "não está ligado a um cliente" in (tarefa.explicacao or "")


async def test_what_the_gate_does_not_even_take_is_a_persons_at_once(automatic: World) -> None:
    automatic.gate.refuses = True

    await automatic.service.make_contato(CONTA, "R1", 1)

    assert [tarefa.numero for tarefa in await automatic.found()] == [1]
    assert (await situations(automatic))[0] is ContatoSituacao.TAREFA_CRIADA


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (EnvioStatus.RECUSADO, "A pessoa não consentiu."),
        (EnvioStatus.FALHOU, "A pessoa não consentiu."),
        (EnvioStatus.INCERTO, "pode ter saído ou não"),
    ],
)
async def test_what_the_gate_gives_back_becomes_one_tarefa_with_the_reason(
    automatic: World, status: EnvioStatus, says: str
) -> None:
    await automatic.service.make_contato(CONTA, "R1", 1)
    envio = make_envio(automatic.gate.asked["contato-R1-1"], status=status, decisao=REFUSED)

    assert await automatic.service.take_back(CONTA, envio)
    assert await automatic.service.take_back(CONTA, envio)

    [tarefa] = await automatic.found()
    assert says in (tarefa.explicacao or "")
    assert await situations(automatic) == [ContatoSituacao.TAREFA_CRIADA, ContatoSituacao.AGENDADO]


@pytest.mark.parametrize(
    "status", [EnvioStatus.AGENDADO, EnvioStatus.ENTREGUE, EnvioStatus.CANCELADO, EnvioStatus.ACEITO]
)
async def test_what_is_on_its_way_or_was_let_go_asks_nobody(automatic: World, status: EnvioStatus) -> None:
    await automatic.service.make_contato(CONTA, "R1", 1)

    assert not await automatic.service.take_back(
        CONTA, make_envio(automatic.gate.asked["contato-R1-1"], status=status)
    )

    assert await automatic.found() == []


async def test_the_last_contact_that_comes_back_after_the_end_is_still_made(automatic: World) -> None:
    for numero in (1, 2):
        await automatic.service.make_contato(CONTA, "R1", numero)
    await automatic.service.close(CONTA, "R1")

    await automatic.service.take_back(
        CONTA, make_envio(automatic.gate.asked["contato-R1-2"], status=EnvioStatus.RECUSADO, decisao=REFUSED)
    )

    assert [tarefa.numero for tarefa in await automatic.found()] == [2]
    assert (await automatic.read()).status is RelatoStatus.ENCERRADO


async def test_an_answered_relato_takes_nothing_back(automatic: World) -> None:
    await automatic.service.make_contato(CONTA, "R1", 1)
    read = await automatic.relatos(CONTA).get("R1")
    await automatic.relatos(CONTA).save(read.relato.ended(RECEIVED_AT, Resultado.RESPONDEU), read.etag)

    envio = make_envio(automatic.gate.asked["contato-R1-1"], status=EnvioStatus.RECUSADO, decisao=REFUSED)

    assert not await automatic.service.take_back(CONTA, envio)
    assert await automatic.found() == []


async def test_an_answer_lets_go_the_messages_that_wait_and_silence_does_not(automatic: World) -> None:
    await automatic.service.make_contato(CONTA, "R1", 1)
    waiting = make_envio(automatic.gate.asked["contato-R1-1"])
    await automatic.envios(CONTA).add(waiting)
    await automatic.service.close(CONTA, "R1")
    assert (await automatic.envios(CONTA).get("E1")).envio.status is EnvioStatus.AGENDADO

    read = await automatic.relatos(CONTA).get("R1")
    await automatic.relatos(CONTA).save(read.relato.ended(RECEIVED_AT, Resultado.RESPONDEU), read.etag)
    reopened = read.relato.ended(RECEIVED_AT, Resultado.RESPONDEU).updated(RECEIVED_AT, fluxo_encerrado=False)
    await automatic.relatos(CONTA).update("R1", lambda _: reopened)
    await automatic.service.close(CONTA, "R1")

    assert (await automatic.envios(CONTA).get("E1")).envio.status is EnvioStatus.CANCELADO
    assert [sent["envio_id"] for sent in automatic.queues.messages("envios-saida")] == ["E1"]
