"""The memory with fakes around the real services; apart because several stories are told in it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.auditoria.models import FiltroAuditoria
from shared.auditoria.service import AuditoriaService
from shared.auditoria.store import AuditoriaStore
from shared.chamados.classe import Setor
from shared.chamados.ports import Licao
from shared.contas.store import ContaStore
from shared.kit.errors import TransientError
from shared.kit.etags import Precondition
from shared.kit.titulares import Titular
from shared.mensagens.busca import BuscaService, Resultado
from shared.mensagens.entradas import (
    BuscaMensagens,
    FiltroSugestoes,
    MudancaMensagem,
    NovaMensagem,
    Situacao,
)
from shared.mensagens.indexacao import QUEUE, Indexador
from shared.mensagens.indice_models import Achado, Consulta, Item, TipoItem
from shared.mensagens.models import Mensagem, Validacao
from shared.mensagens.service import MensagemService
from shared.mensagens.store import MensagemStore
from shared.mensagens.sugestoes import SugestaoService
from shared.mensagens.titular import MensagemGuardiao
from shared.mensagens.views import MensagemS2, Sugestao
from tests.builders import make_eliminados, make_principal
from tests.fakes import FakeClientes, FakeClock
from tests.fakes_store import FakeDocuments, FakeQueues

CONTA = "clinica"
S2 = "550e8400-e29b-41d4-a716-446655440000"
ANA = "01JM9Q4Z8V3T6W2X5Y7A1B0C9D"


@dataclass
class FakeIndice:
    """The port `Indice`: what shares words is alike. While `down` it finds by words alone and takes no vectors.

    `during` runs once in the middle of the next `put`, as another worker would.
    """

    down: bool = False
    items: dict[tuple[str, TipoItem, str], Item] = field(default_factory=dict)
    during: Callable[[], Awaitable[object]] | None = None

    async def put(self, conta: str, item: Item) -> None:
        happens, self.during = self.during, None
        if happens:
            await happens()
        self.items[conta, item.tipo, item.id] = item
        if self.down:
            raise TransientError

    async def remove(self, conta: str, tipo: TipoItem, item_id: str) -> None:
        self.items.pop((conta, tipo, item_id), None)

    async def search(self, conta: str, consulta: Consulta) -> Sequence[Achado]:
        found = [
            Achado(item.tipo, item.id, _likeness(consulta, item), item.validacao, semantico=not self.down)
            for (owner, tipo, _), item in self.items.items()
            if owner == conta and tipo in consulta.tipos and consulta.setor in (None, item.setor)
        ]
        kept = [achado for achado in found if achado.pontuacao >= consulta.limiar]
        kept.sort(key=lambda one: (one.validacao is not Validacao.HUMAN, -one.pontuacao))
        return kept[: consulta.limite]


def _likeness(consulta: Consulta, item: Item) -> float:
    texts = item.perguntas if consulta.so_perguntas or not item.resposta else (*item.perguntas, item.resposta)
    return max(_shared(consulta.texto, text) for text in texts)


def _shared(one: str, other: str) -> float:
    mine, theirs = set(one.lower().split()), set(other.lower().split())
    return len(mine & theirs) / len(mine | theirs)


@dataclass
class Memoria:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=FakeClock)
    clientes: FakeClientes = field(default_factory=FakeClientes)
    indice: FakeIndice = field(default_factory=FakeIndice)
    count: int = 0
    done: int = 0

    def new_id(self) -> str:
        self.count += 1
        return f"M{self.count}"

    def open(self, conta: str = CONTA) -> MensagemStore:
        return MensagemStore(self.documents.open("mensagens", conta))

    @property
    def auditor(self) -> AuditoriaService:
        def store(conta: str) -> AuditoriaStore:
            return AuditoriaStore(self.documents.open("auditoria", conta))

        return AuditoriaService(open_auditoria=store, now=self.clock, new_id=self.new_id)

    @property
    def indexador(self) -> Indexador:
        return Indexador(self.open, self.indice, self.queues, self.clock)

    @property
    def service(self) -> MensagemService:
        return MensagemService(
            open_mensagens=self.open,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            eliminados=make_eliminados(self.documents),
            indexador=self.indexador,
            now=self.clock,
            new_id=self.new_id,
        )

    @property
    def sugestoes(self) -> SugestaoService:
        return SugestaoService(
            open_mensagens=self.open,
            contas=ContaStore(self.documents),
            eliminados=make_eliminados(self.documents),
            indice=self.indice,
            indexador=self.indexador,
            auditor=self.auditor,
            now=self.clock,
        )

    @property
    def guardiao(self) -> MensagemGuardiao:
        return MensagemGuardiao(lambda conta: self.documents.open("mensagens", conta), self.indexador)

    async def ask(
        self, message: str = "Cadê meu boleto?", *, conta: str = CONTA, **fields: Any
    ) -> MensagemS2:
        """Keep a mensagem and let search hear of it."""
        nova = NovaMensagem(**{"client_id": S2, "message": message} | fields)
        lida = await self.service.create(make_principal(conta), nova)
        await self.work()
        return lida.mensagem

    async def answer(self, mensagem_id: str, **fields: Any) -> MensagemS2:
        mudanca = MudancaMensagem(**fields)
        lida = await self.service.update(make_principal(), mensagem_id, mudanca=mudanca, lido=Precondition())
        await self.work()
        return lida.mensagem

    async def learn(self, chave: str = "chamado-1", *, conta: str = CONTA, **fields: Any) -> str:
        given: dict[str, Any] = {
            "cliente_id": ANA,
            "setor": Setor.FINANCEIRO,
            "pergunta": "Onde fica a segunda via",
            "resposta": "Em Minha Conta, no menu Faturas.",
            "por": "paula",
        }
        learned = await self.sugestoes.learn(conta, Licao(chave, **given | fields))
        await self.work()
        return learned

    async def work(self) -> None:
        """What the queue's worker does with what was sent since."""
        sent = self.queues.messages(QUEUE)
        todo, self.done = sent[self.done :], len(sent)
        for message in todo:
            await self.indexador.index(str(message["conta"]), str(message["mensagem_id"]))

    async def search(self, query: str, *, conta: str = CONTA, **fields: Any) -> Resultado:
        service = BuscaService(self.open, self.clientes, self.indice, self.clock)
        return await service.search(conta, BuscaMensagens(**{"query": query} | fields))

    async def get(self, mensagem_id: str, conta: str = CONTA) -> Mensagem:
        return (await self.open(conta).get(mensagem_id)).mensagem

    async def undecided(self, **filtro: Any) -> list[Sugestao]:
        return list((await self.sugestoes.list(CONTA, FiltroSugestoes(**filtro))).itens)

    async def stale(self) -> list[str]:
        return [one.id for one in await self.undecided(situacao=Situacao.VENCIDAS)]

    async def known_to_search(self, conta: str = CONTA) -> list[str]:
        return [one for owner, _, one in self.indice.items if owner == conta]

    async def acts(self) -> list[str]:
        page = await self.auditor.search(CONTA, FiltroAuditoria(), "America/Sao_Paulo")
        return [one.acao for one in page.itens]


def make_titular(**fields: Any) -> Titular:
    return Titular(**{"cliente_ids": (ANA,), "nome": "Ana Prates Sobral"} | fields)
