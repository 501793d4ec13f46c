"""Contatos that leave by themselves: asked of the gate, given back to a person when it says no."""

import pytest

from shared.contas.mensageria import CanalDaConta, Mensageria
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.envios.models import Acao, Decisao, EnvioStatus, Motivo, PassoDecisao
from shared.kit.canais import Provedor
from shared.relatos.models import ContatoSituacao, RelatoStatus, Resultado
from tests.builders import RECEIVED_AT, make_envio
from tests.unit.acompanhamentos.world import CONTA, FOLLOWED, World

pytestmark = pytest.mark.anyio


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
