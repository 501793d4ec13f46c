"""The clock of envios: every minute, conta by conta, what is due goes to the worker."""

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.steps import tick
from shared.rotinas.models import ENVIOS
from shared.wiring import contas, envios, rotinas

_log = get_logger(__name__)
blueprint = df.Blueprint()


# Every minute, whatever the zone.
@blueprint.function_name("timer_envios")
@blueprint.timer_trigger(arg_name="timer", schedule="0 * * * * *", run_on_startup=False)
@tick
async def timer_envios(timer: func.TimerRequest) -> None:
    for conta in await contas.conta_store().ids():
        try:
            await envios.envio_service().sweep(conta)
        except (TransientError, ValueError):  # one's outage or unreadable document is not the others'
            _log.exception("sweep.failed", extra={"conta": conta})
    await rotinas.rotina_service().ran(ENVIOS)
