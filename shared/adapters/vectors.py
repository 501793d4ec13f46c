"""Cosine likeness of vectors for stores that have no vector index of their own; each is packed as float32, its length
last.

With numpy where it is installed, which it is not in the cloud: there Cosmos DB compares.
"""

import math
from array import array
from collections.abc import Iterator, Sequence
from operator import mul
from typing import Any, Protocol


class Likeness(Protocol):
    """The cosines of many vectors to one, taken in piece by piece; numbers and cosines are kept, vectors are not."""

    def take(self, numbers: Sequence[int], packed: Sequence[bytes]) -> None:
        """Vectors with as many values as the one, each with a number to be known by."""

    def best(self) -> Iterator[tuple[int, float]]:
        """Each number and its cosine, the most alike first."""


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


def pack(vector: Sequence[float]) -> bytes:
    return array("f", [*vector, math.hypot(*vector)]).tobytes()


def unpack(packed: bytes) -> list[float]:
    return array("f", packed).tolist()[:-1]


def packed_size(values: int) -> int:
    return (values + 1) * array("f").itemsize


class PlainLikeness:
    def __init__(self, vector: Sequence[float]) -> None:
        self._unit = _unit(vector)
        self._found: list[tuple[int, float]] = []

    def take(self, numbers: Sequence[int], packed: Sequence[bytes]) -> None:
        for number, blob in zip(numbers, packed, strict=True):
            *values, length = array("f", blob)
            product = sum(map(mul, self._unit, values))
            self._found.append((number, product / length if length else 0.0))

    def best(self) -> Iterator[tuple[int, float]]:
        return iter(sorted(self._found, key=lambda one: -one[1]))


class NumpyLikeness:
    def __init__(self, vector: Sequence[float], numpy: Any) -> None:
        self._np = numpy
        self._unit = numpy.array(_unit(vector), dtype="float32")
        self._numbers: list[int] = []
        self._cosines: list[Any] = []

    def take(self, numbers: Sequence[int], packed: Sequence[bytes]) -> None:
        matrix = self._np.frombuffer(b"".join(packed), dtype="float32").reshape(len(packed), -1)
        values, lengths = matrix[:, :-1], matrix[:, -1]
        self._numbers += numbers
        self._cosines.append(values @ self._unit / self._np.where(lengths == 0, 1, lengths))

    def best(self) -> Iterator[tuple[int, float]]:
        if not self._cosines:
            return
        cosines = self._np.concatenate(self._cosines)
        for at in self._np.argsort(-cosines, kind="stable"):
            yield self._numbers[at], float(cosines[at])


def _unit(vector: Sequence[float]) -> list[float]:
    length = math.hypot(*vector)
    return [value / length for value in vector] if length else [0.0] * len(vector)
