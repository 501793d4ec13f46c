"""The HTTP routes of S3 that speak to Botconversa by hand; there they were open to anybody."""

import re
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA
from shared.kit.errors import NotFound
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import canais, contas

if TYPE_CHECKING:
    from shared.envios.fluxos_views import ParametrosFluxo

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_S3 = "S3: confirmação de consultas"
_SUBSCRIBER = re.compile("[1-9][0-9]{0,14}")


@routes.add(
    Route(
        "GET",
        "test/campanhas",
        "Lista as campanhas do Botconversa da conta",
        papeis=QUEM_ADMINISTRA,
        area="canais",
        answers={200: "shared.envios.fluxos_views:Campanhas"},
        refusals=(404, 409),
        tag=_S3,
    )
)
async def get_test_campanhas(call: Call[Any, Any]) -> Answer:
    return Answer(await canais.fluxo_service().campaigns(call.principal.conta))


@routes.add(
    Route(
        "GET",
        "test/fluxos",
        "Lista os fluxos do Botconversa da conta",
        papeis=QUEM_ADMINISTRA,
        area="canais",
        answers={200: "shared.envios.fluxos_views:Fluxos"},
        refusals=(404, 409),
        tag=_S3,
    )
)
async def get_test_fluxos(call: Call[Any, Any]) -> Answer:
    return Answer(await canais.fluxo_service().flows(call.principal.conta))


@routes.add(
    Route(
        "POST",
        "test/subscriber/{subscriber_id}/send_flow",
        "Começa um fluxo do Botconversa com uma pessoa que não pediu para não receber mensagens",
        papeis=QUEM_ADMINISTRA,
        area="canais",
        query="shared.envios.fluxos_views:ParametrosFluxo",
        answers={200: "shared.envios.fluxos_views:FluxoEnviado"},
        refusals=(409,),
        tag=_S3,
    )
)
async def post_test_subscriber_send_flow(call: "Call[Any, ParametrosFluxo]") -> Answer:
    subscriber = call.path["subscriber_id"]
    if not _SUBSCRIBER.fullmatch(subscriber):
        raise NotFound
    sent = await canais.fluxo_service().send(
        call.principal.conta, int(subscriber), fluxo=call.query.flow_id, telefone=call.query.telefone
    )
    return Answer(sent)
