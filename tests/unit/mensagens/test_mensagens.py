"""A mensagem from its first word to its end: kept, answered, validated, grown stale, deleted, handed over."""

import pytest

from shared.kit.errors import PreconditionFailed
from shared.kit.etags import Precondition
from shared.mensagens.entradas import MudancaMensagem, NovaMensagem, PaginaS2
from shared.mensagens.errors import ClienteEliminado, KeyReused, MensagemNotFound
from shared.mensagens.models import Validacao
from tests.builders import make_principal
from tests.unit.mensagens.memoria import ANA, CONTA, S2, Memoria

pytestmark = pytest.mark.anyio


@pytest.fixture
def memoria() -> Memoria:
    return Memoria()


async def test_a_mensagem_is_kept_with_s2s_defaults_and_hinted_to_the_worker(memoria: Memoria) -> None:
    made = await memoria.ask("Preciso de ajuda")

    assert (made.sector, made.tag, made.answer, made.validated_by) == ("geral", "geral", None, "pending")
    assert [hint["mensagem_id"] for hint in memoria.queues.messages("mensagens-indexar")] == [made.id]
    assert (await memoria.get(made.id)).indexada_em is not None


async def test_the_same_key_keeps_one_and_another_body_under_it_is_refused(memoria: Memoria) -> None:
    nova = NovaMensagem(client_id=S2, message="Oi")

    one = await memoria.service.create(make_principal(), nova, chave="k")
    again = await memoria.service.create(make_principal(), nova, chave="k")

    assert one.mensagem.id == again.mensagem.id
    with pytest.raises(KeyReused):
        await memoria.service.create(make_principal(), NovaMensagem(client_id=S2, message="Olá"), chave="k")


async def test_a_persons_word_holds_for_as_long_as_the_conta_says_and_may_be_renewed(
    memoria: Memoria,
) -> None:
    asked = await memoria.ask()
    await memoria.answer(asked.id, answer="No site.", validated_by="human")
    memoria.clock.move(days=179)
    holds = await memoria.service.get(CONTA, asked.id)
    memoria.clock.move(days=1)
    over = await memoria.service.get(CONTA, asked.id)

    stale = await memoria.stale()
    again = await memoria.answer(asked.id, validated_by="human")

    assert (holds.mensagem.stale, over.mensagem.stale, again.stale) == (False, True, False)
    assert (stale, await memoria.stale()) == ([asked.id], [])
    assert not (await memoria.get(asked.id)).is_stale(memoria.clock())


@pytest.mark.parametrize("given", [{"answer": "Outra."}, {"validated_by": "ai"}, {"validated_by": "pending"}])
async def test_a_persons_word_falls_with_the_answer_it_was_given_for(
    memoria: Memoria, given: dict[str, str]
) -> None:
    asked = await memoria.ask()
    await memoria.answer(asked.id, answer="No site.", validated_by="human")

    await memoria.answer(asked.id, **given)

    mensagem = await memoria.get(asked.id)
    assert mensagem.validated_by is not Validacao.HUMAN
    assert mensagem.vale_ate is None
    assert not mensagem.may_answer(memoria.clock())


async def test_the_same_answer_again_and_the_operators_name_leave_a_persons_word(memoria: Memoria) -> None:
    asked = await memoria.ask()
    await memoria.answer(asked.id, answer="No site.", validated_by="human")

    await memoria.answer(asked.id, answer="No site.", operator_name="Zoé D'Ávila")

    assert (await memoria.get(asked.id)).may_answer(memoria.clock())


async def test_nothing_given_changes_nothing(memoria: Memoria) -> None:
    asked = await memoria.ask()
    memoria.clock.move(minutes=1)

    after = await memoria.answer(asked.id, answer=None)

    assert after == asked


async def test_who_says_which_version_they_read_changes_no_other(memoria: Memoria) -> None:
    asked = await memoria.ask()
    read = Precondition(f'"{(await memoria.service.get(CONTA, asked.id)).etag}"')
    await memoria.answer(asked.id, answer="Primeiro.")

    with pytest.raises(PreconditionFailed):
        await memoria.service.update(
            make_principal(), asked.id, mudanca=MudancaMensagem(answer="Segundo."), lido=read
        )


async def test_lists_are_newest_first_counted_whole_and_filtered_by_tag(memoria: Memoria) -> None:
    for number in range(5):
        await memoria.ask(f"mensagem {number}", sector="suporte", tag="vip" if number % 2 else "")
        memoria.clock.move(seconds=1)
    await memoria.ask("de outro", sector="vendas")

    page = await memoria.service.of_sector(CONTA, "suporte", PaginaS2(page=2, per_page=2))
    last = await memoria.service.of_sector(CONTA, "suporte", PaginaS2(page=3, per_page=2))
    beyond = await memoria.service.of_sector(CONTA, "suporte", PaginaS2(page=9, per_page=2))
    vip = await memoria.service.of_client(CONTA, S2, PaginaS2(tag="VIP"))
    recent = await memoria.service.recent(CONTA, 2)

    assert [one.message for one in page.messages] == ["mensagem 2", "mensagem 1"]
    assert (page.total, page.has_next, page.has_prev) == (5, True, True)
    assert (len(last.messages), last.has_next, len(beyond.messages), beyond.total) == (1, False, 0, 5)
    assert [one.message for one in vip.messages] == ["mensagem 3", "mensagem 1"]
    assert [one.message for one in recent] == ["de outro", "mensagem 4"]


async def test_a_merged_lesson_is_in_no_list(memoria: Memoria) -> None:
    await memoria.learn("um")
    await memoria.learn("dois")

    assert len(await memoria.service.recent(CONTA, 10)) == 1
    assert (await memoria.service.of_client(CONTA, ANA, PaginaS2())).total == 1


async def test_the_mensagens_of_a_merged_cliente_are_the_one_that_stays(memoria: Memoria) -> None:
    await memoria.ask("uma", client_id=ANA)
    await memoria.ask("duas", client_id=ANA)

    moved = await memoria.service.relink(CONTA, ANA, "41")
    again = await memoria.service.relink(CONTA, ANA, "41")
    await memoria.work()

    assert (moved, again) == (2, 0)
    assert (await memoria.service.of_client(CONTA, "41", PaginaS2())).total == 2
    assert {item.client_id for item in memoria.indice.items.values()} == {"41"}


async def test_a_deleted_mensagem_is_gone_from_search_too(memoria: Memoria) -> None:
    asked = await memoria.ask()

    await memoria.service.delete(CONTA, asked.id)

    assert await memoria.known_to_search() == []
    with pytest.raises(MensagemNotFound):
        await memoria.service.delete(CONTA, asked.id)


async def test_another_conta_reads_changes_and_finds_nothing_of_it(memoria: Memoria) -> None:
    asked = await memoria.ask("Cadê meu boleto?")

    with pytest.raises(MensagemNotFound):
        await memoria.service.get("vizinha", asked.id)
    with pytest.raises(MensagemNotFound):
        await memoria.service.delete("vizinha", asked.id)
    assert await memoria.service.recent("vizinha", 10) == []
    assert (await memoria.search("boleto", conta="vizinha", similarity_threshold=0)).itens == []


async def test_nothing_new_is_kept_of_an_erased_cliente(memoria: Memoria) -> None:
    await memoria.documents.open("pedidos", CONTA).create("P1", {"cliente_ids": [ANA], "relato_ids": []})

    with pytest.raises(ClienteEliminado):
        await memoria.ask(client_id=ANA)
    await memoria.learn(cliente_id=ANA)

    assert await memoria.service.recent(CONTA, 10) == []
