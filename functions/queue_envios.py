"""The worker of envios, and the rest that an envio takes when five attempts could not finish it."""

import json
from typing import TYPE_CHECKING

import azure.durable_functions as df
import azure.functions as func

from shared.envios.errors import EnvioNotFound
from shared.kit.errors import MalformedRequest
from shared.kit.logging import get_logger
from shared.kit.steps import end_of_line, worker
from shared.wiring import avisos, chamados, envios, relatos

if TYPE_CHECKING:
    from shared.envios.models import Envio

_log = get_logger(__name__)
blueprint = df.Blueprint()
_QUEUE = "envios-saida"
_CONNECTION = "AzureWebJobsStorage"


@blueprint.function_name("queue_envios")
@blueprint.queue_trigger(arg_name="msg", queue_name=_QUEUE, connection=_CONNECTION)
@worker(_QUEUE)
async def queue_envios(msg: func.QueueMessage) -> None:
    """Read the ids from the body: `msg.id` and friends may be overwritten by it."""
    conta, envio_id = _ids(msg)
    try:
        envio = await envios.despacho().process(conta, envio_id)
    except EnvioNotFound:
        return  # erased meanwhile: a retry cannot bring it back
    await _take_back(conta, envio)


@blueprint.function_name("queue_envios_poison")
@blueprint.queue_trigger(arg_name="msg", queue_name=f"{_QUEUE}-poison", connection=_CONNECTION)
@end_of_line(_QUEUE)
async def queue_envios_poison(msg: func.QueueMessage) -> None:
    """A message that names no envio has nothing to mark."""
    try:
        conta, envio_id = _ids(msg)
        await envios.envio_service().fail(conta, envio_id)
        failed = (await envios.envio_service().get(conta, envio_id)).envio
        await _take_back(conta, failed)
    except (MalformedRequest, EnvioNotFound) as error:
        _log.error("queue.unusable", extra={"queue": _QUEUE, "slug": error.slug})


async def _take_back(conta: str, envio: "Envio") -> None:
    """Whoever asked for what never leaves hears of it."""
    await relatos.acompanhamento_service().take_back(conta, envio)
    if envio.chamado_id:
        await chamados.chamado_service().take_back(conta, envio)
    if envio.atendimento_id:
        await avisos.aviso_service().take_back(conta, envio)


def _ids(msg: func.QueueMessage) -> tuple[str, str]:
    try:
        body: dict[str, str] = json.loads(msg.get_body())
        return body["conta"], body["envio_id"]
    except (ValueError, KeyError, TypeError):
        raise MalformedRequest("A mensagem da fila não nomeia um envio.") from None
