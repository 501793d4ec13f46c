"""A customer's words made even, so that one pattern fits all the ways they are typed; every word knows where it stood.

Apart from the rules because the small model reads the same words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from shared.kit.texto import Texto, read_texto

# What people type for a word; what is not here is left to the patterns and to the model's pieces of words.
_TYPED = {
    "nao": "n nn naum",
    "voce": "vc vce oce",
    "voces": "vcs ces oces vces",
    "que": "q",
    "porque": "pq pque",
    "por favor": "pfv pfvr pfvor pff pls plis please",
    "tambem": "tb tbm tmb",
    "hoje": "hj",
    "amanha": "amanh amnha amha",
    "muito": "mt mto mtoo mui",
    "muita": "mta",
    "de novo": "dnv dnovo denovo",
    "quanto": "qto qnt qt qnto",
    "quantos": "qtos qnts qts",
    "quando": "qdo qnd",
    "quero": "qro kero",
    "obrigado": "obg obgd obgda brigado brigadao brigada brigadinha obrigada obrigadao obrigadinha bgd",
    "valeu": "vlw vlww vlws",
    "mensagem": "msg mensage",
    "mensagens": "msgs",
    "beleza": "blz",
    "para": "p pra pro pras pros",
    "esta": "ta tah taa",
    "estou": "to tou tow",
    "estao": "tao",
    "estava": "tava",
    "estavam": "tavam",
    "estamos": "tamo tamos",
    "internet": "net internete",
    "qualquer": "qq qlqr",
    "comigo": "cmg",
    "com": "c",
    "alguem": "algm",
    "ninguem": "ngm ngn",
    "depois": "dps dpois",
    "mesmo": "msm",
    "agora": "agr",
    "gente": "gnt",
    "tudo": "td",
    "todo": "tdo",
    "whatsapp": "zap wpp whats zapzap wapp",
    "cade": "kd",
    "aqui": "aki",
    "problema": "prob pblm probrema",
    "segunda via": "segundavia",
    "horas": "hrs",
    "minutos": "min mins",
    "verdade": "vdd",
    "certeza": "ctz",
    "cancelar": "canselar",
    "consulta": "consuta",
    "problemas": "probs",
    "funciona": "fuciona funfa",
    "funcionando": "fucionando funfando",
    "email": "mail e-mail emails e-mails",
}
_EVEN = {typed: word for word, forms in _TYPED.items() for typed in forms.split()}
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d(?:[\w.,:/]*\w)?|[^\w\s]|\n")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED_VOWEL = re.compile(r"([aeiou])\1+$")
_INVISIBLE = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_STOPS = frozenset(".,;:!?")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Palavra:
    """One word or sign as it is read, and where it stands in the text."""

    norma: str
    inicio: int
    fim: int


@dataclass(frozen=True)
class Lido:
    """A text and its even words; `norma` is all of them, one space apart, with a space at both ends."""

    texto: Texto
    palavras: tuple[Palavra, ...]

    @cached_property
    def norma(self) -> str:
        return f" {' '.join(palavra.norma for palavra in self.palavras)} "

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 1
        for palavra in self.palavras:
            starts.append(at)
            at += len(palavra.norma) + 1
        return starts

    def evidencia(self, inicio: int, fim: int) -> str:
        """The literal excerpt of the text behind `norma[inicio:fim]`, whole words."""
        if not self.palavras:
            return ""
        first = max(0, bisect_right(self._starts, inicio) - 1)
        last = max(first, bisect_right(self._starts, max(inicio, fim - 1)) - 1)
        return self.texto.trecho(self.palavras[first].inicio, self.palavras[last].fim)


def read_palavras(original: str) -> Lido:
    texto = read_texto(original)
    return Lido(texto, tuple(_words(texto.dobrado)))


def _words(dobrado: str) -> Iterator[Palavra]:
    last = ""
    for match in _TOKEN.finditer(dobrado):
        word = _even(match[0], dobrado[match.end() : match.end() + 1])
        if not word or (word == last and word in _STOPS):
            continue
        yield Palavra(word, match.start(), match.end())
        last = word


def _even(word: str, following: str) -> str:
    if word == "\n":
        return "."
    if not word[0].isalnum():
        return "" if _INVISIBLE.match(word) or word in "-*\"'()/" else word
    if word[0].isdigit():
        return word[:_LONGEST_WORD]
    if word == "s":
        return "sem" if following == "/" else word
    plain = _STRETCHED.sub(r"\1", word[:_LONGEST_WORD])
    return _EVEN.get(plain) or _EVEN.get(_DOUBLED_VOWEL.sub(r"\1", plain)) or plain
