"""The worker of chamados, and the end of the line for those that five attempts could not treat."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.chamados.errors import ChamadoNotFound
from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.wiring import chamados

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "chamados-recebidos"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_chamados")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@worker(_QUEUE)
async def queue_chamados(msg: func.QueueMessage) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    conta, chamado_id = _ids(msg)
    try:
        await chamados.chamado_service().process(conta, chamado_id)
    except ChamadoNotFound:
        return  # erased meanwhile: a retry cannot bring it back


@blueprint.function_name("queue_chamados_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_chamados_poison(msg: func.QueueMessage) -> None:
    """Hand it to a person and raise the alarm. A message that names no chamado has nothing to hand over."""
    try:
        await chamados.chamado_service().fail(*_ids(msg))
    except (MalformedRequest, ChamadoNotFound) as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, str]:
    try:
        body = json.loads(msg.get_body())
        return str(body["conta"]), str(body["chamado_id"])
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia um chamado.") from None
