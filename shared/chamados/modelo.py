"""The small linear model that knows which words speak of what; `make treinar` writes its weights.

Pure Python, apart from the rules: they decide what is a matter of principle, it what is one of vocabulary.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

PESOS = Path(__file__).parent / "pesos" / "chamados.bin"
_GRAMS = (3, 4, 5)
_LONGEST = 24
_MOST_KNOWN = 8_000

Scores = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Medidas:
    """How much each kind of feature counts; chosen by cross-validation. `casas` is the number of hashed rows."""

    casas: int
    palavra: float
    par: float
    pedaco: float
    sinal: float


def row_of(feature: str, casas: int) -> int:
    return crc32(feature.encode("utf-8", "replace")) % casas


def word_features(word: str, medidas: Medidas) -> list[tuple[int, float]]:
    """The rows of one word and of its pieces; a long word counts as much as a short one."""
    even = "".join("0" if char.isdigit() else char for char in word[:_LONGEST])
    found = [(row_of(even, medidas.casas), medidas.palavra)]
    edged = f"<{even}>"
    grams = {edged[at : at + size] for size in _GRAMS for at in range(len(edged) - size + 1)} - {edged}
    if grams and even[0].isalpha():
        share = medidas.pedaco / math.sqrt(len(grams))
        found.extend((row_of(f"#{gram}", medidas.casas), share) for gram in sorted(grams))
    return found


def pair_features(words: Sequence[str], medidas: Medidas) -> Iterable[tuple[int, float]]:
    edged = ("<", *words, ">")
    return (
        (row_of(f"{first} {second}", medidas.casas), medidas.par)
        for first, second in sorted(set(pairwise(edged)))
    )


def size_of(words: Sequence[str]) -> float:
    """What sums are divided by, so that a long text is not read with more certainty than a short one."""
    return math.sqrt(len(set(words)) + 2.0)


@dataclass
class Modelo:
    """Scores of every label of every head, summed over the rows of a text's features.

    The rows of `sinais` are the signs of the rules, and the intentions: those speak only to the other heads.
    """

    medidas: Medidas
    cabecas: Mapping[str, tuple[str, ...]]
    sinais: Mapping[str, int]
    escalas: Scores
    vieses: Scores
    pesos: memoryview
    _known: dict[str, Scores] = field(default_factory=dict, repr=False)

    def read(self, words: Sequence[str], sinais: Iterable[str]) -> "Pontos":
        """What the words and signs of a text say of every label."""
        sums = [0.0] * len(self.vieses)
        for word in sorted(set(words)):
            _add(sums, self._word(word))
        _add(sums, self._sum(pair_features(words, self.medidas)))
        size = size_of(words)
        given = self.row_scores(sinais)
        found = [
            (value / size) * scale + extra + bias
            for value, extra, scale, bias in zip(sums, given, self.escalas, self.vieses, strict=True)
        ]
        return Pontos(self, tuple(found))

    def row_scores(self, sinais: Iterable[str]) -> list[float]:
        rows = [(self.sinais[sinal], self.medidas.sinal) for sinal in sinais if sinal in self.sinais]
        return [value * scale for value, scale in zip(self._sum(rows), self.escalas, strict=True)]

    def _word(self, word: str) -> Scores:
        known = self._known.get(word)
        if known is None:
            known = tuple(self._sum(word_features(word, self.medidas)))
            if len(self._known) < _MOST_KNOWN:  # hostile texts must not grow it for ever
                self._known[word] = known
        return known

    def _sum(self, rows: Iterable[tuple[int, float]]) -> list[float]:
        width = len(self.vieses)
        sums = [0.0] * width
        for row, value in rows:
            for at, weight in enumerate(self.pesos[row * width : (row + 1) * width]):
                sums[at] += weight * value
        return sums


@dataclass(frozen=True)
class Pontos:
    """One text's scores."""

    modelo: Modelo
    pontos: Scores

    def chances(self, cabeca: str) -> dict[str, float]:
        """The probability of each label of a head."""
        return _chances(self.pontos, self._places(cabeca, self.modelo.cabecas[cabeca]))

    def given(self, intencao: str, cabeca: str, among: Sequence[str]) -> dict[str, float]:
        """The probability of each of the labels that the intention leaves open."""
        told = self.modelo.row_scores([f"={intencao}"])
        sums = [value + more for value, more in zip(self.pontos, told, strict=True)]
        return _chances(sums, self._places(cabeca, among))

    def _places(self, cabeca: str, among: Sequence[str]) -> dict[str, int]:
        at = 0
        for name, labels in self.modelo.cabecas.items():
            if name == cabeca:
                return {label: at + labels.index(label) for label in among}
            at += len(labels)
        raise KeyError(cabeca)


def _chances(pontos: Sequence[float], places: Mapping[str, int]) -> dict[str, float]:
    top = max(pontos[at] for at in places.values())
    raised = {label: math.exp(pontos[at] - top) for label, at in places.items()}
    total = sum(raised.values())
    return {label: value / total for label, value in raised.items()}


def _add(sums: list[float], more: Sequence[float]) -> None:
    for at, value in enumerate(more):
        sums[at] += value


@cache
def load_modelo(path: Path = PESOS) -> Modelo:
    """One line of JSON, then a signed byte for each row and label."""
    head, _, body = path.read_bytes().partition(b"\n")
    told = json.loads(head)
    return Modelo(
        medidas=Medidas(**told["medidas"]),
        cabecas={cabeca: tuple(labels) for cabeca, labels in told["cabecas"].items()},
        sinais={sinal: told["medidas"]["casas"] + at for at, sinal in enumerate(told["sinais"])},
        escalas=tuple(told["escalas"]),
        vieses=tuple(told["vieses"]),
        pesos=memoryview(body).cast("b"),
    )
