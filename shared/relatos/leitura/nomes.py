"""Whose names a relato carries: every person's name in it, found once, with what stands around each."""

import re
from dataclasses import dataclass
from functools import cached_property

from shared.kit.texto import Trecho, Trechos
from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.prenomes import NOT_NAMES, PRENOMES, ROLE_WORDS, SOBRENOMES
from shared.relatos.leitura.servicos import SERVICOS

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*\.?", re.UNICODE)
_PARTICLES = frozenset({"da", "de", "do", "das", "dos", "d", "e"})
_ABSTRACT = re.compile(r"(?<!concei)(?<!assun)(?:cao|coes|mento|mentos|dade|agem)$")
# Forms of verbs, which open sentences with a capital: "Marcou para sexta", "Ligaram perguntando".
_VERB_FORM = re.compile(r"(?:[aei]r|[aei]ram|[oe]u|ei|amos|emos|imos|[aei]ndo|arei|erei|irei|av[ao]|avam)$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;,\n(|/-])\s*$")
_SHORTEST_UNKNOWN = 4
_SHORT_NAME = 6
_TRADE = re.compile(r"(?:ista|eir[oa]|log[oa]|graf[oa]|essora?|ultora?|rador[a]?)$")
_TEXT_END = re.compile(r"[\s.!]{0,4}$")
_INTRODUCED = re.compile(
    r"\b(?:falei|falamos|conversei|conversamos|atendi|liguei|recebi|visitei)\s+(?:(?:hj|hoje|ontem|agora|aqui)\s+)?"
    r"(?:(?:com|c|p|pra|para)[/\s]+)?(?:(?:a|o)\s+)?(?:dona|seu|sr|sra|a|o)\.?\s+$"
    r"|(?:^|[.,;\n]\s?|\b[oa]\s)(?:dona|seu|sr|sra)\.?\s+$"
)
_SUBJECT = re.compile(r"(?:^|[.,;\n]\s?)[ao]\s+$")
_ACTS = re.compile(
    r"(?:\s+(?:d[aoe]s?|n[ao]|la\s+d[aoe])\s+\w+)?\s+(?:quer|queria|ligou|pediu|perguntou|veio|disse|mandou|procurou|chamou|fechou|topou|aceitou)\b"
)
_HONORIFIC = re.compile(r"(?:sr|sra|srta|dr|dra|dona|seu|senhor|senhora|prof|profa|doutor|doutora)")


@dataclass(frozen=True, slots=True)
class Nome:
    """A person's name as it stands in the text; `certo` when its first word is a known first name."""

    texto: str
    inicio: int
    fim: int
    titulo: str
    certo: bool


class Nomes:
    """The names of one relato, in order."""

    def __init__(self, doc: Documento) -> None:
        self.doc = doc

    @cached_property
    def _datas(self) -> Trechos:
        return Trechos(Trecho(data.inicio, data.fim) for data in self.doc.datas)

    @cached_property
    def todos(self) -> list[Nome]:
        found: list[Nome] = []
        run: list[re.Match[str]] = []
        for match in _WORD.finditer(self.doc.texto.legivel):
            if run and not self._continues(run, match):
                self._close(run, found)
                run = []
            if run or self._starts(match):
                run.append(match)
        self._close(run, found)
        return found

    def _starts(self, word: re.Match[str]) -> bool:
        key = self._key(word)
        if self._blanked(word) or self._in_date(word) or key in _PARTICLES or _HONORIFIC.fullmatch(key):
            return False
        if self.doc.ditado[word.end() : word.end() + 1].isdigit():
            return False
        if not word.group()[0].isupper() and key in NOT_NAMES:
            return False
        if self._in_capitals(word) or not word.group()[0].isupper():
            return key in PRENOMES or self._introduced(word, key)
        return key in PRENOMES or (key not in NOT_NAMES and key not in ROLE_WORDS and not self._service(word))

    def _continues(self, run: list[re.Match[str]], word: re.Match[str]) -> bool:
        last = run[-1]
        gap = self.doc.texto.legivel[last.end() : word.start()]
        if (
            gap.strip(" ")
            or not gap
            or len(run) > 6
            or (last.group().endswith(".") and len(last.group()) > 2)
        ):
            return False
        key, before = self._key(word), self._key(last)
        if key in _PARTICLES:
            return key != "e" and before not in _PARTICLES
        if self._in_capitals(word) or not word.group()[0].isupper():
            lower_run = not run[0].group()[0].isupper() or self._in_capitals(word)
            return lower_run and (key in SOBRENOMES or (key in PRENOMES and key not in NOT_NAMES))
        return len(key) == 1 or key in SOBRENOMES or (key not in NOT_NAMES and key not in ROLE_WORDS)

    def _close(self, run: list[re.Match[str]], found: list[Nome]) -> None:
        while run and self._key(run[-1]) in _PARTICLES:
            run.pop()
        run = self._whose(run)
        if not run:
            return
        inicio, fim = run[0].start(), run[-1].end()
        texto = self.doc.texto.legivel[inicio:fim]
        if texto.endswith(".") and not re.search(r"\s\w\.$", texto):
            texto, fim = texto[:-1], fim - 1
        if len(run) == 1 and self._is_verb(run[0]):
            return
        if len(texto) < 2 or (_ABSTRACT.search(self.doc.texto.dobrado[:fim], inicio) and len(run) == 1):
            return
        found.append(Nome(_tidy(texto), inicio, fim, self._title(inicio), self._key(run[0]) in PRENOMES))

    def _whose(self, run: list[re.Match[str]]) -> list[re.Match[str]]:
        """The person alone in "Gol do Wanderley" and in "Fotógrafo Beto"."""
        if len(run) > 1 and _TRADE.search(self._key(run[0])) and self._key(run[1]) in PRENOMES:
            return run[1:]
        owned = len(run) > 2 and self._key(run[1]) in ("da", "do") and self._key(run[0]) not in PRENOMES
        return run[2:] if owned and self._key(run[2]) in PRENOMES else run

    def _introduced(self, word: re.Match[str], key: str) -> bool:
        """A name nobody knows in a text without capitals: "falei c/ a deuzuita", "a jucicleide quer"."""
        if len(key) < _SHORTEST_UNKNOWN or key in NOT_NAMES or key in ROLE_WORDS:
            return False
        before = self.doc.ditado[max(0, word.start() - 40) : word.start()]
        acts = _ACTS.match(self.doc.ditado, word.end())
        said = _INTRODUCED.search(before) or (acts and _SUBJECT.search(before))
        return bool(said) and not self._service(word)

    def _is_verb(self, word: re.Match[str]) -> bool:
        key = self._key(word)
        if key in PRENOMES or not _VERB_FORM.search(key) or self._title(word.start()):
            return False
        if len(key) <= _SHORT_NAME and _TEXT_END.match(self.doc.ditado, word.end()):
            return False  # what stands last is a signature: "Nei", "Alceu"
        return bool(_SENTENCE_START.search(self.doc.ditado[max(0, word.start() - 8) : word.start()]))

    def _title(self, inicio: int) -> str:
        before = re.search(rf"\b({_HONORIFIC.pattern})\.?\s+$", self.doc.ditado[max(0, inicio - 12) : inicio])
        return before[1] if before else ""

    def _key(self, word: re.Match[str]) -> str:
        return self.doc.texto.dobrado[word.start() : word.end()].rstrip(".")

    def _blanked(self, word: re.Match[str]) -> bool:
        return self.doc.ditado[word.start()] == " "

    def _in_date(self, word: re.Match[str]) -> bool:
        return self._datas.touch(word.start(), word.end())

    def _in_capitals(self, word: re.Match[str]) -> bool:
        """Whether capitals say nothing here: the words around are in capitals too."""
        around = self.doc.texto.legivel[max(0, word.start() - 25) : word.end() + 25]
        letters = [char for char in around if char.isalpha()]
        return (
            word.group().isupper()
            and len(letters) > 12
            and sum(c.isupper() for c in letters) > 0.7 * len(letters)
        )

    def _service(self, word: re.Match[str]) -> bool:
        return any(padrao.match(self.doc.ditado, word.start()) for padrao, _ in SERVICOS)


def _tidy(texto: str) -> str:
    """A name in the case people write names in."""
    words = texto.split()
    if any(word[0].isupper() and not word.isupper() for word in words):
        return " ".join(words)
    return " ".join(word.lower() if word.lower() in _PARTICLES else word.capitalize() for word in words)


def is_role(word: str) -> bool:
    """Whether a folded word names a role or a farewell, and so stands beside a signature."""
    return word in ROLE_WORDS
