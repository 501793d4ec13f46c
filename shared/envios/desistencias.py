"""Letting go what waits because its reason is gone: the person answered, asked for silence, or cannot be reached there.

Apart because other features do it, by person or by relato, and none of them cancels a reply.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared.clientes.models import Finalidade
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

        With `keeps_notices` those of the person's own appointment go on waiting: the gate has the last word on them.
        One that a worker has just taken is looked at once more there, right before the provider is called.
        """
        store = self.open_envios(conta)
        waiting = await store.waiting_for(cliente_id, limit=_PAGE) if cliente_id else []
        waiting += await store.waiting_about(relato_id, limit=_PAGE) if relato_id else []
        kept = Finalidade.LEMBRETES if keeps_notices else None
        gone = [envio for envio in waiting if not envio.resposta and envio.finalidade is not kept]
        return sum([await self._cancel(conta, store, envio) for envio in gone])

    async def _cancel(self, conta: str, store: EnvioStore, envio: Envio) -> bool:
        def change(read: Envio) -> Envio:
            if read.status is not EnvioStatus.AGENDADO:
                return read
            return read.moved(EnvioStatus.CANCELADO, self.now(), por=_SUJEITO)

        try:
            cancelled = (await store.update(envio.id, change)).envio
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
