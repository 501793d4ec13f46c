"""Letting go what waits because its reason is gone: the person answered, asked for silence, or cannot be reached there.

Apart because other features do it, by person, relato or atendimento, and none of them cancels a reply.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared.clientes.models import Finalidade
from shared.envios import estados
from shared.envios.errors import EnvioNotFound
from shared.envios.models import Envio, EnvioStatus
from shared.envios.store import EnvioStore
from shared.kit.clock import Now
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.queues import Queues

_QUEUE = "envios-saida"
_SUJEITO = "desistencia"
_PAGE = 200
_log = get_logger(__name__)


@dataclass(frozen=True)
class DesistenciaService:
    open_envios: Callable[[str], EnvioStore]
    queues: Queues
    now: Now

    async def cancel_for(
        self,
        conta: str,
        *,
        cliente_id: str | None = None,
        relato_id: str | None = None,
        keeps_notices: bool = False,
    ) -> int:
        """Cancel the proactive messages that still wait for this person, or about this relato; how many it was.

        One that a worker or a provider has already is marked, so that no further try follows the one under way.
        With `keeps_notices` those of the person's own appointment stay: the gate has the last word on them.
        """
        store, since = self.open_envios(conta), self.now() - estados.TOLD_IN_TIME
        found: list[Envio] = []
        if cliente_id:
            found += await store.may_leave_for(cliente_id, accepted_since=since, limit=_PAGE)
        if relato_id:
            found += await store.may_leave_about(relato_id, accepted_since=since, limit=_PAGE)
        kept = Finalidade.LEMBRETES if keeps_notices else None
        gone = [envio for envio in found if not envio.resposta and envio.finalidade is not kept]
        return sum([await self._let_go(conta, store, envio) for envio in gone])

    async def cancel_for_atendimento(
        self, conta: str, atendimento_id: str, *, keeps: str | None = None
    ) -> int:
        """Cancel the notices about it that still wait, as `cancel_for` does; how many it was.

        Those whose `chave` begins with `keeps` stay: they speak of the hour that it has now.
        """
        store, since = self.open_envios(conta), self.now() - estados.TOLD_IN_TIME
        found = await store.may_leave_about_atendimento(atendimento_id, accepted_since=since, limit=_PAGE)
        gone = [one for one in found if not (one.resposta or (keeps and one.chave.startswith(keeps)))]
        return sum([await self._let_go(conta, store, envio) for envio in gone])

    async def _let_go(self, conta: str, store: EnvioStore, envio: Envio) -> bool:
        now = self.now()
        try:
            cancelled = (
                await store.update(envio.id, lambda read: estados.let_go(read, now, por=_SUJEITO))
            ).envio
        except EnvioNotFound:
            return False
        if cancelled.status is not EnvioStatus.CANCELADO:
            return False
        await self._enqueue(conta, cancelled)
        return True

    async def _enqueue(self, conta: str, envio: Envio) -> None:
        """The worker gives back the place that it had; without, the place passes with its day."""
        ids: dict[str, str | int] = {"v": 1, "conta": conta, "envio_id": envio.id}
        try:
            await self.queues.send(_QUEUE, ids | {"traceparent": envio.traceparent})
        except TransientError:
            _log.warning("envio.not_queued", extra={"envio_id": envio.id, "conta": conta})
