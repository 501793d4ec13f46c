"""Atendimentos on real services and stores, whose power a test may cut; clock, carriers and flows are in its hands."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shared.atendimentos.envelope import Envelope, Pedido
from shared.atendimentos.horario_store import HorarioStore
from shared.atendimentos.models import (
    Atendimento,
    MudancaAtendimento,
    MudancaStatusAtendimento,
    NovoAtendimento,
    Remarcacao,
    StatusConfirmacao,
)
from shared.atendimentos.names import instance_id
from shared.atendimentos.service import AtendimentoService
from shared.atendimentos.store import AtendimentoStore, Versao
from shared.atendimentos.vagas import VagaService
from shared.clientes.service import ClienteService
from shared.contas.atendimentos import PoliticaAtendimentos
from shared.contas.mensageria import Mensageria
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.envios.desistencias import DesistenciaService
from shared.perguntas.models import Pergunta
from shared.perguntas.service import PerguntaService
from shared.perguntas.store import PerguntaStore
from shared.tarefas.models import FiltroTarefas, Tarefa
from shared.tarefas.store import TarefaStore
from tests.builders import make_eliminados, make_principal
from tests.fakes import FakeFlows, FakeInvalidacao
from tests.unit.envios.world import CONTA, MARINA, World

# Friday of the next week at 14:30 in São Paulo; the story begins on a Tuesday at ten.
FRIDAY = datetime(2026, 3, 13, 17, 30, tzinfo=UTC)


@dataclass
class Atendimentos(World):
    flows: FakeFlows = field(default_factory=FakeFlows)
    made: int = 0

    def atendimentos(self, conta: str = CONTA) -> AtendimentoStore:
        return AtendimentoStore(self.documents.open("atendimentos", conta))

    def tarefas(self, conta: str = CONTA) -> TarefaStore:
        return TarefaStore(self.documents.open("tarefas", conta))

    def new_id(self) -> str:
        self.made += 1
        return f"AT{self.made:04d}"

    @property
    def clientes(self) -> ClienteService:
        eliminados = make_eliminados(self.documents)
        return ClienteService(self.cadastro, eliminados, self.clock, self.new_id, FakeInvalidacao())

    @property
    def perguntas(self) -> PerguntaService:
        return PerguntaService(
            lambda conta: PerguntaStore(self.documents.open("perguntas", conta)), self.clock
        )

    @property
    def desistencias(self) -> DesistenciaService:
        return DesistenciaService(self.envios, self.queues, self.clock)

    @property
    def atendimento(self) -> AtendimentoService:
        return AtendimentoService(
            open_atendimentos=self.atendimentos,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            eliminados=make_eliminados(self.documents),
            queues=self.queues,
            now=self.clock,
            new_id=self.new_id,
            perguntas=self.perguntas,
            desistencias=self.desistencias,
            open_tarefas=self.tarefas,
            liberadas=_Liberadas(self),
        )

    # What there is before a story begins.

    async def begin(self, *, fuso: str = "America/Sao_Paulo", **policy: Any) -> None:
        """A conta in this zone with this policy."""
        conta = Conta(
            id=CONTA,
            nome="Clínica Sorriso",
            fuso=fuso,
            mensageria=Mensageria(),
            atendimentos=PoliticaAtendimentos(**policy),
        )
        await ContaStore(self.documents).add(conta)

    # What happens.

    async def book(
        self, data_consulta: str = "2026-03-13T14:30", *, chave: str | None = None, **fields: Any
    ) -> Atendimento:
        envelope = make_envelope(fields.pop("conta", CONTA), chave)
        return await self.atendimento.create(make_novo(data_consulta, **fields), envelope)

    async def put(
        self, agenda_id: str = "51177197", data_consulta: str = "2026-03-13T14:30", **fields: Any
    ) -> tuple[Atendimento, bool]:
        """What the hospital's system says."""
        envelope = make_envelope(fields.pop("conta", CONTA))
        novo = make_novo(data_consulta, **fields)
        return await self.atendimento.put_agenda(agenda_id, novo, envelope, flows=self.flows)

    async def process(self, atendimento: Atendimento) -> Atendimento:
        return await self.atendimento.process(CONTA, atendimento.id, self.flows)

    async def booked(self, data_consulta: str = "2026-03-13T14:30", **fields: Any) -> Atendimento:
        """Booked, then worked on."""
        return await self.process(await self.book(data_consulta, **fields))

    async def move(self, atendimento: Atendimento, data_consulta: str, **asked: Any) -> Versao:
        remarcacao = Remarcacao.model_validate({"data_consulta": data_consulta})
        return await self.atendimento.reschedule(
            self.wants(atendimento, **asked), remarcacao, flows=self.flows
        )

    async def edit(self, atendimento: Atendimento, **fields: Any) -> Atendimento:
        mudanca = MudancaAtendimento(**fields)
        return (await self.atendimento.edit(self.wants(atendimento), mudanca, flows=self.flows)).atendimento

    async def set_status(self, atendimento: Atendimento, status: StatusConfirmacao, **asked: Any) -> Versao:
        mudanca = MudancaStatusAtendimento(status=status)
        return await self.atendimento.change_status(
            self.wants(atendimento, **asked), mudanca, flows=self.flows
        )

    def wants(self, atendimento: Atendimento, **asked: Any) -> Pedido:
        return Pedido(**{"conta": CONTA, "por": "recepcao", "atendimento_id": atendimento.id} | asked)

    # What there is afterwards.

    async def now_of(self, atendimento: Atendimento) -> Atendimento:
        return (await self.atendimentos().get(atendimento.id)).atendimento

    async def all_tarefas(self) -> list[Tarefa]:
        page = await self.tarefas().search(FiltroTarefas(status=None, limite=200), "America/Sao_Paulo")
        return list(page.itens)

    async def open_perguntas(self, cliente_id: str = "C1") -> list[Pergunta]:
        return await self.perguntas.open_for(CONTA, [cliente_id])

    def queued(self) -> list[str]:
        return [str(message["atendimento_id"]) for message in self.queues.messages("atendimentos-novos")]

    def woken(self, atendimento: Atendimento) -> int:
        """How often its flow was told to look again."""
        return len([one for one, _ in self.flows.woken if one == instance_id(CONTA, atendimento.id)])

    def has_flow(self, atendimento: Atendimento) -> bool:
        return instance_id(CONTA, atendimento.id) in self.flows.live


def make_novo(data_consulta: str = "2026-03-13T14:30", **fields: Any) -> NovoAtendimento:
    given: dict[str, Any] = {
        "nome_paciente": "Marina Prates",
        "telefone": MARINA,
        "nome_medico": "Dra. Paula Reis",
        "especialidade": "Ortodontia",
    }
    return NovoAtendimento(**given | {"data_consulta": data_consulta} | fields)


def make_envelope(conta: str = CONTA, chave: str | None = None) -> Envelope:
    return Envelope(make_principal(conta), "", chave)


@dataclass(frozen=True)
class _Liberadas:
    """The port `Liberadas` on the real service, which stands on that of atendimentos."""

    world: Atendimentos

    async def freed(self, conta: str, atendimento: Atendimento) -> None:
        documents = self.world.documents
        vagas = VagaService(
            self.world.atendimento, lambda conta: HorarioStore(documents.open("horarios", conta))
        )
        await vagas.freed(conta, atendimento)
