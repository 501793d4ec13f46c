"""The services of relatos with fakes around them; apart because several stories are told in it."""

from dataclasses import dataclass, field

from shared.contas.store import ContaStore
from shared.envios.desistencias import DesistenciaService
from shared.envios.store import EnvioStore
from shared.relatos.correcao import CorrecaoService
from shared.relatos.desfechos import DesfechoService
from shared.relatos.models import (
    Relato,
)
from shared.relatos.planejamento import Planner
from shared.relatos.service import RelatoService
from shared.relatos.store import RelatoStore
from shared.tarefas.store import TarefaStore
from tests.builders import make_eliminados, make_envelope, make_novo_relato
from tests.fakes import FakeClientes, FakeClock, FakeExtractor, FakeFlows, FakeStrategist
from tests.fakes_store import FakeDocuments, FakeQueues

CONTA = "clinica"


@dataclass
class World:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=FakeClock)
    extractor: FakeExtractor = field(default_factory=FakeExtractor)
    strategist: FakeStrategist = field(default_factory=FakeStrategist)
    flows: FakeFlows = field(default_factory=FakeFlows)
    clientes: FakeClientes = field(default_factory=FakeClientes)
    count: int = 0

    def new_id(self) -> str:
        self.count += 1
        return f"R{self.count}"

    def relatos(self, conta: str) -> RelatoStore:
        return RelatoStore(self.documents.open("relatos", conta))

    def tarefas(self, conta: str) -> TarefaStore:
        return TarefaStore(self.documents.open("tarefas", conta))

    def envios(self, conta: str) -> EnvioStore:
        return EnvioStore(self.documents.open("envios", conta))

    @property
    def service(self) -> RelatoService:
        return RelatoService(
            open_relatos=self.relatos,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            eliminados=make_eliminados(self.documents),
            extractor=self.extractor,
            planner=Planner(self.strategist),
            queues=self.queues,
            now=self.clock,
            new_id=self.new_id,
        )

    @property
    def desfechos(self) -> DesfechoService:
        return DesfechoService(
            open_relatos=self.relatos,
            open_tarefas=self.tarefas,
            desistencias=DesistenciaService(self.envios, self.queues, self.clock),
            queues=self.queues,
            now=self.clock,
        )

    @property
    def correcoes(self) -> CorrecaoService:
        return CorrecaoService(
            open_relatos=self.relatos,
            contas=ContaStore(self.documents),
            planner=Planner(self.strategist),
            relatos=self.service,
            desfechos=self.desfechos,
            queues=self.queues,
            now=self.clock,
        )

    async def followed(self) -> Relato:
        relato = await self.service.receive(make_novo_relato(), make_envelope())
        await self.service.process(CONTA, relato.id)
        return await self.service.follow(CONTA, relato.id, self.flows)

    async def read(self, relato_id: str = "R1") -> Relato:
        return (await self.service.get(CONTA, relato_id)).relato
