"""What becomes of an inbound message: who wrote, replies, audio, forms, and what only a person can read."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.chamados.models import ChamadoStatus
from shared.clientes.models import SEM_NOME, Origem
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.errors import TransientError
from shared.recebimentos import textos
from shared.recebimentos.models import Destino, RecebimentoStatus
from shared.relatos.models import RelatoStatus, Resultado
from shared.tarefas.models import TipoTarefa
from tests.unit.envios.world import MARINA, OUTRA
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio
JOAO = "+5531977776666"


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
    [chamado] = await world.asked()
    assert (done.destino_id, chamado.cliente_id) == (chamado.id, cliente.id)


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

    [chamado] = await world.asked()
    assert (done.destino, done.midia, chamado.mensagem) == (Destino.CHAMADO, None, textos.SO_AUDIO)


async def test_a_form_proves_nobody_so_no_word_in_it_acts(world: Conversas) -> None:
    await world.follow()

    done = await world.say("SAIR", provedor=Provedor.FORMULARIO, nome="Marina")

    assert done.destino is Destino.CHAMADO
    assert (await world.cliente()).opt_out is None
    assert (await world.relato()).status is RelatoStatus.EM_ACOMPANHAMENTO
    [chamado] = await world.asked()
    assert (chamado.cliente_id, chamado.mensagem) == ("C1", "SAIR")
    assert chamado.status is ChamadoStatus.ENCAMINHADO


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


async def test_a_mail_that_may_be_forged_is_read_by_a_person_and_does_nothing(world: Conversas) -> None:
    await world.add_cliente("C9", emails=("joao@exemplo.com.br",), nome="João")
    asked = await world.ask_confirmacao("A9", "C9")

    done = await world.say(
        "2",
        provedor=Provedor.EMAIL,
        endereco="joao@exemplo.com.br",
        campos={"remetente_nao_comprovado": "sim"},
    )

    assert done.destino is Destino.CHAMADO
    assert [one.id for one in await world.perguntas.open_for(CONTA, ["C9"])] == [asked.id]
