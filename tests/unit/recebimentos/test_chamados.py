"""How messages become chamados and go on in them: grouped, confirmed, contradicted, apart from other matters."""

import pytest

from shared.chamados.estados import closed
from shared.chamados.models import Autor, ChamadoStatus
from shared.kit.canais import Provedor, TipoConteudo
from shared.recebimentos import textos
from shared.recebimentos.models import Destino
from tests.unit.chamados.world import ABRIMOS
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio


async def test_several_messages_in_a_row_are_one_chamado(world: Conversas) -> None:
    done = [await world.say(texto) for texto in ("Oi", "meu boleto", "não chegou ainda")]

    [chamado] = await world.asked()
    assert {one.destino_id for one in done} == {chamado.id}
    assert [fala.texto for fala in chamado.falas] == ["Oi", "meu boleto", "não chegou ainda"]
    assert await world.todo() == []


async def test_who_says_that_it_helped_closes_what_was_answered_by_itself(world: Conversas) -> None:
    asked = await world.answer_by_itself()

    done = await world.say("Resolveu", botao=f"{asked.id}:resolveu", tipo=TipoConteudo.BOTAO)

    assert (done.destino, done.destino_id) == (Destino.PERGUNTA, asked.id)
    [chamado] = await world.asked()
    assert (chamado.status, chamado.resolvido_por) == (ChamadoStatus.RESOLVIDO, "cliente")
    assert await world.deliver() == [textos.QUE_BOM]


@pytest.mark.parametrize("texto", ["2", "Não resolveu", "não resolveu, continuo na dúvida"])
async def test_who_says_that_it_did_not_help_gets_a_person(world: Conversas, texto: str) -> None:
    await world.answer_by_itself()

    await world.say(texto)

    [chamado] = await world.asked()
    assert chamado.status is ChamadoStatus.ENCAMINHADO
    assert [fala.texto for fala in chamado.falas if fala.autor is Autor.AUTOMATICA] == [ABRIMOS]


async def test_it_is_never_too_late_to_say_that_it_did_not_help(world: Conversas) -> None:
    asked = await world.answer_by_itself()
    await world.say(botao=f"{asked.id}:resolveu", tipo=TipoConteudo.BOTAO)

    await world.say(botao=f"{asked.id}:nao_resolveu", tipo=TipoConteudo.BOTAO)

    [chamado] = await world.asked()
    assert chamado.status is ChamadoStatus.ENCAMINHADO


async def test_what_did_not_help_goes_on_in_a_new_chamado_where_the_old_one_is_over_for_good(
    world: Conversas,
) -> None:
    asked = await world.answer_by_itself()
    [old] = await world.asked()
    over = closed(old, now=world.clock(), por="U1")
    await world.chamados(CONTA).update(old.id, lambda _: over)

    await world.say(botao=f"{asked.id}:nao_resolveu", tipo=TipoConteudo.BOTAO)

    new, _ = await world.asked()
    assert (new.status, new.pendente) == (ChamadoStatus.ABERTO, True)
    assert (await world.chamados(CONTA).get(old.id)).chamado == over


async def test_anothers_button_settles_nothing(world: Conversas) -> None:
    asked = await world.answer_by_itself()

    await world.say(botao=f"{asked.id}:resolveu", tipo=TipoConteudo.BOTAO, endereco="+5531977776666")

    assert [one.status for one in await world.asked()] == [ChamadoStatus.AGUARDANDO_CLIENTE]


async def test_who_is_answered_in_a_chamado_goes_on_in_it_though_a_relato_is_followed(
    world: Conversas,
) -> None:
    await world.answer_by_itself()
    await world.follow()

    done = await world.say("E aos sábados?")

    assert done.destino is Destino.CHAMADO
    assert not world.is_woken()


async def test_the_day_after_next_words_answer_the_relato_again(world: Conversas) -> None:
    await world.answer_by_itself()
    await world.follow()
    world.clock.move(days=2)

    done = await world.say("Quero fechar, pode ser?")

    assert (done.destino, done.destino_id) == (Destino.ACOMPANHAMENTO, "R1")


async def test_what_quotes_an_answer_in_a_chamado_is_about_the_chamado(world: Conversas) -> None:
    await world.answer_by_itself()
    [answer] = [one for one in await world.all_envios() if one.chamado_id]
    await world.follow()
    world.clock.move(days=2)

    done = await world.say("E aos sábados?", em_resposta_a=(await world.read(answer.id)).provedor_id)

    assert done.destino is Destino.CHAMADO


async def test_a_form_joins_no_conversation_and_is_found_by_the_protocolo_it_told(world: Conversas) -> None:
    await world.say("Oi")

    done = await world.say("Quero um orçamento", id="formulario:ABC", provedor=Provedor.FORMULARIO)

    chamados = await world.asked()
    assert len(chamados) == 2
    assert (await world.chamado.by_protocolo(CONTA, "ABC")).id == done.destino_id
