"""The worker of Kommo's webhooks; what it gives up on, the next pull finds."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.clientes.kommo_ports import KommoRefused
from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.wiring import kommo

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "kommo-leads"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_kommo")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@worker(_QUEUE)
async def queue_kommo(msg: func.QueueMessage) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    conta, lead_ids = _ids(msg)
    service = kommo.kommo_service_of(conta)
    if service is None:
        return  # no longer configured: there is nobody to ask
    try:
        await service.refresh(lead_ids)
    except KommoRefused:
        return  # the alarm is raised, and a retry would be refused as well


@blueprint.function_name("queue_kommo_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_kommo_poison(msg: func.QueueMessage) -> None:
    """Nothing is lost but minutes, so nothing is marked."""
    _log.error("kommo.hint_dropped", extra={"queue": _QUEUE})


def _ids(msg: func.QueueMessage) -> tuple[str, list[int]]:
    try:
        body = json.loads(msg.get_body())
        return str(body["conta"]), [int(one) for one in str(body["lead_ids"]).split(",")]
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia leads.") from None
