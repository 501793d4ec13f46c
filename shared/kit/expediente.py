"""Hours of the week in a zone, with Sundays and holidays: when messages may leave, when people work. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from shared.kit.holidays import carnival, easter, national_holidays

_SATURDAY, _SUNDAY = 5, 6
_DAYS_AHEAD = 366  # who opens on no day of a year opens on none
_DAYS_OF_WORK = 1_096  # who works so little that three years hold no deadline has none
_LEAD = timedelta(minutes=30)  # what a slot brought forward leaves before its end: workers take their time


class Faixa(Protocol):
    """From `inicio` on and before `fim`, local hours."""

    @property
    def inicio(self) -> time: ...

    @property
    def fim(self) -> time: ...


class Horario(Protocol):
    """None for a day that is shut. Holidays count as Sundays."""

    @property
    def semana(self) -> Faixa | None: ...

    @property
    def sabado(self) -> Faixa | None: ...

    @property
    def domingo(self) -> Faixa | None: ...


@dataclass(frozen=True, slots=True)
class Vaga:
    """A stretch that is open: from `inicio` on and before `fim`."""

    inicio: datetime
    fim: datetime


@dataclass(frozen=True, slots=True)
class Expediente:
    """Moments come and go as aware instants, in UTC. `carnaval` counts Carnival and Corpus Christi as holidays."""

    horario: Horario
    fuso: ZoneInfo
    feriados: frozenset[date] = frozenset()
    carnaval: bool = False

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
        """`moment` itself when it is open then, else the next opening; None where there is none at all."""
        vaga = next(self._open(moment, _DAYS_AHEAD), None)
        return vaga.inicio if vaga else None

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

    def after(self, start: datetime, minutes: float) -> datetime | None:
        """When so many open minutes since `start` are over; None where there is no such moment within three years."""
        left = timedelta(minutes=minutes)
        for vaga in self._open(start, _DAYS_OF_WORK):
            if left <= vaga.fim - vaga.inicio:
                return vaga.inicio + left
            left -= vaga.fim - vaga.inicio
        return None

    def between(self, start: datetime, end: datetime) -> float:
        """The open minutes from `start` to `end`."""
        worked = timedelta()
        for vaga in self._open(start, _DAYS_OF_WORK):
            if vaga.inicio >= end:
                break
            worked += min(vaga.fim, end) - vaga.inicio
        return worked / timedelta(minutes=1)

    def _open(self, start: datetime, days: int) -> Iterator[Vaga]:
        """The slots that are not over at `start`, in order, the first one cut to it."""
        day = self.day_of(start)
        for ahead in range(days):
            vaga = self.slot(day + timedelta(days=ahead))
            if vaga is not None and start < vaga.fim:
                yield Vaga(max(vaga.inicio, start), vaga.fim)

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
