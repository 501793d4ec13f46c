"""Which hours of who treats are free: their weekly hours, less holidays, appointments and what is held. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.atendimentos.horario_models import Horario
from shared.atendimentos.models import Atendimento
from shared.contas.atendimentos import Profissional
from shared.contas.models import Conta
from shared.kit.texto import key_of


@dataclass(frozen=True, slots=True)
class Trecho:
    """From `inicio` on and before `fim`."""

    inicio: datetime
    fim: datetime

    def meets(self, other: "Trecho") -> bool:
        return self.inicio < other.fim and other.inicio < self.fim


@dataclass(frozen=True, slots=True)
class Periodo:
    de: datetime
    ate: datetime


def profissional_of(conta: Conta, nome: str) -> Profissional | None:
    """Who of the conta's is called so, whatever the accents and capitals."""
    wanted = key_of(nome)
    return next((one for one in conta.atendimentos.profissionais if key_of(one.nome) == wanted), None)


def busy(
    atendimentos: Iterable[Atendimento], held: Iterable[Horario], duracao: timedelta
) -> tuple[Trecho, ...]:
    """What cannot be offered; what was cancelled is free again."""
    booked = [
        Trecho(at.data_consulta, at.data_consulta + timedelta(minutes=at.duracao_min))
        for at in atendimentos
        if not at.is_over
    ]
    return (*booked, *(Trecho(one.inicio, one.inicio + duracao) for one in held))


def free(
    conta: Conta, profissional: Profissional, periodo: Periodo, taken: Sequence[Trecho]
) -> Iterator[datetime]:
    """When an appointment may begin, in order."""
    zone, duracao = ZoneInfo(conta.fuso), timedelta(minutes=profissional.duracao_min)
    day, last = periodo.de.astimezone(zone).date(), periodo.ate.astimezone(zone).date()
    expediente = conta.expediente(conta.chamados.expediente)  # for its holidays alone
    while day <= last:
        starts = () if expediente.is_holiday(day) else _starts(profissional, day, zone)
        for inicio in starts:
            wanted = Trecho(inicio, inicio + duracao)
            if periodo.de <= inicio < periodo.ate and not any(wanted.meets(one) for one in taken):
                yield inicio
        day += timedelta(days=1)


def _starts(profissional: Profissional, day: date, zone: ZoneInfo) -> Iterator[datetime]:
    step = timedelta(minutes=profissional.duracao_min)
    for faixa in profissional.grade.get(day.weekday(), ()):
        moment = datetime.combine(day, faixa.inicio, tzinfo=zone).astimezone(UTC)
        end = datetime.combine(day, faixa.fim, tzinfo=zone).astimezone(UTC)
        while moment + step <= end:
            yield moment
            moment += step
