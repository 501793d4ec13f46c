"""What mensagens hold of a person: handed over whole, erased whole, but for what the conta knows without them."""

import pytest

from shared.kit.titulares import Titular
from shared.mensagens.retencao import MensagemRetencao
from shared.mensagens.titular import NOBODY
from shared.titulares.retencao import months_before
from tests.unit.mensagens.memoria import ANA, CONTA, S2, Memoria, make_titular

pytestmark = pytest.mark.anyio


@pytest.fixture
def memoria() -> Memoria:
    return Memoria()


async def test_everything_of_hers_is_handed_over_without_machinery(memoria: Memoria) -> None:
    await memoria.ask("Sou a Ana", client_id=ANA)
    await memoria.ask("Meu e-mail é ana.sobral@exemplo.com.br", client_id=S2)
    await memoria.ask("De outra pessoa", client_id="41")

    found = await memoria.guardiao.export(CONTA, make_titular(emails=("ana.sobral@exemplo.com.br",)))

    assert sorted(one["message"] for one in found) == ["Meu e-mail é ana.sobral@exemplo.com.br", "Sou a Ana"]
    assert not {"vezes", "chave", "conteudo", "indexada_em", "v"} & found[0].keys()


async def test_her_exchanges_and_what_nobody_approved_go_from_the_store_and_from_search(
    memoria: Memoria,
) -> None:
    validated = await memoria.ask("Sou eu de novo", client_id=ANA)
    await memoria.answer(validated.id, answer="Oi!", validated_by="human")
    await memoria.ask("Ligue no (11) 98888-7777", client_id=S2)
    await memoria.learn("chamado-1")
    others = await memoria.ask("De outra pessoa", client_id="41")

    erased = await memoria.guardiao.erase(CONTA, make_titular(telefones=("+5511988887777",)))
    again = await memoria.guardiao.erase(CONTA, make_titular(telefones=("+5511988887777",)))

    assert (erased, again) == (3, 0)
    assert [one.id for one in await memoria.service.recent(CONTA, 10)] == [others.id]
    assert await memoria.known_to_search() == [others.id]


async def test_an_approved_answer_that_names_nobody_stays_without_link(memoria: Memoria) -> None:
    learned = await memoria.learn("chamado-1", validada=True, resposta="Oi, {{nome}}: no menu Faturas.")

    erased = await memoria.guardiao.erase(CONTA, make_titular())

    mensagem = await memoria.get(learned)
    (item,) = memoria.indice.items.values()
    assert erased == 1
    assert (mensagem.client_id, mensagem.chave, item.client_id) == (NOBODY, None, NOBODY)
    assert mensagem.may_answer(memoria.clock())
    assert await memoria.guardiao.export(CONTA, make_titular()) == []


@pytest.mark.parametrize("pergunta", ["A Sobral pagou?", "Meu CPF é 529.982.247-25, pagou?"])
async def test_an_approved_answer_that_still_tells_of_her_goes(memoria: Memoria, pergunta: str) -> None:
    await memoria.learn("chamado-1", validada=True, pergunta=pergunta)

    await memoria.guardiao.erase(CONTA, make_titular())

    assert await memoria.service.recent(CONTA, 10) == []


async def test_nobody_in_particular_erases_nothing(memoria: Memoria) -> None:
    await memoria.ask(client_id=ANA)

    assert await memoria.guardiao.erase(CONTA, Titular()) == 0


async def test_what_no_person_validated_is_gone_after_two_years(memoria: Memoria) -> None:
    kept = await memoria.learn(validada=True)
    await memoria.ask("pendente")
    by_ai = await memoria.ask("de um modelo")
    await memoria.answer(by_ai.id, answer="Talvez.", validated_by="ai")
    held = await memoria.ask("de quem pediu", client_id="41")
    retencao = MensagemRetencao(memoria.open, memoria.indexador)

    async def run() -> int:
        before = months_before(memoria.clock(), 24)
        return await retencao.erase_expired(CONTA, before, held=frozenset({"41"}), limit=500)

    memoria.clock.move(days=730)
    early = await run()
    memoria.clock.move(days=2)
    late = await run()

    assert (early, late) == (0, 2)
    assert sorted(await memoria.known_to_search()) == sorted([kept, held.id])
