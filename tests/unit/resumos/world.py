"""The cache over documents that can be down, and a body that counts how often it is made."""

import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from shared.resumos.ports import Assunto, Pedido, Resumo
from shared.resumos.service import ResumoService
from shared.resumos.store import ResumoStore
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

CONTA, OUTRA = "clinica", "outra-clinica"
CHAVE = "dashboard:all:all"
TTL_S = 600


def pedido(chave: str = CHAVE, conta: str = CONTA) -> Pedido:
    return Pedido(conta, chave, TTL_S, (Assunto.CLIENTES, Assunto.SAUDE))


@dataclass
class Pieces:
    """A body in pieces."""

    given: list[bytes]
    atualizado_em: str | None = None

    async def pieces(self) -> AsyncIterator[bytes]:
        for piece in self.given:
            yield piece


@dataclass
class World:
    """The store has the real clock, as the real ones do: only business time is moved."""

    documents: FakeDocuments = field(default_factory=FakeDocuments)
    clock: FakeClock = field(default_factory=FakeClock)
    body: bytes = b'{"clientes_ativos":45}'
    made: int = 0
    ids: int = 0

    def new_id(self) -> str:
        self.ids += 1
        return f"G{self.ids}"

    def store(self, conta: str = CONTA) -> ResumoStore:
        return ResumoStore(self.documents.open("resumos", conta))

    @property
    def service(self) -> ResumoService:
        return ResumoService(open_resumos=self.store, now=self.clock, new_id=self.new_id)

    async def make(self) -> bytes:
        self.made += 1
        return self.body

    async def get(
        self, chave: str = CHAVE, *, conta: str = CONTA, make: Callable[[], Awaitable[bytes]] | None = None
    ) -> Resumo:
        return await self.service.get(pedido(chave, conta), make or self.make)

    def kept(self, conta: str = CONTA) -> list[str]:
        """The ids of all that lies in the container."""
        return sorted(self.documents.partitions.get(("resumos", conta), {}))


def unpacked(resumo: Resumo) -> bytes:
    return gzip.decompress(resumo.gzip)
