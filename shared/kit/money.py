"""Brazilian money: how it is written for people, and how every usual way of writing it is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from shared.kit.numerals import NUMERAL, parse_spoken_amount
from shared.kit.texto import fold

_CENT = Decimal("0.01")
_LARGEST = Decimal(100_000_000)


class Clareza(IntEnum):
    """How surely a number is money by its own looks; the context has to speak for `NUMERO`."""

    NUMERO = 0
    FORMATO = 1
    MOEDA = 2


@dataclass(frozen=True, slots=True)
class Quantia:
    """An amount in a folded text, where it stands, and how surely it is money."""

    valor: Decimal
    inicio: int
    fim: int
    clareza: Clareza


def to_cents(valor: Decimal) -> Decimal:
    """`valor` with two places, halves away from zero."""
    return valor.quantize(_CENT, ROUND_HALF_UP)


def format_brl(valor: Decimal) -> str:
    """`valor` as people read it: "R$ 5.000,00"."""
    cents = f"{to_cents(valor):,.2f}"
    return "R$ " + cents.translate(str.maketrans(",.", ".,"))


_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?: \d{3})+,\d{2}|\d{1,9}(?:[.,]\d{1,3})?"
_TAIL = rf"(?:\s+e\s+meio\b|(?:\s+e)?\s+(?:\d{{3}}(?![\d%]|[.,]\d|\s?x\b)|{NUMERAL}))?"
_LEFT_OVER = r"(?:\s+e\s+meio\b|(?:\s+e)?\s+\d{3}(?![\d%]|[.,/]\d|\s?x\b))"
_AMOUNT = re.compile(
    rf"(?P<cifra>\b(?:rs|brl)\s?\$?\s?|\br?\$\s?)?"
    rf"(?:(?<![\w.,/:])(?P<digitos>{_DIGITS})(?:(?P<escala>\s?k\b|\s?mil\b)(?P<resto>{_TAIL}))?"
    rf"|(?P<extenso>{NUMERAL})(?P<sobra>(?<=\bmil){_LEFT_OVER})?)"
    r"(?P<moeda>\s*(?:reais|real|conto|contos|pila|pilas|mangos|dinheiros)\b)?(?:,-)?"
    r"(?P<vago>\s+e\s+(?:uns\s+|alguns\s+|umas?\s+)?(?:pouc|pouqu|tant|quebrad|la\s+vai|algum|lascad|caquerad)\w*)?"
)
_MEIO = re.compile(r"\be\s+meio\b")


def find_amounts(dobrado: str) -> Iterator[Quantia]:
    """Every number in a folded text that could be money, in order. Dates and counts are the caller's to drop."""
    for match in _AMOUNT.finditer(dobrado):
        valor = _value(match)
        if valor is not None and 0 < valor < _LARGEST:
            yield Quantia(to_cents(valor), match.start(), match.end(), _clarity(match))


def parse_money(texto: str) -> Decimal | None:
    """The one amount that `texto` holds ("R$ 1.234,56", "5 mil", "1,2k"), or None if none or several."""
    amounts = list(find_amounts(fold(texto)))
    sure = [amount for amount in amounts if amount.clareza is not Clareza.NUMERO] or amounts
    return sure[0].valor if len(sure) == 1 else None


def _value(match: re.Match[str]) -> Decimal | None:
    """What was said, to the real: "mil e poucos" says no amount."""
    if match["vago"]:
        return None
    if match["extenso"]:
        words = _decimal(parse_spoken_amount(match["extenso"]))
        return None if words is None else words + _rest(match["sobra"])
    digits = _parse_digits(match["digitos"], scaled=bool(match["escala"]))
    if digits is None or not match["escala"]:
        return digits
    return digits * 1_000 + _rest(match["resto"])


def _rest(resto: str | None) -> Decimal:
    """What follows "5 mil": "e meio" is half of it, "e 300" and "e trezentos" are added."""
    if not resto:
        return Decimal(0)
    if _MEIO.search(resto):
        return Decimal(500)
    words = resto.strip().removeprefix("e ").strip()
    return _decimal(int(words) if words.isdigit() else parse_spoken_amount(words)) or Decimal(0)


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _parse_digits(digits: str, *, scaled: bool) -> Decimal | None:
    digits = digits.replace(" ", "")
    if "," in digits:
        return Decimal(digits.replace(".", "").replace(",", "."))
    whole, dot, tail = digits.rpartition(".")
    if dot and ((len(tail) == 3 and not scaled) or "." in whole):
        return Decimal(digits.replace(".", ""))
    return Decimal(digits)


def _clarity(match: re.Match[str]) -> Clareza:
    if match["cifra"] or match["moeda"]:
        return Clareza.MOEDA
    if match["extenso"]:
        return Clareza.FORMATO if re.search(r"\bmil\b", match["extenso"]) else Clareza.NUMERO
    formatted = re.search(r"\d\.\d{3}|,\d\d$", match["digitos"])
    return Clareza.FORMATO if formatted or match["escala"] else Clareza.NUMERO
