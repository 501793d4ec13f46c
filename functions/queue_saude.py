"""The worker of the daily run's pages, and the end of the line for a page that five attempts could not do."""

import json
from datetime import date

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.saude.errors import RodadaNotFound
from shared.wiring import saude

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "saude-paginas"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_saude")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@worker(_QUEUE)
async def queue_saude(msg: func.QueueMessage) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    try:
        await saude.rodada_service().process(*_ids(msg))
    except RodadaNotFound:
        return  # it outlived its day: there is nothing to go on with


@blueprint.function_name("queue_saude_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_saude_poison(msg: func.QueueMessage) -> None:
    """Mark the run and raise the alarm. A message that names no page has nothing to mark."""
    try:
        await saude.rodada_service().fail(*_ids(msg))
    except (MalformedRequest, RodadaNotFound) as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, date, int]:
    try:
        body = json.loads(msg.get_body())
        return str(body["conta"]), date.fromisoformat(body["dia"]), int(body["numero"])
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia uma página.") from None
