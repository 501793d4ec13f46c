"""What the cliente says of an answer, and after it: thanks, contradiction, another question, a button."""

import pytest

from shared.chamados import textos
from shared.chamados.classe import Intencao
from shared.chamados.estados import answered, assigned
from shared.chamados.models import Autor, Chamado, ChamadoStatus, Fala
from tests.unit.chamados.casos import make_classificacao, make_conta
from tests.unit.chamados.world import HORARIO, Chamados, motivos, texts

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> Chamados:
    world = Chamados()
    await world.begin()
    return world


async def test_thanks_settle_what_was_answered(world: Chamados) -> None:
    chamado = await world.asks()

    heard = await world.hear("Obrigada!")

    assert (heard.id, heard.status, heard.resolvido_por) == (chamado.id, ChamadoStatus.RESOLVIDO, "cliente")
    assert not heard.pendente
    assert await world.open_perguntas() == []


async def test_thanks_after_it_was_settled_open_nothing_again(world: Chamados) -> None:
    chamado = await world.asks()
    await world.hear("Obrigada!")

    heard = await world.hear("valeu")

    assert (heard.id, heard.status, heard.reaberturas) == (chamado.id, ChamadoStatus.RESOLVIDO, 0)
    assert texts(heard)[-1] == "valeu"
    assert not heard.pendente


async def test_an_answer_that_did_not_help_brings_a_person_and_no_second_answer(world: Chamados) -> None:
    await world.asks()
    world.respondedor.sabe["Não resolveu"] = "Outra resposta"

    chamado = await world.asks("Não resolveu")

    assert chamado.status is ChamadoStatus.ENCAMINHADO
    assert textos.NAO_RESOLVEU in await motivos(chamado)
    assert chamado.automaticas == 1
    assert await world.open_perguntas() == []


async def test_a_problem_that_goes_on_after_it_was_settled_brings_a_person(world: Chamados) -> None:
    await world.asks()
    await world.hear("Resolveu")
    world.clock.move(days=1)

    chamado = await world.asks("Não resolveu não")

    assert (chamado.status, chamado.reaberturas) == (ChamadoStatus.ENCAMINHADO, 1)


async def test_another_question_after_an_answer_is_answered_too(world: Chamados) -> None:
    world.respondedor.sabe["E aos sábados?"] = "Aos sábados não abrimos."
    await world.asks()

    chamado = await world.asks("E aos sábados?")

    assert chamado.automaticas == 2
    assert [envio.chave[-1] for envio in await world.all_envios()] == ["2", "1"]


async def test_the_answer_that_was_given_is_not_given_again(world: Chamados) -> None:
    await world.asks()

    chamado = await world.asks()

    assert (chamado.automaticas, chamado.status) == (1, ChamadoStatus.ENCAMINHADO)
    assert (await motivos(chamado))[-1] == textos.REPETIDA


async def test_after_three_answers_by_itself_a_person_looks(world: Chamados) -> None:
    world.respondedor.sabe = {str(number): f"Resposta {number}" for number in range(4)}
    for number in range(3):
        await world.asks(str(number))

    chamado = await world.asks("3")

    assert (chamado.automaticas, chamado.status) == (3, ChamadoStatus.ENCAMINHADO)
    assert (await motivos(chamado))[-1] == textos.MUITAS


async def test_what_waits_for_a_person_is_read_and_not_answered_by_itself(world: Chamados) -> None:
    await world.asks("Fui cobrado a mais")

    chamado = await world.asks(HORARIO)

    assert (chamado.status, chamado.automaticas, chamado.pendente) == (ChamadoStatus.ENCAMINHADO, 0, False)


async def test_thanks_to_the_team_settle_nothing_and_change_no_reading(world: Chamados) -> None:
    world.classificador.le = make_classificacao(intencao=Intencao.PAGAMENTO)
    await world.asks("Fui cobrado a mais")

    heard = await world.hear("Obrigada!")

    assert (heard.status, heard.intencao) == (ChamadoStatus.ENCAMINHADO, Intencao.PAGAMENTO)
    assert not heard.pendente


async def test_thanks_for_a_promise_leave_it_with_whoever_promised(world: Chamados) -> None:
    chamado = await world.asks("Fui cobrado a mais")
    await promise(world, chamado, atendente="U1")

    heard = await world.hear("Obrigada!")

    assert (heard.status, heard.atendente) == (ChamadoStatus.EM_ATENDIMENTO, "U1")


async def test_thanks_for_a_promise_of_nobody_in_particular_bring_a_person(world: Chamados) -> None:
    chamado = await world.asks("Fui cobrado a mais")
    await promise(world, chamado, atendente=None)

    heard = await world.hear("Obrigada!")

    assert heard.status is ChamadoStatus.ENCAMINHADO


async def test_several_messages_are_read_as_one(world: Chamados) -> None:
    await world.hear("Oi")
    chamado = await world.hear("Meu app travou")

    await world.process(chamado)

    assert world.classificador.read == ["Oi\nMeu app travou"]


async def test_a_button_that_says_it_helped_settles(world: Chamados) -> None:
    chamado = await world.asks()

    done = await world.confirm(chamado, resolveu=True)
    again = await world.confirm(chamado, resolveu=True)

    assert (done.status, done.resolvido_por) == (ChamadoStatus.RESOLVIDO, "cliente")
    assert again == done
    assert texts(done)[-1] == "Resolveu"


async def test_a_button_that_says_it_did_not_help_brings_a_person(world: Chamados) -> None:
    chamado = await world.asks()

    pressed = await world.confirm(chamado, resolveu=False)
    worked = await world.process(pressed)

    assert (worked.status, worked.automaticas) == (ChamadoStatus.ENCAMINHADO, 1)
    assert textos.NAO_RESOLVEU in await motivos(worked)


async def test_a_late_button_opens_again_what_silence_settled(world: Chamados) -> None:
    chamado = await world.asks()
    await world.confirm(chamado, resolveu=True)

    pressed = await world.confirm(chamado, resolveu=False, fala_id="zapi:B2")

    assert (pressed.status, pressed.reaberturas) == (ChamadoStatus.ENCAMINHADO, 1)


async def promise(world: Chamados, chamado: Chamado, *, atendente: str | None) -> None:
    now = world.clock()
    fala = Fala(id="r1", autor=Autor.PESSOA, texto="Já vejo e te falo.", em=now, por="U1", enviada=True)

    def change(one: Chamado) -> Chamado:
        given = answered(one, fala, conta=make_conta(), now=now, resolve=False)
        return assigned(given, atendente, conta=make_conta(), now=now, por="U1")

    await world.chamados().update(chamado.id, change)
