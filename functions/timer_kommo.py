"""The pull: every quarter of an hour, what changed in Kommo."""

import asyncio

import azure.durable_functions as df
import azure.functions as func

from shared.clientes.kommo_ports import KommoRefused
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.steps import tick
from shared.rotinas.models import KOMMO
from shared.wiring import kommo, rotinas

_log = get_logger(__name__)
blueprint = df.Blueprint()
# Less than `functionTimeout`, whose end would end the process. The next run goes on where this one stopped.
_LONGEST_S = 8 * 60


# Every 15 minutes, whatever the zone.
@blueprint.function_name("timer_kommo")
@blueprint.timer_trigger(arg_name="timer", schedule="0 */15 * * * *", run_on_startup=False)
@tick
async def timer_kommo(timer: func.TimerRequest) -> None:
    """An outage leaves the place in Kommo where it was; a refused credential has raised its alarm already."""
    await _pull()
    await rotinas.rotina_service().ran(KOMMO)


async def _pull() -> None:
    service = kommo.kommo_service()
    if service is None:
        return
    try:
        async with asyncio.timeout(_LONGEST_S):
            leads = await service.pull()
    except (TransientError, KommoRefused, TimeoutError) as error:
        _log.warning("kommo.pull_cut_short", extra={"conta": service.conta, "erro": type(error).__name__})
    else:
        _log.info("kommo.pulled", extra={"conta": service.conta, "leads": leads})
