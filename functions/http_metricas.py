"""The HTTP routes of métricas: S1's three."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, metricas

if TYPE_CHECKING:
    from shared.metricas.models import Periodo

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS = "shared.metricas.models"


def _route(path: str, summary: str, view: str) -> Route:
    return Route(
        "GET",
        path,
        summary,
        papeis=TODOS,
        area="metricas",
        query=f"{_MODELS}:Periodo",
        answers={200: f"{_MODELS}:{view}"},
        tag="Métricas",
        refusal="Could not validate credentials",
        missing="Not authenticated",
    )


@routes.add(_route("metricas", "Conta e mede os chamados da conta", "Metricas"))
async def get_metricas(call: "Call[Any, Periodo]") -> Answer:
    return Answer(await metricas.metrica_service().overview(call.principal.conta, call.query))


@routes.add(_route("metricas/por-canal", "Conta os chamados por canal", "MetricasPorCanal"))
async def get_metricas_por_canal(call: "Call[Any, Periodo]") -> Answer:
    return Answer(await metricas.metrica_service().by_canal(call.principal.conta, call.query))


@routes.add(_route("metricas/por-status", "Conta os chamados por status", "MetricasPorStatus"))
async def get_metricas_por_status(call: "Call[Any, Periodo]") -> Answer:
    return Answer(await metricas.metrica_service().by_status(call.principal.conta, call.query))
