"""The HTTP routes of clientes: S1's and S4's on the same paths, search, merge, consents.

The list is one route for two sources; `shared.clientes.entradas.FiltroClientes` says which shape it answers in.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA, QUEM_ATENDE, TODOS, Papel
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import clientes, contas, resumos

if TYPE_CHECKING:
    from shared.clientes.entradas import (
        AlteracaoCliente,
        BuscaCliente,
        ClienteNovo,
        FiltroClientes,
        FimDeOptOut,
        NovaGuardaLegal,
        NovaMescla,
        NovoConsentimento,
        NovoOptOut,
    )
    from shared.clientes.models import Versao

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_QUEM_MESCLA = frozenset({Papel.ADMIN, Papel.CS})
_ENTRADAS = "shared.clientes.entradas"
_DETALHE = "shared.clientes.views:ClienteDetalhe"


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    """What all routes of clientes have in common; S1's words for a 401."""
    common = Route(
        method,
        path,
        summary,
        papeis=QUEM_ATENDE,
        area="clientes",
        answers={200: _DETALHE},
        refusals=(404,),
        tag="Clientes",
        refusal="Could not validate credentials",
        missing="Not authenticated",
    )
    return replace(common, **declared)


@routes.add(
    _route(
        "POST",
        "clientes",
        "Cadastra um cliente",
        body=f"{_ENTRADAS}:ClienteNovo",
        answers={201: _DETALHE},
        refusals=(400, 409),
        reads=("Idempotency-Key",),
        example={
            "nome": "Marina Duarte",
            "email": "marina@exemplo.com.br",
            "telefone": "(11) 98888-7777",
            "canal_preferido": "whatsapp",
        },
    )
)
async def post_clientes(call: "Call[ClienteNovo, Any]") -> Answer:
    read = await clientes.cliente_service().create(call.principal, call.body, chave=call.idempotency_key)
    return _shown(read, status=201, headers={"Location": f"/clientes/{read.cliente.id}"})


@routes.add(
    _route(
        "GET",
        "clientes",
        "Lista os clientes: a lista do S1, o dicionário por client_id do S4 ou páginas com cursor",
        papeis=TODOS,
        query=f"{_ENTRADAS}:FiltroClientes",
        answers={200: "shared.clientes.views:ListaClientes"},
        refusals=(400,),
        cached=True,
    )
)
async def get_clientes(call: "Call[Any, FiltroClientes]") -> Answer:
    service, conta, is_basic = clientes.listagem_service(), call.principal.conta, call.is_basic
    if not call.query.is_by_id(is_basic=is_basic):
        return Answer(await service.list(conta, call.query, is_basic=is_basic))
    known = resumos.known(call)
    return resumos.answer(await service.by_id(conta, call.query, is_basic=is_basic, known=known))


@routes.add(_route("GET", "clientes/{cliente_id}", "Mostra um cliente", papeis=TODOS))
async def get_cliente(call: Call[Any, Any]) -> Answer:
    asked = call.document_id("cliente_id")
    read = await clientes.cliente_service().get(call.principal.conta, asked)
    stays = read.cliente.id
    return _shown(read, headers={"Content-Location": f"/clientes/{stays}"} if stays != asked else None)


@routes.add(
    _route(
        "PATCH",
        "clientes/{cliente_id}",
        "Altera os campos enviados de um cliente",
        body=f"{_ENTRADAS}:AlteracaoCliente",
        refusals=(400, 404, 409, 412),
        versioned=True,
        example={"telefones": ["(11) 98888-7777", "(11) 3333-4444"], "observacoes": "Prefere de manhã."},
    )
)
async def patch_cliente(call: "Call[AlteracaoCliente, Any]") -> Answer:
    cliente_id = call.document_id("cliente_id")
    service = clientes.cliente_service()
    return _shown(
        await service.patch(call.principal, cliente_id, alteracao=call.body, lido=call.precondition)
    )


@routes.add(
    _route(
        "POST",
        "clientes/buscar",
        "Busca clientes por telefone, e-mail, documento ou nome, sem deixar o dado no endereço",
        papeis=TODOS,
        safe=True,
        body=f"{_ENTRADAS}:BuscaCliente",
        answers={200: "shared.clientes.views:ClientePagina"},
        refusals=(400,),
        example={"telefone": "11 98888-7777"},
    )
)
async def post_clientes_buscar(call: "Call[BuscaCliente, Any]") -> Answer:
    return Answer(await clientes.cliente_service().search(call.principal.conta, call.body))


@routes.add(
    _route(
        "POST",
        "clientes/{cliente_id}/mesclar",
        "Junta ao cliente um cadastro duplicado dele",
        papeis=_QUEM_MESCLA,
        body=f"{_ENTRADAS}:NovaMescla",
        refusals=(404, 409, 412),
        versioned=True,
        example={"duplicado_id": "01JM9Q4Z8V3T6W2X5Y7A1B0C9D"},
    )
)
async def post_cliente_mesclar(call: "Call[NovaMescla, Any]") -> Answer:
    cliente_id, duplicado_id = call.document_id("cliente_id"), call.body.duplicado_id
    service = clientes.mescla_service()
    return _shown(
        await service.merge(call.principal, cliente_id, duplicado_id=duplicado_id, lido=call.precondition),
        alvo=f"/clientes/{duplicado_id}",
    )


@routes.add(
    _route(
        "POST",
        "clientes/{cliente_id}/consentimentos",
        "Registra um consentimento dado ou revogado, com a prova",
        body=f"{_ENTRADAS}:NovoConsentimento",
        answers={201: _DETALHE},
        example={
            "finalidade": "marketing",
            "concedido": True,
            "base_legal": "consentimento",
            "texto_versao": "convite-2026-01",
            "canal": "whatsapp",
            "evidencia": "wamid.HBgNNTUxMTk4ODg4Nzc3NxUCABIYFjNFQjA",
        },
    )
)
async def post_cliente_consentimentos(call: "Call[NovoConsentimento, Any]") -> Answer:
    cliente_id = call.document_id("cliente_id")
    service = clientes.consentimento_service()
    return _shown(await service.record(call.principal, cliente_id, call.body), status=201)


@routes.add(
    _route(
        "POST",
        "clientes/{cliente_id}/opt-out",
        "Registra que o cliente não quer mais mensagens",
        body=f"{_ENTRADAS}:NovoOptOut",
        example={"canal": "telefone", "evidencia": "ligacao-2026-02-14"},
    )
)
async def post_cliente_opt_out(call: "Call[NovoOptOut, Any]") -> Answer:
    cliente_id = call.document_id("cliente_id")
    return _shown(await clientes.consentimento_service().opt_out(call.principal, cliente_id, call.body))


@routes.add(
    _route(
        "DELETE",
        "clientes/{cliente_id}/opt-out",
        "Registra que o cliente voltou a querer mensagens, com a prova",
        query=f"{_ENTRADAS}:FimDeOptOut",
    )
)
async def delete_cliente_opt_out(call: "Call[Any, FimDeOptOut]") -> Answer:
    cliente_id = call.document_id("cliente_id")
    return _shown(await clientes.consentimento_service().end_opt_out(call.principal, cliente_id, call.query))


@routes.add(
    _route(
        "PUT",
        "clientes/{cliente_id}/guarda-legal",
        "Diz o que a lei manda guardar deste cliente, por que e até quando",
        papeis=QUEM_ADMINISTRA,
        body=f"{_ENTRADAS}:NovaGuardaLegal",
        example={"motivo": "Prontuário odontológico (Lei 13.787/2018)", "ate": "2046-02-14"},
    )
)
async def put_cliente_guarda_legal(call: "Call[NovaGuardaLegal, Any]") -> Answer:
    cliente_id = call.document_id("cliente_id")
    return _shown(await clientes.consentimento_service().keep(call.principal, cliente_id, call.body))


def _shown(
    read: "Versao", *, status: int = 200, headers: dict[str, str] | None = None, alvo: str = ""
) -> Answer:
    return Answer(read.cliente, status, headers or {}, etag=read.etag, alvo=alvo)
