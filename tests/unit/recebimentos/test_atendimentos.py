"""Which words reach which appointment: bound by button, by number, by another system, by what it quotes; else asked."""

import pytest

from shared.atendimentos.classe import Classe, Leitura, RespostaLida
from shared.kit.canais import TipoConteudo
from shared.perguntas.models import TipoPergunta
from shared.recebimentos import textos
from shared.recebimentos.models import Destino
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio
QUAL = TipoPergunta.QUAL
VOU = RespostaLida(classe=Classe.CONFIRMADO, evidencia="vou sim", origem="regras:1")


def told(world: Conversas) -> list[tuple[str, str | None, str]]:
    return [(at, opcao, ouvida.texto) for at, opcao, ouvida in world.atendimentos.heard]


async def test_a_button_confirms_exactly_its_own(world: Conversas) -> None:
    first = await world.ask_confirmacao("A1")
    await world.ask_confirmacao("A2")

    await world.say("Confirmar", botao=f"{first.id}:confirmar", tipo=TipoConteudo.BOTAO)

    assert told(world) == [("A1", "confirmar", "Confirmar")]


async def test_words_reach_the_one_appointment_that_they_are_about(world: Conversas) -> None:
    await world.ask_confirmacao("A1")
    world.atendimentos.leituras["vou sim"] = Leitura(("A1",), VOU)

    done = await world.say("vou sim")

    assert (done.destino, done.destino_id, done.lida) == (Destino.ATENDIMENTO, "A1", VOU)
    assert told(world) == [("A1", None, "vou sim")]


async def test_words_that_may_be_about_two_ask_which_and_reach_the_chosen(world: Conversas) -> None:
    await world.ask_confirmacao("A1", texto="Horário de quinta, 12/03")
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A2", texto="Horário de sexta, 13/03")
    world.atendimentos.leituras["vou sim"] = Leitura(("A1", "A2"), VOU)

    await world.say("vou sim")
    [asked] = await world.deliver()
    await world.say("2")

    assert asked.splitlines()[1:] == ["1 - Horário de sexta, 13/03", "2 - Horário de quinta, 12/03"]
    assert told(world) == [("A1", None, "vou sim")]


async def asked_of_two(world: Conversas) -> None:
    await world.ask_confirmacao("A1", texto="Horário de quinta, 12/03")
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A2", texto="Horário de sexta, 13/03")
    world.atendimentos.leituras |= dict.fromkeys(("sim", "vou sim"), Leitura(("A1", "A2"), VOU))
    await world.say("sim")
    await world.deliver()


async def test_who_says_it_again_has_a_person_and_ends_nothing_else(world: Conversas) -> None:
    await world.follow()  # which no answer about an appointment ends
    await asked_of_two(world)

    for words in ("vou sim", "confirmar"):
        await world.say(words)
        assert await world.deliver() == [textos.EQUIPE_RESPONDE]

    assert {one.mensagem for one in await world.todo()} == {"vou sim", "confirmar"}
    assert (told(world), await world.asked(), world.is_woken()) == ([], [], False)


async def test_a_number_after_the_same_words_again_reaches_the_chosen(world: Conversas) -> None:
    await asked_of_two(world)

    await world.say("vou sim")
    await world.say("2")

    assert told(world) == [("A1", None, "sim")]


async def test_who_was_asked_about_another_one_since_is_asked_which_of_all(world: Conversas) -> None:
    await asked_of_two(world)
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A3", texto="Horário de sábado, 14/03")
    world.atendimentos.leituras["sim"] = Leitura(("A1", "A2", "A3"), VOU)

    await world.say("sim")

    [back] = await world.deliver()
    assert [line[4:] for line in back.splitlines()[1:]] == [
        "Horário de sábado, 14/03",
        "Horário de sexta, 13/03",
        "Horário de quinta, 12/03",
    ]
    assert await world.todo() == []


async def test_when_the_question_is_forgotten_it_is_asked_again_and_a_person_has_the_sixth(
    world: Conversas,
) -> None:
    await asked_of_two(world)

    said = []
    for _ in range(5):
        world.clock.move(hours=9)
        [qual] = [one for one in await world.perguntas.open_for(CONTA, ["C1"]) if one.tipo is QUAL]
        await world.perguntas.cancel(CONTA, qual.id)
        await world.say("sim")
        said += await world.deliver()

    assert [text == textos.EQUIPE_RESPONDE for text in said] == [False] * 4 + [True]


async def test_a_number_with_two_of_a_family_open_asks_which(world: Conversas) -> None:
    await world.add_cliente("C2", nome="Pedro Prates")
    await world.ask_confirmacao("A1", "C1")
    await world.ask_confirmacao("A2", "C2")

    done = await world.say("1", nome="Marina")

    assert done.destino is Destino.PERGUNTA
    assert told(world) == []
    [asked] = await world.deliver()
    assert sorted(line[4:] for line in asked.splitlines()[1:]) == ["Marina: Confirma?", "Pedro: Confirma?"]


async def test_what_another_system_binds_reaches_that_one_or_nobodys(world: Conversas) -> None:
    await world.ask_confirmacao("A1")
    await world.ask_confirmacao("A2")
    world.atendimentos.leituras["1"] = Leitura(("A2",), VOU, agenda=True)

    await world.say("1", campos={"nr_seq_agenda": "51177197"})
    world.atendimentos.leituras["1"] = Leitura((), None, agenda=True)
    unknown = await world.say("1", campos={"nr_seq_agenda": "999"})

    assert told(world) == [("A2", None, "1")]
    assert unknown.destino is Destino.CHAMADO


async def test_words_against_all_messages_are_silence_and_touch_no_appointment(world: Conversas) -> None:
    await world.ask_confirmacao("A1")
    parem = RespostaLida(classe=Classe.OPT_OUT, origem="regras:1")
    world.atendimentos.leituras["parem de me mandar isso"] = Leitura(("A1",), parem)

    done = await world.say("parem de me mandar isso")

    assert done.destino is Destino.OPT_OUT
    assert (await world.cliente()).opt_out is not None
    assert told(world) == []


async def test_words_against_all_messages_are_silence_where_no_appointment_was_asked_about(
    world: Conversas,
) -> None:
    parem = RespostaLida(classe=Classe.OPT_OUT, origem="regras:1")
    world.atendimentos.leituras["me tirem da lista de vocês"] = Leitura((), parem)

    done = await world.say("me tirem da lista de vocês")

    assert done.destino is Destino.OPT_OUT
    assert (await world.cliente()).opt_out is not None


@pytest.mark.parametrize("tipo", [TipoConteudo.AUDIO, TipoConteudo.IMAGEM])
@pytest.mark.parametrize("says", ["vou sim", "1", "Confirmar"])
async def test_what_was_not_typed_is_a_persons(world: Conversas, tipo: TipoConteudo, says: str) -> None:
    await world.ask_confirmacao("A1")
    world.ouvinte.says = says
    world.atendimentos.leituras["vou sim"] = Leitura(("A1",), VOU)

    done = await world.say(tipo=tipo, midia="media-1")

    assert done.destino is Destino.CHAMADO
    assert told(world) == []


async def test_who_confirmed_by_a_button_may_still_press_that_they_do_not_come(world: Conversas) -> None:
    asked = await world.ask_confirmacao("A1")

    await world.say(botao=f"{asked.id}:confirmar", tipo=TipoConteudo.BOTAO)
    await world.say(botao=f"{asked.id}:cancelar", tipo=TipoConteudo.BOTAO)

    assert [opcao for _, opcao, _ in told(world)] == ["confirmar", "cancelar"]


async def test_words_about_two_of_which_none_is_asked_any_more_are_a_persons(world: Conversas) -> None:
    nao = RespostaLida(classe=Classe.CANCELADO, evidencia="não vou", origem="regras:1")
    world.atendimentos.leituras["não vou mais"] = Leitura(("A1", "A2"), nao)

    done = await world.say("não vou mais")

    assert done.destino is Destino.CHAMADO
    assert told(world) == []


@pytest.mark.parametrize("texto", ["vou sim", "1"])
async def test_what_quotes_an_answer_of_the_team_touches_no_appointment(world: Conversas, texto: str) -> None:
    await world.answer_by_itself()
    [answer] = [one for one in await world.all_envios() if one.chamado_id]
    quoted = (await world.read(answer.id)).provedor_id
    await world.ask_confirmacao("A1")
    world.atendimentos.leituras[texto] = Leitura(("A1",), VOU)

    await world.say(texto, em_resposta_a=quoted)

    assert told(world) == []


async def test_who_takes_back_a_word_may_mean_the_one_that_is_confirmed(world: Conversas) -> None:
    confirmed = await world.ask_confirmacao("A1", texto="Horário de quinta, 12/03")
    await world.say(botao=f"{confirmed.id}:confirmar", tipo=TipoConteudo.BOTAO)
    world.clock.move(seconds=1)
    asked = await world.ask_confirmacao("A2", texto="Horário de sexta, 13/03")
    nao = RespostaLida(classe=Classe.CANCELADO, evidencia="não vou", origem="regras:1")
    world.atendimentos.leituras["não vou"] = Leitura(("A1", "A2"), nao, perguntas=(confirmed.id, asked.id))

    await world.say("não vou")
    [back] = await world.deliver()
    await world.say("2")

    assert back.splitlines()[1:] == ["1 - Horário de sexta, 13/03", "2 - Horário de quinta, 12/03"]
    assert told(world)[1:] == [("A1", None, "não vou")]
