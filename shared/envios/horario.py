"""When messages may leave: the conta's hours, Sundays and holidays in the cliente's zone, and instants in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from shared.clientes.models import Cliente, Finalidade
from shared.contas.mensageria import Faixa, Horario
from shared.contas.models import Conta
from shared.kit.dates import WEEKDAYS
from shared.kit.holidays import carnival, easter, national_holidays

_SUNDAY, _SATURDAY = 6, 5
_DAYS_AHEAD = 366  # a conta that opens on no day of a year opens on none
_LEAD = timedelta(minutes=30)  # what a slot brought forward leaves before its end: workers take their time


@dataclass(frozen=True, slots=True)
class Vaga:
    """A stretch in which messages may leave: from `inicio` on and before `fim`."""

    inicio: datetime
    fim: datetime


def zone_of(conta: Conta, _cliente: Cliente) -> ZoneInfo:
    """The zone a person lives by: the conta's, until a cliente has one; here alone it is chosen."""
    return ZoneInfo(conta.fuso)


def in_words(moment: datetime, zone: ZoneInfo, today: datetime) -> str:
    """`segunda, 23/11, às 9h`, local; the year is said where it is not that of `today`."""
    local = moment.astimezone(zone)
    year = "" if local.year == today.astimezone(zone).year else f"/{local.year}"
    article = "à" if local.hour == 1 else "às"
    minutes = f"{local.minute:02}" if local.minute else ""
    return f"{WEEKDAYS[local.weekday()]}, {local:%d/%m}{year}, {article} {local.hour}h{minutes}"


@dataclass(frozen=True, slots=True)
class Expediente:
    """The hours of one kind of message for one person; moments come and go as aware instants, in UTC."""

    horario: Horario
    fuso: ZoneInfo
    feriados: frozenset[date]
    carnaval: bool

    @classmethod
    def of(cls, conta: Conta, cliente: Cliente, finalidade: Finalidade) -> Self:
        horarios = conta.mensageria.horarios
        return cls(
            horario=horarios.lembretes if finalidade is Finalidade.LEMBRETES else horarios.proativo,
            fuso=zone_of(conta, cliente),
            feriados=frozenset(conta.feriados),
            carnaval=conta.mensageria.carnaval,
        )

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.fuso).date()

    def is_holiday(self, day: date) -> bool:
        """National, the conta's own, and where it counts them Carnival and Corpus Christi."""
        if day in self.feriados or day in national_holidays(day.year):
            return True
        return self.carnaval and day in _optional_holidays(day.year)

    def is_shut_by_holiday(self, moment: datetime) -> bool:
        """Whether it is the holiday, not a Sunday, that changes the hours of that day."""
        day = self.day_of(moment)
        return day.weekday() != _SUNDAY and self.is_holiday(day)

    def slot(self, day: date) -> Vaga | None:
        faixa = self._hours_of(day)
        if faixa is None:
            return None
        vaga = Vaga(self._instant(day, faixa.inicio), self._instant(day, faixa.fim))
        return vaga if vaga.inicio < vaga.fim else None  # a change of clocks may swallow a short one

    def next(self, moment: datetime) -> datetime | None:
        """`moment` itself when messages may leave then, else the next opening; None where there is none at all."""
        day = self.day_of(moment)
        for ahead in range(_DAYS_AHEAD):
            vaga = self.slot(day + timedelta(days=ahead))
            if vaga is not None and moment < vaga.fim:
                return max(moment, vaga.inicio)
        return None

    def previous(self, moment: datetime, since: datetime) -> Vaga | None:
        """The end of the last slot that begins by `moment` and is not over at `since`: its last half hour."""
        day, first = self.day_of(moment), self.day_of(since)
        while day >= first:
            vaga = self.slot(day)
            day -= timedelta(days=1)
            if vaga is None or vaga.inicio > moment:
                continue
            return _last_part(vaga, moment) if vaga.fim > since else None
        return None

    def next_day(self, moment: datetime) -> datetime:
        """The local midnight after `moment`."""
        return self._instant(self.day_of(moment) + timedelta(days=1), time())

    def _hours_of(self, day: date) -> Faixa | None:
        if day.weekday() == _SUNDAY or self.is_holiday(day):
            return self.horario.domingo
        return self.horario.sabado if day.weekday() == _SATURDAY else self.horario.semana

    def _instant(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.fuso).astimezone(UTC)


def _optional_holidays(year: int) -> tuple[date, date, date]:
    tuesday = carnival(year)
    return tuesday - timedelta(days=1), tuesday, easter(year) + timedelta(days=60)


def _last_part(vaga: Vaga, moment: datetime) -> Vaga:
    begin = min(vaga.fim, moment) - _LEAD
    return Vaga(max(vaga.inicio, begin), vaga.fim)
