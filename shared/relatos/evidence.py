"""Whether a model's words stand in the relato: quotes found literally, sentences held against its words and numbers.

Apart from the extraction because it is the wall between what a model says and what is believed.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cached_property

from shared.kit.money import find_amounts
from shared.kit.numerals import NUMERAL
from shared.kit.texto import Texto, fold, key_of, read_texto

_NUMBER = re.compile(r"\d+(?:[.,/:]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_WORD = re.compile(r"[a-z]{4,}")
_LINK = re.compile(r"https?:|www\.|\w\.com\b|@")
_QUOTE_MARKS = " \"'.,;:"
_STEM = 5
_SHARE_OF_WORDS = 0.5
# What would change the number that an excerpt ends or begins with: "R$ 5" of "R$ 5 mil", "mil" of "dois mil".
_GOES_ON = re.compile(rf"\s?(?:mil|milhao|milhoes|k|%)(?!\w)|\s+e\s+(?:mei[oa]\b|{NUMERAL})")
_ENDS_IN_NUMBER = re.compile(rf"(?:\d|{NUMERAL})$")
_STARTS_IN_NUMBER = re.compile(rf"(?:\d|{NUMERAL})")
_CAME_FROM = re.compile(rf"(?:\d|{NUMERAL})\s+(?:e\s+)?$")
_REACH = 40


class Source:
    """One relato, searchable without regard to case, accents and white space."""

    def __init__(self, texto: str) -> None:
        self._texto: Texto = read_texto(texto)
        self._plain, self._positions = _squeezed(self._texto.dobrado)

    def excerpt(self, quote: str | None) -> str | None:
        """The literal excerpt of the relato that `quote` repeats, or None.

        An excerpt never begins or ends inside a word, a number, a date or an amount: "R$ 5" is not in "R$ 5.000".
        """
        needle = key_of(read_texto(quote or "").legivel).strip(_QUOTE_MARKS)
        if sum(char.isalnum() for char in needle) < 2:
            return None
        start = self._plain.find(needle)
        while start >= 0:
            end = start + len(needle)
            if not self._is_cut(start, end):
                return self._texto.trecho(self._positions[start], self._positions[end - 1] + 1)
            start = self._plain.find(needle, start + 1)
        return None

    def supports(self, sentence: str) -> bool:
        """Whether `sentence` may have been made from this relato: its numbers are here, and half of its words."""
        if self.excerpt(sentence):
            return True
        plain = key_of(sentence)
        return not _LINK.search(plain) and self.has_numbers_of(plain) and self._has_words_of(plain)

    def has_numbers_of(self, sentence: str) -> bool:
        """Whether every number of `sentence`, in digits or words, is one of this relato."""
        plain = fold(sentence)
        amounts = [(amount.inicio, amount.fim, amount.valor) for amount in find_amounts(plain)]
        for match in _NUMBER.finditer(plain):
            within = [value for start, end, value in amounts if start <= match.start() and match.end() <= end]
            if not set(within) & self._numbers and not set(_values(match[0])) <= self._numbers:
                return False
        in_words = [value for start, end, value in amounts if not _NUMBER.search(plain, start, end)]
        return set(in_words) <= self._numbers

    @cached_property
    def _numbers(self) -> frozenset[Decimal]:
        digits = {value for match in _NUMBER.finditer(self._plain) for value in _values(match[0])}
        return frozenset(digits | {amount.valor for amount in find_amounts(self._plain)})

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(word[:_STEM] for word in _WORD.findall(self._plain))

    def _has_words_of(self, plain: str) -> bool:
        words = _WORD.findall(plain)
        known = sum(word[:_STEM] in self._stems for word in words)
        return bool(words) and known >= len(words) * _SHARE_OF_WORDS

    def _is_cut(self, start: int, end: int) -> bool:
        plain = self._plain
        if _is_joined(plain, start) or _is_joined(plain, end):
            return True
        inside = plain[start:end]
        if _ENDS_IN_NUMBER.search(inside) and _GOES_ON.match(plain, end):
            return True
        return bool(
            _STARTS_IN_NUMBER.match(inside) and _CAME_FROM.search(plain[max(0, start - _REACH) : start])
        )


def _squeezed(folded: str) -> tuple[str, list[int]]:
    """`folded` with white space squeezed, and where each remaining character stood."""
    kept = [
        index
        for index, char in enumerate(folded)
        if not char.isspace() or (index > 0 and not folded[index - 1].isspace())
    ]
    return "".join(" " if folded[index].isspace() else folded[index] for index in kept), kept


def _is_joined(plain: str, index: int) -> bool:
    """Whether the characters on both sides of `index` belong to one word, number or date."""
    before, after = plain[max(0, index - 2) : index], plain[index : index + 2]
    if not before or not after:
        return False
    if before[-1].isalnum() and after[0].isalnum():
        return True
    return bool(
        re.fullmatch(r"\d[.,/:\-]\d", before[-1] + after) or re.fullmatch(r"\d[.,/:\-]\d", before + after[0])
    )


def _values(number: str) -> Iterator[Decimal]:
    """The values in a run of digits: an amount is one, a date or an hour has several."""
    for part in re.split(r"[/:]", number):
        plain = part.replace(".", "") if _THOUSANDS.fullmatch(part) else part
        try:
            yield Decimal(plain.replace(",", "."))
        except InvalidOperation:  # "14.02.2025", "1,2,3": not one number, so each run of digits counts
            yield from (Decimal(digits) for digits in re.findall(r"\d+", part))
