"""The worker that makes mensagens findable, and the end of the line for those that five attempts could not."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.wiring import mensagens

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "mensagens-indexar"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_mensagens")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@worker(_QUEUE)
async def queue_mensagens(msg: func.QueueMessage) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    await mensagens.indexador().index(*_ids(msg))


@blueprint.function_name("queue_mensagens_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_mensagens_poison(msg: func.QueueMessage) -> None:
    """Raise the alarm; it is found by its words, and the sweep hands it over again."""
    try:
        mensagens.indexador().fail(*_ids(msg))
    except MalformedRequest as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, str]:
    try:
        body = json.loads(msg.get_body())
        return str(body["conta"]), str(body["mensagem_id"])
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia uma mensagem.") from None
