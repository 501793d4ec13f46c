"""Texts into vectors by hashed words, pieces of words and listed meanings: plain Python, the same in every process.

It finds what is said in like words and in those that we listed, no more: the last resort everywhere.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from shared.adapters.calibragem import on_scale
from shared.mensagens.lexico import VAZIAS, palavras, read

_DIM = 256
_PIECES = (3, 4)
_OF_EMPTY = 0.2  # a word that says nothing of the matter weighs so much of one that does
_OF_PIECE = 0.5
_OF_MEANING = 2.0

# Measured: `tests/evals/test_busca.py` holds precision and recall at 0.7 and 0.85.
_KNOTS = ((0.0, 0.0), (0.3, 0.3), (0.65, 0.7), (1.0, 0.85), (1.5, 1.0))


class NgramasEmbedder:
    """The space is named anew (`ngramas-2`) whenever what a text becomes changes."""

    modelo = "ngramas-1"
    dim = _DIM
    externo = False

    async def embed(self, textos: Sequence[str]) -> list[list[float]]:
        return [vetor(texto) for texto in textos]

    def calibrate(self, semelhanca: float) -> float:
        return on_scale(semelhanca, _KNOTS)


def vetor(texto: str) -> list[float]:
    """The unit vector of `texto`; all zeros where it has no word."""
    summed = [0.0] * _DIM
    for feature, count in _features(texto).items():
        hashed = zlib.crc32(feature.encode())
        summed[(hashed >> 1) % _DIM] += math.copysign(math.log1p(count), (hashed & 1) - 0.5)
    norm = math.hypot(*summed)
    return [round(value / norm, 6) for value in summed] if norm else summed


def _features(texto: str) -> Mapping[str, float]:
    words = palavras(texto)
    found: defaultdict[str, float] = defaultdict(float)
    for word in words:
        weight = _OF_EMPTY if word in VAZIAS else 1.0
        found[word] += weight
        for piece in _pieces(f"<{word}>"):
            found[piece] += weight * _OF_PIECE
    for sentido in (name for known in read(words).palavras for name in known.sentidos):
        found[f"={sentido}"] += _OF_MEANING
    return found


def _pieces(word: str) -> list[str]:
    return [word[at : at + size] for size in _PIECES for at in range(len(word) - size + 1)]
