"""A conta's credenciais with everything around them in the test's hands: the clock, the store, the power."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.contas.credenciais import CredencialService, Emitida
from shared.contas.credencial_models import (
    Credencial,
    CredencialDetalhe,
    FiltroCredenciais,
    Pedido,
    PedidoTroca,
    Situacao,
)
from shared.contas.credencial_store import AcessoStore, CredencialStore
from shared.contas.models import Acesso, TipoAcesso
from shared.kit.auth import Papel
from shared.kit.errors import Unauthorized
from shared.kit.ids import new_ulid
from shared.kit.store import Body, Documents, Stored
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments, FakeStore

KEY = b"k" * 32
TODOS = tuple(TipoAcesso)


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

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        await self._watched.before_write()
        stored = await super().upsert(document_id, body, ttl_s=ttl_s)
        await self._watched.after_write()
        return stored

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        await self._watched.before_write()
        stored = await super().replace(document_id, body, etag=etag, ttl_s=ttl_s)
        await self._watched.after_write()
        return stored


@dataclass
class World:
    """One conta, its service, and what an inspector finds in the store."""

    documents: WatchedDocuments = field(default_factory=WatchedDocuments)
    clock: FakeClock = field(default_factory=lambda: FakeClock(datetime(2026, 3, 2, 12, tzinfo=UTC)))

    @property
    def service(self) -> CredencialService:
        return make_service(self.documents, self.clock)

    async def issue(self, tipo: TipoAcesso = TipoAcesso.TOKEN, **fields: Any) -> Emitida:
        return await self.service.issue("clinica", Pedido(tipo=tipo, criado_por="paula", **fields))

    async def invite(self, **fields: Any) -> Emitida:
        given: dict[str, Any] = {"papel": Papel.CS, "validade": timedelta(days=7)}
        return await self.issue(TipoAcesso.CONVITE, **given | fields)

    async def listed(self, *tipos: TipoAcesso) -> tuple[CredencialDetalhe, ...]:
        return (await self.service.list("clinica", tipos or TODOS, FiltroCredenciais())).itens

    def records(self) -> list[Credencial]:
        held = self.documents.partitions.get(("credenciais", "clinica"), {})
        return [Credencial.model_validate_json(f'{{"id":"{i}",{e.text[1:]}') for i, e in held.items()]

    def open_acessos(self) -> set[str]:
        return {
            pk
            for (container, pk), held in self.documents.partitions.items()
            for entry in held.values()
            if container == "acessos" and Acesso.model_validate_json(entry.text).is_open(self.clock())
        }

    def assert_sound(self) -> None:
        """Each secret that works is listed, and none that is listed as ended works."""
        now = self.clock()
        by_acesso = {record.acesso_id: record for record in self.records()}
        assert self.open_acessos() <= set(by_acesso)
        ended = {name for name, record in by_acesso.items() if record.situacao(now) is not Situacao.ATIVA}
        assert not self.open_acessos() & ended


def make_service(documents: Documents, clock: Callable[[], datetime]) -> CredencialService:
    return CredencialService(
        open_credenciais=lambda conta: CredencialStore(documents.open("credenciais", conta)),
        acessos=AcessoStore(documents),
        hmac_key=KEY,
        now=clock,
        new_id=lambda: new_ulid(clock()),
    )


async def trade(world: World, old: Emitida, sobreposicao: timedelta = timedelta(hours=24)) -> Emitida:
    pedido = PedidoTroca("paula", sobreposicao)
    return await world.service.rotate("clinica", old.credencial.id, pedido, tipos=TODOS)


async def opens(world: World, emitida: Emitida) -> bool:
    try:
        await world.service.resolve(emitida.credencial.tipo, emitida.segredo)
    except Unauthorized:
        return False
    return True


async def redeem_at_once(services: list[CredencialService], segredo: str) -> dict[str, int]:
    tries = [service.redeem(segredo) for service in services]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))
