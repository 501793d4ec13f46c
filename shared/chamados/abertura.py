"""S1's way to open a chamado: the work is done within the request, and the answer is in the response."""

from dataclasses import dataclass

from shared.chamados.classe import Leitura
from shared.chamados.envelope import Envelope
from shared.chamados.models import NovoChamado
from shared.chamados.service import ChamadoService
from shared.chamados.views import ChamadoAbertoS1, opened

_WITHIN_S = 10


@dataclass(frozen=True)
class AberturaService:
    chamados: ChamadoService

    async def open(self, novo: NovoChamado, envelope: Envelope) -> ChamadoAbertoS1:
        """What stands after ten seconds at most; the queue does what is left. Raises what `open_chamado` does."""
        conta = envelope.principal.conta
        stored = await self.chamados.open_chamado(novo, envelope)
        done = await self.chamados.finish(conta, stored.id, within_s=_WITHIN_S)
        chamado = done or (await self.chamados.get(conta, stored.id)).chamado
        prioridade = chamado.prioridade
        if prioridade is None:
            read = await self.chamados.reserva.classify(Leitura(chamado.mensagem, llm_externo=False))
            prioridade = read.prioridade
        return opened(chamado, prioridade=prioridade)
