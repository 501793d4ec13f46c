"""The step of an erasure that keeps a person from being contacted again; it must come before the clientes go."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.kit.clock import Now
from shared.kit.titulares import Titular
from shared.titulares.store import SupressaoStore


@dataclass(frozen=True)
class SupressaoEraser:
    open_supressoes: Callable[[str], SupressaoStore]
    now: Now
    nome: str = "supressoes"

    async def erase(self, conta: str, titular: Titular) -> int:
        return await self.open_supressoes(conta).add(titular, "eliminacao", self.now())
