"""Everybody's scores a page at a time, and how the carteira stood on the days of its runs; apart, for it only reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.kit.clock import Now, local_day
from shared.saude.carteira_models import BuscaSaude, Rodadas, SaudeLinha, SaudePagina
from shared.saude.ports import Contas
from shared.saude.rodada_models import RodadaView
from shared.saude.rodada_store import RodadaStore
from shared.saude.store import SaudeStore


@dataclass(frozen=True)
class CarteiraService:
    open_saude: Callable[[str], SaudeStore]
    open_rodadas: Callable[[str], RodadaStore]
    contas: Contas
    now: Now

    async def page(self, conta: str, busca: BuscaSaude) -> SaudePagina:
        """As it was calculated last. Raises `MalformedRequest` for a cursor of another question."""
        found = await self.open_saude(conta).page(busca)
        return SaudePagina(itens=tuple(map(SaudeLinha.of, found.itens)), cursor=found.cursor)

    async def rodadas(self, conta_id: str, dias: int) -> Rodadas:
        conta = await self.contas.load(conta_id)
        first = local_day(self.now(), conta.fuso) - timedelta(days=dias - 1)
        found = await self.open_rodadas(conta_id).since(first)
        return Rodadas(itens=tuple(map(RodadaView.of, found)))
