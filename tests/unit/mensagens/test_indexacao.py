"""What search knows and what it gives: never what is gone, never what was, and by words alone while it must."""

import pytest

from shared.chamados.classe import Setor
from shared.kit.errors import TransientError
from shared.mensagens.models import Validacao
from tests.unit.mensagens.memoria import CONTA, Memoria

pytestmark = pytest.mark.anyio


@pytest.fixture
def memoria() -> Memoria:
    return Memoria()


async def test_what_changes_is_told_to_search_anew(memoria: Memoria) -> None:
    asked = await memoria.ask("Cadê meu boleto?")

    await memoria.answer(asked.id, answer="Está no site.", validated_by="human")

    (item,) = memoria.indice.items.values()
    assert (item.perguntas, item.resposta, item.validacao) == (
        ("Cadê meu boleto?",),
        "Está no site.",
        Validacao.HUMAN,
    )
    assert item.vale_ate == (await memoria.get(asked.id)).vale_ate


async def test_a_hint_that_comes_again_changes_nothing(memoria: Memoria) -> None:
    asked = await memoria.ask()
    before = await memoria.get(asked.id)
    memoria.clock.move(minutes=1)

    await memoria.indexador.index(CONTA, asked.id)

    assert await memoria.get(asked.id) == before


async def test_while_the_embedder_is_down_words_are_found_and_the_mensagem_waits(memoria: Memoria) -> None:
    memoria.indice.down = True

    with pytest.raises(TransientError):
        await memoria.ask("Cadê meu boleto?")
    found = await memoria.search("meu boleto?", similarity_threshold=0.3)

    assert ([one.message for one in found.itens], found.lexical) == (["Cadê meu boleto?"], True)
    assert (await memoria.get(found.itens[0].id)).indexada_em is None


async def test_the_sweep_hands_over_what_waits_for_ten_minutes_until_search_knows_it(
    memoria: Memoria,
) -> None:
    memoria.queues.down = True
    asked = await memoria.ask()
    memoria.queues.down = False
    early = await memoria.indexador.sweep(CONTA)
    memoria.clock.move(minutes=11)

    late = await memoria.indexador.sweep(CONTA)
    await memoria.work()

    assert (early, late, await memoria.indexador.sweep(CONTA)) == (0, 1, 0)
    assert await memoria.known_to_search() == [asked.id]


async def test_a_change_during_the_telling_is_told_as_well(memoria: Memoria) -> None:
    asked = await memoria.ask("antes")
    await memoria.answer(asked.id, answer="primeira")
    memoria.queues.down = True
    await memoria.answer(asked.id, answer="segunda")

    async def meanwhile() -> None:
        await memoria.answer(asked.id, answer="terceira")

    memoria.indice.during = meanwhile
    await memoria.indexador.index(CONTA, asked.id)

    (item,) = memoria.indice.items.values()
    assert item.resposta == "terceira"
    assert (await memoria.get(asked.id)).indexada_em is not None


async def test_a_slow_worker_does_not_leave_its_old_words_over_the_new(memoria: Memoria) -> None:
    asked = await memoria.ask("antes")
    memoria.queues.down = True
    await memoria.answer(asked.id, answer="velha")

    async def another_worker() -> None:
        await memoria.answer(asked.id, answer="nova")
        await memoria.indexador.index(CONTA, asked.id)

    memoria.indice.during = another_worker
    await memoria.indexador.index(CONTA, asked.id)

    (item,) = memoria.indice.items.values()
    assert item.resposta == "nova"


async def test_what_is_deleted_during_the_telling_is_not_left_in_search(memoria: Memoria) -> None:
    asked = await memoria.ask()
    memoria.queues.down = True
    await memoria.answer(asked.id, answer="nova")

    async def meanwhile() -> None:
        await memoria.service.delete(CONTA, asked.id)

    memoria.indice.during = meanwhile
    await memoria.indexador.index(CONTA, asked.id)

    assert await memoria.known_to_search() == []


async def test_what_search_still_knows_of_a_deleted_or_moved_mensagem_is_not_given(memoria: Memoria) -> None:
    gone = await memoria.ask("boleto um", sector="financeiro")
    moved = await memoria.ask("boleto dois", sector="financeiro")
    stays = await memoria.ask("boleto três", sector="financeiro")
    await memoria.open().delete(gone.id)
    await memoria.open().update(moved.id, lambda one: one.model_copy(update={"sector": Setor.VENDAS}))

    found = await memoria.search("boleto", sector="financeiro", similarity_threshold=0.1)

    assert [one.id for one in found.itens] == [stays.id]


async def test_what_a_person_validated_comes_first_unless_it_grew_stale(memoria: Memoria) -> None:
    near = await memoria.ask("boleto da minha fatura")
    far = await memoria.ask("boleto")
    await memoria.answer(far.id, answer="No site.", validated_by="human")

    fresh = await memoria.search("boleto da minha fatura", similarity_threshold=0.1)
    memoria.clock.move(days=181)
    stale = await memoria.search("boleto da minha fatura", similarity_threshold=0.1)

    assert [one.id for one in fresh.itens] == [far.id, near.id]
    assert [one.id for one in stale.itens] == [near.id, far.id]
    assert [one.stale for one in stale.itens] == [False, True]
    assert fresh.itens[1].similarity_score == 1.0
