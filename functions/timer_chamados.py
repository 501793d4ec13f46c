"""The clock of chamados: every five minutes, conta by conta, what time changes is changed."""

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.steps import tick
from shared.rotinas.models import CHAMADOS
from shared.wiring import chamados, contas, rotinas

_log = get_logger(__name__)
blueprint = df.Blueprint()


# Every 5 minutes, whatever the zone.
@blueprint.function_name("timer_chamados")
@blueprint.timer_trigger(arg_name="timer", schedule="0 */5 * * * *", run_on_startup=False)
@tick
async def timer_chamados(timer: func.TimerRequest) -> None:
    for conta in await contas.conta_store().ids():
        try:
            await chamados.vigia_service().tick(conta)
        except (TransientError, ValueError):  # one's outage or unreadable document is not the others'
            _log.exception("vigia.failed", extra={"conta": conta})
    await rotinas.rotina_service().ran(CHAMADOS)
