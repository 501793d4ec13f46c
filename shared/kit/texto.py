"""Portuguese text made easy to search: repaired, folded, and every position traceable to what was written.

Rules match on `dobrado`; people read `legivel`; evidence is cut from `original`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

_PUNCTUATION = {
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2018\u2019\u00b4`\u02bc", "'"),
    **dict.fromkeys("\u2013\u2014\u2015\u2212\u2010\u2011\u2022\u00b7", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u200b\u200c\u200d\ufeff\t\r\f\v", " "),
    "º": "o",
    "°": "o",
    "ª": "a",
    "\u00d7": "x",
    "\u2028": "\n",
    "\u2029": "\n",
}
# What UTF-8 looks like when read as cp1252 or Latin-1, for the characters Portuguese texts carry.
_BROKEN = {
    char.encode().decode(codec, errors="replace"): char
    for codec in ("latin-1", "cp1252")
    for char in [*map(chr, range(0xA0, 0x100)), *"\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac"]
}
_REPAIR = re.compile(
    "|".join(re.escape(key) for key in sorted(_BROKEN, key=len, reverse=True) if "\ufffd" not in key)
    + "|\\w[\u0300-\u036f]+|(?<!\\w)\u00c3(?: (?=s\\b| )|(?= \\w))"
)
_SUSPECT = re.compile("[ÃÂâ\u0300-\u036f]")


class _FoldTable(dict[int, str]):
    """A `str.translate` table filled on demand; each character gives exactly one, so positions stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = unicodedata.normalize("NFD", char)[0]
        folded = _PUNCTUATION.get(char) or bare.lower()[0]
        if len(self) < 4096:  # hostile texts must not grow the table for ever
            self[code] = folded
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """`text` in lower case, without accents, typographic signs made plain; same length, same positions."""
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """`text` with every run of white space made one space, none at the ends."""
    return " ".join(text.split())


def key_of(text: str) -> str:
    """`text` folded and squeezed: equal keys are the same words for a reader."""
    return squeeze(fold(text))


@dataclass(frozen=True)
class Texto:
    """One text in its three forms; positions in `legivel` and `dobrado` are the same, `trecho` goes back."""

    original: str
    legivel: str
    inicios: tuple[int, ...] | None

    @cached_property
    def dobrado(self) -> str:
        return fold(self.legivel)

    def trecho(self, inicio: int, fim: int) -> str:
        """The literal excerpt of the original behind `legivel[inicio:fim]`."""
        if self.inicios is None:
            return self.original[inicio:fim]
        return self.original[self.inicios[inicio] : self.inicios[fim]]


def read_texto(original: str) -> Texto:
    """Repair what broke on the way (UTF-8 read as cp1252, accents apart from their letters) and index it."""
    if not _SUSPECT.search(original):
        return Texto(original, original, None)
    pieces: list[str] = []
    starts: list[int] = []
    for piece, start, whole in _pieces(original):
        pieces.append(piece)
        starts.extend([start] if whole else range(start, start + len(piece)))
    return Texto(original, "".join(pieces), (*starts, len(original)))


def _pieces(original: str) -> Iterator[tuple[str, int, bool]]:
    """Pieces of the repaired text, where each began, and whether it is one character made of several."""
    done = 0
    for match in _REPAIR.finditer(original):
        yield original[done : match.start()], done, False
        found = match.group()
        lost_space = found.strip() == "\u00c3"  # "à", whose second byte is a no-break space
        whole = _BROKEN.get(found) or ("à" if lost_space else unicodedata.normalize("NFC", found)[0])
        yield whole, match.start(), True
        done = match.end()
    yield original[done:], done, False


@dataclass(frozen=True, slots=True)
class Trecho:
    """A span of a folded text."""

    inicio: int
    fim: int


_ABBREVIATION = re.compile(
    r"\b(?:dr|dra|drs|sr|sra|srs|srta|prof|profa|ass|assin|att|resp|obs|tel|cel|av|ex|aprox|aval|odont|d|n|no|p|c|s|"
    r"pac|cli|atend|ref|min|max|qtd|vl|vlr|pgto|pag|parc|proc|trat|orc|dt|hr|hs|ltda|jr)\.$"
)
_BREAK = re.compile(r"\n+|(?<=[.!?;])\s+|\s\|\s")
# Notes jotted down in fields; two dashes or slashes alone may be an aside.
_FIELD_BREAKS = {" / ": re.compile(r"\s/\s"), " - ": re.compile(r"\s-\s")}
_LEAST_FIELDS = 4


def sentences(dobrado: str) -> list[Trecho]:
    """The sentences of a folded text; lines and `|` cut too, abbreviations such as "dr." do not."""
    found: list[Trecho] = []
    start = 0
    for match in _breaks(dobrado):
        breaks_line = "\n" in match.group() or match.group().strip() != ""
        if not breaks_line and _ABBREVIATION.search(dobrado, max(start, match.start() - 8), match.start()):
            continue
        _keep(found, dobrado, start, match.start())
        start = match.end()
    _keep(found, dobrado, start, len(dobrado))
    return found


def _breaks(dobrado: str) -> Iterator[re.Match[str]]:
    fields = [cut for mark, cut in _FIELD_BREAKS.items() if dobrado.count(mark) >= _LEAST_FIELDS]
    if not fields:
        return _BREAK.finditer(dobrado)
    return re.compile("|".join(cut.pattern for cut in (_BREAK, *fields))).finditer(dobrado)


def _keep(found: list[Trecho], dobrado: str, start: int, end: int) -> None:
    piece = dobrado[start:end]
    lead = len(piece) - len(piece.lstrip(" -*>#\t|"))
    tail = len(piece.rstrip())
    if lead < tail:
        found.append(Trecho(start + lead, start + tail))


class Trechos:
    """Ordered, disjoint spans that can be asked what they touch."""

    def __init__(self, spans: Iterable[Trecho]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=lambda span: span.inicio):
            if not self._ends or span.inicio >= self._ends[-1]:
                self._starts.append(span.inicio)
                self._ends.append(span.fim)

    def touch(self, inicio: int, fim: int) -> bool:
        """Whether [inicio, fim) shares a character with any of them."""
        index = bisect_right(self._ends, inicio)
        return index < len(self._starts) and self._starts[index] < fim
