"""What stays of a person at their addresses: the silence they asked for, and that they were erased, so that nobody
contacts them again and nothing brings them back by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared.clientes.models import OptOut, Supressao
from shared.kit.clock import Now
from shared.kit.titulares import Titular
from shared.titulares.store import PedidoStore, SupressaoStore


@dataclass(frozen=True)
class SupressaoEraser:
    """A step of an erasure; it must come before the clientes go."""

    open_supressoes: Callable[[str], SupressaoStore]
    now: Now
    nome: str = "supressoes"

    async def erase(self, conta: str, titular: Titular) -> int:
        return await self.open_supressoes(conta).add_erased(titular, self.now())


@dataclass(frozen=True)
class SupressaoService:
    """The ports `Supressoes` of clientes and of envios."""

    open_supressoes: Callable[[str], SupressaoStore]

    async def find(self, conta: str, titular: Titular) -> Supressao:
        return await self.open_supressoes(conta).find(titular)

    async def silence(self, conta: str, titular: Titular, opt_out: OptOut) -> None:
        await self.open_supressoes(conta).silence(titular, opt_out)

    async def end_silence(self, conta: str, titular: Titular) -> None:
        await self.open_supressoes(conta).end_silence(titular)


@dataclass(frozen=True)
class EliminadosService:
    open_pedidos: Callable[[str], PedidoStore]
    open_supressoes: Callable[[str], SupressaoStore]

    async def holds_id(self, conta: str, document_id: str) -> bool:
        return await self.open_pedidos(conta).names(document_id)

    async def holds_person(self, conta: str, titular: Titular) -> bool:
        return await self.open_supressoes(conta).holds_erased(titular)
