"""The HTTP routes of the scores of a carteira: a page of a table, and the runs that tell how it stood on each day."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, saude

if TYPE_CHECKING:
    from shared.saude.carteira_models import BuscaSaude, FiltroRodadas

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS = "shared.saude.carteira_models"


@routes.add(
    Route(
        "POST",
        "health-scores/buscar",
        "Procura clientes pela saúde: por categoria ou nome, dos piores aos melhores scores, por páginas",
        papeis=TODOS,
        area="saude",
        safe=True,
        body=f"{_MODELS}:BuscaSaude",
        answers={200: f"{_MODELS}:SaudePagina"},
        refusals=(400,),
        tag="Saúde",
        example={"categoria": "Crítico", "ordem": "piores", "limite": 50},
    )
)
async def post_health_scores_buscar(call: "Call[BuscaSaude, Any]") -> Answer:
    return Answer(await saude.carteira_service().page(call.principal.conta, call.body))


@routes.add(
    Route(
        "GET",
        "health-scores/rodadas",
        "Lista os cálculos dos últimos dias, com quantos clientes havia em cada categoria",
        papeis=TODOS,
        area="saude",
        query=f"{_MODELS}:FiltroRodadas",
        answers={200: f"{_MODELS}:Rodadas"},
        tag="Saúde",
    )
)
async def get_health_rodadas(call: "Call[Any, FiltroRodadas]") -> Answer:
    """Named so that the host tries it before `health-scores/{cliente_id}`."""
    return Answer(await saude.carteira_service().rodadas(call.principal.conta, call.query.dias))
