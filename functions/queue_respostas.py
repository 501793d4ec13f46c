"""The worker that tells search of approved answers, and the end of the line for what five attempts could not tell."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.wiring import respostas

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "respostas-indexar"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_respostas")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@worker(_QUEUE)
async def queue_respostas(msg: func.QueueMessage) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    await respostas.indexador().index(*_ids(msg))


@blueprint.function_name("queue_respostas_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_respostas_poison(msg: func.QueueMessage) -> None:
    """Raise the alarm: the sweep goes on trying. A message that names no resposta has nothing to try."""
    try:
        respostas.indexador().fail(*_ids(msg))
    except MalformedRequest as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, str]:
    try:
        body: dict[str, str] = json.loads(msg.get_body())
        return body["conta"], body["resposta_id"]
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia uma resposta.") from None
