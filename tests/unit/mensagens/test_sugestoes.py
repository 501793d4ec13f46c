"""What people resolved becomes a suggestion once; alike ones are one; only approval lets an answer go by itself."""

import asyncio

import pytest

from shared.chamados.classe import Setor
from shared.kit.errors import InvalidInput
from shared.mensagens.entradas import Aprovacao
from shared.mensagens.errors import NotSuggested
from shared.mensagens.models import Validacao
from tests.builders import make_principal
from tests.unit.mensagens.memoria import CONTA, Memoria

pytestmark = pytest.mark.anyio


@pytest.fixture
def memoria() -> Memoria:
    return Memoria()


async def test_a_lesson_becomes_one_pending_suggestion_however_often_it_is_told(memoria: Memoria) -> None:
    first = await memoria.learn()
    again = await memoria.learn()

    (sugestao,) = await memoria.undecided()
    assert first == again == sugestao.id
    assert (sugestao.vezes, sugestao.validated_by, sugestao.sugestao) == (1, "pending", True)
    assert not (await memoria.get(first)).may_answer(memoria.clock())
    assert await memoria.acts() == ["mensagem.learned"]


async def test_a_validated_lesson_answers_by_itself_at_once(memoria: Memoria) -> None:
    learned = await memoria.learn(validada=True)

    mensagem = await memoria.get(learned)
    assert mensagem.may_answer(memoria.clock())
    assert await memoria.undecided() == []
    assert next(iter(memoria.indice.items.values())).validacao is Validacao.HUMAN


async def test_a_lesson_validated_later_approves_its_suggestion(memoria: Memoria) -> None:
    learned = await memoria.learn()

    await memoria.learn(validada=True, resposta="Em Minha Conta.")

    mensagem = await memoria.get(learned)
    assert (mensagem.may_answer(memoria.clock()), mensagem.answer) == (True, "Em Minha Conta.")


async def test_what_a_person_refused_stays_refused_when_its_lesson_comes_again(memoria: Memoria) -> None:
    learned = await memoria.learn()
    await memoria.sugestoes.refuse(make_principal(), learned)

    await memoria.learn(validada=True)

    assert (await memoria.get(learned)).validated_by is Validacao.PENDING


async def test_near_duplicates_are_counted_and_not_kept_again(memoria: Memoria) -> None:
    first = await memoria.learn("um", pergunta="Onde fica a segunda via")
    second = await memoria.learn("dois", pergunta="onde fica A segunda VIA", resposta="Não sei.")
    repeated = await memoria.learn("dois", pergunta="onde fica A segunda VIA")
    other = await memoria.learn("tres", pergunta="Vocês abrem no sábado")

    found = {one.id: one.vezes for one in await memoria.undecided()}
    assert first == second == repeated
    assert found == {first: 2, other: 1}
    assert (await memoria.get(first)).answer == "Em Minha Conta, no menu Faturas."


async def test_the_same_words_of_another_sector_are_another_question(memoria: Memoria) -> None:
    await memoria.learn("um", setor=Setor.FINANCEIRO)
    await memoria.learn("dois", setor=Setor.SUPORTE)

    assert len(await memoria.undecided()) == 2
    assert len(await memoria.undecided(setor="suporte")) == 1


async def test_an_exchange_that_nobody_vouched_for_takes_no_lesson_in(memoria: Memoria) -> None:
    asked = await memoria.ask("Onde fica a segunda via", sector="financeiro")

    learned = await memoria.learn()

    assert learned != asked.id
    assert (await memoria.get(asked.id)).vezes == 1


async def test_a_validated_near_duplicate_brings_the_newest_answer_to_what_is_known(memoria: Memoria) -> None:
    suggested = await memoria.learn("um")
    merged = await memoria.learn("dois", resposta="No aplicativo.", validada=True)
    newer = await memoria.learn("tres", resposta="No site novo.", validada=True)
    unvalidated = await memoria.learn("quatro", resposta="Sei lá.")

    mensagem = await memoria.get(suggested)
    assert suggested == merged == newer == unvalidated
    assert (mensagem.vezes, mensagem.answer) == (4, "No site novo.")
    assert mensagem.may_answer(memoria.clock())
    assert next(iter(memoria.indice.items.values())).resposta == "No site novo."


async def test_a_lesson_is_no_twin_of_what_asks_something_else_since_search_heard_of_it(
    memoria: Memoria,
) -> None:
    edited = await memoria.learn("um")
    await memoria.sugestoes.approve(
        make_principal(), edited, Aprovacao(message="Onde fica o estacionamento", answer="No subsolo.")
    )

    learned = await memoria.learn("dois", validada=True)

    assert learned != edited
    assert (await memoria.get(edited)).answer == "No subsolo."


async def test_of_equal_lessons_at_once_each_is_counted_once(memoria: Memoria) -> None:
    first = await memoria.learn("zero")

    await asyncio.gather(*(memoria.learn(f"chamado-{number % 4}") for number in range(8)))

    assert (await memoria.get(first)).vezes == 5


async def test_a_lesson_whose_twin_is_deleted_meanwhile_is_kept_by_itself(memoria: Memoria) -> None:
    first = await memoria.learn("um")
    await memoria.open().delete(first)  # search has not heard of it

    second = await memoria.learn("dois")

    assert second != first
    assert [one.id for one in await memoria.undecided()] == [second]


async def test_suggestions_come_most_asked_or_newest_first_page_by_page(memoria: Memoria) -> None:
    often = await memoria.learn("um", pergunta="alfa beta")
    await memoria.learn("dois", pergunta="alfa beta")
    memoria.clock.move(minutes=1)
    newest = await memoria.learn("tres", pergunta="gama delta")

    page = await memoria.undecided(limite=1)

    assert [one.id for one in page] == [often]
    assert [one.id for one in await memoria.undecided(ordem="novas")] == [newest, often]


async def test_an_approved_suggestion_answers_as_edited(memoria: Memoria) -> None:
    learned = await memoria.learn()

    approved = await memoria.sugestoes.approve(make_principal(), learned, Aprovacao(answer="No site."))
    await memoria.work()

    mensagem = await memoria.get(learned)
    assert (approved.validated_by, approved.sugestao) == ("human", False)
    assert (mensagem.answer, mensagem.atualizado_por) == ("No site.", "recepcao")
    assert mensagem.may_answer(memoria.clock())
    with pytest.raises(NotSuggested):
        await memoria.sugestoes.approve(make_principal(), learned, Aprovacao())


async def test_a_stale_answer_is_approved_anew_or_withdrawn(memoria: Memoria) -> None:
    one = await memoria.learn("um", pergunta="alfa beta", validada=True)
    two = await memoria.learn("dois", pergunta="gama delta", validada=True)
    memoria.clock.move(days=181)
    stale = await memoria.stale()

    await memoria.sugestoes.approve(make_principal(), one, Aprovacao())
    await memoria.sugestoes.refuse(make_principal(), two)

    assert sorted(stale) == sorted([one, two])
    assert await memoria.stale() == []
    assert (await memoria.get(one)).may_answer(memoria.clock())
    assert (await memoria.get(two)).validated_by is Validacao.PENDING


async def test_nobody_decides_on_an_exchange_that_was_never_suggested_nor_without_an_answer(
    memoria: Memoria,
) -> None:
    asked = await memoria.ask()
    learned = await memoria.learn()
    await memoria.open().update(learned, lambda one: one.model_copy(update={"answer": None}))

    with pytest.raises(NotSuggested):
        await memoria.sugestoes.refuse(make_principal(), asked.id)
    with pytest.raises(InvalidInput):
        await memoria.sugestoes.approve(make_principal(), learned, Aprovacao())


async def test_what_another_conta_learned_is_not_merged_into(memoria: Memoria) -> None:
    await memoria.learn("um", conta="vizinha", validada=True)

    learned = await memoria.learn("um")

    assert (await memoria.get(learned)).vezes == 1
    assert not (await memoria.get(learned)).may_answer(memoria.clock())
    assert len(await memoria.service.recent(CONTA, 10)) == 1
