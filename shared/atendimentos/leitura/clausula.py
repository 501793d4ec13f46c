"""A clause while it is read: which of its words are used up, and what was found in them."""

import re
from dataclasses import dataclass

from shared.atendimentos.leitura.oracoes import Oracao
from shared.atendimentos.leitura.sinais import Forca, Sinal, Tipo


@dataclass
class Clausula:
    """The words of a clause while it is read: what a phrase has used up is `_`."""

    oracao: Oracao
    formas: list[str]
    sinais: list[Sinal]
    usadas: set[int]

    @property
    def texto(self) -> str:
        return " ".join(self.formas)

    def note(self, tipo: Tipo, first: int, last: int, forca: Forca = Forca.PLENA) -> None:
        palavras = self.oracao.palavras
        self.sinais.append(Sinal(tipo, palavras[first].inicio, palavras[last].fim, forca))

    def note_all(self, tipo: Tipo, forca: Forca = Forca.PLENA) -> None:
        self.note(tipo, 0, len(self.formas) - 1, forca)

    def places(self, match: re.Match[str]) -> range:
        return range(word_at(match.string, match.start()), word_at(match.string, match.end()) + 1)

    def use(self, places: range, last: str = "_", *, frees: bool = False) -> None:
        """`frees`: what is asked about may still name a time."""
        for place in places:
            self.formas[place] = "_"
        self.usadas.update(() if frees else places)
        self.formas[places[-1]] = last


def word_at(text: str, position: int) -> int:
    return text.count(" ", 0, position)
