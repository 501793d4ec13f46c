"""Fewer than 3 % of what is answered by itself may be wrong, on pairs that were written to be confused."""

from pathlib import Path
from typing import Any

import pytest

from shared.adapters.embeddings_use import UseEmbedder
from shared.mensagens.indice_models import Embedder
from tests.evals.busca import read_lines
from tests.evals.respostas import Once, as_faq, grade, remembering

pytestmark = pytest.mark.anyio
_MOST_WRONG = 0.03
_USE = Once(UseEmbedder())


def items() -> list[dict[str, Any]]:
    return read_lines(Path(__file__).parent / "dados" / "respostas_automaticas.jsonl")


@pytest.mark.parametrize("embedder", [_USE, None], ids=["use", "palavras"])
async def test_what_is_given_is_right_though_everything_passes_for_a_question_for_everybody(
    embedder: Embedder | None,
) -> None:
    nota = await grade(items(), embedder, as_faq)

    assert nota.share_wrong < _MOST_WRONG, nota
    assert nota.recall >= 0.4, nota


async def test_what_is_given_is_right_as_chamados_are_read() -> None:
    nota = await grade(items(), _USE)

    assert nota.share_wrong < _MOST_WRONG, nota
    assert nota.recall >= 0.3, nota


async def test_searches_that_nobody_wrote_an_answer_for_are_given_none() -> None:
    """Messages and searches that a stranger wrote: each message's answer is its own."""
    folder = Path(__file__).parent / "dados"
    stored = read_lines(folder / "busca_mensagens_cegas.jsonl")
    asked = read_lines(folder / "busca_consultas_cegas.jsonl")
    known = [{"id": one["id"], "pergunta": one["mensagem"], "resposta": "Sim."} for one in stored]
    labelled = [
        {"id": one["relevantes"][0] if one["relevantes"] else "", "iguais": [], "outras": [one["consulta"]]}
        for one in asked
        if len(one["relevantes"]) < 2
    ]

    wrong = await _given_wrongly(known, labelled)

    assert wrong == []


async def _given_wrongly(known: list[dict[str, Any]], asked: list[dict[str, Any]]) -> list[tuple[str, str]]:
    async with remembering(known, _USE) as memoria:
        found = [(one, await memoria.given(one["outras"][0], as_faq)) for one in asked]
    return [(one["outras"][0], given) for one, given in found if given not in (None, one["id"])]
