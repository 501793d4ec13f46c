"""The routes that need no credential: the greeting, the probe, the API's description."""

from typing import Any

import azure.durable_functions as df

from shared.kit.clock import instant, system_now
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import base, contas, documentacao, health

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "{ignored:maxlength(0)?}",
        "Diz que a API está no ar",
        papeis=None,
        answers={200: "shared.wiring.views:Inicio"},
        tag="Sistema",
    )
)
async def get_inicio(call: Call[Any, Any]) -> Answer:
    return Answer({"message": "Retorno está no ar!", "version": base.VERSION})


@routes.add(
    Route(
        "GET",
        "health",
        "Verifica a configuração e as dependências",
        papeis=None,
        answers={200: "shared.wiring.views:Sondagem", 503: "shared.wiring.views:Sondagem"},
        tag="Sistema",
    )
)
async def get_health(call: Call[Any, Any]) -> Answer:
    state = await health.health()
    healthy = all(check == "ok" for check in state.checks.values())
    body = {
        "status": "healthy" if healthy else "unhealthy",
        "environment": state.environment,
        "checks": state.checks,
        "version": base.VERSION,
        "timestamp": instant(system_now()),
    }
    return Answer(body, status=200 if healthy else 503, headers={"Cache-Control": "no-store"})


@routes.add(Route("GET", "openapi.json", "Descreve esta API em OpenAPI 3.1", papeis=None, tag="Sistema"))
async def get_openapi(call: Call[Any, Any]) -> Answer:
    return Answer(documentacao.openapi())
