"""S0's two synchronous tasks: read a relato, write a strategy; they store nothing and wait for nothing."""

from dataclasses import dataclass

from shared.kit.clock import Now, local_day
from shared.relatos.planejamento import Planner
from shared.relatos.ports import Contas, Extractor, Leitura
from shared.relatos.s0 import EstrategiaGerada, PedidoRelato, RelatoConversa, RelatoProcessado, processed


@dataclass(frozen=True)
class S0Service:
    contas: Contas
    extractor: Extractor
    planner: Planner
    now: Now

    async def process(self, conta_id: str, pedido: PedidoRelato) -> RelatoProcessado:
        conta = await self.contas.load(conta_id)
        today = local_day(self.now(), conta.fuso)
        return processed(await self.extractor.extract(Leitura(pedido.relato, today, conta.llm_externo)))

    async def strategy(self, conta_id: str, conversa: RelatoConversa) -> EstrategiaGerada:
        conta = await self.contas.load(conta_id)
        today = local_day(self.now(), conta.fuso)
        extracao = conversa.to_extracao(conta.fuso)
        return EstrategiaGerada(estrategia=await self.planner.free_text(extracao, conta, today))
