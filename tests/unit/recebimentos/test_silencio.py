"""Silence: who asks for it, who gets it, its end, and the words that only look like it."""

from datetime import timedelta

import pytest

from shared.clientes.models import Canal, Finalidade, OptOut
from shared.envios.models import EnvioStatus
from shared.perguntas.models import PerguntaStatus, TipoPergunta
from shared.recebimentos import textos
from shared.recebimentos.models import Destino, RecebimentoStatus
from shared.relatos.models import RelatoStatus, Resultado
from shared.tarefas.models import TipoTarefa
from tests.unit.envios.world import MARINA
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio


# Silence


async def test_sair_during_an_acompanhamento_stops_all_and_is_acknowledged_once(world: Conversas) -> None:
    await world.follow()
    await world.queue_two()

    done = await world.say("SAIR")
    at_once = await world.deliver()
    world.clock.move(days=3)
    later = await world.deliver()

    assert (at_once, later) == ([textos.SAIU], [])
    assert (done.status, done.destino) == (RecebimentoStatus.ENCAMINHADO, Destino.OPT_OUT)
    relato = await world.relato()
    assert (relato.status, relato.resultado) == (RelatoStatus.ENCERRADO, Resultado.NAO_CONTATAR)
    assert world.is_woken()
    statuses = [envio.status for envio in await world.all_envios()]
    assert sorted(statuses) == [EnvioStatus.ACEITO, EnvioStatus.CANCELADO, EnvioStatus.CANCELADO]


async def test_the_acknowledgement_leaves_at_any_hour_and_once(world: Conversas) -> None:
    world.clock.move(hours=13)  # eleven at night

    await world.say("Sair!")

    assert await world.deliver() == [textos.SAIU]
    assert await world.deliver() == []
    opt_out = (await world.cliente()).opt_out
    assert opt_out is not None
    assert (opt_out.canal, opt_out.evidencia, opt_out.total) == (Canal.WHATSAPP, "zapi:M1", False)


async def test_the_acknowledgement_says_so_where_notices_go_on(world: Conversas) -> None:
    world = Conversas()
    await world.add_conta(avisos_apos_sair=True)
    await world.add_cliente()

    await world.say("pare")

    assert await world.deliver() == [textos.SAIU_COM_AVISOS]


async def test_a_waiting_reminder_outlives_a_sair_where_notices_go_on(world: Conversas) -> None:
    world = Conversas()
    await world.add_conta(avisos_apos_sair=True)
    await world.add_cliente()
    later = world.clock() + timedelta(hours=3)
    reminder = await world.ask("aviso", finalidade=Finalidade.LEMBRETES, nao_antes_de=later)
    offer = await world.ask("oferta", nao_antes_de=later)

    await world.say("sair")

    assert (await world.read(reminder.id)).status is EnvioStatus.AGENDADO
    assert (await world.read(offer.id)).status is EnvioStatus.CANCELADO
    assert await world.deliver() == [textos.SAIU_COM_AVISOS]
    world.clock.move(hours=4)
    assert await world.deliver() == [reminder.texto]


async def test_a_total_silence_lets_go_of_waiting_reminders_too(world: Conversas) -> None:
    world = Conversas()
    await world.add_conta(avisos_apos_sair=True)
    await world.add_cliente()
    later = world.clock() + timedelta(hours=3)
    reminder = await world.ask("aviso", finalidade=Finalidade.LEMBRETES, nao_antes_de=later)
    await world.say("sair")

    await world.say("sair")

    assert (await world.read(reminder.id)).status is EnvioStatus.CANCELADO


async def test_a_second_sair_within_thirty_days_is_total_and_not_acknowledged_again(world: Conversas) -> None:
    await world.say("sair")
    await world.deliver()
    world.clock.move(days=20)

    await world.say("SAIR")

    assert await world.deliver() == []
    opt_out = (await world.cliente()).opt_out
    assert opt_out is not None
    assert opt_out.total


async def test_sair_before_the_first_acknowledgement_left_does_not_take_it_back(world: Conversas) -> None:
    await world.say("sair")

    await world.say("sair")

    assert await world.deliver() == [textos.SAIU]


async def test_voltar_takes_silence_back_with_its_evidence(world: Conversas) -> None:
    await world.say("sair")
    await world.deliver()

    done = await world.say("Voltar")

    assert done.destino is Destino.VOLTAR
    cliente = await world.cliente()
    assert cliente.opt_out is None
    assert [(line.sair, line.evidencia) for line in cliente.opt_outs] == [
        (True, "zapi:M1"),
        (False, "zapi:M2"),
    ]
    assert await world.deliver() == [textos.VOLTOU]


async def test_voltar_from_who_never_left_is_a_message_like_any_other(world: Conversas) -> None:
    done = await world.say("voltar")

    assert done.destino is Destino.CHAMADO
    assert await world.deliver() == []


async def test_a_voltar_that_was_sent_before_the_sair_does_not_undo_it(world: Conversas) -> None:
    now = world.clock()
    await world.say("sair", enviado_em=now)

    done = await world.say("voltar", enviado_em=now - timedelta(minutes=5))

    assert done.destino is Destino.CHAMADO
    assert (await world.cliente()).opt_out is not None


async def test_sair_within_a_sentence_silences_nobody(world: Conversas) -> None:
    await world.queue_two()

    done = await world.say("posso sair mais cedo?")

    assert done.destino is Destino.CHAMADO
    assert (await world.cliente()).opt_out is None
    assert len(await world.waiting()) == 2


async def test_sair_silences_everybody_behind_the_phone_and_voltar_only_whom_it_silenced(
    world: Conversas,
) -> None:
    asked = OptOut(canal=Canal.EMAIL, evidencia="carta-1", em=world.clock(), registrado_por="recepcao")
    await world.add_cliente("C2", nome="Pedro Prates")
    await world.add_cliente("C3", nome="Ana Prates", opt_out=asked)
    await world.follow("R2", "C2")

    await world.say("sair", nome="Marina")

    assert [(await world.cliente(one)).opt_out is not None for one in ("C1", "C2")] == [True, True]
    assert (await world.relato("R2")).resultado is Resultado.NAO_CONTATAR
    assert await world.deliver() == [textos.SAIU]

    await world.say("voltar", nome="Marina")

    assert [(await world.cliente(one)).opt_out is None for one in ("C1", "C2", "C3")] == [True, True, False]


# Cancel what?


async def test_cancelar_with_an_open_question_asks_which_once(world: Conversas) -> None:
    asked = await world.ask_confirmacao()

    done = await world.say("CANCELAR")
    again = await world.say("cancelar")

    assert (done.destino, again.destino) == (Destino.PERGUNTA, Destino.CHAMADO)
    [back] = [one for one in await world.perguntas.open_for(CONTA, ["C1"]) if one.id != asked.id]
    assert (back.tipo, back.sobre) == (TipoPergunta.CANCELAR_O_QUE, f"perguntas/{asked.id}")
    assert await world.deliver() == [textos.CANCELAR_O_QUE]
    assert [botao.id for botao in world.sent[0].botoes] == [f"{back.id}:consulta", f"{back.id}:parar"]
    assert (await world.cliente()).opt_out is None


async def test_one_after_cancelar_answers_the_question_it_was_about(world: Conversas) -> None:
    asked = await world.ask_confirmacao()
    await world.say("CANCELAR")

    await world.say("1")

    found = await world.perguntas.find(CONTA, asked.id)
    assert found is not None
    assert (found.status, found.resposta) == (PerguntaStatus.RESPONDIDA, "cancelar")
    assert ("confirmacao-A1", "respondida") in world.flows.woken
    assert (await world.cliente()).opt_out is None


async def test_two_after_cancelar_is_an_opt_out(world: Conversas) -> None:
    asked = await world.ask_confirmacao()
    await world.say("CANCELAR")
    await world.deliver()

    done = await world.say("2")

    assert done.destino is Destino.OPT_OUT
    assert (await world.cliente()).opt_out is not None
    assert await world.deliver() == [textos.SAIU]
    found = await world.perguntas.find(CONTA, asked.id)
    assert found is not None
    assert found.status is PerguntaStatus.ABERTA


async def test_cancelar_without_an_open_question_is_asked_about_too_and_a_person_cancels(
    world: Conversas,
) -> None:
    await world.say("Cancelar.")
    await world.deliver()

    await world.say("1")

    [tarefa] = await world.todo()
    assert tarefa.motivo == "cancelar_consulta"
    assert await world.deliver() == [textos.CANCELAMENTO_COM_A_EQUIPE]


# A number of somebody else


async def test_a_wrong_number_leads_to_nobody_any_more_and_the_staff_hears_of_it(world: Conversas) -> None:
    await world.follow()
    await world.queue_two()

    done = await world.say("Número errado", nome="Zé")

    assert done.destino is Destino.NUMERO_ERRADO
    assert (await world.cliente()).telefones == ()
    [tarefa] = await world.todo(tipo=TipoTarefa.NUMERO_ERRADO)
    assert (tarefa.cliente_id, tarefa.telefone) == ("C1", MARINA)
    assert await world.deliver() == [textos.NUMERO_ERRADO]
    assert "Marina" not in textos.NUMERO_ERRADO
    assert done.cliente_id is not None
    stranger = await world.cliente(done.cliente_id)
    assert (stranger.id != "C1", stranger.telefones, stranger.opt_out is not None) == (True, (MARINA,), True)
