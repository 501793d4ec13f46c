"""Atividades and the clientes they are of, over documents that give way at each call and can fail at one."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from shared.atividades.entradas import AtividadeUnica, NovoLote
from shared.atividades.logins import LoginService
from shared.atividades.models import Contadores
from shared.atividades.service import AtividadeService
from shared.atividades.store import AtividadeStore
from shared.atividades.titular import AtividadeGuardiao
from shared.atividades.views import LoginsS4, Recibo
from shared.clientes.localizacao import LocalizacaoService
from shared.clientes.models import Cliente
from shared.contas.store import ContaStore
from shared.kit.store import Query, Where
from tests.fakes import FakeInvalidacao
from tests.unit.clientes.world import CONTA, WayGivingDocuments, World

HOJE = datetime(2026, 3, 10, 15, tzinfo=UTC)  # noon in São Paulo


@dataclass
class Mundo:
    world: World = field(default_factory=World)
    invalidacao: FakeInvalidacao = field(default_factory=FakeInvalidacao)
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.world.clock.instant = HOJE

    @property
    def documents(self) -> WayGivingDocuments:
        return self.world.documents

    def store(self, conta: str = CONTA) -> AtividadeStore:
        return AtividadeStore(self.documents.open(Contadores.CONTAINER, conta))

    @property
    def clientes(self) -> LocalizacaoService:
        return LocalizacaoService(open_cadastro=self.world.cadastro)

    @property
    def service(self) -> AtividadeService:
        return AtividadeService(
            open_atividades=self.store,
            clientes=self.clientes,
            contas=ContaStore(self.documents),
            invalidacao=self.invalidacao,
            now=self.world.clock,
            new_id=lambda: f"NOVO{next(self.numbers)}",
        )

    @property
    def guardiao(self) -> AtividadeGuardiao:
        return AtividadeGuardiao(lambda conta: self.documents.open(Contadores.CONTAINER, conta))

    async def logins(self, tenant_id: str) -> LoginsS4:
        service = LoginService(
            open_atividades=self.store,
            clientes=self.clientes,
            contas=ContaStore(self.documents),
            now=self.world.clock,
        )
        return await service.list(CONTA, tenant_id)

    async def cliente(self, tenant_id: str, **fields: Any) -> str:
        born = self.world.clock()
        given = {"id": f"C{tenant_id}", "nome": f"Loja {tenant_id}", "criado_em": born, "atualizado_em": born}
        cliente = Cliente(**given | {"tenant_id": tenant_id} | fields)
        await self.world.cadastro().clientes.add(cliente)
        return cliente.id

    async def mark_merged(self, old: str, new: str) -> None:
        """As a mescla leaves the duplicate, before anything is handed over."""
        sign = {"mesclado_em": new, "tenant_id": None, "client_id": None}
        clientes = self.world.cadastro().clientes
        await clientes.update(old, lambda read: read.model_copy(update=sign))

    async def forget(self, cliente_id: str) -> None:
        cadastro = self.world.cadastro()
        await cadastro.remove(await cadastro.clientes.get(cliente_id))

    async def send(self, lote_id: str, *atividades: dict[str, Any]) -> Recibo:
        return await self.service.receive(CONTA, make_lote(lote_id, *atividades))

    async def one(self, chave: str | None = None, **fields: Any) -> Recibo:
        nova = AtividadeUnica.model_validate(atividade(**fields), strict=False)
        return await self.service.receive(CONTA, nova, chave=chave)

    async def contadores(self, cliente_id: str) -> Contadores:
        found = await self.store().get(cliente_id)
        assert found is not None
        return found

    async def kept_logins(self, cliente_id: str) -> int:
        return await self.store().documents.count(Where("cliente_id", "=", cliente_id))

    async def everything(self) -> list[str]:
        page = await self.store().documents.query(Query(limit=1000))
        return [stored.id for stored in page.items]


def make_lote(lote_id: str, *atividades: dict[str, Any]) -> NovoLote:
    return NovoLote.model_validate({"lote_id": lote_id, "atividades": list(atividades)}, strict=False)


def atividade(tipo: str = "login", **fields: Any) -> dict[str, Any]:
    """Something that happened `dias` days before now, at tenant 1 unless said otherwise."""
    whose = {} if fields.keys() & {"client_id", "cliente_id", "tenant_id"} else {"tenant_id": "1"}
    em = (HOJE - timedelta(days=fields.pop("dias", 0))).isoformat()
    return {"tipo": tipo, "em": em, **whose, **fields}
