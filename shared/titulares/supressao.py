"""What an erasure leaves behind so that nobody contacts the person again, and nothing brings them back by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.kit.clock import Now
from shared.kit.titulares import Titular
from shared.titulares.store import ELIMINACAO, PedidoStore, SupressaoStore


@dataclass(frozen=True)
class SupressaoEraser:
    """A step of an erasure; it must come before the clientes go."""

    open_supressoes: Callable[[str], SupressaoStore]
    now: Now
    nome: str = "supressoes"

    async def erase(self, conta: str, titular: Titular) -> int:
        return await self.open_supressoes(conta).add(titular, ELIMINACAO, self.now())


@dataclass(frozen=True)
class EliminadosService:
    open_pedidos: Callable[[str], PedidoStore]
    open_supressoes: Callable[[str], SupressaoStore]

    async def holds_id(self, conta: str, document_id: str) -> bool:
        return await self.open_pedidos(conta).names(document_id)

    async def holds_person(self, conta: str, titular: Titular) -> bool:
        return await self.open_supressoes(conta).holds_erased(titular)
