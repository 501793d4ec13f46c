"""Whether a question asks for something else than one that was answered, however alike the two sound.

Search compares what both say; an answer that is given by itself must also leave nothing of the question unsaid, and
answer what is asked of the matter: its price is not its hour.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from shared.chamados.respondedor.lexico import ASPECTOS, COISAS, DE_PERGUNTAR, DIAS, DITOS, PROPRIO, QUEIXAS
from shared.kit.texto import fold, squeeze
from shared.mensagens.lexico import palavras, read

_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d+")
# A name within a sentence.
_NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}")
# So much of a pergunta may go unsaid.
_UNSAID = 0.5
_DAY = re.compile(rf"\b(?:{'|'.join(DIAS)})")


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
    """Whether it complains where the other asked, or names a number, name, day or side that the other does not."""
    new, asked, known = fold(squeeze(texto)), conhecida.perguntado, conhecida.tudo
    sides = _named(ASPECTOS, known) | _named(DITOS, fold(conhecida.resposta))
    return (
        (_finds(QUEIXAS, new) and not _finds(QUEIXAS, asked))
        or not set(_NUMBER.findall(new)) <= set(_NUMBER.findall(known))
        or not set(_DAY.findall(new)) <= set(_DAY.findall(known))
        or not {fold(name) for name in _NAME.findall(squeeze(texto))} <= set(_WORD.findall(known))
        or not _named(ASPECTOS, new) <= sides
        or _other_thing(new, known)
    )


def leaves_nothing(texto: str, conhecida: Conhecida) -> bool:
    """Whether every word of it is said in the other, and it says most of what was asked there.

    What every pergunta names one of, it must name too: "aceitam convênio?" does not ask about the one that they name.
    """
    known = read(palavras(conhecida.tudo))
    telling = (word for word in read(palavras(texto)).palavras if word.radical not in DE_PERGUNTAR)
    if not all(word.is_said_in(known) for word in telling):
        return False
    kinds = [_things(fold(pergunta)).keys() for pergunta in conhecida.perguntas]
    says_most = any(own_words(pergunta, texto) <= _UNSAID for pergunta in conhecida.perguntas)
    return says_most and set.intersection(*map(set, kinds)) <= _things(fold(texto)).keys()


def own_words(texto: str, fonte: str) -> float:
    """The share of its words that `fonte` does not say, 0 to 1."""
    new, known = read(palavras(texto)).palavras, read(palavras(fonte))
    return sum(not word.is_said_in(known) for word in new) / len(new) if new else 0.0


def _other_thing(new: str, known: str) -> bool:
    """Whether it names one of a kind of which the other names others alone."""
    mine, theirs = _things(new), _things(known)
    return any(kind in theirs and not named <= theirs[kind] for kind, named in mine.items())


def _things(text: str) -> dict[int, frozenset[str]]:
    """What it names, by kind."""
    words = _WORD.findall(text)
    found = {
        kind: frozenset(start for start in starts for word in words if word.startswith(start))
        for kind, starts in enumerate(COISAS)
    }
    return {kind: named for kind, named in found.items() if named}


def _named(kinds: Mapping[str, tuple[str, ...]], text: str) -> frozenset[str]:
    return frozenset(name for name, patterns in kinds.items() if _finds(patterns, text))


def _finds(patterns: tuple[str, ...], text: str) -> bool:
    return _compiled(patterns).search(text) is not None


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
