"""The worker of importações, and the end of the line for parts that five attempts could not finish."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.clientes.importacao.errors import ImportacaoNotFound
from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.wiring import importacoes

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "importacoes-partes"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_importacoes")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@worker(_QUEUE)
async def queue_importacoes(msg: func.QueueMessage) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    try:
        await importacoes.parte_service().process(*_ids(msg))
    except ImportacaoNotFound:
        return  # erased meanwhile: a retry cannot bring it back


@blueprint.function_name("queue_importacoes_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_importacoes_poison(msg: func.QueueMessage) -> None:
    """Report every line of the part and raise the alarm. A message that names no part has nothing to report."""
    try:
        await importacoes.parte_service().fail(*_ids(msg))
    except (MalformedRequest, ImportacaoNotFound) as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, str, int]:
    try:
        body = json.loads(msg.get_body())
        return str(body["conta"]), str(body["importacao_id"]), int(body["parte"])
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia uma parte.") from None
