"""Cosine likeness of vectors for stores that have no vector index of their own; plain Python, numpy is not shipped."""

import json
import math
from collections.abc import Sequence
from heapq import nlargest
from operator import itemgetter, mul


def rank(vector: Sequence[float], candidates: Sequence[str], limit: int) -> list[tuple[int, float]]:
    """Which of `candidates` (JSON arrays as long as `vector`) are most alike: (position, cosine), best first."""
    scored = ((at, cosine(vector, json.loads(text))) for at, text in enumerate(candidates))
    return nlargest(limit, scored, key=itemgetter(1))


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """1 for the same direction, 0 for none (a zero vector has none), -1 for the opposite."""
    norms = math.hypot(*one) * math.hypot(*other)
    return sum(map(mul, one, other)) / norms if norms else 0.0
