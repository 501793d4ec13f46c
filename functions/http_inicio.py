"""The routes that need no credential: the greeting, the probe, the API's description."""

from typing import Any

import azure.durable_functions as df

from shared.kit.clock import instant, system_now
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import base, contas, health

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(Route("GET", "{ignored:maxlength(0)?}", "Diz que a API está no ar", papeis=None, tag="Sistema"))
async def get_inicio(call: Call[Any, Any]) -> Answer:
    return Answer({"message": "Retorno está no ar!", "version": base.VERSION})


@routes.add(Route("GET", "health", "Verifica a configuração e as dependências", papeis=None, tag="Sistema"))
async def get_health(call: Call[Any, Any]) -> Answer:
    """S4's shape without the names of its settings: which dependency fails is for the logs."""
    state = await health.health()
    healthy = all(check == "ok" for check in state.checks.values())
    body = {
        "status": "healthy" if healthy else "unhealthy",
        "environment": state.environment,
        "checks": state.checks,
        "version": base.VERSION,
        "timestamp": instant(system_now()),
    }
    return Answer(body, status=200 if healthy else 503)


@routes.add(Route("GET", "openapi.json", "Descreve esta API em OpenAPI 3.1", papeis=None, tag="Sistema"))
async def get_openapi(call: Call[Any, Any]) -> Answer:
    return Answer(health.openapi())
