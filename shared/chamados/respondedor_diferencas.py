"""Whether a question asks for something else than one that was answered, however alike the two sound.

Vectors put "como faço upgrade?" beside "como faço downgrade?", and one convênio beside another: an answer that is
given by itself must survive the words too.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from shared.chamados.respondedor_lexico import (
    ASPECTOS,
    ATOS,
    ATOS_AFINS,
    CLASSES,
    DITOS,
    PROPRIO,
    QUEIXAS,
    SINONIMOS,
    VAZIAS,
)
from shared.kit.texto import fold, squeeze

_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d+")
# A name within a sentence.
_NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}")
_LONG, _STEM = 6, 5
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Conhecida:
    """What was answered: the ways in which it was asked, and the answer."""

    perguntas: tuple[str, ...]
    resposta: str

    @property
    def perguntado(self) -> str:
        return fold("\n".join(self.perguntas))

    @property
    def tudo(self) -> str:
        return fold("\n".join((*self.perguntas, self.resposta)))


def is_own_matter(texto: str) -> bool:
    """Whether it asks after something that is the asker's alone: an exam, an order, their own hour."""
    return _finds(PROPRIO, fold(squeeze(texto)))


def differs(texto: str, conhecida: Conhecida) -> bool:
    """Whether it complains where the other asked, or names another number, name, deed, thing or side of the matter."""
    new, asked, known = fold(squeeze(texto)), conhecida.perguntado, conhecida.tudo
    sides = _named(ASPECTOS, known) | _named(DITOS, fold(conhecida.resposta))
    return (
        (_finds(QUEIXAS, new) and not _finds(QUEIXAS, asked))
        or not set(_NUMBER.findall(new)) <= set(_NUMBER.findall(known))
        or not {fold(name) for name in _NAME.findall(squeeze(texto))} <= set(_WORD.findall(known))
        or not _named(ASPECTOS, new) <= sides
        or _other_deed(new, known)
        or _other_thing(new, known)
    )


def strange_words(texto: str, conhecida: Conhecida) -> int:
    """How many of its words nothing in the other explains, and how many things the other named that it does not."""
    words, known = telling_words(texto), set(_WORD.findall(conhecida.tudo))
    stems, groups = {_stem(word) for word in known}, _groups(known)
    strange = [word for word in words if _stem(word) not in stems and not _groups({word}) & groups]
    named = set(_members(conhecida.perguntado)) - set(_members(fold(texto)))
    return len(strange) + len({kind for kind, _ in named})


def telling_words(texto: str) -> set[str]:
    """Those that say something of the matter."""
    return {word for word in _WORD.findall(fold(texto)) if word not in VAZIAS and len(word) >= _LEAST}


def _stem(word: str) -> str:
    return word[:_STEM] if len(word) >= _LONG else word.removesuffix("s")


def _groups(words: Collection[str]) -> frozenset[str]:
    return frozenset(
        name for name, starts in SINONIMOS.items() if any(word.startswith(starts) for word in words)
    )


def _other_deed(new: str, known: str) -> bool:
    mine, theirs = _starting(ATOS, new), _starting(ATOS, known)
    return any(deed not in theirs and not _is_akin(deed, theirs) for deed in mine)


def _is_akin(deed: str, others: Collection[str]) -> bool:
    return any(frozenset({deed, other}) in ATOS_AFINS for other in others)


def _other_thing(new: str, known: str) -> bool:
    """Of a kind of which the other named one too, or any day that it did not."""
    mine, theirs = set(_members(new)), set(_members(known))
    kinds = {kind for kind, _ in theirs}
    return any(kind in kinds and (kind, member) not in theirs for kind, member in mine)


def _members(text: str) -> Iterator[tuple[str, str]]:
    for kind, starts in CLASSES.items():
        for word in _WORD.findall(text):
            if found := next((start for start in starts if word.startswith(start)), None):
                yield kind, found


def _named(kinds: Mapping[str, Iterable[str]], text: str) -> frozenset[str]:
    return frozenset(name for name, patterns in kinds.items() if _finds(tuple(patterns), text))


def _starting(kinds: Mapping[str, tuple[str, ...]], text: str) -> frozenset[str]:
    words = _WORD.findall(text)
    return frozenset(name for name, starts in kinds.items() if any(word.startswith(starts) for word in words))


def _finds(patterns: tuple[str, ...], text: str) -> bool:
    return _compiled(patterns).search(text) is not None


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
