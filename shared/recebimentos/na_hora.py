"""An answer whose sender waits, as S3's flows do: carried out within the request, told by what really became of it."""

import asyncio
from dataclasses import dataclass

from shared.atendimentos.classe import Classe
from shared.kit.canais import Entrada
from shared.kit.durable import Flows
from shared.kit.errors import NotFound, TransientError
from shared.kit.logging import get_logger
from shared.perguntas.models import ASKED_BACK, Pergunta, TipoPergunta
from shared.recebimentos.entrada import EntradaService
from shared.recebimentos.models import Destino, Recebimento, RecebimentoStatus
from shared.recebimentos.ports import Atendidos, Perguntas, Rotas
from shared.recebimentos.views import Desfecho

# Whoever calls gives up after a while; the queue goes on with what takes longer.
WITHIN_S = 6.0
_ATENDIMENTO = "atendimentos/"
_DECIDES = (Classe.CONFIRMADO, Classe.CANCELADO, Classe.REAGENDAR)
_ELSEWHERE, _IN_DOUBT = Desfecho(status="ENCAMINHADO"), Desfecho(status="INDEFINIDO")
_log = get_logger(__name__)


@dataclass(frozen=True)
class RespostaNaHora:
    entrada: EntradaService
    rotas: Rotas
    perguntas: Perguntas
    atendidos: Atendidos
    within_s: float = WITHIN_S

    async def take(self, conta: str, entrada: Entrada, traceparent: str, flows: Flows) -> Desfecho:
        """Store it, bring it where it belongs, and say what that did; told again it says so again.

        Raises `TransientError` where it could not be stored.
        """
        [recebimento_id] = await self.entrada.take(conta, [entrada], traceparent, agora=True)
        try:
            async with asyncio.timeout(self.within_s):
                recebimento = await self.rotas.process(conta, recebimento_id, flows)
                return await self._desfecho(conta, recebimento)
        except (TimeoutError, TransientError, NotFound):
            _log.warning("resposta.not_in_time", extra={"conta": conta, "recebimento_id": recebimento_id})
            return Desfecho()

    async def _desfecho(self, conta: str, recebimento: Recebimento) -> Desfecho:
        if recebimento.status is not RecebimentoStatus.ENCAMINHADO:
            return Desfecho()
        alvo = recebimento.destino_id or ""
        match recebimento.destino:
            case Destino.OPT_OUT:
                return Desfecho(status="OPT_OUT")
            case Destino.ATENDIMENTO:
                return await self._told(conta, alvo, recebimento.id)
            case Destino.PERGUNTA:
                pergunta = await self.perguntas.find(conta, alvo)
                return await self._of_pergunta(conta, pergunta, recebimento.id) if pergunta else _ELSEWHERE
        return _ELSEWHERE

    async def _of_pergunta(self, conta: str, pergunta: Pergunta, recebimento_id: str) -> Desfecho:
        if not pergunta.sobre.startswith(_ATENDIMENTO):
            return _IN_DOUBT if pergunta.tipo in ASKED_BACK else _ELSEWHERE
        atendimento_id = pergunta.sobre.removeprefix(_ATENDIMENTO).partition("/")[0]
        if pergunta.tipo is TipoPergunta.HORARIO and pergunta.recebimento_id == recebimento_id:
            at = await self.atendidos.find(conta, atendimento_id)
            return Desfecho(at.id, at.status_confirmacao.upper()) if at else _ELSEWHERE
        return await self._told(conta, atendimento_id, recebimento_id)

    async def _told(self, conta: str, atendimento_id: str, recebimento_id: str) -> Desfecho:
        """Its state by now, where this answer counted."""
        at = await self.atendidos.find(conta, atendimento_id)
        heard = [one for one in at.respostas if one.recebimento_id == recebimento_id] if at else []
        if at is None or not heard:
            return _ELSEWHERE
        if heard[0].aplicada:
            return Desfecho(at.id, at.status_confirmacao.upper())
        return Desfecho(at.id, "NAO_APLICADO" if heard[0].lida.classe in _DECIDES else "INDEFINIDO")
