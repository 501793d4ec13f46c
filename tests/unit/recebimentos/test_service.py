"""What becomes of an inbound message: silence, its end, answers, replies, and what only a person can read."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.clientes.models import SEM_NOME, Canal, OptOut, Origem
from shared.envios.models import EnvioStatus
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.errors import TransientError
from shared.perguntas.models import PerguntaStatus, TipoPergunta
from shared.recebimentos import textos
from shared.recebimentos.models import Destino, RecebimentoStatus
from shared.relatos.models import RelatoStatus, Resultado
from shared.tarefas.models import TipoTarefa
from tests.unit.envios.world import MARINA, OUTRA
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio
JOAO = "+5531977776666"


@pytest.fixture
async def world() -> Conversas:
    made = Conversas()
    await made.add_conta()
    await made.add_cliente()
    return made


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


# Questions


async def test_a_button_answers_its_question_whatever_else_is_open(world: Conversas) -> None:
    first, second = await world.ask_confirmacao("A1"), await world.ask_confirmacao("A2")

    done = await world.say("Confirmar", botao=f"{first.id}:confirmar", tipo=TipoConteudo.BOTAO)

    assert (done.destino, done.destino_id) == (Destino.PERGUNTA, first.id)
    states = [await world.perguntas.find(CONTA, one.id) for one in (first, second)]
    assert [one.status for one in states if one] == [PerguntaStatus.RESPONDIDA, PerguntaStatus.ABERTA]
    assert world.flows.woken == [("confirmacao-A1", "respondida")]
    assert await world.deliver() == []


async def test_a_button_named_cancel_is_its_answer_and_not_a_word(world: Conversas) -> None:
    asked = await world.ask_confirmacao()

    await world.say("Cancelar", botao=f"{asked.id}:cancelar", tipo=TipoConteudo.BOTAO)

    found = await world.perguntas.find(CONTA, asked.id)
    assert found is not None
    assert found.resposta == "cancelar"


async def test_the_button_of_somebody_else_or_of_a_closed_question_changes_nothing(world: Conversas) -> None:
    await world.add_cliente("C9", telefones=(JOAO,), nome="João")
    foreign = await world.ask_confirmacao("A9", "C9")
    closed = await world.ask_confirmacao("A1")
    await world.perguntas.cancel(CONTA, closed.id)

    for pergunta in (foreign, closed):
        await world.say(botao=f"{pergunta.id}:confirmar", tipo=TipoConteudo.BOTAO)

    found = await world.perguntas.find(CONTA, foreign.id)
    assert found is not None
    assert found.status is PerguntaStatus.ABERTA
    assert world.flows.woken == []
    assert await world.deliver() == [textos.PERGUNTA_ENCERRADA] * 2


@pytest.mark.parametrize("texto", ["1", "1️⃣", "opção 1", "CONFIRMAR", "confirmar!"])
async def test_a_number_or_the_very_words_answer_the_one_open_question(world: Conversas, texto: str) -> None:
    asked = await world.ask_confirmacao()

    done = await world.say(texto)

    assert (done.destino, done.destino_id) == (Destino.PERGUNTA, asked.id)
    found = await world.perguntas.find(CONTA, asked.id)
    assert found is not None
    assert (found.resposta, found.resposta_texto) == ("confirmar", texto)


@pytest.mark.parametrize("texto", ["3", "acho que sim", "confirmar ou cancelar?", "às 10h"])
async def test_what_is_no_sure_answer_goes_to_a_person_and_leaves_the_question_open(
    world: Conversas, texto: str
) -> None:
    asked = await world.ask_confirmacao()

    done = await world.say(texto)

    assert done.destino is Destino.CHAMADO
    assert [tarefa.mensagem for tarefa in await world.todo()] == [texto]
    assert [one.id for one in await world.perguntas.open_for(CONTA, ["C1"])] == [asked.id]


async def test_a_bare_number_with_two_open_questions_asks_which_and_then_answers_that(
    world: Conversas,
) -> None:
    first = await world.ask_confirmacao("A1", texto="Confirma a limpeza na terça?")
    world.clock.move(seconds=1)
    second = await world.ask_confirmacao("A2", texto="Confirma a avaliação na quinta?")

    await world.say("1")
    [asked_back] = await world.deliver()
    await world.say("2")

    assert asked_back.splitlines()[1:] == [
        "1 - Confirma a avaliação na quinta?",
        "2 - Confirma a limpeza na terça?",
    ]
    states = [await world.perguntas.find(CONTA, one.id) for one in (first, second)]
    assert [(one.status, one.resposta) for one in states if one] == [
        (PerguntaStatus.RESPONDIDA, "confirmar"),
        (PerguntaStatus.ABERTA, None),
    ]
    assert await world.deliver() == []


async def test_a_reply_that_quotes_the_question_is_bound_to_it(world: Conversas) -> None:
    first = await world.ask_confirmacao("A1")
    await world.ask_confirmacao("A2")
    envio = await world.ask("pergunta", pergunta_id=first.id, resposta=True)
    await world.deliver()
    provedor_id = (await world.read(envio.id)).provedor_id

    await world.say("2", em_resposta_a=provedor_id)

    found = await world.perguntas.find(CONTA, first.id)
    assert found is not None
    assert found.resposta == "cancelar"


# Acompanhamentos and people


async def test_a_reply_ends_the_acompanhamento_and_the_attendant_is_to_answer(world: Conversas) -> None:
    await world.follow()
    await world.queue_two()

    done = await world.say("Quero fechar, pode ser?")

    assert (done.destino, done.destino_id) == (Destino.ACOMPANHAMENTO, "R1")
    relato = await world.relato()
    assert relato.resultado is Resultado.RESPONDEU
    assert relato.resposta is not None
    assert (relato.resposta.texto, relato.resposta.canal) == ("Quero fechar, pode ser?", "whatsapp")
    assert world.is_woken()
    [tarefa] = await world.todo()
    assert (tarefa.tipo, tarefa.relato_id, tarefa.atendente) == (TipoTarefa.RESPONDER, "R1", "Paula")
    assert tarefa.mensagem == "Quero fechar, pode ser?"
    assert [envio.chave for envio in await world.waiting()] == ["dois"]  # what is not about the relato


async def test_a_reply_after_the_last_contact_is_still_an_answer(world: Conversas) -> None:
    await world.follow()
    await world.relatos(CONTA).update("R1", lambda one: one.ended(world.clock(), Resultado.SEM_RESPOSTA))
    world.clock.move(days=5)

    done = await world.say("Desculpe a demora! Quero sim.")

    assert done.destino is Destino.ACOMPANHAMENTO
    assert (await world.relato()).resultado is Resultado.RESPONDEU


async def test_of_two_acompanhamentos_the_quoted_one_is_answered(world: Conversas) -> None:
    await world.follow("R1")
    await world.follow("R2")
    envio = await world.ask("contato", relato_id="R1", resposta=True)
    await world.deliver()

    done = await world.say("Quero", em_resposta_a=(await world.read(envio.id)).provedor_id)

    assert done.destino_id == "R1"
    assert (await world.relato("R2")).status is RelatoStatus.EM_ACOMPANHAMENTO


async def test_whoever_is_unknown_becomes_a_cliente_marked_as_such_and_a_person_answers(
    world: Conversas,
) -> None:
    done = await world.say("Oi, quanto custa um clareamento?", endereco=JOAO, nome="João 🌵")

    assert done.destino is Destino.CHAMADO
    assert done.cliente_id not in (None, "C1")
    cliente = await world.cliente(done.cliente_id or "")
    assert (cliente.origem, cliente.nome, cliente.telefones) == (Origem.CANAL, "João 🌵", (JOAO,))
    [tarefa] = await world.todo()
    assert (done.destino_id, tarefa.cliente_id) == (tarefa.id, cliente.id)


async def test_an_account_without_a_phone_is_known_again_by_its_account(world: Conversas) -> None:
    said: dict[str, Any] = {"provedor": Provedor.TELEGRAM, "endereco": "1167", "telefone": None}
    first = await world.say("Oi", **said)

    second = await world.say("Tem horário?", **said)

    assert first.cliente_id == second.cliente_id
    cliente = await world.cliente(first.cliente_id or "")
    assert (cliente.nome, cliente.enderecos) == (SEM_NOME, ("telegram:1167",))


async def test_who_hides_the_phone_later_is_known_by_the_account_that_came_with_it(world: Conversas) -> None:
    account: dict[str, Any] = {"provedor": Provedor.META, "campos": {"user_id": "BR.42"}}
    await world.say("Oi", **account)

    done = await world.say("De novo", endereco="BR.42", telefone=None, **account)

    assert done.cliente_id == "C1"


# Two people on one phone


async def test_of_two_on_one_phone_it_is_who_was_asked(world: Conversas) -> None:
    await world.add_cliente("C2", nome="Pedro Prates")
    await world.follow("R1", "C1")
    asked = await world.ask_confirmacao(cliente_id="C2")

    done = await world.say("1", nome="Marina")

    assert (done.cliente_id, done.destino_id) == ("C2", asked.id)


async def test_of_two_on_one_phone_it_is_who_is_followed_else_the_name_else_the_newest(
    world: Conversas,
) -> None:
    await world.add_cliente("C2", nome="Pedro Prates", criado_em=world.clock() + timedelta(minutes=1))

    newest = await world.say("Oi")
    named = await world.say("Oi", nome="marina p.")
    await world.follow("R1", "C1")
    followed = await world.say("Quero", nome="Pedro")

    assert [one.cliente_id for one in (newest, named, followed)] == ["C2", "C1", "C1"]
    assert followed.destino is Destino.ACOMPANHAMENTO


# Audio, forms, failures


async def test_an_audio_is_read_as_what_it_says_and_its_sound_is_forgotten(world: Conversas) -> None:
    world.ouvinte.says = "Sair."

    done = await world.say(tipo=TipoConteudo.AUDIO, midia="media-1")

    assert (done.destino, done.transcricao, done.midia) == (Destino.OPT_OUT, "Sair.", None)
    assert world.ouvinte.heard == ["media-1"]


async def test_an_audio_that_nobody_here_can_hear_is_a_persons(world: Conversas) -> None:
    done = await world.say(tipo=TipoConteudo.AUDIO, midia="media-1")

    [tarefa] = await world.todo()
    assert (done.destino, done.midia, tarefa.explicacao) == (Destino.CHAMADO, None, textos.SEM_TRANSCRICAO)


async def test_a_form_proves_nobody_so_no_word_in_it_acts(world: Conversas) -> None:
    await world.follow()

    done = await world.say("SAIR", provedor=Provedor.FORMULARIO, nome="Marina")

    assert done.destino is Destino.CHAMADO
    assert (await world.cliente()).opt_out is None
    assert (await world.relato()).status is RelatoStatus.EM_ACOMPANHAMENTO
    [tarefa] = await world.todo()
    assert (tarefa.cliente_id, tarefa.mensagem) == ("C1", "SAIR")


async def test_what_the_queue_gives_up_on_is_a_persons(world: Conversas) -> None:
    world.ouvinte.down = True
    came = await world.receive(tipo=TipoConteudo.AUDIO, midia="media-1")
    with pytest.raises(TransientError):
        await world.route(came)

    await world.routing.fail(CONTA, came.id)

    failed = (await world.recebimentos(CONTA).get(came.id)).recebimento
    assert failed.status is RecebimentoStatus.FALHOU
    assert [tarefa.explicacao for tarefa in await world.todo()] == [textos.NAO_TRATADA]


async def test_a_conta_knows_nothing_of_anothers_people_questions_and_relatos(world: Conversas) -> None:
    await world.add_conta(OUTRA)
    await world.follow()
    asked = await world.ask_confirmacao()

    for texto in ("SAIR", "1", "número errado"):
        await world.say(texto, OUTRA)
    await world.say("", OUTRA, botao=f"{asked.id}:confirmar")

    assert (await world.cliente()).opt_out is None
    assert (await world.cliente()).telefones == (MARINA,)
    assert (await world.relato()).status is RelatoStatus.EM_ACOMPANHAMENTO
    assert [one.id for one in await world.perguntas.open_for(CONTA, ["C1"])] == [asked.id]
    assert await world.todo() == []


async def test_what_was_done_is_audited_by_the_message_that_asked_for_it(world: Conversas) -> None:
    await world.say("sair")

    [nota] = world.notas
    assert (nota.acao, nota.recurso, nota.detalhe) == (
        "cliente.silenced",
        "/clientes/C1",
        {"recebimento_id": "zapi:M1"},
    )
    assert replace(nota, detalhe={}).conta == CONTA
