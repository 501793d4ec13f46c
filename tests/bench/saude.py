"""Pure scoring, of documents that are already read: next to what decoding them from JSON costs anyway."""

import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, TypeVar

from shared.kit.clock import SAO_PAULO, local_instant
from shared.saude.explicacao import explain
from shared.saude.leitura import medidas
from shared.saude.medidas import Medidas
from shared.saude.perfil_models import Perfil
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO
from shared.saude.score import Resultado, score
from tests.bench.report import Row, at_most
from tests.saude_dados import contadores

_COUNT = 4_000
_SHOWN = 200
_ROUNDS = 7
_GOAL = 2
_HOJE = date(2026, 11, 20)
Document = TypeVar("Document")


def measure_score() -> list[Row]:
    """From the body of a `Contadores` document to a score, by each profile, ÷ `json.loads` of the same document."""
    texts = _documents()
    bodies = [json.loads(text) for text in texts]
    floor = _us_each(texts, json.loads)
    rows = [Row("counters of 31 days, mean size", f"{statistics.mean(map(len, texts)):.0f} bytes")]
    for perfil in (DOCUMENTADO, CODIGO, AJUSTADO):
        took = _us_each(bodies, partial(_scored, perfil=perfil))
        rows.append(at_most(f"scoring by {perfil.id}, each", took, floor, unit="us", goal=_GOAL))
    return [
        *rows,
        Row("  of it, from counters to measures", f"{_us_each(bodies, _measured):.0f} us"),
        Row("  telling it line by line, when shown", f"{_us_each(bodies[:_SHOWN], _explained):.0f} us"),
    ]


def _documents() -> list[str]:
    """Some much, some little, some nothing any more, as the bench of the daily run has them."""
    chance = random.Random(_COUNT)
    em = local_instant(_HOJE, 0)
    return [json.dumps(contadores(chance, _HOJE, em)) for _ in range(_COUNT)]


def _measured(body: dict[str, Any]) -> Medidas:
    return medidas(body, _HOJE, SAO_PAULO)


def _scored(body: dict[str, Any], perfil: Perfil) -> Resultado:
    return score(_measured(body), perfil)


def _explained(body: dict[str, Any]) -> None:
    measured = _measured(body)
    explain(measured, score(measured, DOCUMENTADO), DOCUMENTADO)


def _us_each(documents: list[Document], work: Callable[[Document], object]) -> float:
    """Microseconds for one document, of the round in which least else ran."""
    took = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        for document in documents:
            work(document)
        took.append(time.perf_counter() - begun)
    return min(took) / len(documents) * 1e6
