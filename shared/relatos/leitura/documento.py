"""A relato made ready for the rules: folded, cut into sentences and clauses, orders hidden in it blanked out."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shared.kit.dates import DataEscrita, HoraEscrita, find_dates, find_hours
from shared.kit.texto import Texto, Trecho, read_texto, sentences
from shared.relatos.leitura.falas import Fala, find_falas

_ORDER = re.compile(
    r"\bignor[ea]\w*\s+tudo\b"
    r"|\b(?:assistente|sistema|ia|robo)\s*,\s*(?:por\s+favor\s*,?\s*)?(?:ignor|marqu|registr|respond|alter|"
    r"desconsider|mud)"
    r"|\b(?:ignor[ea]\w*|desconsider[ea]\w*|esquec[ae]\w*|disregard|forget)\s+(?:[a-z]+\s+){0,4}?"
    r"(?:instruc\w+|ordens|regras|comandos|prompt|instructions|anterior\w*|acima|previous)"
    r"|\b(?:sistema|system|assistente|assistant|chatgpt|gpt|modelo|robo|bot|ia|prompt|admin)\s*:\s"
    r"|\bvoce\s+(?:agora\s+)?(?:e|deve|precisa)\s+(?:um\s+|uma\s+)?(?:ia|assistente|modelo|responder|"
    r"marcar|registrar)"
    r"|\b(?:responda|answer|reply)\s+(?:apenas|somente|so|only)\b"
    r"|\b(?:altere|mude|defina|marque|registre|preencha|grave|set)\s+(?:[a-z_]+\s+){0,3}?"
    r"(?:valor|orcamento|campo|json|value|status)\w*\s*(?:(?:[a-z]+\s+){0,3}?como\b|"
    r"(?:(?:para|pra|to|de|=|:)\s*)?(?:r\$|\d|zero|null|nulo|vazi[oa]))"
)
_QUOTES = (re.compile('"'), re.compile(r"(?<!\w)'|'(?!\w)"))
_HOURS = re.compile(
    r"\b(?:dia|as|hs?|hrs?|horas|\d{1,2}h\d{0,2}|de|da|manha|tarde|noite|seg|ter|qua|qui|sex|sab|dom)\b"
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n|$")
_CLAUSE = re.compile(r",(?!\d)|[;()!?\n|]|\.(?=\s|$)|\s[-/]\s|\s(?:mas|porem)\s")

# A text without any stop is one sentence; nobody means a word that stands further away than this.
_REACH = 300


@dataclass(frozen=True)
class Documento:
    """One relato as the rules see it. Positions are those of `texto.legivel`; `ditado` is what may be believed."""

    texto: Texto
    ditado: str
    referencia: date

    @cached_property
    def frases(self) -> list[Trecho]:
        return sentences(self.ditado)

    @cached_property
    def datas(self) -> list[DataEscrita]:
        return list(find_dates(self.ditado))

    @cached_property
    def horas(self) -> list[HoraEscrita]:
        return list(find_hours(self.ditado))

    @cached_property
    def falas(self) -> list[Fala]:
        return find_falas(self.ditado)

    @cached_property
    def cortes(self) -> list[int]:
        """Where clauses begin, in order."""
        return [0, *(match.end() for match in _CLAUSE.finditer(self.ditado))]

    @cached_property
    def _inicios(self) -> list[int]:
        return [frase.inicio for frase in self.frases]

    def indice(self, posicao: int) -> int:
        """The index of the sentence that holds a position."""
        return max(0, bisect_right(self._inicios, posicao) - 1)

    def frase(self, posicao: int) -> Trecho:
        """The sentence that holds a position, as far as it may matter there."""
        frase = self.frases[self.indice(posicao)]
        return Trecho(max(frase.inicio, posicao - _REACH), max(min(frase.fim, posicao + _REACH), posicao))

    def data_so(self, inicio: int, fim: int) -> bool:
        """Whether the sentence that holds a stretch says nothing beside it but an hour or a part of the day."""
        frase = self.frase(inicio)
        rest = self.ditado[frase.inicio : inicio] + " " + self.ditado[fim : frase.fim]
        return not re.search(r"[a-z]{2,}", _HOURS.sub(" ", rest))

    def clausula(self, posicao: int) -> Trecho:
        """The clause that holds a position, inside its sentence."""
        index = bisect_right(self.cortes, posicao) - 1
        frase = self.frase(posicao)
        fim = self.cortes[index + 1] if index + 1 < len(self.cortes) else len(self.ditado)
        return Trecho(max(self.cortes[index], frase.inicio), min(fim, frase.fim))

    def evidencia(self, inicio: int, fim: int) -> str:
        """The literal excerpt of the relato, without the white space around it."""
        return self.texto.trecho(inicio, fim).strip()


def open_documento(texto: str, referencia: date) -> Documento:
    """Index a relato. Orders to a machine inside it are text that nobody obeys: they are not read at all."""
    read = read_texto(texto)
    return Documento(read, _without_orders(read.dobrado), referencia)


def _without_orders(dobrado: str) -> str:
    pieces: list[str] = []
    done = 0
    for match in _ORDER.finditer(dobrado):
        if match.start() < done:
            continue
        inicio, fim = _reach(dobrado, match)
        pieces += [dobrado[done:inicio], " " * (fim - max(inicio, done))]
        done = fim
    return "".join([*pieces, dobrado[done:]])


def _reach(dobrado: str, match: re.Match[str]) -> tuple[int, int]:
    """How far an order reaches: the quotation it stands in, else to the end of its sentence."""
    line = max(dobrado.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
    for quote in _QUOTES:
        marks = [mark.start() for mark in quote.finditer(dobrado, line, match.start())]
        closing = quote.search(dobrado, match.end(), match.end() + _REACH)
        if len(marks) % 2 and closing:
            return marks[-1], closing.end()
    ending = _SENTENCE_END.search(dobrado, match.end())
    return match.start(), ending.start() if ending else len(dobrado)
