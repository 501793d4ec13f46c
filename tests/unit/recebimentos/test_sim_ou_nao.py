"""A bare yes with two questions open, about an answer and about an appointment, decides nothing before it is asked."""

import pytest

from shared.atendimentos.classe import Classe, Leitura, RespostaLida
from shared.chamados.models import ChamadoStatus
from shared.recebimentos.models import DE_FLUXO, Destino
from shared.recebimentos.palavras import read_sim_ou_nao
from tests.unit.recebimentos.conversas import Conversas

pytestmark = pytest.mark.anyio
VOU = RespostaLida(classe=Classe.CONFIRMADO, evidencia="sim", origem="regras:1")


@pytest.fixture(params=[Leitura(("A1",), VOU), None], ids=["appointment last", "answer last"])
async def asked(world: Conversas, request: pytest.FixtureRequest) -> Conversas:
    """Both are open; what the words say of appointments depends on which was asked last."""
    await world.answer_by_itself()
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A1", texto="Confirma quinta?")
    if request.param:
        world.atendimentos.leituras |= dict.fromkeys(("sim", "Não", "ok, obrigada"), request.param)
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


@pytest.mark.parametrize(
    ("said", "read"),
    [("Sim!", True), ("ok obrigado", True), ("não", False), ("sim, vou", None), ("", None), ("1", None)],
)
def test_only_what_is_nothing_but_a_yes_or_no_counts(said: str, read: bool | None) -> None:
    assert read_sim_ou_nao(said) is read
