"""Days, hours and waits as people say them on the day itself; pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.kit.clock import local_instant
from shared.kit.dates import WEEKDAYS
from shared.kit.expediente import Expediente
from shared.pauta.models import Urgencia

_NEAR = {-2: "anteontem", -1: "ontem", 0: "hoje", 1: "amanhã", 2: "depois de amanhã"}
_ONE_DAY = timedelta(days=1)
_MOST_SHUT = 14


@dataclass(frozen=True, slots=True)
class Hoje:
    """A moment of a day in a zone; `proximo` is the next day on which the conta works."""

    agora: datetime
    fuso: str
    proximo: date

    @property
    def dia(self) -> date:
        return self.day_of(self.agora)

    @property
    def fim(self) -> datetime:
        """The midnight that ends the day."""
        return local_instant(self.dia + _ONE_DAY, 0, self.fuso)

    @property
    def fim_do_proximo(self) -> datetime:
        return local_instant(self.proximo + _ONE_DAY, 0, self.fuso)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.fuso))

    def day_of(self, moment: datetime) -> date:
        return self.local(moment).date()

    def ahead(self, day: date) -> int:
        """Days from today; negative for the past."""
        return (day - self.dia).days

    def by_day(self, moment: datetime) -> Urgencia:
        """For what is due on a day, whatever the hour."""
        ahead = self.ahead(self.day_of(moment))
        return Urgencia.ATRASADO if ahead < 0 else Urgencia.EM_BREVE if ahead else Urgencia.HOJE

    def by_instant(self, moment: datetime) -> Urgencia:
        return Urgencia.ATRASADO if moment < self.agora else self.by_day(moment)


def today_of(agora: datetime, expediente: Expediente) -> Hoje:
    """`expediente` are the hours in which the conta works; one that never works has the next day of the calendar."""
    dia = expediente.day_of(agora)
    days = [dia + _ONE_DAY * ahead for ahead in range(1, _MOST_SHUT)]
    proximo = next((day for day in days if expediente.slot(day)), days[0])
    return Hoje(agora, expediente.fuso.key, proximo)


def day(hoje: Hoje, dia: date) -> str:
    """`hoje`, `ontem`, `há 5 dias`, `segunda, 23/11`."""
    ahead = hoje.ahead(dia)
    if ahead in _NEAR:
        return _NEAR[ahead]
    return f"há {-ahead} dias" if ahead < 0 else f"{WEEKDAYS[dia.weekday()]}, {dia:%d/%m}"


def when(hoje: Hoje, moment: datetime) -> str:
    """`amanhã, às 14h30`."""
    return f"{day(hoje, hoje.day_of(moment))}, {hour(hoje, moment)}"


def hour(hoje: Hoje, moment: datetime) -> str:
    local = hoje.local(moment)
    article = "à" if local.hour in (0, 1) else "às"
    return f"{article} {local.hour}h{local.minute:02}" if local.minute else f"{article} {local.hour}h"


def since(hoje: Hoje, moment: datetime) -> str:
    """How long something waits: `desde hoje, às 8h`, `desde ontem`, `há 5 dias`."""
    ahead = hoje.ahead(hoje.day_of(moment))
    if ahead == 0:
        return f"desde {when(hoje, moment)}"
    return f"desde {_NEAR[ahead]}" if ahead in _NEAR else f"há {-ahead} dias"


def count(number: int, one: str, many: str) -> str:
    """`1 pessoa`, `3 pessoas`."""
    return f"{number} {one if number == 1 else many}"


def greeting(hoje: Hoje) -> str:
    local = hoje.local(hoje.agora).hour
    return "Bom dia!" if local < 12 else "Boa tarde!" if local < 18 else "Boa noite!"
