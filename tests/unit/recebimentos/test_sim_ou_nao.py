"""A bare yes with two questions open, about an answer and about an appointment, decides nothing before it is asked."""

from dataclasses import replace

import anyio.lowlevel
import pytest

from shared.atendimentos.classe import Classe, Leitura, RespostaLida
from shared.chamados.models import ChamadoStatus
from shared.perguntas.models import TipoPergunta
from shared.recebimentos import textos
from shared.recebimentos.equipe import RESPONDER
from shared.recebimentos.models import DE_FLUXO, Destino
from shared.recebimentos.palavras import read_sim_ou_nao
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio
VOU = RespostaLida(classe=Classe.CONFIRMADO, evidencia="sim", origem="regras:1")


@pytest.fixture(params=[Leitura(("A1",), VOU), None], ids=["appointment last", "answer last"])
async def asked(world: Conversas, request: pytest.FixtureRequest) -> Conversas:
    """Both are open; what the words say of appointments depends on which was asked last."""
    await world.answer_by_itself()
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A1", texto="Confirma quinta?")
    if request.param:
        world.atendimentos.leituras |= dict.fromkeys(("sim", "ok, obrigada"), request.param)
        nao = replace(request.param, lida=VOU.model_copy(update={"classe": Classe.CANCELADO}))
        world.atendimentos.leituras["Não"] = nao
    return world


async def status(world: Conversas) -> ChamadoStatus:
    return (await world.asked())[0].status


@pytest.mark.parametrize("says", ["sim", "Não", "ok, obrigada"])
async def test_neither_is_answered_before_it_is_said_which(asked: Conversas, says: str) -> None:
    before = await status(asked)

    done = await asked.say(says)

    assert done.destino is Destino.PERGUNTA
    assert (asked.atendimentos.heard, await status(asked)) == ([], before)
    [back] = await asked.deliver()
    assert "Confirma quinta?" in back
    assert "resolveu" in back


@pytest.mark.parametrize(
    ("says", "after"), [("sim", ChamadoStatus.RESOLVIDO), ("não", ChamadoStatus.ENCAMINHADO)]
)
async def test_the_answer_that_was_chosen_hears_it(world: Conversas, says: str, after: ChamadoStatus) -> None:
    await world.answer_by_itself()
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A1", texto="Confirma quinta?")

    await world.say(says)
    await world.deliver()
    await world.say("2")

    assert (world.atendimentos.heard, await status(world)) == ([], after)
    assert len(await world.deliver()) == 1


async def test_the_appointment_that_was_chosen_hears_it(world: Conversas) -> None:
    await world.answer_by_itself()
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A1", texto="Confirma quinta?")
    before = await status(world)

    await world.say("sim")
    await world.deliver()
    await world.say("1")

    [(at, _, ouvida)] = world.atendimentos.heard
    assert (at, ouvida.texto, await status(world)) == ("A1", "sim", before)


async def test_a_number_that_is_told_to_be_the_answers_settles_it(world: Conversas) -> None:
    await world.answer_by_itself()
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A1", texto="Confirma quinta?")

    await world.say("1")
    await world.deliver()
    await world.say("2")

    assert await status(world) is ChamadoStatus.RESOLVIDO
    assert world.atendimentos.heard == []


async def test_what_answers_another_systems_flow_is_bound_by_it(world: Conversas) -> None:
    await world.answer_by_itself()
    await world.ask_confirmacao("A1", texto="Confirma quinta?")
    world.atendimentos.leituras["sim"] = Leitura(("A1",), VOU)

    done = await world.say("sim", campos={DE_FLUXO: "1"})

    assert (done.destino, done.destino_id) == (Destino.ATENDIMENTO, "A1")


async def test_what_says_which_is_not_asked_about(world: Conversas) -> None:
    await world.answer_by_itself()
    await world.ask_confirmacao("A1", texto="Confirma quinta?")

    await world.say("Resolveu")

    assert await status(world) is ChamadoStatus.RESOLVIDO


async def test_a_yes_that_quotes_its_question_is_bound_to_it(world: Conversas) -> None:
    await world.answer_by_itself()
    question = await world.ask_confirmacao("A1", texto="Confirma quinta?")
    envio = await world.ask("pergunta", pergunta_id=question.id, atendimento_id="A1", resposta=True)
    await world.deliver()
    quoted = (await world.read(envio.id)).provedor_id
    world.atendimentos.leituras["sim"] = Leitura(("A1",), VOU)

    done = await world.say("sim", em_resposta_a=quoted)

    assert done.destino is Destino.ATENDIMENTO


# Who answers so again.


async def test_who_says_it_again_is_not_asked_again_but_has_a_person(asked: Conversas) -> None:
    await asked.say("sim")
    [back] = await asked.deliver()
    before = await status(asked)

    again = await asked.say("Sim.")

    assert await asked.deliver() == [textos.EQUIPE_RESPONDE]
    [tarefa] = await asked.todo()
    assert (tarefa.motivo, tarefa.mensagem, tarefa.recebimento_id) == (RESPONDER, "Sim.", again.id)
    assert back in (tarefa.explicacao or "")
    assert (asked.atendimentos.heard, await status(asked)) == ([], before)
    assert len(await asked.asked()) == 1


@pytest.mark.parametrize("again", ["sim", "Certo, obrigada"])
async def test_a_number_after_that_still_says_which(asked: Conversas, again: str) -> None:
    for words in ("sim", again, again):
        await asked.say(words)
    await asked.deliver()

    await asked.say("1")

    assert [(at, ouvida.texto) for at, _, ouvida in asked.atendimentos.heard] == [("A1", "sim")]
    assert await asked.deliver() == []


async def test_of_who_said_both_a_number_decides_nothing(asked: Conversas) -> None:
    before = await status(asked)
    for words in ("sim", "Não"):
        await asked.say(words)
    await asked.deliver()

    await asked.say("1")

    assert (asked.atendimentos.heard, await status(asked)) == ([], before)
    assert await asked.deliver() == [textos.EQUIPE_RESPONDE]
    assert {one.mensagem for one in await asked.todo()} == {"Não", "1"}


async def test_to_quote_what_was_asked_back_chooses_none_of_it(asked: Conversas) -> None:
    done = await asked.say("sim")
    await asked.deliver()
    [envio] = [one for one in await asked.all_envios() if one.chave == done.resposta_chave]
    quoted = (await asked.read(envio.id)).provedor_id

    again = await asked.say("sim", em_resposta_a=quoted)
    await asked.say("1", em_resposta_a=quoted)

    assert again.destino_id == done.destino_id
    assert [(one.mensagem, one.recebimento_id) for one in await asked.todo()] == [("sim", again.id)]
    assert [at for at, _, _ in asked.atendimentos.heard] == ["A1"]


async def test_two_at_once_are_one_question_and_one_tarefa_however_often_they_come(asked: Conversas) -> None:
    both = [await asked.receive("sim"), await asked.receive("sim")]
    asked.documents.before_write = anyio.lowlevel.checkpoint

    async with anyio.create_task_group() as runs:
        for came in both * 2:
            runs.start_soon(asked.route, came)
    for came in both:
        await asked.route(came)

    said = await asked.deliver()
    assert sorted(text.startswith(textos.QUAL) for text in said) == [False, True]
    assert textos.EQUIPE_RESPONDE in said
    assert len(await asked.todo()) == 1
    assert [one.tipo for one in await asked.perguntas.open_for(CONTA, ["C1"])].count(TipoPergunta.QUAL) == 1
    assert asked.atendimentos.heard == []


@pytest.mark.parametrize(
    ("said", "read"),
    [("Sim!", True), ("ok obrigado", True), ("não", False), ("sim, vou", None), ("", None), ("1", None)],
)
def test_only_what_is_nothing_but_a_yes_or_no_counts(said: str, read: bool | None) -> None:
    assert read_sim_ou_nao(said) is read
