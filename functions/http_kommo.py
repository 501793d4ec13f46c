"""Kommo's webhook: it says which leads to look at, and nothing that it says is believed."""

from typing import Any

import azure.durable_functions as df

from shared.kit.http import Routes
from shared.kit.logging import get_logger
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, kommo

_log = get_logger(__name__)
blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "POST",
        "webhook/kommo/{segredo}",
        "Recebe os avisos do Kommo; o segredo do caminho diz de que conta são",
        papeis=None,
        answers={200: ""},
        refusals=(400, 401),
        tag="Webhooks",
        media=("application/x-www-form-urlencoded",),
        example="leads[status][0][id]=2050297&leads[status][0][status_id]=142&account[id]=17079858",
    )
)
async def post_webhook_kommo(call: Call[Any, Any]) -> Answer:
    conta = await kommo.conta_behind(call.path["segredo"])
    service = kommo.kommo_service_of(conta)
    if service is None:
        _log.warning("kommo.not_configured", extra={"conta": conta})
    else:
        await service.hint(call.raw, call.traceparent)
    return Answer({"status": "recebido"})
