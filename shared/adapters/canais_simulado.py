"""The channel that carries nothing: the local default, which accepts, says so in the log and delivers to nobody."""

from shared.kit.canais import Aceite, Provedor, Saida
from shared.kit.clock import Now, instant
from shared.kit.logging import get_logger

_log = get_logger(__name__)


class Simulado:
    """One line in the log for each message, ids only. No word on a delivery ever follows."""

    provedor = Provedor.SIMULADO

    def __init__(self, now: Now) -> None:
        self._now = now

    async def close(self) -> None:
        """Nothing is open."""

    async def send(self, saida: Saida) -> Aceite:
        em = instant(self._now())
        _log.info(
            "envio.simulated", extra={"envio_id": saida.chave, "em": em, "caracteres": len(saida.texto)}
        )
        return Aceite(f"simulado:{saida.chave}", {"em": em})
