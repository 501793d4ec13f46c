"""The acompanhamentos with fakes around them; apart because several stories are told in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from shared.acompanhamentos.service import AcompanhamentoService
from shared.contas.store import ContaStore
from shared.envios.desistencias import DesistenciaService
from shared.envios.store import EnvioStore
from shared.relatos.models import Contato, Relato, RelatoStatus
from shared.relatos.store import RelatoStore
from shared.tarefas.models import FiltroTarefas, Tarefa, TarefaStatus
from shared.tarefas.store import TarefaStore
from tests.builders import RECEIVED_AT, make_extracao, make_relato
from tests.fakes import FakeClock, FakeGate
from tests.fakes_store import FakeDocuments, FakeQueues

CONTA = "clinica"


def make_contato(numero: int, day: int) -> Contato:
    due = RECEIVED_AT + timedelta(days=day)
    return Contato(
        numero=numero,
        motivo="cadencia",
        data_nominal=due.date(),
        data_ajustada=due.date(),
        devido_em=due,
        texto=f"Texto {numero}",
    )


FOLLOWED = make_relato(
    status=RelatoStatus.COM_ESTRATEGIA,
    extracao=make_extracao(),
    contatos=(make_contato(1, 3), make_contato(2, 10)),
).followed(RECEIVED_AT)


@dataclass
class World:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    clock: FakeClock = field(default_factory=FakeClock)
    queues: FakeQueues = field(default_factory=FakeQueues)
    gate: FakeGate = field(default_factory=FakeGate)

    def relatos(self, conta: str) -> RelatoStore:
        return RelatoStore(self.documents.open("relatos", conta))

    def tarefas(self, conta: str) -> TarefaStore:
        return TarefaStore(self.documents.open("tarefas", conta))

    def envios(self, conta: str) -> EnvioStore:
        return EnvioStore(self.documents.open("envios", conta))

    @property
    def service(self) -> AcompanhamentoService:
        return self.service_with(self.relatos)

    def service_with(self, relatos: Callable[[str], RelatoStore]) -> AcompanhamentoService:
        return AcompanhamentoService(
            open_relatos=relatos,
            open_tarefas=self.tarefas,
            contas=ContaStore(self.documents),
            envios=self.gate,
            desistencias=DesistenciaService(self.envios, self.queues, self.clock),
            now=self.clock,
        )

    async def read(self) -> Relato:
        return (await self.relatos(CONTA).get("R1")).relato

    async def found(self, status: TarefaStatus | None = None) -> list[Tarefa]:
        page = await self.tarefas(CONTA).search(FiltroTarefas(status=status), "America/Sao_Paulo")
        return list(page.itens)
