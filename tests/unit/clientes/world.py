"""The services of clientes over documents that give way at each call, as real ones do, and that can fail at one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import anyio
import anyio.lowlevel

from shared.clientes.cadastro import Cadastro
from shared.clientes.consentimentos import ConsentimentoService
from shared.clientes.entradas import AlteracaoCliente, ClienteNovo, FiltroClientes
from shared.clientes.fichas import FichaService
from shared.clientes.identidades import CONTAINER, Chave, IdentidadeStore
from shared.clientes.listagem import ListagemService
from shared.clientes.mescla import MesclaService
from shared.clientes.models import Aplicada, Cliente, Ficha, Origem, Versao
from shared.clientes.service import ClienteService
from shared.clientes.store import ClienteStore
from shared.clientes.views import ListaClientes
from shared.contas.store import ContaStore
from shared.kit.auth import Papel
from shared.kit.errors import TransientError
from shared.kit.etags import Precondition
from shared.kit.store import Body, Page, Query, Stored, Write
from shared.resumos.service import ResumoService
from shared.resumos.store import ResumoStore
from tests.builders import make_eliminados, make_principal, make_supressoes
from tests.fakes import FakeClock, FakeInvalidacao
from tests.fakes_store import FakeDocuments, FakeStore

CONTA, OUTRA = "clinica", "outra-clinica"
ANY = Precondition("*")


@dataclass
class WayGivingDocuments(FakeDocuments):
    """Every call lets others go first. After `writes_left` writes the power fails: that one and all later raise."""

    writes_left: int | None = None

    def open(self, container: str, pk: str) -> "WayGivingStore":
        return WayGivingStore(self, container, pk)

    def spend(self) -> None:
        if self.writes_left == 0:
            raise TransientError
        if self.writes_left is not None:
            self.writes_left -= 1


class WayGivingStore(FakeStore):
    def __init__(self, documents: WayGivingDocuments, container: str, pk: str) -> None:
        super().__init__(documents, container, pk)
        self._power = documents

    async def get(self, document_id: str) -> Stored:
        await anyio.lowlevel.checkpoint()
        return await super().get(document_id)

    async def query(self, query: Query) -> Page:
        await anyio.lowlevel.checkpoint()
        return await super().query(query)

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        await anyio.lowlevel.checkpoint()
        self._power.spend()
        return await super().create(document_id, body, ttl_s=ttl_s)

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        await anyio.lowlevel.checkpoint()
        self._power.spend()
        return await super().replace(document_id, body, etag=etag, ttl_s=ttl_s)

    async def batch(self, writes: Sequence[Write]) -> list[Stored]:
        await anyio.lowlevel.checkpoint()
        self._power.spend()
        return await super().batch(writes)


@dataclass
class FakeDependentes:
    relinked: list[tuple[str, str, str]] = field(default_factory=list)

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        self.relinked.append((conta_id, old, new))
        return 1


@dataclass
class World:
    documents: WayGivingDocuments = field(default_factory=WayGivingDocuments)
    clock: FakeClock = field(default_factory=FakeClock)
    dependentes: FakeDependentes = field(default_factory=FakeDependentes)
    invalidacao: FakeInvalidacao = field(default_factory=FakeInvalidacao)
    count: int = 0

    def new_id(self) -> str:
        self.count += 1
        return f"C{self.count}"

    @property
    def resumos(self) -> ResumoService:
        def open_resumos(conta: str) -> ResumoStore:
            return ResumoStore(self.documents.open("resumos", conta))

        return ResumoService(open_resumos, self.clock, self.new_id)

    def cadastro(self, conta: str = CONTA) -> Cadastro:
        identidades = IdentidadeStore(self.documents.open(CONTAINER, conta), b"segredo", self.clock)
        return Cadastro(ClienteStore(self.documents.open(Cliente.CONTAINER, conta)), identidades)

    @property
    def service(self) -> ClienteService:
        return ClienteService(
            open_cadastro=self.cadastro,
            eliminados=make_eliminados(self.documents),
            now=self.clock,
            new_id=self.new_id,
            invalidacao=self.invalidacao,
        )

    @property
    def fichas(self) -> FichaService:
        return FichaService(
            open_cadastro=self.cadastro, eliminados=make_eliminados(self.documents), now=self.clock
        )

    @property
    def mescla(self) -> MesclaService:
        return MesclaService(
            open_cadastro=self.cadastro,
            dependentes=[self.dependentes],
            now=self.clock,
            invalidacao=self.invalidacao,
        )

    @property
    def consentimentos(self) -> ConsentimentoService:
        return ConsentimentoService(
            open_cadastro=self.cadastro,
            supressoes=make_supressoes(self.documents),
            now=self.clock,
            invalidacao=self.invalidacao,
        )

    async def create(self, *, conta: str = CONTA, chave: str | None = None, **fields: Any) -> Cliente:
        novo = ClienteNovo.model_validate({"nome": "Marina"} | fields)
        return (await self.service.create(make_principal(conta), novo, chave=chave)).cliente

    async def patch(self, cliente_id: str, lido: Precondition = ANY, **fields: Any) -> Versao:
        alteracao = AlteracaoCliente.model_validate(fields, strict=False)
        return await self.service.patch(make_principal(), cliente_id, alteracao=alteracao, lido=lido)

    async def apply(self, novo_id: str = "N1", *, conta: str = CONTA, **fields: Any) -> Aplicada:
        return await self._take(conta, novo_id, Origem.IMPORTACAO, fields)

    async def hear_of(self, novo_id: str, **fields: Any) -> Aplicada:
        """The same, from the CRM."""
        return await self._take(CONTA, novo_id, Origem.KOMMO, fields)

    async def _take(self, conta: str, novo_id: str, origem: Origem, fields: dict[str, Any]) -> Aplicada:
        ficha = Ficha.model_validate(fields)
        return await self.fichas.apply(conta, ficha, novo_id=novo_id, origem=origem, sujeito="importacao")

    async def merge(self, stays: str, duplicate: str, lido: Precondition = ANY) -> Cliente:
        principal = make_principal(papel=Papel.CS)
        read = await self.mescla.merge(principal, stays, duplicado_id=duplicate, lido=lido)
        return read.cliente

    async def read(self, cliente_id: str, conta: str = CONTA) -> Cliente:
        return (await self.cadastro(conta).clientes.get(cliente_id)).cliente

    async def behind(self, chave: Chave, conta: str = CONTA) -> list[str]:
        """Who is found by `chave`."""
        return [dono.id for dono in (await self.cadastro(conta).look([chave])).donos(chave)]

    async def linked(self, chave: Chave) -> list[str]:
        """Whom the identidade names, rightly or not."""
        return list((await self.cadastro().identidades.read([chave]))[chave].vinculos)

    @property
    def listagem(self) -> ListagemService:
        return ListagemService(self.cadastro, ContaStore(self.documents), self.resumos)

    async def listed(self, *, is_basic: bool = False, conta: str = CONTA, **query: Any) -> ListaClientes:
        return await self.listagem.list(conta, FiltroClientes.model_validate(query), is_basic=is_basic)

    def everyone(self, conta: str = CONTA) -> list[str]:
        return sorted(self.documents.partitions.get((Cliente.CONTAINER, conta), {}))

    def at(self, moment: datetime) -> None:
        self.clock.instant = moment
