"""A year of a clinic, made by chance: who books when for when and where, what they answer; and what each message that
leaves must be, reckoned here by other means than the code's own."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from shared.atendimentos.classe import Classe
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.envios.models import Envio
from shared.kit.canais import Aceite, NaoAgora, Saida
from shared.kit.errors import DomainError
from tests.unit.atendimentos.fluxos import Fluxos
from tests.unit.envios.world import TUESDAY, FakeCarteiro

ZONES = (
    *("America/Sao_Paulo",) * 3,
    *("America/Manaus", "America/Rio_Branco", "America/Noronha"),
    *("America/New_York", "Europe/Lisbon", "America/Santiago"),  # where the clocks change
)
OWN_HOLIDAYS = (date(2026, 7, 9), date(2026, 8, 14))
HOLIDAYS = {
    *OWN_HOLIDAYS,
    *(date(2026, 4, 3), date(2026, 4, 21), date(2026, 5, 1), date(2026, 6, 4), date(2026, 9, 7)),
    *(date(2026, 10, 12), date(2026, 11, 2), date(2026, 11, 15), date(2026, 11, 20), date(2026, 12, 25)),
    *(date(2027, 1, 1), date(2027, 2, 8), date(2027, 2, 9), date(2027, 3, 26), date(2027, 4, 21)),
}
_DAYS = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
_WHEN = re.compile(r"\*([^*]+, às? \d[^*]*)\*")
_YEAR = timedelta(days=365)
_MINUTE = timedelta(minutes=1)
_ASKING = (StatusConfirmacao.PENDENTE, StatusConfirmacao.SEM_RESPOSTA)
_ANSWERS = (
    *(Classe.CONFIRMADO,) * 6,
    *(Classe.CANCELADO, Classe.CANCELADO, Classe.REAGENDAR, Classe.DUVIDA, Classe.DUVIDA),
)


def is_open(moment: datetime, fuso: str) -> bool:
    """From 8 to 20, Monday to Saturday, no holiday; by the clock of the place."""
    here = moment.astimezone(ZoneInfo(fuso))
    return here.weekday() != 6 and here.date() not in HOLIDAYS and 8 <= here.hour < 20


def words_for(moment: datetime, fuso: str, now: datetime) -> str:
    here, today = moment.astimezone(ZoneInfo(fuso)), now.astimezone(ZoneInfo(fuso)).date()
    near = {
        today: "hoje, ",
        today + timedelta(days=1): "amanhã, ",
        today + timedelta(days=2): "depois de amanhã, ",
    }
    minutes = f"{here.minute:02}" if here.minute else ""
    year = "" if here.year == today.year else f"/{here.year}"
    day = f"{_DAYS[here.weekday()]}, {here.day:02}/{here.month:02}{year}"
    return f"{near.get(here.date(), '')}{day}, {'à' if here.hour < 2 else 'às'} {here.hour}h{minutes}"


@dataclass(frozen=True)
class Saiu:
    """A message as it left, with the appointment as it then was."""

    em: datetime
    envio: Envio
    at: Atendimento

    @property
    def asks(self) -> bool:
        return bool(self.envio.botoes)

    @property
    def tells_of_end(self) -> bool:
        return self.envio.chave.endswith("-cancelado")

    def faults(self) -> list[str]:
        """What is wrong with it; nothing should be."""
        at, words = self.at, _WHEN.search(self.envio.texto)
        fits = at.status_confirmacao in _ASKING if self.asks else at.status_confirmacao == "confirmado"
        if self.tells_of_end:
            fits = at.status_confirmacao == "cancelado" and at.respondido_em is None
        checks = {
            "after an answer": fits,
            "in quiet hours": is_open(self.em, at.fuso),
            "about a past hour": self.em < at.data_consulta,
            "about another hour": self.envio.chave.startswith(f"atendimento-{at.id}-{at.versao}-"),
            "with wrong words": words is not None
            and words[1] == words_for(at.data_consulta, at.fuso, self.em),
        }
        return [f"{name}: {self.envio.chave} {self.em}" for name, holds in checks.items() if not holds]


@dataclass
class Observador(FakeCarteiro):
    """Carries, and looks at the appointment at the very moment; in an outage of its channel it carries nothing."""

    world: "Calendario | None" = None

    async def send(self, saida: Saida) -> Aceite:
        world = self.world
        assert world is not None
        envio = await world.read(saida.chave)
        if world.is_down():
            world.may_change(envio)
            raise NaoAgora(espera=timedelta(minutes=7))
        at = (await world.atendimentos().get(str(envio.atendimento_id))).atendimento
        world.left.append(Saiu(world.clock(), envio, at))
        world.may_react(at)
        return await super().send(saida)


@dataclass
class Calendario(Fluxos):
    chance: Random = field(default_factory=Random)
    has_outages: bool = False
    people: set[str] = field(default_factory=set)
    left: list[Saiu] = field(default_factory=list)
    # What each appointment was, from when on: one line for each change.
    seen: dict[str, list[tuple[datetime, Atendimento]]] = field(default_factory=dict)

    def is_down(self) -> bool:
        """On some days all day long, on others until the afternoon; always the same ones."""
        here = self.clock()
        fate = Random(f"{here:%Y-%m-%d}").random()
        return self.has_outages and (fate < 0.3 or (fate < 0.6 and here.hour < 18))

    # The year.

    async def plan_year(self, bookings: int) -> None:
        for number in range(bookings):
            when = TUESDAY + self.chance.random() * _YEAR
            self.plan(when, lambda number=number: self._books(number))  # type: ignore[misc]  # a lambda's default

    async def _books(self, number: int) -> None:
        fuso = self.chance.choice(ZONES)
        holder = f"C{number}" if self.chance.random() < 0.8 else f"C{number - number % 5}"
        if holder not in self.people:
            self.people.add(holder)
            await self.add_cliente(holder, telefones=(f"+55119{80000000 + int(holder[1:])}",))
        moment = self._hour(fuso)
        if moment <= self.clock():
            return
        at = await self.booked(
            moment.isoformat(), cliente_id=holder, telefone=None, fuso=fuso, nome_paciente=f"Pedro {number}"
        )
        self._note(at)
        for _ in range(self.chance.choice((0, 1, 1, 2, 3))):
            span = at.data_consulta - self.clock() + timedelta(hours=2)
            self.plan(self.clock() + self.chance.random() * span, lambda: self._something(at.id))

    def _hour(self, fuso: str) -> datetime:
        """Soon, in some days, or in some weeks; of those that are not soon at a time of the day."""
        kind = self.chance.random()
        if kind < 0.25:
            lead = timedelta(minutes=self.chance.randint(5, 12 * 60))
            return (self.clock() + lead).replace(second=0, microsecond=0)
        days = self.chance.randint(0, 4) if kind < 0.6 else self.chance.randint(4, 40)
        here = self.clock().astimezone(ZoneInfo(fuso)).date() + timedelta(days=days)
        hour = time(self.chance.randint(6, 21), self.chance.choice((0, 15, 30, 45)))
        return datetime.combine(here, hour, tzinfo=ZoneInfo(fuso)).astimezone(UTC)

    def may_react(self, at: Atendimento) -> None:
        """Half of those who are written to answer some time later, many at once."""
        if self.chance.random() < 0.5:
            later = timedelta(seconds=self.chance.choice((1, 30, 600, 7_200, 30_000, 90_000)))
            self.plan(self.clock() + later, lambda: self._answers(at.id))

    def may_change(self, envio: Envio) -> None:
        """While a message waits for its channel, its reason may go."""
        if envio.tentativas == 1 and self.chance.random() < 0.5:
            later = timedelta(minutes=self.chance.randint(1, 300))
            self.plan(self.clock() + later, lambda: self._something(str(envio.atendimento_id)))

    async def _something(self, atendimento_id: str) -> None:
        kind = self.chance.random()
        if kind < 0.45:
            await self._answers(atendimento_id)
        elif kind < 0.8:
            await self._is_moved(atendimento_id)
        else:
            await self._staff_says(atendimento_id)

    async def _answers(self, atendimento_id: str) -> None:
        at = (await self.atendimentos().get(atendimento_id)).atendimento
        self._note(await self.answer(at, self.chance.choice(_ANSWERS)))

    async def _is_moved(self, atendimento_id: str) -> None:
        at = (await self.atendimentos().get(atendimento_id)).atendimento
        await self._change(at, self.move(at, self._hour(at.fuso).isoformat()))

    async def _staff_says(self, atendimento_id: str) -> None:
        at = (await self.atendimentos().get(atendimento_id)).atendimento
        status = self.chance.choice((StatusConfirmacao.CANCELADO, StatusConfirmacao.CONFIRMADO))
        await self._change(at, self.set_status(at, status))

    async def _change(self, at: Atendimento, asked: Any) -> None:
        try:
            self._note((await asked).atendimento)
        except DomainError:  # what makes no sense now is refused
            return

    def _note(self, at: Atendimento) -> None:
        self.seen.setdefault(at.id, []).append((self.clock(), at))

    # What must be so in the end.

    def crowded(self) -> list[str]:
        """Appointments of which more was said than may be, or twice the same, or twice within three hours."""
        wrong = []
        told: dict[tuple[str, int], list[Saiu]] = {}
        for one in self.left:
            if not one.tells_of_end:
                told.setdefault((one.at.id, one.at.versao), []).append(one)
        for key, each in told.items():
            kinds = [one.envio.chave for one in each]
            gaps = [later.em - one.em for one, later in pairwise(each)]
            if len(each) > 3 or len(set(kinds)) < len(kinds) or any(gap < timedelta(hours=3) for gap in gaps):
                wrong.append(f"{key}: {kinds}")
        return wrong

    def unasked(self, lead: timedelta | None) -> list[str]:
        """Those who were to be asked, and could be, and were not by the first moment that was open. `lead` None: they
        are asked as soon as they book."""
        wrong = []
        for atendimento_id, lines in self.seen.items():
            for versao in {at.versao for _, at in lines}:
                own = [(em, at) for em, at in lines if at.versao == versao]
                born, at = own[0]
                ends = [em for em, now in lines if em > born and now != at and _is_settled(now, at)]
                due = self._due(at, born, lead)
                if due is None or due + _MINUTE >= min(ends, default=at.data_consulta):
                    continue
                asked = [
                    one.em for one in self.left if (one.at.id, one.at.versao) == (atendimento_id, versao)
                ]
                if not asked or min(asked) > due + _MINUTE:
                    wrong.append(f"{atendimento_id} {versao}: due {due}, asked {asked[:1]}")
        return wrong

    def _due(self, at: Atendimento, born: datetime, lead: timedelta | None) -> datetime | None:
        moment = born if lead is None else max(born, at.data_consulta - lead)
        last = at.data_consulta - timedelta(minutes=30)
        while moment <= last and not is_open(moment, at.fuso):
            moment = (moment + _MINUTE).replace(second=0, microsecond=0)
        return moment if moment <= last else None


def _is_settled(now: Atendimento, before: Atendimento) -> bool:
    """Whether it is not to be asked about as it was; who wrote a doubt is left alone for a while, too."""
    return now.versao > before.versao or now.status_confirmacao not in _ASKING or bool(now.respostas)
