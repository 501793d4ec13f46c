"""Ending a relato from outside: an outcome or an answer is written down first, then the flow is woken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.acompanhamentos.names import ENCERRAR, instance_id
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import FieldError, InvalidInput, TransientError
from shared.kit.queues import Queues
from shared.relatos.errors import DesfechoExists
from shared.relatos.models import (
    Desfecho,
    NovaResposta,
    NovoDesfecho,
    Relato,
    Resposta,
    Resultado,
    TipoDesfecho,
)
from shared.relatos.ports import Tarefas
from shared.relatos.service import enqueue
from shared.relatos.store import RelatoStore

_LONGEST_AGO = timedelta(days=3650)


@dataclass(frozen=True)
class DesfechoService:
    open_relatos: Callable[[str], RelatoStore]
    open_tarefas: Callable[[str], Tarefas]
    queues: Queues
    now: Now

    async def record_desfecho(
        self, who: Principal, relato_id: str, novo: NovoDesfecho, *, flows: Flows
    ) -> Relato:
        """Close with an outcome. The same outcome again changes nothing; another raises `DesfechoExists`."""
        if novo.tipo is TipoDesfecho.PERDIDO and not novo.motivo:
            raise InvalidInput(errors=[FieldError("#/motivo", "diga por que o orçamento foi perdido")])

        def change(relato: Relato) -> Relato:
            if relato.desfecho is None:
                return self._with_desfecho(relato, novo, who)
            if (relato.desfecho.tipo, relato.desfecho.motivo) != (novo.tipo, novo.motivo):
                raise DesfechoExists
            return relato

        return await self._end(who.conta, relato_id, change, flows)

    def _with_desfecho(self, relato: Relato, novo: NovoDesfecho, who: Principal) -> Relato:
        now = self.now()
        desfecho = Desfecho(tipo=novo.tipo, motivo=novo.motivo, registrado_em=now, registrado_por=who.sujeito)
        return relato.updated(now, desfecho=desfecho).ended(now, Resultado(novo.tipo))

    async def record_resposta(
        self, who: Principal, relato_id: str, nova: NovaResposta, *, flows: Flows
    ) -> Relato:
        """Write down that the cliente answered, which ends the acompanhamento. The first answer stays."""
        now = self.now()
        if nova.recebida_em and nova.recebida_em > now:
            raise InvalidInput(errors=[FieldError("#/recebida_em", "não pode estar no futuro")])
        if nova.recebida_em and nova.recebida_em < now - _LONGEST_AGO:
            raise InvalidInput(errors=[FieldError("#/recebida_em", "é antiga demais")])
        resposta = Resposta(
            canal=nova.canal,
            texto=nova.texto,
            recebida_em=nova.recebida_em or now,
            registrada_por=who.sujeito,
        )

        def change(relato: Relato) -> Relato:
            if relato.resposta:
                return relato
            answered = relato.updated(now, resposta=resposta)
            return answered if relato.desfecho else answered.ended(now, Resultado.RESPONDEU)

        return await self._end(who.conta, relato_id, change, flows)

    async def _end(
        self, conta: str, relato_id: str, change: Callable[[Relato], Relato], flows: Flows
    ) -> Relato:
        relato = await self.open_relatos(conta).update(relato_id, change)
        await self.open_tarefas(conta).dismiss_for_relato(relato_id, self.now())
        try:
            await flows.signal(instance_id(conta, relato_id), ENCERRAR)
        except TransientError:
            # The document has decided already; the worker tries the wake-up again.
            await enqueue(self.queues, conta, relato)
        return relato
