"""The HTTP route of a conta's channels: by which it writes, and whether each has what it needs."""

from typing import Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, envios

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "canais",
        "Mostra por onde a conta escreve e se cada canal tem o que precisa, sem os segredos",
        papeis=QUEM_ADMINISTRA,
        area="canais",
        answers={200: "shared.envios.canais_views:CanaisDaConta"},
        tag="Conta",
    )
)
async def get_canais(call: Call[Any, Any]) -> Answer:
    conta = await contas.conta_store().load(call.principal.conta)
    return Answer(envios.carteiros().situacao(conta))
