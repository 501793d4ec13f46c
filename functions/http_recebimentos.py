"""The HTTP routes by which people see what came in."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, recebimentos

if TYPE_CHECKING:
    from shared.recebimentos.models import FiltroRecebimentos

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_TAG = "Recebimentos"


@routes.add(
    Route(
        "GET",
        "recebimentos",
        "Lista as mensagens que chegaram, da mais nova à mais antiga",
        papeis=TODOS,
        area="recebimentos",
        query="shared.recebimentos.models:FiltroRecebimentos",
        answers={200: "shared.recebimentos.views:RecebimentoLista"},
        refusals=(400,),
        tag=_TAG,
    )
)
async def get_recebimentos(call: "Call[Any, FiltroRecebimentos]") -> Answer:
    return Answer(await recebimentos.consulta_service().search(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "recebimentos/{recebimento_id}",
        "Mostra uma mensagem que chegou e o que foi feito dela",
        papeis=TODOS,
        area="recebimentos",
        answers={200: "shared.recebimentos.views:RecebimentoDetalhe"},
        tag=_TAG,
    )
)
async def get_recebimento(call: Call[Any, Any]) -> Answer:
    found = await recebimentos.consulta_service().get(
        call.principal.conta, call.document_id("recebimento_id")
    )
    return Answer(found)
