"""No answer is lost and none counts that nobody had: what is written leaves, or a person hears that it did not."""

import pytest

from shared.chamados import textos
from shared.chamados.models import CanalChamado, ChamadoStatus, NovaRespostaChamado
from shared.chamados.pedidos import StatusPedido
from shared.clientes.models import Canal
from shared.envios.models import EnvioStatus
from tests.unit.chamados.equipe import ABRIMOS, Equipe, begun, pedido
from tests.unit.chamados.world import ABRIMOS as APROVADA
from tests.unit.chamados.world import motivos
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
OLA = "Oi, Marina! Já estou vendo."


@pytest.fixture
async def equipe() -> Equipe:
    return await begun()


async def test_two_answers_in_a_row_both_leave(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=OLA, resolve=False))
    await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=ABRIMOS))
    await equipe.process(chamado)
    await equipe.process(chamado)

    sent = [envio.texto for envio in await equipe.all_envios()]
    assert sorted(texto.partition("\n")[0] for texto in sent) == sorted([OLA, ABRIMOS])


async def test_an_answer_that_a_person_overtakes_leaves_too(equipe: Equipe) -> None:
    """The worker saved its answer, then lost its power; meanwhile Paula answers."""
    chamado = await equipe.hear()
    equipe.queues.down = True
    considered = await equipe.chamado.atendimento.consider(
        chamado,
        conta=await equipe.chamado.contas.load(CONTA),
        classificador=equipe.classificador,
        na_hora=False,
    )
    await equipe.chamados().update(chamado.id, lambda _: considered)
    equipe.queues.down = False

    await equipe.says(chamado)

    sent = [envio.texto.partition("\n")[0] for envio in await equipe.all_envios()]
    assert sorted(sent) == sorted([APROVADA, ABRIMOS])


async def test_what_the_queue_gave_up_on_brings_a_person_for_each_answer_that_was_kept_back(
    equipe: Equipe,
) -> None:
    chamado = await equipe.asks_people()
    await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=OLA))
    await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=ABRIMOS))

    await equipe.chamado.fail(CONTA, chamado.id)

    failed = await equipe.now_of(chamado)
    assert [fala.enviada for fala in failed.falas[1:]] == [False, False]
    assert (failed.status, failed.pendente) == (ChamadoStatus.EM_ATENDIMENTO, False)


async def test_an_answer_that_never_left_may_be_given_again_in_the_same_words(equipe: Equipe) -> None:
    await equipe.opt_out(CONTA, "C1", canal=Canal.WHATSAPP, evidencia="zapi:M0")
    chamado = await equipe.asks_people()
    await equipe.says(chamado)
    (refused,) = await equipe.all_envios()
    await equipe.chamado.take_back(CONTA, refused)

    await equipe.says(chamado)
    await equipe.says(chamado)

    assert refused.status is EnvioStatus.RECUSADO
    assert len(await equipe.all_envios()) == 2


async def test_a_chamado_that_somebody_took_for_solved_is_open_again_when_its_answer_never_left(
    equipe: Equipe,
) -> None:
    await equipe.opt_out(CONTA, "C1", canal=Canal.WHATSAPP, evidencia="zapi:M0")
    chamado = await equipe.asks_people()
    await equipe.says(chamado)
    await equipe.gestao.change_status(pedido(chamado.id), StatusPedido(ChamadoStatus.RESOLVIDO))
    (refused,) = await equipe.all_envios()

    await equipe.chamado.take_back(CONTA, refused)

    again = await equipe.now_of(chamado)
    assert (again.status, again.falas[-1].enviada) == (ChamadoStatus.EM_ATENDIMENTO, False)
    assert (await motivos(again))[-1] == textos.NAO_SAIU


async def test_an_older_answer_that_never_left_brings_a_person_too(equipe: Equipe) -> None:
    equipe.carteiros.all.clear()
    chamado = await equipe.asks_people()
    await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=OLA))
    await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=ABRIMOS))
    await equipe.process(chamado)
    await equipe.deliver()
    older = next(envio for envio in await equipe.all_envios() if envio.texto.startswith(OLA))

    await equipe.chamado.take_back(CONTA, older)

    again = await equipe.now_of(chamado)
    assert (again.status, again.falas[1].enviada) == (ChamadoStatus.EM_ATENDIMENTO, False)


async def test_an_answer_that_nobody_waited_for_is_sent(equipe: Equipe) -> None:
    """Posted with `respond-async`: the response had left before there was an answer to show in it."""
    chamado = await equipe.process(await equipe.post(canal=CanalChamado.SITE))

    (envio,) = await equipe.all_envios()
    assert envio.texto.startswith(APROVADA)
    assert chamado.resposta_chave == envio.chave


async def test_an_answer_that_could_not_be_sent_settles_nothing_by_silence(equipe: Equipe) -> None:
    equipe.carteiros.all.clear()
    chamado = await equipe.process(await equipe.post("Sumiu meu pedido", canal=CanalChamado.SITE))
    await equipe.says(chamado)

    await equipe.later(hours=24)

    (envio,) = await equipe.all_envios()
    assert envio.status is EnvioStatus.RECUSADO
    assert (await equipe.now_of(chamado)).status is ChamadoStatus.EM_ATENDIMENTO


async def test_an_answer_that_no_message_holds_is_not_cut_short(equipe: Equipe) -> None:
    equipe.respondedor.sabe["Como funciona?"] = "Assim. " * 1_000

    chamado = await equipe.asks("Como funciona?")

    assert chamado.status is ChamadoStatus.ENCAMINHADO
    assert await motivos(chamado) == [textos.LONGA]
