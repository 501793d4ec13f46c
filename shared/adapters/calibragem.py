"""The common scale of search, 0 to 1, from what an embedder measures; apart because each embedder has its own knots."""

from collections.abc import Sequence
from itertools import pairwise

Knots = Sequence[tuple[float, float]]


def on_scale(measured: float, knots: Knots) -> float:
    """Linear between knots, flat beyond the first and the last."""
    if measured <= knots[0][0]:
        return knots[0][1]
    for (x, y), (next_x, next_y) in pairwise(knots):
        if measured <= next_x:
            return y + (measured - x) / (next_x - x) * (next_y - y)
    return knots[-1][1]
