"""How surely two texts are about the same matter: their vectors, and what their words say that vectors blur.

Denials, opposites, other numbers and another object in the same sentence sound alike, and must not be answered alike.
"""

from collections.abc import Mapping

from shared.mensagens.indice_models import Embedder
from shared.mensagens.lexico import Leitura

# Measured: `tests/evals/dados/pares_busca.jsonl`, and MRR on stored messages.
_OF_WORDS = 0.5
# Under 0.7, which says "surely the same"; what is better stays before what is worse.
_AT_MOST, _MORE_BY_SCORE = 0.6, 0.05
_MOST_SWAPPED = 2


def score(embedder: Embedder, cosseno: float, uma: Leitura, outra: Leitura) -> float:
    """On the common scale: 0.7 is surely the same matter, and 1 the same words."""
    found = embedder.calibrate(cosseno + _OF_WORDS * likeness(uma, outra))
    return min(found, _AT_MOST + _MORE_BY_SCORE * found) if contradict(uma, outra) else found


def likeness(uma: Leitura, outra: Leitura) -> float:
    """The share of both texts' words that the other says too, 0 to 1."""
    count = len(uma.palavras) + len(outra.palavras)
    said = sum(one.is_said_in(outra) for one in uma.palavras)
    said += sum(one.is_said_in(uma) for one in outra.palavras)
    return said / count if count else 0.0


def contradict(uma: Leitura, outra: Leitura) -> bool:
    """Whether one denies, turns round or asks of something else than the other, however alike they sound."""
    return (
        uma.nega != outra.nega
        or _differ(uma.numeros, outra.numeros)
        or _any_differs(uma.polos, outra.polos)
        or _any_differs(uma.membros, outra.membros)
        or _swap_one(uma, outra)
    )


def _any_differs(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> bool:
    return any(_differ(named, other.get(group, named)) for group, named in one.items())


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _swap_one(uma: Leitura, outra: Leitura) -> bool:
    """The same words before and after, and another word or two between: "aula de dança", "aula de natação"."""
    one, other = list(uma.palavras), list(outra.palavras)
    while one and other and one[0].is_like(other[0]):
        del one[0], other[0]
    while one and other and one[-1].is_like(other[-1]):
        del one[-1], other[-1]
    if max(len(one), len(other)) > _MOST_SWAPPED or len(one) == len(uma.palavras):
        return False
    return any(not word.is_said_in(outra) for word in one) and any(not word.is_said_in(uma) for word in other)
