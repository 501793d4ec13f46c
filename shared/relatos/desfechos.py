"""Ending a relato from outside: an outcome or an answer is written down first, then the flow is woken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.acompanhamentos.names import ENCERRAR, instance_id
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import FieldError, InvalidInput, TransientError
from shared.kit.queues import Queues
from shared.relatos.errors import DesfechoExists
from shared.relatos.models import (
    ContatoSituacao,
    Desfecho,
    NovaResposta,
    NovoDesfecho,
    Relato,
    RelatoStatus,
    Resposta,
    Resultado,
    TipoDesfecho,
)
from shared.relatos.ports import Desistencias, Tarefas
from shared.relatos.service import enqueue
from shared.relatos.store import RelatoStore

_LONGEST_AGO = timedelta(days=3650)
# After the last contato somebody may take this long, and the message is still an answer to it.
_HEARD_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class DesfechoService:
    open_relatos: Callable[[str], RelatoStore]
    open_tarefas: Callable[[str], Tarefas]
    desistencias: Desistencias
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
        return await self.hear(who.conta, relato_id, resposta, flows=flows)

    async def hear(self, conta: str, relato_id: str, resposta: Resposta, *, flows: Flows) -> Relato:
        """The cliente answered, which ends the acompanhamento. The first answer stays."""
        now = self.now()

        def change(relato: Relato) -> Relato:
            if relato.resposta:
                return relato
            answered = relato.updated(now, resposta=resposta)
            return answered if relato.desfecho else answered.ended(now, Resultado.RESPONDEU)

        return await self._end(conta, relato_id, change, flows)

    async def spoken_of(self, conta: str, cliente_ids: Sequence[str]) -> list[Relato]:
        """What a message of one of these people may answer, the one that was contacted last first."""
        found = await self.open_relatos(conta).spoken_of(cliente_ids, since=self.now() - _HEARD_WITHIN)
        return sorted(found, key=_last_contact, reverse=True)

    async def silence(self, conta: str, cliente_id: str, *, flows: Flows | None) -> int:
        """End every acompanhamento of a cliente who wants silence; how many it was. Repeatable.

        Without `flows` the worker of relatos wakes them.
        """
        relatos = await self.open_relatos(conta).awake_for(cliente_id)

        def change(relato: Relato) -> Relato:
            if relato.status is RelatoStatus.ENCERRADO:
                return relato
            return relato.ended(self.now(), Resultado.NAO_CONTATAR)

        for relato in relatos:
            await self._end(conta, relato.id, change, flows)
        return len(relatos)

    async def _end(
        self, conta: str, relato_id: str, change: Callable[[Relato], Relato], flows: Flows | None
    ) -> Relato:
        relato = await self.open_relatos(conta).update(relato_id, change)
        await self.let_go(conta, relato, flows=flows)
        return relato

    async def let_go(self, conta: str, relato: Relato, *, flows: Flows | None) -> None:
        """Take back what is still under way for a relato that has ended. Repeatable."""
        await self.open_tarefas(conta).dismiss_for_relato(relato.id, self.now())
        await self.desistencias.cancel_for(conta, relato_id=relato.id)
        try:
            if flows is not None:
                await flows.signal(instance_id(conta, relato.id), ENCERRAR)
                return
        except TransientError:
            pass
        # The document has decided already; the worker tries the wake-up again.
        await enqueue(self.queues, conta, relato)


def _last_contact(relato: Relato) -> datetime:
    done = (ContatoSituacao.ENVIO_PEDIDO, ContatoSituacao.TAREFA_CRIADA)
    made = [contato.devido_em for contato in relato.contatos if contato.situacao in done]
    return max(made, default=relato.recebido_em)
