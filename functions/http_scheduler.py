"""S3's status of its scheduler; here timers and durable flows do what a scheduler did there."""

from typing import Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, rotinas

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "scheduler/status",
        "Diz quando as rotinas rodaram e rodarão, e quantos fluxos da conta esperam ou se atrasaram",
        papeis=TODOS,
        area="atendimentos",
        answers={200: "shared.rotinas.views:StatusAgendador"},
        tag="S3: confirmação de consultas",
    )
)
async def get_scheduler_status(call: Call[Any, Any]) -> Answer:
    return Answer(await rotinas.rotina_service().status(call.principal.conta))
