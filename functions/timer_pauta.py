"""The morning brief: every five minutes, conta by conta, whoever of the team has not got today's is sent it."""

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.steps import tick
from shared.rotinas.models import PAUTA
from shared.wiring import contas, pauta, rotinas

_log = get_logger(__name__)
blueprint = df.Blueprint()


# Every 5 minutes: each conta has its own hour in its own zone.
@blueprint.function_name("timer_pauta")
@blueprint.timer_trigger(arg_name="timer", schedule="0 */5 * * * *", run_on_startup=False)
@tick
async def timer_pauta(timer: func.TimerRequest) -> None:
    for conta in await contas.conta_store().ids():
        try:
            await pauta.entrega_service().tick(conta)
        except (TransientError, ValueError):  # one's outage or unreadable document is not the others'
            _log.exception("pauta.failed", extra={"conta": conta})
    await rotinas.rotina_service().ran(PAUTA)
