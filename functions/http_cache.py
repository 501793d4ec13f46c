"""S4's route that clears the cache, which there cleared nothing."""

from typing import Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ATENDE
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, resumos

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "POST",
        "cache/clear",
        "Apaga as respostas guardadas da conta e diz quais; a próxima chamada recalcula",
        # Whoever writes may want to see it at once, and nothing goes that is not made again.
        papeis=QUEM_ATENDE,
        area="resumos",
        answers={200: "shared.resumos.models:CacheLimpo"},
        tag="Métricas",
        refusal="Acesso negado.",
    )
)
async def post_cache_clear(call: Call[Any, Any]) -> Answer:
    cleared = await resumos.resumo_service().clear(call.principal.conta)
    return Answer(cleared, detalhe={"removidos": cleared.removidos})
