"""Answers to what is open: bound to their question, or asked about, or a person's to read."""

import pytest

from shared.kit.canais import TipoConteudo
from shared.perguntas.models import PerguntaStatus
from shared.recebimentos import textos
from shared.recebimentos.models import Destino
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio
JOAO = "+5531977776666"


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
    assert await world.deliver() == [textos.PERGUNTA_ENCERRADA]
    # Of the closed one the appointment itself says what became of it.
    assert [atendimento for atendimento, _, _ in world.atendimentos.heard] == ["A1"]


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
    assert [chamado.mensagem for chamado in await world.asked()] == [texto]
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


async def test_a_reply_that_quotes_a_closed_question_answers_no_other(world: Conversas) -> None:
    closed, still_open = await world.ask_confirmacao("A1"), await world.ask_confirmacao("A2")
    envio = await world.ask("pergunta", pergunta_id=closed.id, resposta=True)
    await world.deliver()
    await world.perguntas.cancel(CONTA, closed.id)

    done = await world.say("2", em_resposta_a=(await world.read(envio.id)).provedor_id)

    assert done.destino is Destino.CHAMADO
    assert [one.id for one in await world.perguntas.open_for(CONTA, ["C1"])] == [still_open.id]


async def test_the_button_that_asks_for_silence_is_heard_however_late(world: Conversas) -> None:
    await world.say("cancelar")
    [back] = await world.perguntas.open_for(CONTA, ["C1"])
    world.clock.move(days=3)

    first = await world.say(botao=f"{back.id}:parar", tipo=TipoConteudo.BOTAO)
    again = await world.say(botao=f"{back.id}:parar", tipo=TipoConteudo.BOTAO)

    assert (first.destino, again.destino) == (Destino.OPT_OUT, Destino.PERGUNTA)
    silenced = (await world.cliente()).opt_out
    assert silenced is not None
    assert silenced.evidencia == first.id
