"""The outbox with real stores around it and everything else in the test's hands: clocks, carriers, the power."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.clientes.cadastro import Cadastro
from shared.clientes.consentimentos import ConsentimentoService
from shared.clientes.entradas import NovoOptOut
from shared.clientes.identidades import IdentidadeStore, chaves_de
from shared.clientes.models import Canal, Cliente, Finalidade, Versao
from shared.clientes.service import ClienteService
from shared.clientes.store import ClienteStore
from shared.contas.mensageria import CanalDaConta, Mensageria
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.envios.contexto import Leitor
from shared.envios.despacho import Despacho
from shared.envios.entradas import EntradaStore
from shared.envios.models import Decisao, Envio, EnvioStatus, NovoEnvio
from shared.envios.ritmos import RitmoStore
from shared.envios.service import QUEUE, EnvioService
from shared.envios.store import EnvioStore
from shared.kit.auth import Papel, Principal
from shared.kit.canais import Aceite, Carteiro, FalhaDeEnvio, Provedor, Saida
from shared.kit.clock import instant
from shared.kit.ids import digest_id
from shared.kit.store import Body, Stored, Write
from shared.kit.titulares import Titular
from shared.titulares.store import SupressaoStore
from shared.titulares.supressao import SupressaoService
from tests.builders import make_eliminados, make_supressoes
from tests.fakes import FakeClock, FakeInvalidacao
from tests.fakes_store import FakeDocuments, FakeQueues, FakeStore

CONTA, OUTRA = "clinica", "rival"
SECRET = b"segredo"
MARINA = "+5511988887777"
# A Tuesday, ten in the morning in São Paulo.
TUESDAY = datetime(2026, 3, 3, 13, tzinfo=UTC)


class PowerCut(BaseException):
    """The process ends here; no `except` of ours may hear of it."""


async def nothing() -> None:
    pass


@dataclass
class WatchedDocuments(FakeDocuments):
    """Around each write the test may step in: let another run, or cut the power."""

    before_write: Callable[[], Awaitable[None]] = nothing
    after_write: Callable[[], Awaitable[None]] = nothing

    def open(self, container: str, pk: str) -> "WatchedStore":
        return WatchedStore(self, container, pk)


class WatchedStore(FakeStore):
    def __init__(self, documents: WatchedDocuments, container: str, pk: str) -> None:
        super().__init__(documents, container, pk)
        self._watched = documents

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        await self._watched.before_write()
        stored = await super().create(document_id, body, ttl_s=ttl_s)
        await self._watched.after_write()
        return stored

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        await self._watched.before_write()
        stored = await super().replace(document_id, body, etag=etag, ttl_s=ttl_s)
        await self._watched.after_write()
        return stored

    async def batch(self, writes: Sequence[Write]) -> list[Stored]:
        await self._watched.before_write()
        stored = await super().batch(writes)
        await self._watched.after_write()
        return stored


@dataclass
class FakeCarteiro:
    """Carries everything, unless the test put failures into `falhas`; `before` runs with the message in hand."""

    provedor: Provedor = Provedor.ZAPI
    falhas: list[FalhaDeEnvio] = field(default_factory=list)
    sent: list[Saida] = field(default_factory=list)
    before: Callable[[], Awaitable[None]] = nothing

    async def send(self, saida: Saida) -> Aceite:
        await self.before()
        await asyncio.sleep(0)
        if self.falhas:
            raise self.falhas.pop(0)
        self.sent.append(saida)
        return Aceite(f"{self.provedor}-{len(self.sent)}")

    async def close(self) -> None:
        pass


@dataclass
class FakeCarteiros:
    """What the conta's own channels name, in its order; without any, all there are."""

    all: dict[Provedor, FakeCarteiro]
    codes: dict[str, FalhaDeEnvio] = field(default_factory=dict)

    def provedores(self, conta: Conta) -> list[Provedor]:
        return [canal.provedor for canal in conta.mensageria.canais if canal.ativo] or list(self.all)

    async def of(self, conta: Conta, provedor: Provedor) -> Carteiro | None:
        return self.all.get(provedor)

    def failure(self, provedor: Provedor, codigo: str) -> FalhaDeEnvio | None:
        return self.codes.get(codigo)


@dataclass
class World:
    documents: WatchedDocuments = field(default_factory=WatchedDocuments)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=lambda: FakeClock(TUESDAY))
    real: FakeClock = field(default_factory=lambda: FakeClock(datetime(2026, 11, 1, 12, tzinfo=UTC)))
    carteiros: FakeCarteiros = field(
        default_factory=lambda: FakeCarteiros({Provedor.ZAPI: FakeCarteiro(Provedor.ZAPI)})
    )
    # What a SAIR or an erasure in between changes is read through here, so that a test may step in.
    before_last_look: Callable[[], Awaitable[None]] = nothing
    looks: int = 0

    def envios(self, conta: str) -> EnvioStore:
        return EnvioStore(self.documents.open("envios", conta))

    def ritmos(self, conta: str) -> RitmoStore:
        return RitmoStore(self.documents.open("ritmos", conta), SECRET)

    def cadastro(self, conta: str) -> Cadastro:
        identidades = IdentidadeStore(
            self.documents.open("identidades", conta), SECRET, lambda: datetime.now(UTC)
        )
        return Cadastro(ClienteStore(self.documents.open("clientes", conta)), identidades)

    @property
    def supressoes(self) -> SupressaoService:
        return make_supressoes(self.documents)

    @property
    def despacho(self) -> Despacho:
        return Despacho(
            open_envios=self.envios,
            open_ritmos=self.ritmos,
            contas=ContaStore(self.documents),
            leitor=Leitor(
                clientes=self,
                supressoes=self.supressoes,
                carteiros=self.carteiros,
                entradas=EntradaStore(self.documents),
                open_ritmos=self.ritmos,
            ),
            now=self.clock,
            real_now=self.real,
        )

    @property
    def service(self) -> EnvioService:
        return EnvioService(despacho=self.despacho, queues=self.queues)

    # The ports of envios, on the real services.

    async def get(self, conta: str, cliente_id: str) -> Versao:
        self.looks += 1
        if self.looks % 3 == 0:  # asked for, decided, and the last look
            await self.before_last_look()
        return await self.clientes.get(conta, cliente_id)

    async def names(self, conta: str, cliente_ids: Sequence[str]) -> dict[str, str]:
        return await self.clientes.names(conta, cliente_ids)

    @property
    def clientes(self) -> ClienteService:
        return ClienteService(
            open_cadastro=self.cadastro,
            eliminados=make_eliminados(self.documents),
            now=self.clock,
            new_id=lambda: "C",
            invalidacao=FakeInvalidacao(),
        )

    async def opt_out(self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str) -> None:
        gate = Principal(conta=conta, sujeito="envios", papel=Papel.INTEGRACAO)
        service = ConsentimentoService(self.cadastro, self.supressoes, self.clock, FakeInvalidacao())
        await service.opt_out(gate, cliente_id, NovoOptOut(canal=canal, evidencia=evidencia))

    async def suppress(self, telefone: str, conta: str = CONTA) -> None:
        """Somebody with this phone was erased."""
        store = SupressaoStore(self.documents.open("supressoes", conta), SECRET)
        await store.add_erased(Titular(telefones=(telefone,)), self.clock())

    # What there is before a story begins.

    async def add_conta(self, conta: str = CONTA, **mensageria: Any) -> None:
        await ContaStore(self.documents).add(
            Conta(id=conta, nome="Clínica Sorriso", mensageria=Mensageria(**mensageria))
        )

    async def add_cliente(self, cliente_id: str = "C1", conta: str = CONTA, **fields: Any) -> None:
        given: dict[str, Any] = {
            "nome": "Marina Prates",
            "telefones": (MARINA,),
            "criado_em": TUESDAY,
            "atualizado_em": TUESDAY,
        }
        cliente = Cliente(id=cliente_id, **given | fields)
        cadastro = self.cadastro(conta)
        await cadastro.add(cliente, await cadastro.look(chaves_de(cliente)))

    async def add_recebimento(
        self, *, hours_ago: float, endereco: str = MARINA, conta: str = CONTA, **fields: Any
    ) -> None:
        """A message of Marina's as the webhooks' feature stores it, in the fields that envios read."""
        em = instant(self.clock() - timedelta(hours=hours_ago))
        body = {"provedor": "meta", "cliente_id": "C1", "endereco": endereco, "recebido_em": em}
        if endereco.startswith("+"):
            body["telefone"] = endereco
        store = self.documents.open("recebimentos", conta)
        await store.create(digest_id(endereco, em, *map(str, fields.values())), body | fields)

    def carries(self, *provedores: Provedor) -> list[FakeCarteiro]:
        self.carteiros.all = {one: FakeCarteiro(one) for one in provedores}
        return list(self.carteiros.all.values())

    # What happens.

    async def ask(self, chave: str = "uma", *, conta: str = CONTA, **fields: Any) -> Envio:
        return await self.service.request(conta, make_novo(chave, **fields), sujeito="recepcao")

    async def work(self, *envios: Envio, conta: str = CONTA) -> list[Envio]:
        """All at once, as instances of the worker would."""
        await asyncio.gather(*(self.despacho.process(conta, one.id) for one in envios))
        return [await self.read(one.id, conta) for one in envios]

    async def read(self, envio_id: str, conta: str = CONTA) -> Envio:
        return (await self.envios(conta).get(envio_id)).envio

    async def places(self, conta: str = CONTA) -> list[str]:
        """The envios that hold a place of Marina's."""
        store = self.ritmos(conta)
        read = await store.read([store.id_of(MARINA), store.id_of_cliente("C1")])
        return sorted({lugar.envio_id for ritmo in read.values() for lugar in ritmo.lugares})

    def hints(self) -> list[str]:
        return [str(message["envio_id"]) for message in self.queues.messages(QUEUE)]

    @property
    def sent(self) -> list[Saida]:
        return [saida for carteiro in self.carteiros.all.values() for saida in carteiro.sent]


def make_novo(chave: str = "uma", **fields: Any) -> NovoEnvio:
    given: dict[str, Any] = {
        "cliente_id": "C1",
        "finalidade": Finalidade.ACOMPANHAMENTO,
        "texto": f"Oi, Marina! Ficou alguma dúvida? ({chave})",
    }
    return NovoEnvio(chave=chave, **given | fields)


def statuses(envios: Sequence[Envio]) -> list[EnvioStatus]:
    return sorted(envio.status for envio in envios)


def canais(*provedores: Provedor) -> tuple[CanalDaConta, ...]:
    return tuple(CanalDaConta(provedor=one) for one in provedores)


def decided(envio: Envio) -> Decisao:
    assert envio.decisao is not None
    return envio.decisao
