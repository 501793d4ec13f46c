"""Once a day: what outlived its purpose goes, conta by conta, and pedidos that are due soon raise the alarm."""

import random

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import RetornoError
from shared.kit.logging import get_logger
from shared.kit.steps import tick
from shared.rotinas.models import RETENCAO
from shared.wiring import base, contas, rotinas, titulares

_log = get_logger(__name__)
blueprint = df.Blueprint()


# 03:00 in São Paulo.
@blueprint.function_name("timer_retencao")
@blueprint.timer_trigger(arg_name="timer", schedule="0 0 6 * * *", run_on_startup=False)
@blueprint.durable_client_input(client_name="client")
@tick
async def timer_retencao(timer: func.TimerRequest, client: str) -> None:
    flows = base.flows(client)
    retencao, eliminacao = titulares.retencao_service(), titulares.eliminacao_service()
    found = await contas.conta_store().ids()
    random.shuffle(found)  # whoever a day is too short for, the next day is not the last again
    erased = 0
    for conta in found:
        try:
            await eliminacao.remind(conta)
            erased += sum((await retencao.run(conta, flows)).values())
        except (
            RetornoError,
            ValueError,
        ):  # one conta's outage, race or unreadable document is not the others'
            _log.exception("retencao.failed", extra={"conta": conta})
    await retencao.forget_histories(flows)
    if erased:
        await retencao.erase_traces()
    await rotinas.rotina_service().ran(RETENCAO)
