"""Cosine likeness of float32 vectors for stores that have no vector index of their own.

With numpy where it is installed, which it is not in the cloud: there Cosmos DB compares.
"""

import math
from array import array
from collections.abc import Iterator, Sequence
from operator import mul
from typing import Any, Protocol


class Likeness(Protocol):
    """The cosines of many vectors to one, taken in piece by piece; names and cosines are kept, vectors are not."""

    def take(self, names: Sequence[str], lengths: Sequence[float], blobs: Sequence[bytes]) -> None:
        """`blobs` are float32, as long as the one; `lengths` their Euclidean lengths."""

    def best(self) -> Iterator[tuple[str, float]]:
        """Each name and its cosine, the most alike first."""


def likeness(vector: Sequence[float]) -> Likeness:
    try:
        import numpy
    except ImportError:
        return PlainLikeness(vector)
    return NumpyLikeness(vector, numpy)


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """1 for the same direction, 0 for none (a zero vector has none), -1 for the opposite."""
    lengths = math.hypot(*one) * math.hypot(*other)
    return sum(map(mul, one, other)) / lengths if lengths else 0.0


def length_of(blob: bytes) -> float:
    return math.hypot(*array("f", blob))


class PlainLikeness:
    def __init__(self, vector: Sequence[float]) -> None:
        self._unit = _unit(vector)
        self._found: list[tuple[str, float]] = []

    def take(self, names: Sequence[str], lengths: Sequence[float], blobs: Sequence[bytes]) -> None:
        for name, length, blob in zip(names, lengths, blobs, strict=True):
            product = sum(map(mul, self._unit, array("f", blob)))
            self._found.append((name, product / length if length else 0.0))

    def best(self) -> Iterator[tuple[str, float]]:
        return iter(sorted(self._found, key=lambda one: -one[1]))


class NumpyLikeness:
    def __init__(self, vector: Sequence[float], numpy: Any) -> None:
        self._np = numpy
        self._unit = numpy.array(_unit(vector), dtype="float32")
        self._names: list[str] = []
        self._cosines: list[Any] = []

    def take(self, names: Sequence[str], lengths: Sequence[float], blobs: Sequence[bytes]) -> None:
        matrix = self._np.frombuffer(b"".join(blobs), dtype="float32").reshape(len(names), -1)
        divisors = self._np.array(lengths, dtype="float32")
        divisors[divisors == 0] = 1
        self._names += names
        self._cosines.append(matrix @ self._unit / divisors)

    def best(self) -> Iterator[tuple[str, float]]:
        if not self._cosines:
            return
        cosines = self._np.concatenate(self._cosines)
        for at in self._np.argsort(-cosines, kind="stable"):
            yield self._names[at], float(cosines[at])


def _unit(vector: Sequence[float]) -> list[float]:
    length = math.hypot(*vector)
    return [value / length for value in vector] if length else [0.0] * len(vector)
