"""What may be read of recebimentos, and what follows a merge of clientes; apart from what takes messages in."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.kit.clock import Now
from shared.recebimentos.models import FiltroRecebimentos, Recebimento
from shared.recebimentos.store import RecebimentoPage, RecebimentoStore

_PAGE = 200


@dataclass(frozen=True)
class ConsultaService:
    open_recebimentos: Callable[[str], RecebimentoStore]
    now: Now

    async def search(self, conta: str, filtro: FiltroRecebimentos) -> RecebimentoPage:
        """Newest first."""
        return await self.open_recebimentos(conta).search(filtro)

    async def get(self, conta: str, recebimento_id: str) -> Recebimento:
        """Raises `RecebimentoNotFound`."""
        return (await self.open_recebimentos(conta).get(recebimento_id)).recebimento

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand those of a merged cliente to the one that stays; how many it was. Repeatable."""
        store = self.open_recebimentos(conta_id)
        moved = 0
        now = self.now()

        def change(read: Recebimento) -> Recebimento:
            if read.cliente_id != old:
                return read
            return read.model_copy(update={"cliente_id": new, "atualizado_em": now})

        while found := (await store.search(FiltroRecebimentos(cliente_id=old, limite=_PAGE))).itens:
            for recebimento in found:
                await store.update(recebimento.id, change)
            moved += len(found)
        return moved
