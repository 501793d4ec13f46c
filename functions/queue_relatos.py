"""The worker of relatos and the end of the line for messages that five attempts could not finish."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.relatos.errors import RelatoNotFound
from shared.wiring import base, relatos

_log = get_logger(__name__)
blueprint = df.Blueprint()
_CONNECTION = "AzureWebJobsStorage"


class UnreadableMessage(MalformedRequest):
    slug = "mensagem-ilegivel"


@blueprint.function_name("queue_relatos")
@blueprint.queue_trigger(arg_name="msg", queue_name="relatos-recebidos", connection=_CONNECTION)
@blueprint.durable_client_input(client_name="client")
@worker("relatos-recebidos")
async def queue_relatos(msg: func.QueueMessage, client: str) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    conta, relato_id = _ids(msg)
    service = relatos.relato_service()
    try:
        await service.process(conta, relato_id)
        await service.follow(conta, relato_id, base.flows(client))
    except RelatoNotFound:
        return  # erased meanwhile: a retry cannot bring it back


@blueprint.function_name("queue_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name="relatos-recebidos-poison", connection=_CONNECTION)
@end_of_line("relatos-recebidos")
async def queue_poison(msg: func.QueueMessage) -> None:
    """Mark `falhou` and raise the alarm. A message that names no relato has nothing to mark."""
    try:
        await relatos.relato_service().fail(*_ids(msg))
    except (UnreadableMessage, RelatoNotFound) as error:
        _log.error("queue.unusable", extra={"queue": "relatos-recebidos", "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, str]:
    try:
        body: dict[str, str] = json.loads(msg.get_body())
        return body["conta"], body["relato_id"]
    except (ValueError, KeyError, TypeError):
        raise UnreadableMessage from None
