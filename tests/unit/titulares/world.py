"""The rights of a titular with fakes around the real guardiões; apart because several stories are told in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shared.acompanhamentos.titular import FluxoEraser
from shared.auditoria.service import AuditoriaService
from shared.auditoria.store import AuditoriaStore
from shared.clientes.cadastro import Cadastro
from shared.clientes.identidades import IdentidadeStore, chaves_de
from shared.clientes.importacao.titular import ImportacaoGuardiao
from shared.clientes.models import Cliente
from shared.clientes.retencao import ClienteRetencao
from shared.clientes.store import ClienteStore
from shared.clientes.titular import ClienteGuardiao
from shared.contas.store import ContaStore
from shared.envios.ritmos import RitmoStore
from shared.envios.titular import EnvioGuardiao
from shared.kit.auth import Papel
from shared.kit.brasil import phone_key
from shared.kit.canais import FalhaDeEnvio
from shared.kit.durable import Flows
from shared.kit.errors import TransientError
from shared.kit.store import DocumentStore, Query
from shared.kit.titulares import Eraser, Titular
from shared.recebimentos.models import Recebimento
from shared.recebimentos.retencao import RecebimentoRetencao
from shared.recebimentos.store import RecebimentoStore
from shared.relatos.models import Relato
from shared.relatos.retencao import RelatoRetencao
from shared.relatos.titular import RelatoGuardiao
from shared.tarefas.titular import TarefaGuardiao
from shared.titulares.assinantes import AssinanteEraser
from shared.titulares.eliminacao import EliminacaoService
from shared.titulares.models import NovaEliminacao, PedidoDetalhe
from shared.titulares.ports import Assinantes
from shared.titulares.retencao import RetencaoService
from shared.titulares.service import TitularService
from shared.titulares.store import PedidoStore, SupressaoStore
from shared.titulares.supressao import SupressaoEraser
from tests.builders import RECEIVED_AT, make_principal, make_relato
from tests.fakes import FakeClock, FakeFlows, FakeInvalidacao
from tests.fakes_store import FakeDocuments, FakeQueues

CONTA = "clinica"
SECRET = b"segredo"
TEXTO_COM_TELEFONE = "Ligar no (11) 98888-7777 sobre o canal"
NOME, TELEFONE, EMAIL = "Marina Prates Sobral", "+5511988887777", "marina@exemplo.com.br"


def make_cliente(cliente_id: str = "C1", **fields: Any) -> Cliente:
    given: dict[str, Any] = {
        "id": cliente_id,
        "nome": NOME,
        "telefones": (TELEFONE,),
        "emails": (EMAIL,),
        "criado_em": RECEIVED_AT,
        "atualizado_em": RECEIVED_AT,
    }
    return Cliente(**given | fields)


@dataclass
class FakeAssinantes:
    """The subscribers of one account by phone, spelled as they are there; `falhas` come first."""

    todos: dict[str, int] = field(default_factory=dict)
    falhas: list[FalhaDeEnvio] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)

    async def find(self, telefone: str) -> int | None:
        if self.falhas:
            raise self.falhas.pop(0)
        return next(
            (one for phone, one in self.todos.items() if phone_key(phone) == phone_key(telefone)), None
        )

    async def delete_subscriber(self, assinante: int) -> None:
        if self.falhas:
            raise self.falhas.pop(0)
        self.deleted.append(assinante)
        self.todos = {phone: one for phone, one in self.todos.items() if one != assinante}


@dataclass
class World:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=FakeClock)
    flows: FakeFlows = field(default_factory=FakeFlows)
    assinantes: FakeAssinantes | None = None
    invalidacao: FakeInvalidacao = field(default_factory=FakeInvalidacao)
    count: int = 0

    def new_id(self) -> str:
        self.count += 1
        return f"P{self.count}"

    def store(self, container: str, conta: str = CONTA) -> DocumentStore:
        return self.documents.open(container, conta)

    def cadastro(self, conta: str) -> Cadastro:
        identidades = IdentidadeStore(self.store("identidades", conta), SECRET, lambda: datetime.now(UTC))
        return Cadastro(ClienteStore(self.store("clientes", conta)), identidades)

    def pedidos(self, conta: str) -> PedidoStore:
        return PedidoStore(self.store("pedidos", conta))

    def supressoes(self, conta: str) -> SupressaoStore:
        return SupressaoStore(self.store("supressoes", conta), SECRET)

    @property
    def clientes(self) -> ClienteGuardiao:
        return ClienteGuardiao(self.cadastro, self.clock, self.invalidacao)

    @property
    def relatos(self) -> RelatoGuardiao:
        return RelatoGuardiao(lambda conta: self.store("relatos", conta))

    @property
    def tarefas(self) -> TarefaGuardiao:
        return TarefaGuardiao(lambda conta: self.store("tarefas", conta))

    @property
    def importacoes(self) -> ImportacaoGuardiao:
        return ImportacaoGuardiao(lambda conta: self.store("importacoes", conta))

    @property
    def envios(self) -> EnvioGuardiao:
        return EnvioGuardiao(
            lambda conta: self.store("envios", conta),
            lambda conta: RitmoStore(self.store("ritmos", conta), SECRET),
        )

    @property
    def auditor(self) -> AuditoriaService:
        def store(conta: str) -> AuditoriaStore:
            return AuditoriaStore(self.store("auditoria", conta))

        return AuditoriaService(open_auditoria=store, now=self.clock, new_id=self.new_id)

    @property
    def service(self) -> TitularService:
        return TitularService(
            open_pedidos=self.pedidos,
            open_supressoes=self.supressoes,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            relatos=self.relatos,
            guardioes=(self.clientes, self.relatos, self.tarefas, self.importacoes),
            queues=self.queues,
            now=self.clock,
            new_id=self.new_id,
        )

    @property
    def eliminacao(self) -> EliminacaoService:
        return EliminacaoService(
            open_pedidos=self.pedidos,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            relatos=self.relatos,
            steps=self.steps,
            traces=self.documents,
            auditor=self.auditor,
            queues=self.queues,
            now=self.clock,
        )

    @property
    def retencao(self) -> RetencaoService:
        return RetencaoService(
            open_pedidos=self.pedidos,
            open_supressoes=self.supressoes,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            relatos_vencidos=RelatoRetencao(lambda conta: self.store("relatos", conta)),
            clientes_vencidos=ClienteRetencao(self.cadastro),
            words=lambda flows: (FluxoEraser(flows), self.tarefas),
            steps=lambda flows: (self.relatos, FluxoEraser(flows), self.tarefas),
            conversas=(self.envios,),
            vencidos=(RecebimentoRetencao(lambda conta: self.store("recebimentos", conta)),),
            traces=self.documents,
            auditor=self.auditor,
            now=self.clock,
        )

    def steps(self, flows: Flows) -> Sequence[Eraser]:
        supressoes = SupressaoEraser(self.supressoes, self.clock)
        beside = (FluxoEraser(flows), self.tarefas)
        return (self.importacoes, self.relatos, *beside, supressoes, self.fora, self.clientes)

    @property
    def fora(self) -> AssinanteEraser:
        async def account_of(conta: str) -> Assinantes | None:
            return self.assinantes if conta == CONTA else None

        return AssinanteEraser(account_of)

    async def add_cliente(self, cliente: Cliente) -> None:
        cadastro = self.cadastro(CONTA)
        await cadastro.add(cliente, await cadastro.look(chaves_de(cliente)))

    async def add_relato(self, relato_id: str, **fields: Any) -> Relato:
        relato = make_relato(id=relato_id, **fields)
        await self.store("relatos").create(relato_id, relato.model_dump(mode="json", exclude={"id"}))
        return relato

    async def add_tarefa(self, tarefa_id: str, relato_id: str, cliente: str = NOME) -> None:
        body = {
            "relato_id": relato_id,
            "status": "aberta",
            "numero": 1,
            "motivo": "cadencia",
            "cliente": cliente,
            "texto_sugerido": "Oi, Marina",
            "vence_em": "2025-02-18T12:00:00.000000Z",
            "criada_em": "2025-02-18T12:00:00.000000Z",
        }
        await self.store("tarefas").create(tarefa_id, body)

    async def ask(self, cliente_id: str = "C1", *, chave: str | None = None) -> PedidoDetalhe:
        principal = make_principal(CONTA, Papel.ADMIN)
        nova = NovaEliminacao(motivo="Marina pediu por telefone")
        return await self.service.request(principal, cliente_id, nova, chave=chave, traceparent="")

    async def recebimento(self, recebimento_id: str) -> Recebimento:
        return (await RecebimentoStore(self.store("recebimentos")).get(recebimento_id)).recebimento

    async def ids(self, container: str) -> list[str]:
        return [one.id for one in (await self.store(container).query(Query(limit=1000))).items]


async def fill(world: World) -> None:
    """Marina with a duplicate and three relatos, and João with one."""
    await world.add_cliente(make_cliente())
    await world.add_cliente(
        make_cliente("C2", nome="Marina Sobral", telefones=(), emails=("m@x.com.br",), mesclado_em="C1")
    )
    await world.add_cliente(make_cliente("C3", nome="Mari", telefones=(), emails=(), mesclado_em="C2"))
    await world.add_cliente(make_cliente("J1", nome="João Lins", telefones=("+5511977776666",), emails=()))
    await world.add_relato("R1", cliente_id="C1")
    await world.add_relato("R2", cliente_id="C2")
    await world.add_relato("R3", texto=TEXTO_COM_TELEFONE)
    await world.add_relato("RJ", cliente_id="J1", texto=f"João. {TEXTO_COM_TELEFONE}")
    await world.add_tarefa("T1", "R1")
    await world.add_tarefa("TJ", "RJ", cliente="João")
    world.flows.live = {f"acompanhamento-{CONTA}-{one}": {} for one in ("R1", "RJ")}


class Outage:
    def __init__(self, nome: str) -> None:
        self.nome = nome

    async def erase(self, conta: str, titular: Titular) -> int:
        raise TransientError


class StuckTraces:
    async def erase_traces(self) -> None:
        raise TransientError
