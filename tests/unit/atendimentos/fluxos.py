"""Appointments with their flows running: the real gate, questions and tarefas, and time that goes from one thing that
is due to the next."""

import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.atendimentos import estados
from shared.atendimentos.avisos import AvisoService
from shared.atendimentos.classe import Classe
from shared.atendimentos.envelope import Pedido
from shared.atendimentos.errors import AtendimentoNotFound
from shared.atendimentos.escalada import Escalada
from shared.atendimentos.flow import confirmacao
from shared.atendimentos.models import Atendimento
from shared.atendimentos.names import FAZER_AVISO, PROXIMO_AVISO
from shared.contas.store import ContaStore
from shared.envios.entradas import EntradaStore
from shared.envios.models import EnvioStatus, FiltroEnvios
from tests.flow_driver import LiveFlow
from tests.unit.atendimentos.casos import make_resposta
from tests.unit.atendimentos.world import Atendimentos
from tests.unit.envios.world import CONTA

Happening = Callable[[], Awaitable[object]]


@dataclass
class FakeVagas:
    """Who takes a freed hour is another story."""

    free: list[str] = field(default_factory=list)

    async def freed(self, conta: str, atendimento: Atendimento) -> None:
        self.free.append(atendimento.id)


@dataclass
class RunningFlows:
    """The port `Flows`, with flows that run."""

    world: "Fluxos"
    running: dict[str, LiveFlow] = field(default_factory=dict)
    deaf: bool = False

    async def start(self, flow: str, instance_id: str, payload: dict[str, Any]) -> None:
        known = self.running.get(instance_id)
        if known is None or not known.is_running:
            self.running[instance_id] = live = self.world.flow_of(payload)
            await live.start()

    async def signal(self, instance_id: str, event: str) -> None:
        """An event is lost where the test says so."""
        if instance_id in self.running and not self.deaf:
            await self.running[instance_id].hear(event)

    async def purge(self, instance_id: str) -> None:
        self.running.pop(instance_id, None)

    async def purge_ended(self, before: datetime) -> int:
        return 0

    def next_at(self) -> datetime | None:
        return min((one.wakes_at for one in self.running.values() if one.wakes_at), default=None)

    async def wake_due(self, now: datetime) -> None:
        for one in list(self.running.values()):
            while one.wakes_at is not None and one.wakes_at <= now:
                await one.wake()


@dataclass
class Fluxos(Atendimentos):
    """`pass_until` goes through what the test has planned and through what flows and the gate wait for."""

    vagas: FakeVagas = field(default_factory=FakeVagas)
    planned: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    put_off: dict[str, datetime] = field(default_factory=dict)
    counted: int = 0

    def __post_init__(self) -> None:
        self.running = RunningFlows(self)
        self.flows = self.running  # type: ignore[assignment]  # flows that run instead of flows that are counted

    @property
    def avisos(self) -> AvisoService:
        parts: dict[str, Any] = {
            "open_atendimentos": self.atendimentos,
            "clientes": self.clientes,
            "perguntas": self.perguntas,
            "envios": self.service,
            "desistencias": self.desistencias,
            "now": self.clock,
        }
        escalada = Escalada(
            **parts, open_tarefas=self.tarefas, vagas=self.vagas, entradas=EntradaStore(self.documents)
        )
        return AvisoService(**parts, contas=ContaStore(self.documents), escalada=escalada)

    def flow_of(self, payload: dict[str, Any]) -> LiveFlow:
        activities = {PROXIMO_AVISO: self.proximo_aviso, FAZER_AVISO: self.fazer_aviso}
        return LiveFlow(lambda context: confirmacao(context, None), payload, activities, self.clock)

    async def proximo_aviso(self, passo: dict[str, Any]) -> dict[str, Any]:
        """As the trigger does."""
        try:
            return await self.avisos.next(passo["conta"], passo["atendimento_id"])
        except AtendimentoNotFound:
            return {"fim": "apagado"}

    async def fazer_aviso(self, passo: dict[str, Any]) -> dict[str, Any]:
        made = await self.avisos.make(passo["conta"], passo["atendimento_id"], passo["ato"], passo["versao"])
        return {"feito": made}

    # What happens.

    def plan(self, when: datetime, happening: Happening) -> None:
        heapq.heappush(self.planned, (when, self.number(), happening))

    def number(self) -> int:
        self.counted += 1
        return self.counted

    async def pass_until(self, until: datetime) -> None:
        """Let time pass; whatever falls due on the way is done in its order."""
        await self.work_off()
        while (moment := self._next_at()) is not None and moment <= until:
            self.clock.instant = max(self.clock.instant, moment)
            while self.planned and self.planned[0][0] <= self.clock.instant:
                await heapq.heappop(self.planned)[2]()
            await self.running.wake_due(self.clock.instant)
            await self.work_off()
        self.clock.instant = until

    def _next_at(self) -> datetime | None:
        moments = [self.running.next_at(), *self.put_off.values()]
        if self.planned:
            moments.append(self.planned[0][0])
        return min((one for one in moments if one is not None), default=None)

    async def work_off(self) -> None:
        """The workers: of new atendimentos, and of envios, whose ends go back to who asked for them."""
        while self.queues.sent:
            sent = self.queues.sent.pop(0)
            if sent.queue == "atendimentos-novos":
                await self.atendimento.process(CONTA, str(sent.message["atendimento_id"]), self.flows)
            elif sent.queue == "envios-saida":
                await self.carry(str(sent.message["envio_id"]))
        for envio_id, moment in list(self.put_off.items()):
            if moment <= self.clock():
                await self.carry(envio_id)

    async def sweep_envios(self) -> None:
        """What was stored and never queued is found again."""
        found = await self.service.search(CONTA, FiltroEnvios(status=EnvioStatus.AGENDADO, limite=200))
        self.put_off |= {one.id: one.nao_antes_de for one in found.itens}

    async def carry(self, envio_id: str) -> None:
        envio = await self.despacho.process(CONTA, envio_id)
        self.put_off.pop(envio_id, None)
        if envio.status is EnvioStatus.AGENDADO:
            self.put_off[envio_id] = envio.nao_antes_de
        await self.avisos.take_back(CONTA, envio)

    async def answer(self, at: Atendimento, classe: Classe) -> Atendimento:
        """What somebody answered, as it is written down."""
        resposta = make_resposta(classe, self.clock(), f"R{self.number()}")
        said = await self.atendimento.apply(
            Pedido(CONTA, estados.PACIENTE, at.id),
            lambda one: estados.answered(one, resposta, versao=one.versao, now=self.clock()),
            self.flows,
        )
        return said.atendimento


async def begun(**policy: Any) -> Fluxos:
    world = Fluxos()
    await world.begin(**policy)
    await world.add_cliente()
    return world


def words(world: Fluxos) -> list[str]:
    return [saida.texto for saida in world.sent]


async def left_at(world: Fluxos) -> list[datetime]:
    page = await world.service.search(CONTA, FiltroEnvios(limite=200))
    return sorted(
        line.em for one in page.itens for line in one.historico if line.status is EnvioStatus.ACEITO
    )
