"""Days and hours named in an answer, held against those of the appointment: the same, or another time."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from shared.atendimentos.leitura.grafia import plain
from shared.atendimentos.leitura.sinais import one_of, words
from shared.kit.numerals import parse_count

_WEEKDAYS = ["segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo"]
_MONTHS = [
    *("janeiro", "fevereiro", "marco", "abril", "maio", "junho"),
    *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
]
_HALF_DAY = 12
_SMALL = r"(?:\d{1,2}|uma|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|meio dia)"
_HOUR = re.compile(
    r"(?<!\S)(?:"
    r"(?:(?:depois|antes|apos|a partir) (?:das|de|do|as)? ?|as |das |pelas )?(?P<h1>(?!0{1,2}:)\d{1,2})(?:h|"
    r":|hs|"
    r"hrs)(?P<m1>\d{2})?(?:h|min|hs)?"
    rf"|(?:as|das|pelas|umas|la pelas|pras|pra as|depois das|antes das|ate as|a partir das|"
    rf"tipo) (?P<h2>{_SMALL})(?: horas)?"
    r"(?: e (?P<m2>meia|\d{2}|quinze|trinta|vinte))?"
    rf"|(?P<h3>{_SMALL}) (?:horas|e (?P<m3>meia)|da (?:manha|tarde|noite))"
    r"|(?P<noon>meio dia)"
    r")(?!\S)"
)
_DAY = re.compile(
    r"(?<!\S)(?:(?:dias?|no) (?P<d1>0?[1-9]|[12]\d|3[01])(?! (?:horas|minutos|pessoas|anos|andar))|"
    r"(?P<d2>\d{1,2})/(?P<m>0?[1-9]|1[0-2])(?:/\d{2,4})?|"
    r"^(?P<d3>[2-9]|[12]\d|3[01])(?= (?:eu |nao )*(?:posso|consigo|da|poderia|pode)(?!\S)))(?!\S)"
)
_WEEKDAY = re.compile(
    rf"(?<!\S)(?P<day>{'|'.join(_WEEKDAYS)})(?! (?:vez|opcao|via|chance|parte|mensagem|dose|"
    rf"pessoa))(?: feira)?(?!\S)"
)
_MONTH = re.compile(
    rf"(?<!\S)(?:em |pra |ate |so em |mes de |comeco de )(?P<month>{'|'.join(_MONTHS)})(?!\S)"
)
_OTHER = one_of(
    r"(?:na |pra |a |da )?(?:outra|proxima|seguinte) (?:semana|data|hora|ocasiao|segunda|terca|quarta|quinta|"
    r"sexta)",
    r"(?:n?o |pra |pro )?(?:outro|seguinte) (?:sabado|domingo)",
    r"(?:depois|antes) (?:disso|dess[ea] (?:dia|data|hora|horario))|(?:durante|no meio d|em dias? d[ea]|em"
    r" meio de) ?a? ?semana|"
    r"dias? (?:util|uteis)",
    r"(?:em |pra |um |no |noutro |qualquer )?(?:outro|outros|proximo|noutro|diferente) (?:dia|dias|"
    r"horario|horarios|mes|momento|periodo|turno)",
    r"(?:outras) (?:datas|horas|opcoes)",
    r"(?:dia|horario|data|hora) (?:diferente|melhor|alternativ\w)",
    r"(?:semana|mes|ano) (?:que vem|seguinte|proxim\w)|(?:no|na|pra) final do mes|fim de semana|final de"
    r" semana",
    r"(?:daqui|dentro de|em|uns|umas) (?:a )?(?:\d{1,2}|um|uma|uns|duas|dois|tres|quinze|dez|"
    r"poucos) (?:dias|semanas?|mes|meses)",
    r"(?:por |pra |uns )?(?:\d{1,2}|duas|quinze|uma) (?:dias|semanas?) (?:depois|pra frente|a frente)",
    r"(?:uma|umas|duas|1|2) semanas?(?: depois)?|depois do feriado|depois do carnaval|"
    r"depois da pascoa|mais pra frente",
    r"mais (?:tarde|cedo)|mais pro (?:fim|final|comeco) d\w \w+|(?:fim|final|comeco) d\w (?:tarde|dia|"
    r"manha|noite|expediente)",
    r"(?:ultimo|primeiro) horario|hora do almoco|horario do almoco|logo cedo|(?:so )?(?:antes|"
    r"depois) do (?:almoco|trabalho|expediente)",
    rf"(?:{'|'.join(_WEEKDAYS)})(?: feira)? (?:que vem|da (?:semana que vem|outra semana|"
    rf"proxima semana)|seguinte|proxima)",
    r"(?:depois|apos|antes) (?:d[ao]s? |de |o |a |as )?(?:dia \d+|ferias|festas|viagem|provas)|"
    r"quando eu voltar|comeco do mes|fim do mes|final do mes",
    r"um dia antes|dia seguinte|outro dia",
)
_PERIOD = re.compile(
    r"(?<!\S)(?:(?:de|pela|a|na|da|parte da|periodo da|so|so de|turno da|pra) (?P<p>manha|tarde|"
    r"noite)|(?P<cedo>cedinho)"
    r"|(?P<v>matutino|vespertino|noturno))(?!\S)"
)
_PERIODS = {"manha": (0, 12), "tarde": (12, 18), "noite": (18, 24), "cedinho": (0, 9)}
_PERIODS |= {"matutino": (0, 12), "vespertino": (12, 18), "noturno": (18, 24)}
_NEAR = one_of(r"depois de amanha|amanha|hoje")
# An hour after these is no hour to come at.
_EDGE = re.compile(r"(?:depois|antes|partir|apos) |a partir|a partir das|ate as")


class Confronto(Enum):
    IGUAL = "igual"
    OUTRO = "outro"
    ABERTO = "aberto"


@dataclass(frozen=True, slots=True)
class Mencao:
    """A time in the words of a clause, between two places of its text."""

    inicio: int
    fim: int
    confronto: Confronto
    periodo: bool = False
    minutos: int | None = None


@dataclass(frozen=True, slots=True)
class Consulta:
    """When the appointment is, as far as the message about it or the agenda tell."""

    dia: int | None = None
    mes: int | None = None
    semana: str = ""
    minutos: int | None = None
    perto: frozenset[str] = frozenset()
    enviada: frozenset[str] = frozenset()

    @property
    def hora(self) -> int | None:
        return None if self.minutos is None else self.minutos // 60


_SENT_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?(?!\d)")
_SENT_HOUR = re.compile(r"(?<![\d/])(\d{1,2}) ?(?:h(?:oras|rs|s)?|:)(\d{2})?(?!\w)")
_SENT_DAY = re.compile(rf"(?<!\w)(?:{'|'.join(_WEEKDAYS)})(?!\w)")


def consulta_of(enviada: str, quando: datetime | None) -> Consulta:
    """`quando`, local, goes before what our message said in words."""
    text = plain(enviada)
    near = frozenset(match[0] for match in _NEAR.finditer(text.replace(",", " ").replace(".", " ")))
    said = words(re.sub(r"[^\w/:]", " ", text))
    if quando:
        minutes = quando.hour * 60 + quando.minute
        return Consulta(quando.day, quando.month, _WEEKDAYS[quando.weekday()], minutes, near, said)
    date, hour, day = _SENT_DATE.search(text), _SENT_HOUR.search(text), _SENT_DAY.search(text)
    return Consulta(
        int(date[1]) if date else None,
        int(date[2]) if date else None,
        day[0] if day else "",
        int(hour[1]) * 60 + int(hour[2] or 0) if hour else None,
        near,
        said,
    )


def mentions(text: str, consulta: Consulta) -> list[Mencao]:
    """The times that a clause names, in their order."""
    found = [Mencao(m.start(), m.end(), Confronto.OUTRO) for m in _OTHER.finditer(text)]
    found += [_hour(match, text, consulta) for match in _HOUR.finditer(text)]
    found += [Mencao(m.start(), m.end(), _day(m, consulta)) for m in _DAY.finditer(text)]
    found += [
        Mencao(m.start(), m.end(), _against(m["day"], consulta.semana)) for m in _WEEKDAY.finditer(text)
    ]
    found += [Mencao(m.start(), m.end(), _month(m["month"], consulta)) for m in _MONTH.finditer(text)]
    found += [Mencao(m.start(), m.end(), _near(m[0], consulta)) for m in _NEAR.finditer(text)]
    found += [Mencao(m.start(), m.end(), _period(m, consulta), periodo=True) for m in _PERIOD.finditer(text)]
    return sorted(found, key=lambda mencao: mencao.inicio)


def _against(said: object, known: object) -> Confronto:
    if not known:
        return Confronto.ABERTO
    return Confronto.IGUAL if said == known else Confronto.OUTRO


def _near(word: str, consulta: Consulta) -> Confronto:
    return _against(word in consulta.perto, bool(consulta.perto))


def _month(month: str, consulta: Consulta) -> Confronto:
    return _against(_MONTHS.index(month) + 1, consulta.mes)


def _day(match: re.Match[str], consulta: Consulta) -> Confronto:
    if match["d1"]:
        return _against(int(match["d1"]), consulta.dia)
    if match["d3"]:
        return _against(int(match["d3"]) in (consulta.dia, consulta.hora), consulta.dia is not None)
    same_month = consulta.mes is None or int(match["m"]) == consulta.mes
    return _against(int(match["d2"]) if same_month else -1, consulta.dia)


def _hour(match: re.Match[str], text: str, consulta: Consulta) -> Mencao:
    hour = match["h1"] or match["h2"] or match["h3"] or match["noon"]
    minutes = match["m1"] or match["m2"] or match["m3"] or "0"
    value = 12 * 60 if hour == "meio dia" else (parse_count(hour) or 0) * 60
    value += 30 if minutes == "meia" else parse_count(minutes) or 0
    if consulta.minutos is None:
        return Mencao(match.start(), match.end(), Confronto.ABERTO, minutos=value)
    if value < _HALF_DAY * 60 and consulta.minutos >= _HALF_DAY * 60 and "manha" not in text:
        value += _HALF_DAY * 60 if value // 60 <= 8 or value + _HALF_DAY * 60 == consulta.minutos else 0
    edge = bool(_EDGE.match(match[0]))
    same = value == consulta.minutos and not edge
    return Mencao(match.start(), match.end(), Confronto.IGUAL if same else Confronto.OUTRO, minutos=value)


def _period(match: re.Match[str], consulta: Consulta) -> Confronto:
    if consulta.hora is None:
        return Confronto.ABERTO
    start, end = _PERIODS[match["p"] or match["v"] or match["cedo"]]
    return Confronto.IGUAL if start <= consulta.hora < end else Confronto.OUTRO


_LATE = re.compile(r"(?<!\S)(?:atras\w+|chego|chegar|chegarei|chegando|chegamos|chegaremos|chega)(?!\S)")
_MINUTES = re.compile(
    r"(?<!\S)(?:(?P<n>\d{1,3}|dez|cinco|quinze|vinte|trinta|quarenta|vinte e cinco|cinquenta) ?(?:minutos|m)|"
    r"(?P<joined>\d{1,3})(?:min|m|minutos?)|(?P<half>meia hora|meia horinha)|(?P<hour>(?:uma|1|2|duas|"
    r"umas) (?:hora|horas|horinha)|1h))(?!\S)"
)
_UNITLESS = re.compile(
    r"(?<!\S)atras\w+ (?:\w+ )?(?P<n>\d{1,3}|dez|cinco|quinze|vinte|trinta|quarenta|cinquenta)(?!\S)"
)
_MUCH = one_of("muito|bastante|bocado|demais|bem")
_LITTLE = one_of(r"pouco|pouquinho|tiquinho|minutos|bocadinho|instantinho|cadinho|pouquim|tico")
_EARLY = one_of(r"antes|adiantad\w|mais cedo|cedo")
# "A mãe chega às 18h" tells of her.
_SOMEBODY_ELSES = one_of(r"(?:a|o|as|os|minha|meu) \w+ (?:dele |dela |so )?(?:chega|chegam)")
TOLERANCE = 15


@dataclass(frozen=True, slots=True)
class Atraso:
    """Somebody who comes, late: `minutos` None where they do not say by how much, `pouco` where they call it little."""

    minutos: int | None
    pouco: bool = False

    @property
    def is_tolerable(self) -> bool:
        return self.pouco if self.minutos is None else self.minutos <= TOLERANCE


def lateness(text: str, consulta: Consulta) -> Atraso | None:
    """How late the clause says that the person will be; None where it says nothing of it."""
    found = _LATE.search(text)
    if not found or _EARLY.search(text) or _SOMEBODY_ELSES.search(text):
        return None
    speaks_of_delay = "atras" in text
    said = _MINUTES.search(text)
    if not said and (unitless := _UNITLESS.search(text)):
        return Atraso(parse_count(unitless["n"]) or 60)
    if said and (speaks_of_delay or "depois" in text):
        return Atraso(_minutes(said))
    arrival = next((m.minutos for m in mentions(text, consulta) if m.minutos is not None), None)
    if arrival is not None and consulta.minutos is not None and arrival >= consulta.minutos:
        return Atraso(arrival - consulta.minutos)
    if not speaks_of_delay:
        return None
    return Atraso(60) if _MUCH.search(text) else Atraso(None, pouco=bool(_LITTLE.search(text)))


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    return 60 if match["hour"] else parse_count(match["n"] or match["joined"] or "") or 60
