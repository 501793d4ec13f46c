"""The worker of recebimentos, and the end of the line for messages that five attempts could not route."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.recebimentos.errors import RecebimentoNotFound
from shared.wiring import base, routing

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "recebimentos-novos"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_recebimentos")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@blueprint.durable_client_input(client_name="client")
@worker(_QUEUE)
async def queue_recebimentos(msg: func.QueueMessage, client: str) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    conta, recebimento_id = _ids(msg)
    try:
        await routing.routing_service().process(conta, recebimento_id, base.flows(client))
    except RecebimentoNotFound:
        return  # erased meanwhile: a retry cannot bring it back


@blueprint.function_name("queue_recebimentos_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_recebimentos_poison(msg: func.QueueMessage) -> None:
    """Hand it to a person and raise the alarm. A message that names no recebimento has nothing to hand over."""
    try:
        await routing.routing_service().fail(*_ids(msg))
    except (MalformedRequest, RecebimentoNotFound) as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, str]:
    try:
        body = json.loads(msg.get_body())
        return str(body["conta"]), str(body["recebimento_id"])
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia um recebimento.") from None
