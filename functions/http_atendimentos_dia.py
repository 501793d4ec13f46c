"""The HTTP routes of a clinic's day: what it looks like, and what was measured of days that are over."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import atendimentos, contas, metricas

if TYPE_CHECKING:
    from shared.atendimentos.dia_views import FiltroDia
    from shared.metricas.models import Periodo

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "atendimentos/dia",
        "Mostra um dia inteiro: por estado e em ordem, quem não respondeu, quem respondeu tarde, preparos",
        papeis=TODOS,
        area="atendimentos",
        query="shared.atendimentos.dia_views:FiltroDia",
        answers={200: "shared.atendimentos.dia_views:DiaDeAtendimentos"},
        tag="Atendimentos",
    )
)
async def get_atendimentos_dia(call: "Call[Any, FiltroDia]") -> Answer:
    return Answer(await atendimentos.dia_service().day(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "atendimentos/metricas",
        "Mede confirmações, faltas e o tempo de resposta dos atendimentos de um período",
        papeis=TODOS,
        area="metricas",
        query="shared.metricas.models:Periodo",
        answers={200: "shared.metricas.atendimento_models:MetricasAtendimentos"},
        tag="Métricas",
    )
)
async def get_atendimentos_metricas(call: "Call[Any, Periodo]") -> Answer:
    return Answer(await metricas.metrica_atendimento_service().measure(call.principal.conta, call.query))
