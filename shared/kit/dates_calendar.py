"""Days said by the calendar: weekdays, weeks, parts of a month, feasts; apart from plain counts of days.

Where a phrase covers several days ("semana que vem"), the first useful one is taken.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from shared.kit.dates import MONTH, clip, month_after, month_number
from shared.kit.holidays import carnival, easter, is_business_day, national_holidays, next_business_day
from shared.kit.numerals import COUNT, parse_count

Phrase = tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]]


def add_business_days(base: date, amount: int) -> date:
    """The `amount`-th business day after `base`."""
    day = base
    for _ in range(amount):
        day = next_business_day(day + timedelta(days=1))
    return day


# ---- weekdays and weeks

_WEEKDAY_KEYS = ("seg", "ter", "qua", "qui", "sex", "sab", "dom")
_WEEKDAY = (
    r"(?P<semana>segunda|terca|quarta|quinta|sexta)(?:[\s-]?feira)?|(?P<fds>sabado|domingo)"
    r"|(?P<numero>[2-6])a(?:[\s-]?f(?:eira)?\b|(?<=\bna [2-6]a)\b(?!\s+[a-z]))"
    r"|(?P<curto>(?:seg|qua|qui|sex|sab)\b\.?|(?<=\b[nd]a )ter\b\.?|(?<=\bno )dom\b\.?)"
)
_PLAIN_NOUN = (
    r"(?!\s+(?:opcao|opiniao|parcela|via|quinzena|vez|sessao|consulta|avaliacao|etapa|fase|proposta|visita|parte|"
    r"mao|dose|tentativa|semana|cirurgia|aplicacao|mensalidade|aula|prestacao|chance|lei|crise|lugar|unidade|"
    r"passad|retrasad|anterior))"
)


def _weekday_number(match: re.Match[str]) -> int:
    if match["numero"]:
        return int(match["numero"]) - 2
    return _WEEKDAY_KEYS.index((match["semana"] or match["fds"] or match["curto"])[:3])


def _weekday(match: re.Match[str], base: date) -> date:
    number = _weekday_number(match)
    if match["outra"]:
        return _next_monday(base) + timedelta(days=number)
    return _following(base, number)


def _weekday_after(match: re.Match[str], base: date) -> date:
    return _following(base, _weekday_number(match)) + timedelta(days=7)


def _weekend(match: re.Match[str], base: date) -> date:
    del match
    return _following(base, 5)


def _following(base: date, weekday: int) -> date:
    return base + timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)


def _next_monday(base: date) -> date:
    return _following(base, 0)


def _next_week(match: re.Match[str], base: date) -> date:
    part = match["parte"] or ""
    shift = 4 if part.startswith("f") else 2 if part.startswith("m") else 0
    return _next_monday(base) + timedelta(days=shift)


def _this_week(match: re.Match[str], base: date) -> date:
    part = match["parte"] or ""
    if part.startswith(("inicio", "comeco")):
        return _next_monday(base)
    return _following(base, 4)


# ---- months


def _month(match: re.Match[str], base: date) -> date | None:
    groups = match.groupdict()
    year, month = _year_month(groups.get("mes"), base)
    if groups.get("dia"):
        day = parse_count(groups["dia"])
        return None if day is None or not 1 <= day <= 31 else clip(year, month, day)
    part = groups["parte"] or ""
    if part.startswith(("fim", "final", "ultima")):
        return clip(year, month, 31)
    if part.startswith(("meio", "meado")):
        return date(year, month, 15)
    if part.startswith("segunda"):
        return date(year, month, 16)
    if not part and not groups.get("mes"):
        return clip(year, month, base.day)
    return next_business_day(date(year, month, 1))


def _year_month(name: str | None, base: date) -> tuple[int, int]:
    if not name:
        return month_after(base)
    month = month_number(name)
    return base.year + (month < base.month), month


def _this_month(match: re.Match[str], base: date) -> date:
    part = match["parte"]
    if part.startswith(("fim", "final", "ultima")):
        return clip(base.year, base.month, 31)
    middle = 16 if part.startswith("segunda") else 15
    if part.startswith(("meio", "meado", "segunda")) and base.day < middle:
        return date(base.year, base.month, middle)
    return next_business_day(date(*month_after(base), 1))


_ORDINALS = {"primeiro": 1, "segundo": 2, "terceiro": 3, "quarto": 4, "quinto": 5, "sexto": 6, "decimo": 10}


def _nth_business_day(match: re.Match[str], base: date) -> date | None:
    nth = _ORDINALS.get(match["n"]) or int(match["n"].rstrip("o") or 0)
    if not 1 <= nth <= 15:
        return None
    for year, month in ((base.year, base.month), month_after(base)):
        day = add_business_days(date(year, month, 1) - timedelta(days=1), nth)
        if day > base and not (match["seguinte"] and month == base.month):
            return day
    return None


# ---- feasts


def _feast(name: str, year: int) -> date | None:
    if name in _FIXED_FEASTS:
        return date(year, *_FIXED_FEASTS[name])
    if name.startswith("carnaval"):
        return carnival(year) + timedelta(days=1)  # work resumes after Ash Wednesday
    if name.startswith("corpus"):
        return easter(year) + timedelta(days=60)
    if name.startswith("dia d"):
        return _following(date(year, 5 if "mae" in name else 8, 7), 6)
    return easter(year)


_FIXED_FEASTS = {
    "natal": (12, 25),
    "ano novo": (1, 1),
    "reveillon": (1, 1),
    "virada do ano": (1, 1),
    "festas": (1, 1),
    "festas de fim de ano": (1, 1),
    "fim de ano": (1, 1),
    "final de ano": (1, 1),
    "tiradentes": (4, 21),
    "sao joao": (6, 24),
    "independencia": (9, 7),
    "dia das criancas": (10, 12),
    "dia da crianca": (10, 12),
    "finados": (11, 2),
    "proclamacao": (11, 15),
    "dia dos namorados": (6, 12),
    "dia do trabalho": (5, 1),
    "dia do trabalhador": (5, 1),
    "dia dos professores": (10, 15),
    "dia da mulher": (3, 8),
}


def _after_feast(match: re.Match[str], base: date) -> date | None:
    feast = _next_feast(match["festa"], base)
    if feast is None:
        return None
    if match["semana"] or match["numero"] or match["fds"] or match["curto"]:
        return _following(feast, _weekday_number(match))
    if match["inteira"]:
        return _next_monday(feast)
    return next_business_day(feast + timedelta(days=1))


def _next_feast(name: str, base: date) -> date | None:
    if name.startswith("feriad"):
        return _next_holiday(base)
    if name.startswith(("fim de semana", "final de semana")):
        return _following(base, 6)
    feasts = (_feast(name, year) for year in (base.year, base.year + 1))
    return next((feast for feast in feasts if feast is not None and feast >= base), None)


def _next_holiday(base: date) -> date | None:
    """The last day off of the next holiday, a bridged weekend included."""
    days = sorted(national_holidays(base.year) | national_holidays(base.year + 1))
    day = next((day for day in days if day >= base), None)
    while day is not None and not is_business_day(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


_SEASON = (
    r"(?P<festa>carnaval|pascoa|semana\s+santa|natal|ano\s+novo|reveillon|virada\s+do\s+ano|"
    r"festas\s+de\s+fim\s+de\s+ano|festas|fim\s+de\s+ano|final\s+de\s+ano|corpus\s+christi|tiradentes|sao\s+joao|"
    r"dia\s+d[ao]s\s+(?:maes|pais|criancas|namorados|professores)|dia\s+d[ao]\s+(?:crianca|trabalho|trabalhador|mulher)|"
    r"independencia|finados|proclamacao|feriad(?:ao|o|os)|fim\s+de\s+semana|final\s+de\s+semana)\b"
)
_BEGIN_END = r"inicio|inicinho|comeco|comecinho|fim|finzinho|final|meio|meados?"
_FORTNIGHT = r"primeira\s+quinzena|segunda\s+quinzena|primeira\s+semana|ultima\s+semana"
_NEXT_WEEK = r"(?:semana\s+(?:q(?:ue)?\s+vem|seguinte|proxima)|prox(?:ima|\.)?\s+semana|outra\s+semana)"
_NEXT_MONTH = r"(?:mes\s+(?:q(?:ue)?\s+vem|seguinte|proximo)|prox(?:imo|\.)?\s+mes)"

CALENDAR_PHRASES: tuple[Phrase, ...] = (
    (
        re.compile(
            rf"\b(?:sem\s+ser|nao)\s+(?:n?ess[ae]|n?est[ae]|n?a\s+proxima)\s+(?:{_WEEKDAY})\b[\s,]+"
            r"(?:(?:e|mas|so|n?a|na)\s+)*outra\b"
        ),
        _weekday_after,
    ),
    (re.compile(r"\b(?:n?o|neste|nesse|este|esse|proximo)\s+(?:fim|final)\s+de\s+semana\b"), _weekend),
    (
        re.compile(
            rf"(?<!\btoda )(?<!\bultima )\b(?:{_WEEKDAY})\b{_PLAIN_NOUN}"
            rf"(?:\s+(?:agora|proxima|q(?:ue)?\s+vem|mesmo))?(?P<outra>\s+d?a\s+{_NEXT_WEEK})?"
        ),
        _weekday,
    ),
    (re.compile(rf"(?:\b(?P<parte>{_BEGIN_END})\s+da\s+)?\b{_NEXT_WEEK}"), _next_week),
    (
        re.compile(rf"\b(?P<parte>{_BEGIN_END})\s+d(?:a|essa|esta)\s+semana\b(?!\s+(?:que|seg|prox))"),
        _this_week,
    ),
    (
        re.compile(r"\bn?(?P<parte>essa|esta)\s+semana\s+ainda\b|\bainda\s+n?(?:esta|essa)\s+semana"),
        _this_week,
    ),
    (
        re.compile(
            rf"(?:\b(?:dia\s+(?P<dia>{COUNT})|(?P<parte>{_BEGIN_END}|{_FORTNIGHT}))\s+d[eo]\s+)?\b{_NEXT_MONTH}\b"
        ),
        _month,
    ),
    (
        re.compile(
            rf"\b(?:(?P<parte>{_BEGIN_END}|{_FORTNIGHT})\s+de|em|para|pra)\s+(?P<mes>{MONTH})"
            r"(?!\s+d[eo]\s+(?:19|20)\d\d)"
        ),
        _month,
    ),
    (
        re.compile(
            rf"\b(?P<parte>{_BEGIN_END}|virada|segunda\s+quinzena|ultima\s+semana)\s+d[eo]\s+mes\b"
            r"(?!\s+(?:que|seguinte|proximo|passado))"
        ),
        _this_month,
    ),
    (re.compile(r"\b(?P<parte>segunda\s+quinzena)\b(?!\s+d[eo])"), _this_month),
    (
        re.compile(
            rf"\b(?P<n>{'|'.join(_ORDINALS)}|\d{{1,2}}o?)\s+dia\s+util\b"
            rf"(?P<seguinte>\s+d[eo]\s+{_NEXT_MONTH})?"
        ),
        _nth_business_day,
    ),
    (
        re.compile(
            rf"(?:\b(?P<inteira>semana)\s+|(?:{_WEEKDAY})\s+)?"
            r"\b(?:depois|apos|passand[oa]|passad[oa]|passar|seguinte|volta)\s+(?:(?:d[aeo]s?|[ao]s?|ao)\s+)?"
            rf"{_SEASON}"
        ),
        _after_feast,
    ),
)
