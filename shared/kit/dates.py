"""Days and hours written in Portuguese: found in folded text, resolved against a day, written for people."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from shared.kit.numerals import SMALL_NUMERAL, parse_count

WEEKDAYS = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
_MONTHS = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
_MONTH_KEYS = ("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez")
MONTH = r"(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)\b"
_SHORT_MONTH = r"(?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\b\.?"
_FARTHEST_AHEAD = timedelta(days=270)

_DAY_WORD = rf"(?:\d{{1,2}}o?|primeiro|{SMALL_NUMERAL})"
_WRITTEN = re.compile(
    rf"(?<![\d/.,-])(?P<ano1>20\d\d)-(?P<mes1>\d\d)-(?P<dia1>\d\d)(?!\d)"
    rf"|(?<![\d/.,$-])(?P<dia2>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<mes2>\d{{1,2}})"
    rf"(?:\s?(?P=sep)\s?(?P<ano2>20\d\d|\d\d)\b)?(?![\d/]|[.,]\d)"
    rf"|\b(?:dia\s+)?(?P<dia3>{_DAY_WORD})\s*(?:(?:dias?\s+(?:do\s+mes\s+)?)?(?:(?:de|do)\s+)?(?P<mes3>{MONTH})"
    rf"|(?:/|-|de\s+)(?P<mes5>{_SHORT_MONTH})|(?P<mes6>{_SHORT_MONTH})(?=\s*(?:de\s+|/)?(?:20)?\d\d\b))"
    rf"(?:\s*(?:de\s+|/|-|,\s?|\s)\s*(?P<ano3>20\d\d|\d\d\b))?(?![\d/])"
    rf"|\bdia\s+(?P<dia4>{_DAY_WORD})\b(?!\s?[/.-]\s?\d)(?:\s+d[eo]\s+(?:mes\s+)?(?P<mes4>\d{{1,2}})\b(?![/:h%]|\s?(?:dias|x\b)))?"
)

_DATE_LABEL = re.compile(r"\b(?:data|dt|dia)\s*[:.-]?\s*$")


@dataclass(frozen=True, slots=True)
class DataEscrita:
    """A day as written; month and year may be missing until a day to count from is known."""

    dia: int
    mes: int | None
    ano: int | None
    inicio: int
    fim: int

    def next_from(self, base: date) -> date | None:
        """The day meant when it lies ahead of `base`; None when it is not soon enough to be ahead."""
        if self.ano is not None or self.mes is None:
            return self._full(base) if self.ano is not None else _next_day_of_month(self.dia, base)
        for year in (base.year, base.year + 1):
            day = _make(year, self.mes, self.dia)
            if day is not None and base <= day <= base + _FARTHEST_AHEAD:
                return day
        return None

    def last_until(self, base: date) -> date | None:
        """The day meant when it lies behind `base` or on it."""
        if self.ano is not None:
            return self._full(base)
        month, year = self.mes or base.month, base.year
        day = _make(year, month, self.dia)
        if day is not None and day <= base:
            return day
        if self.mes is None:
            return _make(*_month_before(base), self.dia)
        return _make(year - 1, month, self.dia)

    def _full(self, base: date) -> date | None:
        return _make(self.ano or base.year, self.mes or base.month, self.dia)


def find_dates(dobrado: str) -> Iterator[DataEscrita]:
    """Every calendar day in a folded text: "14 de fevereiro de 2025", "10/04", "5/mai", "dia 26"."""
    for match in _WRITTEN.finditer(dobrado):
        data = _read(match)
        if data is not None:
            yield data


def _read(match: re.Match[str]) -> DataEscrita | None:
    groups = match.groupdict()
    form = next(n for n in "1234" if groups[f"dia{n}"])
    ano = groups.get(f"ano{form}")
    mes = groups[f"mes{form}"] or (groups["mes5"] or groups["mes6"] if form == "3" else None)
    if form == "2" and groups["sep"] != "/" and not ano and not _labelled(match):
        return None
    dia = 1 if groups[f"dia{form}"] == "primeiro" else parse_count(groups[f"dia{form}"].removesuffix("o"))
    month = None if mes is None else month_number(mes)
    year = None if ano is None else int(ano) + (2000 if len(ano) == 2 else 0)
    if dia is None or _make(year or 2024, month or 1, dia) is None:
        return None
    return DataEscrita(dia, month, year, match.start(), match.end())


def _labelled(match: re.Match[str]) -> bool:
    """Whether "11.05" is called a date by what stands before it; else it may be money or a version."""
    return bool(_DATE_LABEL.search(match.string, max(0, match.start() - 12), match.start()))


def month_number(texto: str) -> int:
    """1 to 12 for "4", "abr" or "abril"; digits out of range come back as they are."""
    return int(texto) if texto.isdigit() else _MONTH_KEYS.index(texto[:3]) + 1


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_day_of_month(day: int, base: date) -> date | None:
    """The next day numbered `day` after `base`; a month that is too short gives its last day."""
    if day > base.day:
        return clip(base.year, base.month, day)
    return clip(*month_after(base), day)


def clip(year: int, month: int, day: int) -> date:
    """`day` of the month, or the month's last day when it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def month_after(day: date, months: int = 1) -> tuple[int, int]:
    """(year, month) of `months` months after the one of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def _month_before(day: date) -> tuple[int, int]:
    return month_after(day, -1)


_MINUTES = {"meia": 30, "quinze": 15, "vinte": 20, "trinta": 30, "quarenta": 40, "dez": 10, "cinco": 5}
_HOUR = re.compile(
    r"(?P<duracao>\b(?:em|daqui(?:\s+a)?|dentro\s+de|ha|durante|a\s+cada|ate|apos|por)\s+)?"
    r"(?:(?<![\d/.,$])\b(?P<h1>[01]?\d|2[0-3])\s?(?:h|hs|hr|hrs|horas?)\s?(?:e\s+)?"
    r"(?:(?P<m1>[0-5]\d)(?:\s?min(?:utos)?)?|(?P<meia1>meia)|(?![\w]))(?![\d/])"
    r"|(?<![\d/.,$:])(?:\b|(?<=\dt))(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?::[0-5]\d)?(?!\d|:\d)"
    r"|\b(?P<meio>meio[\s-]dia)(?P<meia2>\s+e\s+meia)?"
    rf"|(?:\bas\s+|\b(?=(?:\d{{1,2}}|{SMALL_NUMERAL})(?:\s+e\s+meia)?\s+da\s+(?:manha|tarde|noite)\b))(?P<h3>\d{{1,2}}|{SMALL_NUMERAL})(?:\s+e\s+(?P<m3>meia))?"
    r"(?=\s+(?:d[ae]\s+(?:manha|tarde|noite)|horas?(?!\s+e\s+\d)|em\s+ponto)|(?<=meia)\b|\s*[,.;)\n]|\s*$))"
    r"(?:\s+horas?)?(?:\s+(?:d[ae])\s+(?P<turno>manha|tarde|noite))?"
)


@dataclass(frozen=True, slots=True)
class HoraEscrita:
    """An hour of the day as written."""

    hora: time
    inicio: int
    fim: int


def find_hours(dobrado: str) -> Iterator[HoraEscrita]:
    """Every hour of the day in a folded text: "14h", "9h40", "14:25", "meio-dia", "às nove e meia"."""
    for match in _HOUR.finditer(dobrado):
        hora = None if match["duracao"] and not match["meio"] else _read_hour(match)
        if hora is not None:
            yield HoraEscrita(hora, match.start(), match.end())


def _read_hour(match: re.Match[str]) -> time | None:
    if match["meio"]:
        return time(12, 30 if match["meia2"] else 0)
    written = match["h1"] or match["h2"] or match["h3"]
    spoken = re.fullmatch(rf"(?P<hora>.+?)\s+e\s+(?P<minutos>{'|'.join(_MINUTES)})", written)
    hour = parse_count(spoken["hora"] if spoken else written)
    minute = int(match["m1"] or match["m2"] or 0)
    if spoken:
        minute = _MINUTES[spoken["minutos"]]
    if match["meia1"] or match["m3"]:
        minute = 30
    if hour is None or hour > 23:
        return None
    return time(hour + 12 if match["turno"] in ("tarde", "noite") and hour < 12 else hour, minute)


def format_day(day: date) -> str:
    """A day as people read it near to it: "quinta, 12/03"."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m}"


def format_day_long(day: date) -> str:
    """A day in full: "12 de março de 2026"."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"
