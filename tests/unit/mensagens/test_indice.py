"""What search finds: by meaning, by words, one of each item, and nothing of another conta."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.chamados.classe import Setor
from shared.contas.models import Conta
from shared.kit.breaker import Breaker
from shared.kit.errors import TransientError
from shared.mensagens.indice import IndiceVetores, container_of
from shared.mensagens.indice_models import Consulta, Item, TipoItem
from shared.mensagens.models import Validacao
from tests.fakes_store import FakeDocuments
from tests.unit.envios.world import WatchedDocuments, nothing

pytestmark = pytest.mark.anyio

NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)
CONTA = "clinica-a"


@dataclass
class Sentidos:
    """An embedder that knows two matters, by their words. `down` raises as an outage does."""

    modelo: str = "sentidos"
    dim: int = 2
    externo: bool = False
    down: bool = False
    asked: list[str] = field(default_factory=list)

    async def embed(self, textos: Sequence[str]) -> list[list[float]]:
        if self.down:
            raise TransientError
        self.asked += textos
        return [self._vetor(texto) for texto in textos]

    def calibrate(self, cosseno: float) -> float:
        return max(0.0, cosseno)

    def _vetor(self, texto: str) -> list[float]:
        of_money = sum(word in texto for word in ("boleto", "fatura", "cobrança"))
        of_place = sum(word in texto for word in ("endereço", "onde fica"))
        norm = math.hypot(of_money, of_place, 0.001)
        return [of_money / norm, (of_place + 0.001) / norm]


@dataclass
class Contas:
    conta: Conta = field(default_factory=lambda: Conta(id=CONTA))

    async def load(self, conta: str) -> Conta:
        return self.conta


@pytest.fixture
def embedder() -> Sentidos:
    return Sentidos()


@pytest.fixture
def contas() -> Contas:
    return Contas()


@pytest.fixture
def indice(embedder: Sentidos, contas: Contas) -> IndiceVetores:
    documents = FakeDocuments()
    return IndiceVetores(
        open_vetores=lambda conta: documents.open(container_of(embedder), conta),
        contas=contas,
        lexico=NgramasEmbedder(),
        embedder=embedder,
        breaker=Breaker(lambda: 0.0, threshold=1_000),
    )


def item(item_id: str, pergunta: str, resposta: str | None = None) -> Item:
    return Item(TipoItem.MENSAGEM, item_id, (pergunta,), resposta, Setor.GERAL, Validacao.PENDING)


async def ids(indice: IndiceVetores, consulta: Consulta, conta: str = CONTA) -> list[str]:
    return [achado.id for achado in await indice.search(conta, consulta)]


async def test_what_means_the_same_is_found_first(indice: IndiceVetores) -> None:
    await indice.put(CONTA, item("M1", "onde fica a clínica"))
    await indice.put(CONTA, item("M2", "segunda via da fatura"))

    found = await indice.search(CONTA, Consulta("quero a segunda via do boleto"))

    assert [achado.id for achado in found] == ["M2", "M1"]
    assert found[0].pontuacao > 0.9
    assert found[0].semantico


async def test_another_conta_never_sees_it(indice: IndiceVetores) -> None:
    await indice.put(CONTA, item("M1", "segunda via da fatura"))

    assert await ids(indice, Consulta("fatura"), "clinica-b") == []


async def test_an_answers_own_words_find_it_unless_questions_alone_are_asked(indice: IndiceVetores) -> None:
    await indice.put(CONTA, item("M1", "perdi o papel", "Enviamos a fatura por e-mail"))

    found = await indice.search(CONTA, Consulta("fatura", limiar=0.5))
    by_question = await ids(indice, Consulta("fatura", limiar=0.5, so_perguntas=True))

    assert [achado.id for achado in found] == ["M1"]
    assert by_question == []


async def test_what_it_was_before_is_found_no_more(indice: IndiceVetores) -> None:
    await indice.put(CONTA, item("M1", "segunda via da fatura", "Segue a fatura"))
    await indice.put(CONTA, item("M1", "onde fica a clínica"))

    assert await ids(indice, Consulta("fatura", limiar=0.5)) == []
    assert await ids(indice, Consulta("qual o endereço", limiar=0.5)) == ["M1"]


async def test_what_was_removed_is_found_no_more_and_may_be_removed_again(indice: IndiceVetores) -> None:
    await indice.put(CONTA, item("M1", "fatura", "boleto"))
    await indice.put(CONTA, item("M10", "fatura"))

    await indice.remove(CONTA, TipoItem.MENSAGEM, "M1")
    await indice.remove(CONTA, TipoItem.MENSAGEM, "M1")

    assert await ids(indice, Consulta("fatura")) == ["M10"]


async def test_a_text_without_words_is_no_question(indice: IndiceVetores, embedder: Sentidos) -> None:
    await indice.put(CONTA, item("M1", "👍 ...", ""))

    assert await ids(indice, Consulta("👍")) == []
    assert "" not in embedder.asked


async def test_while_the_embedder_is_down_words_find_what_was_put_meanwhile_and_before(
    indice: IndiceVetores, embedder: Sentidos
) -> None:
    await indice.put(CONTA, item("M1", "segunda via do boleto"))
    embedder.down = True

    with pytest.raises(TransientError):
        await indice.put(CONTA, item("M2", "segunda via do contrato"))
    found = await indice.search(CONTA, Consulta("segunda via do contrato"))

    assert [achado.id for achado in found] == ["M2", "M1"]
    assert not any(achado.semantico for achado in found)


async def test_what_still_waits_for_its_vector_is_found_by_words_beside_the_others(
    indice: IndiceVetores, embedder: Sentidos
) -> None:
    await indice.put(CONTA, item("M1", "segunda via da fatura"))
    embedder.down = True
    with pytest.raises(TransientError):
        await indice.put(CONTA, item("M2", "perdi o boleto do mês"))
    embedder.down = False

    found = await indice.search(CONTA, Consulta("perdi o boleto do mês"))

    assert {achado.id: achado.semantico for achado in found} == {"M1": True, "M2": False}


async def test_a_repeated_put_brings_the_vector(indice: IndiceVetores, embedder: Sentidos) -> None:
    embedder.down = True
    with pytest.raises(TransientError):
        await indice.put(CONTA, item("M1", "segunda via da fatura"))
    embedder.down = False

    await indice.put(CONTA, item("M1", "segunda via da fatura"))

    (found,) = await indice.search(CONTA, Consulta("boleto"))
    assert found.semantico


async def test_a_conta_that_forbids_outside_models_is_searched_by_words_alone(
    indice: IndiceVetores, embedder: Sentidos, contas: Contas
) -> None:
    embedder.externo = True
    contas.conta = Conta(id=CONTA, llm_externo=False)

    await indice.put(CONTA, item("M1", "segunda via da fatura"))
    (found,) = await indice.search(CONTA, Consulta("segunda via da fatura"))

    assert embedder.asked == []
    assert not found.semantico


async def test_filters_leave_out_what_was_not_asked_for(indice: IndiceVetores) -> None:
    base = item("M1", "segunda via da fatura")
    kept = replace(base, setor=Setor.FINANCEIRO, client_id="c1", tag="vip", validacao=Validacao.HUMAN)
    await indice.put(CONTA, base)
    await indice.put(CONTA, replace(kept, id="M2"))
    await indice.put(CONTA, replace(kept, id="R1", tipo=TipoItem.RESPOSTA))
    both = (TipoItem.MENSAGEM, TipoItem.RESPOSTA)

    assert await ids(indice, Consulta("fatura")) == ["M2", "M1"]
    assert await ids(indice, Consulta("fatura", setor=Setor.FINANCEIRO)) == ["M2"]
    assert await ids(indice, Consulta("fatura", client_id="c1")) == ["M2"]
    assert await ids(indice, Consulta("fatura", tag="vip")) == ["M2"]
    assert await ids(indice, Consulta("fatura", validacoes=(Validacao.PENDING,))) == ["M1"]
    assert await ids(indice, Consulta("fatura", tipos=both)) == ["M2", "R1", "M1"]


async def test_what_a_person_validated_comes_first(indice: IndiceVetores) -> None:
    await indice.put(CONTA, item("M1", "fatura"))
    await indice.put(CONTA, replace(item("M2", "fatura e endereço"), validacao=Validacao.HUMAN))

    assert await ids(indice, Consulta("fatura")) == ["M2", "M1"]


async def test_what_is_stale_is_left_out_only_when_asked(indice: IndiceVetores) -> None:
    await indice.put(CONTA, replace(item("M1", "fatura"), vale_ate=NOW))
    await indice.put(CONTA, replace(item("M2", "fatura"), vale_ate=NOW + timedelta(seconds=1)))
    await indice.put(CONTA, item("M3", "fatura"))

    assert await ids(indice, Consulta("fatura", agora=NOW)) == ["M2", "M3"]
    assert await ids(indice, Consulta("fatura")) == ["M1", "M2", "M3"]


async def test_an_item_is_found_once_by_the_best_of_its_questions(indice: IndiceVetores) -> None:
    perguntas = ("qual o endereço", "onde fica", "cobrança e endereço")
    await indice.put(CONTA, replace(item("M1", ""), perguntas=perguntas))

    (found,) = await indice.search(CONTA, Consulta("endereço"))

    assert found.pontuacao > 0.99


async def test_the_threshold_and_the_limit_hold(indice: IndiceVetores) -> None:
    for number in range(5):
        await indice.put(CONTA, item(f"M{number}", "fatura"))
    await indice.put(CONTA, item("M9", "onde fica"))

    assert await ids(indice, Consulta("fatura", limiar=0.7)) == ["M0", "M1", "M2", "M3", "M4"]
    assert await ids(indice, Consulta("fatura", limite=2)) == ["M0", "M1"]


async def test_of_two_puts_at_once_the_later_stays_whole(embedder: Sentidos, contas: Contas) -> None:
    documents = WatchedDocuments()
    indice = IndiceVetores(
        open_vetores=lambda conta: documents.open(container_of(embedder), conta),
        contas=contas,
        lexico=NgramasEmbedder(),
        embedder=embedder,
        breaker=Breaker(lambda: 0.0),
    )
    many = replace(item("M1", ""), perguntas=("qual o endereço", "onde fica", "boleto"))

    async def meanwhile() -> None:
        documents.before_write = nothing
        await indice.put(CONTA, many)

    documents.before_write = meanwhile
    await indice.put(CONTA, item("M1", "segunda via da fatura"))

    held = documents.partitions[container_of(embedder), CONTA]
    assert list(held) == ["mensagem:M1:00"]
    assert await indice.holds(CONTA, item("M1", "segunda via da fatura"))
    assert not await indice.holds(CONTA, many)


async def test_what_waits_for_its_vector_is_not_held_yet(indice: IndiceVetores, embedder: Sentidos) -> None:
    embedder.down = True
    with pytest.raises(TransientError):
        await indice.put(CONTA, item("M1", "segunda via da fatura"))

    assert not await indice.holds(CONTA, item("M1", "segunda via da fatura"))


async def test_after_failures_in_a_row_the_embedder_is_left_alone_for_a_while(
    indice: IndiceVetores, embedder: Sentidos
) -> None:
    moment = [0.0]
    careful = replace(indice, breaker=Breaker(lambda: moment[0], threshold=2, open_s=30.0))
    await careful.put(CONTA, item("M1", "segunda via da fatura"))
    embedder.down = True
    for _ in range(2):
        await careful.search(CONTA, Consulta("boleto"))
    embedder.down = False

    (while_open,) = await careful.search(CONTA, Consulta("segunda via da fatura"))
    moment[0] = 31.0
    (later,) = await careful.search(CONTA, Consulta("segunda via da fatura"))

    assert (while_open.semantico, later.semantico) == (False, True)
