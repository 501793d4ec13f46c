"""Numbers written in Portuguese words; apart from money because dates and parcels count in words too."""

import re

_UNITS = "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete"
_HUNDREDS = "cem duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate([*_UNITS.split(), "dezoito", "dezenove"])},
    **{"uma": 1, "duas": 2, "catorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "cento": 100},
    **{
        word: (index + 2) * 10
        for index, word in enumerate(
            ("vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa")
        )
    },
    **{word: (index + 1) * 100 for index, word in enumerate(_HUNDREDS.split())},
    **{"duzentas": 200, "trezentas": 300, "quatrocentas": 400, "quinhentas": 500, "cincoenta": 50},
}
_SCALES = {"mil": 1_000, "milhao": 1_000_000, "milhoes": 1_000_000}
_WORD = "|".join(sorted([*_WORDS, *_SCALES], key=len, reverse=True))

# A numeral in a folded text; bounded, so that a text of nothing but numerals stays linear.
NUMERAL = rf"\b(?:{_WORD})\b(?:(?:\s+e\s+|\s+|,\s)(?:{_WORD})\b){{0,11}}"
# A numeral below a hundred: at most two words.
SMALL_NUMERAL = rf"\b(?:{_WORD})\b(?:\s+e\s+(?:{_WORD})\b)?"
# A small count: digits or words, for "15 dias", "em doze vezes".
COUNT = rf"(?:\d{{1,3}}|{SMALL_NUMERAL})"

_LONE_ARTICLES = frozenset({"um", "uma"})


def parse_numeral(words: str) -> int | None:
    """The value of folded words such as "dois mil e quinhentos"; None when they are not one number."""
    total = current = 0
    last = 1_000
    found = False
    for word in re.split(r"[\s,]+", words.strip()):
        if word == "e":
            continue
        if word in _SCALES:
            total, current, last = total + (current or 1) * _SCALES[word], 0, 1_000
        elif word in _WORDS and _fits(_WORDS[word], last):
            current, last = current + _WORDS[word], _WORDS[word]
        else:
            return None
        found = True
    return total + current if found else None


def parse_count(text: str) -> int | None:
    """The value of digits or words ("12", "doze")."""
    text = text.strip()
    return int(text) if text.isdigit() else parse_numeral(text)


def parse_spoken_amount(words: str) -> int | None:
    """Like `parse_numeral`, with the thousand that people leave out: "seis e quinhentos" is 6500.

    None for a lone "um" or "uma", which is nearly always an article.
    """
    if words.strip() in _LONE_ARTICLES:
        return None
    thousands, separator, hundreds = words.partition(" e ")
    head, tail = parse_numeral(thousands), parse_numeral(hundreds) if separator else None
    if head and tail and head < 100 <= tail < 1_000 and tail % 100 == 0:
        return head * 1_000 + tail
    return parse_numeral(words)


def _fits(value: int, last: int) -> bool:
    """Whether a word may follow one worth `last`: hundreds, then tens, then units, never two of a kind."""
    if last >= 100:
        return value < 100 or last == 1_000
    return last >= 20 and last % 10 == 0 and value < 10
