"""When and of whom, in words: days as they are called at the moment of speaking, first names; pure."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.clientes.models import SEM_NOME
from shared.kit.dates import WEEKDAYS
from shared.kit.nomes import name_words
from shared.kit.texto import key_of

_NEAR = ("hoje", "amanhã", "depois de amanhã")
_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_MOST = 40


def in_words(moment: datetime, fuso: str, now: datetime) -> str:
    """`amanhã, quinta, 12/03, às 14h30`: local to `fuso`, right at `now`."""
    return f"{day_in_words(moment, fuso, now)}, {_at(moment, fuso)}"


def plainly(moment: datetime, fuso: str) -> str:
    """`quinta, 12/03, às 14h30`: right whenever it is read, so no day is called by its nearness."""
    local = moment.astimezone(ZoneInfo(fuso))
    return f"{WEEKDAYS[local.weekday()]}, {local:%d/%m}, {_at(moment, fuso)}"


def day_in_words(moment: datetime, fuso: str, now: datetime) -> str:
    """`amanhã, quinta, 12/03`; the year is said where it is not this one."""
    zone = ZoneInfo(fuso)
    local, today = moment.astimezone(zone), now.astimezone(zone)
    ahead = (local.date() - today.date()).days
    near = f"{_NEAR[ahead]}, " if 0 <= ahead < len(_NEAR) else ""
    year = "" if local.year == today.year else f"/{local.year}"
    return f"{near}{WEEKDAYS[local.weekday()]}, {local:%d/%m}{year}"


def hour_in_words(moment: datetime, fuso: str) -> str:
    """`14h30`, `8h`."""
    local = moment.astimezone(ZoneInfo(fuso))
    return f"{local.hour}h{local.minute:02}" if local.minute else f"{local.hour}h"


def _at(moment: datetime, fuso: str) -> str:
    article = "à" if moment.astimezone(ZoneInfo(fuso)).hour in (0, 1) else "às"
    return f"{article} {hour_in_words(moment, fuso)}"


def first_name(nome: str | None) -> str:
    """As a letter would address somebody; empty where no name is known. Letters only: it comes from outside."""
    if not nome or nome == SEM_NOME or not (folded := name_words(nome)):
        return ""
    words = _LETTERS.findall(nome)
    word = next((one for one in words if key_of(one).startswith(folded[0])), words[0] if words else "")[
        :_MOST
    ]
    return "-".join(map(_capital, word.split("-"))) if word.isupper() or word.islower() else word


def _capital(part: str) -> str:
    return part[:1].upper() + part[1:].lower()
