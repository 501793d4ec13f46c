"""What flows remember of a person: ids and instants only, and even those go with the relato."""

from dataclasses import dataclass

from shared.acompanhamentos.names import instance_id
from shared.kit.durable import Flows
from shared.kit.titulares import Titular


@dataclass(frozen=True)
class FluxoEraser:
    """Comes after relatos: a flow that wakes in between finds its relato gone and ends by itself."""

    flows: Flows
    nome: str = "fluxos"

    async def erase(self, conta: str, titular: Titular) -> int:
        for relato_id in titular.relato_ids:
            await self.flows.purge(instance_id(conta, relato_id))
        return len(titular.relato_ids)
