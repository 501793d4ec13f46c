"""Days said from another day: counts ("em 15 dias", "depois de amanhã") here, and the calendar's phrases."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shared.kit.dates import clip, month_after
from shared.kit.dates_calendar import CALENDAR_PHRASES, Phrase, add_business_days
from shared.kit.numerals import COUNT, parse_count


@dataclass(frozen=True, slots=True)
class DiaRelativo:
    """A day that a phrase gives, and where the phrase stands; `solto` is a bare count ("15 dias")."""

    dia: date
    inicio: int
    fim: int
    solto: bool = False


def find_relative(dobrado: str, base: date) -> list[DiaRelativo]:
    """Every relative day in a folded text, counted from `base`; of overlapping phrases the longest stays."""
    found = list(_all_matches(dobrado, base))
    found.sort(key=lambda item: (item.inicio, -item.fim))
    kept: list[DiaRelativo] = []
    for item in found:
        if kept and item.inicio < kept[-1].fim:
            continue
        kept.append(item)
    return kept


def _all_matches(dobrado: str, base: date) -> Iterator[DiaRelativo]:
    for pattern, resolve in _PHRASES:
        for match in pattern.finditer(dobrado):
            try:
                day = resolve(match, base)
            except OverflowError:
                continue
            if day is not None:
                loose = "prefixo" in match.groupdict() and not match["prefixo"]
                yield DiaRelativo(day, match.start(), match.end(), loose)


# ---- counts: "em 15 dias", "daqui a um mes", "duas semanas"


def _count(match: re.Match[str], base: date) -> date | None:
    amount = 15 if match["quinzena"] else parse_count(match["n"] or "1")
    if amount is None or amount > 400:
        return None
    unit = "dia" if match["quinzena"] else match["unidade"]
    if unit.startswith("h"):
        return base + timedelta(days=round(amount / 24)) if amount % 24 == 0 else None
    if unit.startswith("d"):
        return add_business_days(base, amount) if match["uteis"] else base + timedelta(days=amount)
    if unit.startswith("sem"):
        return base + timedelta(weeks=amount)
    later = clip(*month_after(base, amount), base.day)
    return later + timedelta(days=15) if match["meio"] else later


def _eight_days(match: re.Match[str], base: date) -> date:
    return base + timedelta(days=7 if match["n"] in ("8", "oito") else 14)


def _plus_days(match: re.Match[str], base: date) -> date:
    return base + timedelta(days=int(match["n"]))


# ---- near days


def _near(match: re.Match[str], base: date) -> date:
    return base + timedelta(days=2 if match["depois"] else 1)


def _today(match: re.Match[str], base: date) -> date:
    del match
    return base


_AMOUNT_BEFORE = (
    r"(?P<prefixo>\b(?:daqui|dentro|depois|apos|passad[oa]s|com|em|de\s+hoje|no\s+prazo|so)\s+"
    r"(?:a\s+|ha\s+|de\s+|em\s+)?)?(?:ate\s+|uns\s+|umas\s+|mais\s+|cerca\s+de\s+|no\s+maximo\s+)?"
)
_PAST_GUARD = (
    r"(?<!\bha )(?<!\bfaz )(?<!\bpor )(?<!\btem )(?<!\bdos )(?<!\bultimos )(?<!\bcada )(?<!\bde )(?<!\d )"
)
_PAST_AFTER = r"(?!\s+(?:atras|antes|de\s+(?:vida|idade|casa|garantia|namoro|uso|tratamento)|passad))"
_PHRASES: tuple[Phrase, ...] = (
    *CALENDAR_PHRASES,
    (
        re.compile(
            rf"{_PAST_GUARD}{_AMOUNT_BEFORE}(?<![\d.,/])(?:(?P<quinzena>\buma\s+quinzena\b)|"
            rf"(?:(?P<n>{COUNT})\s*(?:(?:a|ou|e|-|/)\s*{COUNT}\s*)?)"
            r"(?P<unidade>dias?|d(?=\b)|semanas?|mes(?:es|inho)?|semaninhas?|horas?|hs?)\b"
            rf"(?P<meio>\s+e\s+meio)?(?P<uteis>\s+(?:uteis|util))?){_PAST_AFTER}"
        ),
        _count,
    ),
    (re.compile(r"\bd\s?\+\s?(?P<n>\d{1,3})\b"), _plus_days),
    (re.compile(r"\bde\s+hoje\s+a\s+(?P<n>8|oito|15|quinze)\b(?:\s+dias)?"), _eight_days),
    (re.compile(r"(?P<depois>\bd(?:e?poi|p)s\s+d(?:e\s+|')?)?\b(?:amanha|amnha|amanh|amh)\b"), _near),
    (
        re.compile(
            r"\bainda\s+hoje|\bhoje\s+(?:ainda|mesmo|mais\s+tarde|(?:a|de)\s+(?:tarde|noite)|as\s+\d)|\bmais\s+tarde|\blogo\s+mais\b"
        ),
        _today,
    ),
)
