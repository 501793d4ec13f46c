"""S4's list of all scores; apart from the routes of one score, for this one is cached."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, health_scores, resumos

if TYPE_CHECKING:
    from shared.saude.entradas import FiltroHealthScores

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "health-scores",
        "Mostra a saúde de todos os clientes ativos: o dicionário plano do S4 por tenant_id ou o aninhado por slug",
        papeis=TODOS,
        area="saude",
        query="shared.saude.entradas:FiltroHealthScores",
        answers={200: "shared.saude.views:HealthScores"},
        tag="Saúde",
        refusal="Acesso negado.",
        cached=True,
    )
)
async def get_health_scores(call: "Call[Any, FiltroHealthScores]") -> Answer:
    service = health_scores.health_score_service()
    return resumos.answer(await service.list(call.principal.conta, call.query, known=resumos.known(call)))
