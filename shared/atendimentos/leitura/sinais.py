"""What the rules can find in an answer, and where; the words that every part of them uses."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

ORIGEM = "regras:1"


class Tipo(StrEnum):
    SIM = "sim"
    NAO = "nao"
    OUTRO = "outro"
    TALVEZ = "talvez"
    DUVIDA = "duvida"
    PARAR = "parar"
    ENGANO = "engano"
    ORDEM = "ordem"
    IRONIA = "ironia"
    ABERTO = "aberto"


class Forca(StrEnum):
    """`firme` outlasts what is said after it; `fraca` gives way to any `plena`: "sim" in "sim, quero cancelar"."""

    FRACA = "fraca"
    PLENA = "plena"
    FIRME = "firme"


@dataclass(frozen=True, slots=True)
class Sinal:
    """`inicio` and `fim` are places in the repaired text."""

    tipo: Tipo
    inicio: int
    fim: int
    forca: Forca = Forca.PLENA

    def as_(self, tipo: Tipo) -> Self:
        return replace(self, tipo=tipo)


OPPOSITE = {Tipo.SIM: Tipo.NAO, Tipo.NAO: Tipo.SIM}


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def one_of(*patterns: str) -> re.Pattern[str]:
    """A pattern over the words of a clause, whole words only."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)")
