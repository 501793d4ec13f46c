"""The daily run over documents that give way at each call, as real ones do, and that can fail at one."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.kit.clock import instant, local_day
from shared.saude.models import Saude
from shared.saude.pagina import PaginaService
from shared.saude.quedas import QuedaService
from shared.saude.rodada import QUEUE, RodadaService
from shared.saude.rodada_models import Rodada
from shared.saude.rodada_store import RodadaStore
from shared.saude.service import SaudeService
from shared.saude.sinais import Sinais
from shared.saude.store import SaudeStore
from shared.tarefas.models import Tarefa
from shared.tarefas.store import TarefaStore
from tests.fakes import FakeClock, FakeInvalidacao
from tests.fakes_store import FakeQueues
from tests.unit.clientes.world import WayGivingDocuments
from tests.unit.clientes.world import World as Clientes

CONTA = "loja"
# Noon in São Paulo.
MEIO_DIA = datetime.fromisoformat("2025-03-10T15:00:00+00:00")
HOJE = date(2025, 3, 10)


@dataclass
class Mundo:
    documents: WayGivingDocuments = field(default_factory=WayGivingDocuments)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=lambda: FakeClock(MEIO_DIA))
    invalidacao: FakeInvalidacao = field(default_factory=FakeInvalidacao)

    def __post_init__(self) -> None:
        # Documents with a TTL live by the business time of the test.
        self.documents.now = self.clock

    @property
    def saude(self) -> SaudeStore:
        return self.open_saude(CONTA)

    def open_saude(self, conta: str) -> SaudeStore:
        return SaudeStore(self.documents.open(Saude.CONTAINER, conta))

    def open_tarefas(self, conta: str) -> TarefaStore:
        return TarefaStore(self.documents.open(Tarefa.CONTAINER, conta))

    @property
    def contas(self) -> ContaStore:
        return ContaStore(self.documents)

    @property
    def pagina(self) -> PaginaService:
        return PaginaService(
            documents=self.documents,
            open_saude=self.open_saude,
            sinais=Sinais(self.documents),
            quedas=QuedaService(self.open_tarefas, self.open_saude, self.documents),
            now=self.clock,
        )

    @property
    def rodadas(self) -> RodadaService:
        return RodadaService(
            open_rodadas=lambda conta: RodadaStore(self.documents.open(Saude.CONTAINER, conta)),
            contas=self.contas,
            pagina=self.pagina,
            invalidacao=self.invalidacao,
            queues=self.queues,
            now=self.clock,
        )

    @property
    def clientes(self) -> Clientes:
        return Clientes(documents=self.documents, clock=self.clock)

    @property
    def service(self) -> SaudeService:
        return SaudeService(
            open_saude=self.open_saude,
            contas=self.contas,
            clientes=self.clientes.service,
            pagina=self.pagina,
            invalidacao=self.invalidacao,
        )

    @property
    def hoje(self) -> date:
        return local_day(self.clock())

    async def cliente(self, cliente_id: str, **fields: Any) -> None:
        """One who is scored unless `fields` say otherwise."""
        corpo = {
            "nome": f"Loja {cliente_id}",
            "pipeline": "CS | ONGOING",
            "ativo": True,
            "criado_em": instant(MEIO_DIA),
            "atualizado_em": instant(MEIO_DIA),
        }
        store = self.documents.open(Cliente.CONTAINER, CONTA)
        await store.upsert(cliente_id, {k: v for k, v in (corpo | fields).items() if v is not None})

    async def many(self, count: int) -> None:
        for number in range(count):
            await self.cliente(f"c{number:05}")

    async def atividade(self, cliente_id: str, *, vezes: int = 80, dias_atras: int = 0) -> None:
        """So many of everything on one day, which gives the best score while it is recent."""
        day = self.hoje - timedelta(days=dias_atras)
        tipos = ("login", "entrada_estoque", "saida_estoque", "lead")
        em = instant(self.clock() - timedelta(days=dias_atras))
        corpo = {
            "v": 1,
            "dias": {day.isoformat(): dict.fromkeys(tipos, vezes)},
            "ultimas": dict.fromkeys(tipos, em),
            "econversa": {"ativo": True, "em": em},
            "integradores": {"1": {"ativo": True, "em": em}, "2": {"ativo": True, "em": em}},
            "atualizado_em": em,
        }
        await self.documents.open("atividades", CONTA).upsert(cliente_id, corpo)

    async def drain(self) -> None:
        """Take every message in turn, those that come meanwhile too."""
        while self.queues.sent:
            await self.deliver(self.queues.sent.pop(0).message)

    async def deliver(self, message: dict[str, str | int]) -> None:
        dia, numero = date.fromisoformat(str(message["dia"])), int(message["numero"])
        await self.rodadas.process(str(message["conta"]), dia, numero)

    async def run(self, *, again: bool = False) -> Rodada:
        """The run of today to its end."""
        rodada = await self.rodadas.start(CONTA, por="teste", again=again)
        await self.drain()
        return await self.rodadas.get(CONTA, rodada.dia)

    async def next_day(self, days: int = 1) -> Rodada:
        self.clock.move(days=days)
        return await self.run()

    async def saude_of(self, cliente_id: str) -> Saude:
        read = await self.saude.get(cliente_id)
        assert read is not None
        return read.saude

    def messages(self) -> list[dict[str, str | int]]:
        return self.queues.messages(QUEUE)

    def tarefas(self) -> list[Tarefa]:
        held = self.documents.partitions.get((Tarefa.CONTAINER, CONTA), {})
        return [
            Tarefa.model_validate_json(entry.text[:-1] + f', "id": "{key}"}}') for key, entry in held.items()
        ]

    async def decide(self, **changes: Any) -> None:
        """What the conta decided, as a body of its document."""
        store = self.documents.open(Conta.CONTAINER, Conta.CONTAINER)
        conta = await self.contas.load(CONTA)
        await store.upsert(CONTA, conta.model_dump(mode="json", exclude={"id"}) | changes)
