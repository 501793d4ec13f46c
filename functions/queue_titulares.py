"""The worker of the pedidos of titulares, and the end of the line for those that five attempts could not finish."""

import json

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.titulares.errors import PedidoNotFound
from shared.wiring import base, titulares

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "titulares-pedidos"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_titulares")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@blueprint.durable_client_input(client_name="client")
@worker(_QUEUE)
async def queue_titulares(msg: func.QueueMessage, client: str) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    conta, pedido_id = _ids(msg)
    await titulares.eliminacao_service().process(conta, pedido_id, base.flows(client))


@blueprint.function_name("queue_titulares_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_titulares_poison(msg: func.QueueMessage) -> None:
    """Mark `falhou` and raise the alarm. A message that names no pedido has nothing to mark."""
    try:
        await titulares.eliminacao_service().fail(*_ids(msg))
    except (MalformedRequest, PedidoNotFound) as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


def _ids(msg: func.QueueMessage) -> tuple[str, str]:
    try:
        body = json.loads(msg.get_body())
        return str(body["conta"]), str(body["pedido_id"])
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia um pedido.") from None
