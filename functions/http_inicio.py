"""The routes that need no credential: the greeting, the probe, the API's description."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import Papel
from shared.kit.clock import instant, system_now
from shared.kit.errors import Forbidden
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import base, contas, documentacao, health

if TYPE_CHECKING:
    from shared.wiring.views import Sonda

_SONDAGEM = "shared.wiring.views:SondagemCompleta"
_OPERATORS = (Papel.ADMIN, Papel.INTEGRACAO)
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
        "Verifica a configuração e as dependências; com completo=1 e credencial de admin ou integração, em detalhe",
        papeis=None,
        query="shared.wiring.views:Sonda",
        answers={200: _SONDAGEM, 503: _SONDAGEM},
        refusals=(401, 403, 429),
        tag="Sistema",
    )
)
async def get_health(call: "Call[Any, Sonda]") -> Answer:
    if call.query.completo:
        await _admit_operator(call)
    state = await health.health()
    healthy = all(check == "ok" for check in state.checks.values())
    body: dict[str, Any] = {
        "status": "healthy" if healthy else "unhealthy",
        "environment": state.environment,
        "checks": state.checks,
        "version": base.VERSION,
        "timestamp": instant(system_now()),
    }
    if call.query.completo:
        body["detalhes"] = asdict(await health.details(state))
    return Answer(body, status=200 if healthy else 503, headers={"Cache-Control": "no-store"})


async def _admit_operator(call: "Call[Any, Sonda]") -> None:
    """The details are the installation's, not a conta's: no token of few scopes may read them."""
    principal = await contas.authenticate(call.headers)
    if principal.papel not in _OPERATORS or principal.escopos is not None:
        raise Forbidden


@routes.add(Route("GET", "openapi.json", "Descreve esta API em OpenAPI 3.1", papeis=None, tag="Sistema"))
async def get_openapi(call: Call[Any, Any]) -> Answer:
    return Answer(documentacao.openapi())
