"""Once a day: the scores of all clientes, conta by conta."""

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.steps import tick
from shared.rotinas.models import SAUDE
from shared.wiring import contas, rotinas, saude

_log = get_logger(__name__)
blueprint = df.Blueprint()


# 05:00 in São Paulo.
@blueprint.function_name("timer_saude")
@blueprint.timer_trigger(arg_name="timer", schedule="0 0 8 * * *", run_on_startup=False)
@tick
async def timer_saude(timer: func.TimerRequest) -> None:
    """A day that was scored already, since somebody asked for it, is not scored again."""
    service = saude.rodada_service()
    for conta in await contas.conta_store().ids():
        try:
            await service.start(conta, por=SAUDE.id)
        except (TransientError, ValueError):  # one's outage or unreadable document is not the others'
            _log.exception("rodada.not_started", extra={"conta": conta})
    await rotinas.rotina_service().ran(SAUDE)
