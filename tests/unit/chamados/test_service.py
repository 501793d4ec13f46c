"""What the worker makes of a chamado: read, answered where something approved surely fits, else handed to a person."""

from typing import Any

import anyio
import pytest

from shared.chamados import textos
from shared.chamados.classe import Intencao, Prioridade, Setor
from shared.chamados.models import CanalChamado, ChamadoStatus, TipoFonte
from shared.clientes.models import Canal
from shared.contas.mensageria import CanalDaConta, Mensageria
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.envios.models import EnvioStatus
from shared.kit.canais import Provedor
from shared.kit.errors import TransientError
from tests.unit.chamados.casos import make_classificacao
from tests.unit.chamados.world import ABRIMOS, APROVADA, Chamados, motivos
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> Chamados:
    world = Chamados()
    await world.begin()
    return world


async def test_an_approved_answer_is_given_and_cited_and_waits_for_the_cliente(world: Chamados) -> None:
    chamado = await world.process(await world.post())

    assert chamado.status is ChamadoStatus.AGUARDANDO_CLIENTE
    assert chamado.resposta_automatica == ABRIMOS
    fonte = chamado.falas[-1].fonte
    assert fonte is not None
    assert fonte.tipo is TipoFonte.RESPOSTA
    assert (chamado.automaticas, chamado.pendente, chamado.resolvido_em) == (1, False, None)


async def test_the_answer_to_who_stands_before_it_is_shown_and_not_sent(world: Chamados) -> None:
    opened = await world.post(canal=CanalChamado.SITE, agora=True)

    chamado = await world.chamado.finish(CONTA, opened.id, within_s=10)

    assert chamado is not None
    assert (chamado.falas[-1].enviada, chamado.resposta_chave) == (False, None)
    assert await world.all_envios() == []


@pytest.mark.parametrize("canal", [CanalChamado.WHATSAPP, CanalChamado.EMAIL])
async def test_the_answer_to_who_is_elsewhere_is_sent(world: Chamados, canal: CanalChamado) -> None:
    chamado = await world.process(await world.post(canal=canal))

    (envio,) = await world.all_envios()
    assert (envio.chave, envio.chamado_id, envio.resposta) == (f"chamado-{chamado.id}-1", chamado.id, True)
    assert envio.finalidade == "atendimento"
    assert envio.texto.startswith(ABRIMOS)
    assert chamado.resposta_chave == envio.chave


async def test_a_message_is_answered_where_it_came_from_and_asked_whether_it_helped(world: Chamados) -> None:
    conta = Conta(id=CONTA, mensageria=Mensageria(canais=(CanalDaConta(provedor=Provedor.ZAPI),)))
    world.documents.partitions.pop(("contas", "contas"))
    await ContaStore(world.documents).add(conta)

    chamado = await world.asks()

    (envio,) = await world.all_envios()
    (pergunta,) = await world.open_perguntas()
    assert envio.canal is Provedor.ZAPI
    assert envio.texto == f"{ABRIMOS}\n\n{textos.RESOLVEU}"
    assert [botao.titulo for botao in envio.botoes] == ["Resolveu", "Não resolveu"]
    assert pergunta.sobre == f"chamados/{chamado.id}"
    assert pergunta.id == envio.pergunta_id == chamado.pergunta_id


async def test_a_kind_word_is_answered_without_asking_whether_it_helped(world: Chamados) -> None:
    world.classificador.le = make_classificacao(
        intencao=Intencao.ELOGIO_AGRADECIMENTO, prioridade=Prioridade.BAIXA, resposta_automatica=True
    )
    world.respondedor.sabe = {"Vocês são ótimos!": "Que bom ouvir isso!"}

    await world.asks("Vocês são ótimos!")

    (envio,) = await world.all_envios()
    assert (envio.texto, envio.botoes) == ("Que bom ouvir isso!", ())
    assert await world.open_perguntas() == []


async def test_what_nothing_approved_answers_goes_to_a_person_with_sector_and_priority(
    world: Chamados,
) -> None:
    world.classificador.le = make_classificacao(setor=Setor.FINANCEIRO, prioridade=Prioridade.MEDIA)

    chamado = await world.asks("Fui cobrado a mais")

    assert chamado.status is ChamadoStatus.ENCAMINHADO
    assert (chamado.setor, chamado.prioridade) == (Setor.FINANCEIRO, Prioridade.MEDIA)
    assert chamado.encaminhado_em == world.clock()
    assert await motivos(chamado) == [textos.SEM_RESPOSTA]
    assert await world.all_envios() == []


@pytest.mark.parametrize(
    ("lida", "motivo"),
    [
        ({"clinica": True, "resposta_automatica": True}, textos.SAUDE),
        ({"continua": True, "resposta_automatica": True}, textos.CONTINUA),
        ({"prioridade": Prioridade.ALTA}, textos.URGENTE),
        ({"prioridade": Prioridade.CRITICA}, textos.URGENTE),
    ],
)
async def test_some_words_are_a_persons_to_answer(world: Chamados, lida: dict[str, Any], motivo: str) -> None:
    world.classificador.le = make_classificacao(**lida)

    chamado = await world.asks()

    assert (chamado.status, await motivos(chamado)) == (ChamadoStatus.ENCAMINHADO, [motivo])
    assert world.respondedor.asked == []


async def test_urgency_keeps_no_faq_from_its_answer(world: Chamados) -> None:
    world.classificador.le = make_classificacao(prioridade=Prioridade.ALTA, resposta_automatica=True)

    chamado = await world.asks()

    assert chamado.automaticas == 1


async def test_a_conta_may_want_every_chamado_before_a_person() -> None:
    world = Chamados()
    await world.begin(resposta_automatica=False)

    chamado = await world.asks()

    assert await motivos(chamado) == [textos.DESLIGADA]


async def test_a_message_without_words_goes_to_a_person(world: Chamados) -> None:
    chamado = await world.asks("  ")

    assert await motivos(chamado) == [textos.SEM_PALAVRAS]


async def test_an_answer_that_the_gate_refuses_brings_a_person(world: Chamados) -> None:
    await world.opt_out(CONTA, "C1", canal=Canal.WHATSAPP, evidencia="zapi:M0")
    chamado = await world.asks()
    (envio,) = await world.work(*await world.all_envios())

    await world.chamado.take_back(CONTA, envio)
    await world.chamado.take_back(CONTA, envio)

    routed = await world.now_of(chamado)
    assert envio.status is EnvioStatus.RECUSADO
    assert (routed.status, routed.falas[-1].enviada) == (ChamadoStatus.ENCAMINHADO, False)
    assert await motivos(routed) == [textos.NAO_SAIU]
    assert await world.open_perguntas() == []


async def test_an_answer_that_left_is_not_taken_back(world: Chamados) -> None:
    await world.add_recebimento(hours_ago=0)
    chamado = await world.asks()
    (envio,) = await world.work(*await world.all_envios())

    await world.chamado.take_back(CONTA, envio)

    assert envio.status is EnvioStatus.ACEITO
    assert await world.now_of(chamado) == chamado


async def test_an_answer_that_no_gate_takes_brings_a_person_at_once(world: Chamados) -> None:
    async def erase() -> None:
        """Once the answer is saved, she is gone."""
        if any(one.automaticas for one in await world.all_chamados()):
            world.documents.partitions["clientes", CONTA].clear()

    world.documents.after_write = erase

    chamado = await world.asks()

    assert (chamado.status, chamado.falas[-1].enviada) == (ChamadoStatus.ENCAMINHADO, False)
    assert (await motivos(chamado))[-1] == textos.NAO_SAIU
    assert await world.open_perguntas() == []


async def test_the_request_itself_may_finish_the_work(world: Chamados) -> None:
    opened = await world.post(agora=True)

    done = await world.chamado.finish(CONTA, opened.id, within_s=10)

    assert done is not None
    assert done.resposta_automatica == ABRIMOS


async def test_a_reader_that_takes_too_long_gives_way_to_the_quick_one(world: Chamados) -> None:
    world.classificador.before = anyio.sleep_forever
    world.reserva.le = APROVADA.model_copy(update={"origem": "reserva"})
    opened = await world.post(agora=True)

    done = await world.chamado.finish(CONTA, opened.id, within_s=0)

    assert done is not None
    assert done.classificacao is not None
    assert done.classificacao.origem == "reserva"


async def test_an_outage_leaves_the_rest_to_the_queue(world: Chamados) -> None:
    world.respondedor.down = True
    opened = await world.post(agora=True)

    assert await world.chamado.finish(CONTA, opened.id, within_s=10) is None
    assert (await world.now_of(opened)).pendente
    with pytest.raises(TransientError):
        await world.process(opened)
