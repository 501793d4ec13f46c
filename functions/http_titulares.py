"""The HTTP routes of the rights of a titular (LGPD art. 18): everything handed over, everything erased."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, titulares

if TYPE_CHECKING:
    from shared.titulares.models import FiltroExportacao, FiltroPedidos, NovaEliminacao

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_TAG = "Titulares"
_PLAIN = {"Content-Type": "text/plain"}


@routes.add(
    Route(
        "GET",
        "titulares/{cliente_id}/exportar",
        "Entrega tudo o que se guarda de uma pessoa, em JSON ou como declaração em texto",
        papeis=QUEM_ADMINISTRA,
        area="titulares",
        query="shared.titulares.models:FiltroExportacao",
        answers={200: "shared.titulares.models:Exportacao"},
        produces=("application/json", "text/plain"),
        refusals=(404,),
        tag=_TAG,
        audited=True,
    )
)
async def get_titular_exportar(call: "Call[Any, FiltroExportacao]") -> Answer:
    service = titulares.titular_service()
    exportacao = await service.export(call.principal.conta, call.document_id("cliente_id"))
    if call.query.formato == "texto":
        text = titulares.declaracao(exportacao)
        return Answer(text.encode(), headers=_PLAIN, alvo=exportacao.titular_id)
    return Answer(exportacao, alvo=exportacao.titular_id)


@routes.add(
    Route(
        "POST",
        "titulares/{cliente_id}/eliminar",
        "Registra o pedido de eliminação de uma pessoa e começa a cumpri-lo",
        papeis=QUEM_ADMINISTRA,
        area="titulares",
        body="shared.titulares.models:NovaEliminacao",
        answers={202: "shared.titulares.models:PedidoDetalhe"},
        refusals=(404,),
        tag=_TAG,
        reads=("Idempotency-Key",),
        example={"motivo": "Pedido feito por telefone", "solicitado_por": "titular"},
    )
)
async def post_titular_eliminar(call: "Call[NovaEliminacao, Any]") -> Answer:
    pedido = await titulares.titular_service().request(
        call.principal,
        call.document_id("cliente_id"),
        call.body,
        chave=call.idempotency_key,
        traceparent=call.traceparent,
    )
    headers = {"Location": f"/titulares/pedidos/{pedido.id}"}
    return Answer(pedido, status=202, headers=headers)


@routes.add(
    Route(
        "GET",
        "titulares/pedidos",
        "Lista os pedidos de titulares, do mais novo ao mais antigo, com os dias que restam",
        papeis=QUEM_ADMINISTRA,
        area="titulares",
        query="shared.titulares.models:FiltroPedidos",
        answers={200: "shared.titulares.models:PedidoLista"},
        refusals=(400,),
        tag=_TAG,
    )
)
async def get_titulares_pedidos(call: "Call[Any, FiltroPedidos]") -> Answer:
    return Answer(await titulares.titular_service().search(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "titulares/pedidos/{pedido_id}",
        "Mostra um pedido de titular, passo a passo",
        papeis=QUEM_ADMINISTRA,
        area="titulares",
        answers={200: "shared.titulares.models:PedidoDetalhe"},
        refusals=(404,),
        tag=_TAG,
    )
)
async def get_titulares_pedido(call: Call[Any, Any]) -> Answer:
    pedido_id = call.document_id("pedido_id")
    return Answer(await titulares.titular_service().get(call.principal.conta, pedido_id))
