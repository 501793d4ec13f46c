"""`make reindexar`: after the embedder changed, everything is found in the new space, and again costs nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra import reindexar
from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.adapters.embeddings_use import UseEmbedder
from shared.adapters.sqlite import SqliteDocuments
from shared.chamados.classe import Intencao
from shared.contas.models import Conta
from shared.kit.breaker import Breaker
from shared.kit.clock import system_now
from shared.mensagens.indice import IndiceVetores, container_of
from shared.mensagens.indice_models import Consulta, Embedder, TipoItem
from shared.mensagens.itens import item_of_mensagem
from shared.mensagens.models import Mensagem
from shared.respostas.models import Resposta
from shared.wiring import base, contas, indice, mensagens, respostas
from tests.fakes_store import FakeQueues

pytestmark = pytest.mark.anyio

NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)
CONTA = "clinica-a"
BOTH = (TipoItem.MENSAGEM, TipoItem.RESPOSTA)


@pytest.fixture
async def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqliteDocuments]:
    path = str(tmp_path / "documentos.db")
    opened = SqliteDocuments(path, now=system_now, indexes=base.INDEXES, vectors=base.VECTORS)
    for module in (base, contas, indice, mensagens, respostas):
        monkeypatch.setattr(module, "documents", lambda: opened)
        if hasattr(module, "queues"):
            monkeypatch.setattr(module, "queues", FakeQueues)
    yield opened
    await opened.close()


def use(embedder: Embedder, monkeypatch: pytest.MonkeyPatch, documents: SqliteDocuments) -> IndiceVetores:
    """What the settings would choose."""
    found = IndiceVetores(
        open_vetores=lambda conta: documents.open(container_of(embedder), conta),
        contas=contas.conta_store(),
        lexico=NgramasEmbedder(),
        embedder=None if isinstance(embedder, NgramasEmbedder) else embedder,
        breaker=Breaker(lambda: 0.0),
    )
    monkeypatch.setattr(indice, "embedder", lambda: embedder)
    for module in (indice, mensagens, respostas):
        monkeypatch.setattr(module, "indice", lambda: found)
    mensagens.indexador.cache_clear()
    respostas.indexador.cache_clear()
    return found


def mensagem(mensagem_id: str, message: str) -> Mensagem:
    return Mensagem(
        id=mensagem_id, client_id="c1", message=message, created_at=NOW, updated_at=NOW, indexada_em=NOW
    )


def resposta() -> Resposta:
    return Resposta(
        id="R1",
        intencao=Intencao.INFORMACAO,
        titulo="Endereço",
        perguntas=("onde vocês ficam?",),
        texto="Na rua das Flores, 10.",
        criada_em=NOW,
        criada_por="ana",
        atualizada_em=NOW,
        atualizada_por="ana",
    )


async def test_a_new_embedder_knows_everything_after_the_command_and_the_command_again_tells_nothing(
    documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    contas.conta_store.cache_clear()
    await contas.conta_store().add(Conta(id=CONTA))
    before = use(NgramasEmbedder(), monkeypatch, documents)
    for one in (mensagem("M1", "quero cancelar o plano"), mensagem("M2", "segunda via do boleto")):
        await mensagens.open_mensagens(CONTA).add(one)
        await before.put(CONTA, item_of_mensagem(one))
    await respostas.open_respostas(CONTA).add(resposta())
    after = use(UseEmbedder(), monkeypatch, documents)
    await mensagens.indexador().index(
        CONTA, "M1"
    )  # it says that search knows it, which was true of the other

    first = [await reindexar.reindex(CONTA, one) for one in (reindexar.MENSAGENS, reindexar.RESPOSTAS)]
    again = [await reindexar.reindex(CONTA, one) for one in (reindexar.MENSAGENS, reindexar.RESPOSTAS)]
    found = await after.search(CONTA, Consulta("qual é o endereço?", tipos=BOTH))

    assert (first, again) == ([(2, 2), (1, 1)], [(0, 2), (0, 1)])
    assert {one.id for one in found} == {"M1", "M2", "R1"}
    assert found[0].id == "R1"
    assert all(one.semantico for one in found)
    assert "mensagens 2 de 2, 2 de novo" in capsys.readouterr().out
    contas.conta_store.cache_clear()


async def test_what_was_not_embedded_yet_is_told_again(
    documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = use(UseEmbedder(), monkeypatch, documents)
    await mensagens.open_mensagens(CONTA).add(mensagem("M1", "segunda via do boleto"))
    words_alone = IndiceVetores(found.open_vetores, found.contas, found.lexico, None, found.breaker)
    await words_alone.put(CONTA, item_of_mensagem(mensagem("M1", "segunda via do boleto")))

    told = await reindexar.reindex(CONTA, reindexar.MENSAGENS)

    (achado,) = await found.search(CONTA, Consulta("boleto de novo"))
    assert told == (1, 1)
    assert achado.semantico
