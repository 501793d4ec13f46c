"""The quality of search offline: the floors it may not fall under, on what a stranger wrote and on pairs of texts."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.adapters.embeddings_use import UseEmbedder
from shared.mensagens.indice_models import Embedder
from tests.evals.__main__ import main
from tests.evals.busca import Buscador, mrr, pair_scores, read_lines

pytestmark = pytest.mark.anyio
DADOS = Path(__file__).parent / "dados"


async def mrr_of(embedder: Embedder) -> float:
    buscador = Buscador(embedder)
    await buscador.learn(DADOS / "busca_mensagens_cegas.jsonl")
    consultas = read_lines(DADOS / "busca_consultas_cegas.jsonl")
    return mrr(consultas, {one["id"]: await buscador.predict(one) for one in consultas})


def precision_and_recall(
    pairs: Sequence[Mapping[str, Any]], scores: Sequence[float], least: float
) -> tuple[float, float]:
    found = [pair["mesma"] for pair, score in zip(pairs, scores, strict=True) if score >= least]
    return sum(found) / len(found), sum(found) / sum(pair["mesma"] for pair in pairs)


async def test_searches_written_by_a_stranger_find_what_they_mean() -> None:
    assert await mrr_of(UseEmbedder()) >= 0.75


async def test_searches_written_by_a_stranger_find_something_by_words_alone() -> None:
    assert await mrr_of(NgramasEmbedder()) >= 0.45


@pytest.mark.parametrize(
    ("embedder", "lote", "least", "precision", "recall"),
    [
        (UseEmbedder(), "ajuste", 0.7, 0.9, 0.8),
        (UseEmbedder(), "ajuste", 0.85, 0.9, 0.6),
        (UseEmbedder(), "conferencia", 0.7, 0.85, 0.5),
        (UseEmbedder(), "conferencia", 0.85, 0.85, 0.35),
        (NgramasEmbedder(), "ajuste", 0.7, 0.9, 0.75),
        (NgramasEmbedder(), "ajuste", 0.85, 0.85, 0.45),
        (NgramasEmbedder(), "conferencia", 0.7, 0.75, 0.45),
        (NgramasEmbedder(), "conferencia", 0.85, 0.8, 0.3),
    ],
    ids=lambda value: getattr(value, "modelo", value),
)
async def test_a_score_means_the_same_beside_every_embedder(
    embedder: Embedder, lote: str, least: float, precision: float, recall: float
) -> None:
    pairs = [pair for pair in read_lines(DADOS / "pares_busca.jsonl") if pair["lote"] == lote]

    found = precision_and_recall(pairs, await pair_scores(embedder, pairs), least)

    assert found[0] >= precision
    assert found[1] >= recall


def test_predictions_are_written_and_scored_from_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = {"id": "m1", "mensagem": "Como cancelo a assinatura?", "setor": "admin"}
    query = {"id": "bus-1", "consulta": "encerrar o plano", "relevantes": ["m1"]}
    (tmp_path / "busca_mensagens.jsonl").write_text(json.dumps(message), "utf-8")
    (tmp_path / "busca_consultas.jsonl").write_text(json.dumps(query), "utf-8")

    status = main(["--dados", str(tmp_path), "--saida", str(tmp_path / "saida"), "--tarefa", "busca"])

    written = json.loads((tmp_path / "saida" / "busca_consultas.jsonl").read_text("utf-8"))
    assert (status, written) == (0, {"id": "bus-1", "resultados": ["m1"]})
    assert "RESUMO busca = 1.000" in capsys.readouterr().out
