"""The HTTP routes of envios: ask for a message, see what became of it and why, stop it, try it out."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ATENDE, TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, envios

if TYPE_CHECKING:
    from shared.envios.models import FiltroEnvios, PedidoEnvio

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_TAG = "Envios"
_NOVO, _DETALHE = "shared.envios.models:PedidoEnvio", "shared.envios.views:EnvioDetalhe"
_EXAMPLE = {
    "chave": "retorno-orcamento-2026-02-14",
    "cliente_id": "01JM9Q4Z8V3T6W2X5Y7A1B0C9D",
    "finalidade": "acompanhamento",
    "texto": "Oi, Marina! Ficou alguma dúvida sobre o orçamento do aparelho? Posso ajudar por aqui.",
}


@routes.add(
    Route(
        "POST",
        "envios",
        "Pede que uma mensagem saia para uma pessoa, quando e se puder sair",
        papeis=QUEM_ATENDE,
        area="envios",
        body=_NOVO,
        answers={202: "shared.envios.views:EnvioAceito"},
        tag=_TAG,
        example=_EXAMPLE,
    )
)
async def post_envios(call: "Call[PedidoEnvio, Any]") -> Answer:
    principal = call.principal
    envio = await envios.envio_service().request(
        principal.conta, call.body, sujeito=principal.sujeito, traceparent=call.traceparent
    )
    headers = {"Location": f"/envios/{envio.id}"}
    return Answer(envio, status=202, headers=headers)


@routes.add(
    Route(
        "POST",
        "envios/simular",
        "Mostra o que aconteceria com uma mensagem agora e quando ela poderia sair, sem guardar nada",
        papeis=QUEM_ATENDE,
        area="envios",
        safe=True,
        body=_NOVO,
        answers={200: "shared.envios.views:Simulacao"},
        tag=_TAG,
        example=_EXAMPLE,
    )
)
async def post_envios_simular(call: "Call[PedidoEnvio, Any]") -> Answer:
    principal = call.principal
    simulacao = await envios.envio_service().simulate(principal.conta, call.body, sujeito=principal.sujeito)
    return Answer(simulacao)


@routes.add(
    Route(
        "GET",
        "envios",
        "Lista os envios, do mais novo ao mais antigo",
        papeis=TODOS,
        area="envios",
        query="shared.envios.models:FiltroEnvios",
        answers={200: "shared.envios.views:EnvioLista"},
        refusals=(400,),
        tag=_TAG,
    )
)
async def get_envios(call: "Call[Any, FiltroEnvios]") -> Answer:
    return Answer(await envios.envio_service().list(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "envios/{envio_id}",
        "Mostra um envio: por que saiu, espera ou foi recusado, passo a passo, e tudo o que lhe aconteceu",
        papeis=TODOS,
        area="envios",
        answers={200: _DETALHE},
        refusals=(404,),
        tag=_TAG,
    )
)
async def get_envio(call: Call[Any, Any]) -> Answer:
    read = await envios.envio_service().get(call.principal.conta, call.document_id("envio_id"))
    return Answer(read.envio, etag=read.etag)


@routes.add(
    Route(
        "POST",
        "envios/{envio_id}/cancelar",
        "Cancela um envio que ainda espera a sua hora",
        papeis=QUEM_ATENDE,
        area="envios",
        answers={200: _DETALHE},
        refusals=(404, 409),
        tag=_TAG,
    )
)
async def post_envio_cancelar(call: Call[Any, Any]) -> Answer:
    principal = call.principal
    cancelled = await envios.envio_service().cancel(
        principal.conta, call.document_id("envio_id"), sujeito=principal.sujeito
    )
    return Answer(cancelled.envio, etag=cancelled.etag)
