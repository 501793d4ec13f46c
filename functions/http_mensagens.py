"""The HTTP routes of mensagens: S2's, whole, on S2's paths, with S2's members in their errors."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ATENDE, TODOS
from shared.kit.clock import instant, now
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.mensagens.errors import s2_members
from shared.wiring import base, contas, mensagens

if TYPE_CHECKING:
    from shared.mensagens.entradas import BuscaMensagens, MudancaMensagem, NovaMensagem, PaginaS2, Recentes
    from shared.mensagens.views import Lida

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_PATH = "api/v1/messages"
_ENTRADAS = "shared.mensagens.entradas"
_VIEWS = "shared.mensagens.views"
_UMA = f"{_VIEWS}:MensagemS2"
_EXAMPLE = {
    "client_id": "550e8400-e29b-41d4-a716-446655440000",
    "sector": "suporte",
    "message": "Preciso de ajuda com meu produto",
}


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    """What all routes of S2 have in common."""
    common = Route(
        method,
        path,
        summary,
        papeis=QUEM_ATENDE,
        area="mensagens",
        answers={200: _UMA},
        tag="S2: mensagens",
        refusal="API Key inválida ou não fornecida. Use o header X-API-Key.",
        members=s2_members,
    )
    return replace(common, **declared)


@routes.add(
    _route(
        "POST",
        _PATH,
        "Guarda uma mensagem, que passa a ser encontrada pela busca",
        body=f"{_ENTRADAS}:NovaMensagem",
        answers={201: _UMA},
        refusals=(409,),
        reads=("Idempotency-Key",),
        example=_EXAMPLE,
    )
)
async def post_messages(call: "Call[NovaMensagem, Any]") -> Answer:
    lida = await mensagens.mensagem_service().create(
        call.principal, call.body, chave=call.idempotency_key, traceparent=call.traceparent
    )
    location = {"Location": f"/{_PATH}/{lida.mensagem.id}"}
    return Answer(lida.mensagem, 201, location, etag=lida.etag, alvo=lida.mensagem.id)


@routes.add(
    _route(
        "POST",
        f"{_PATH}/search",
        "Busca por sentido e por palavras; `X-Busca: lexical` diz que só as palavras foram comparadas",
        papeis=TODOS,
        safe=True,
        body=f"{_ENTRADAS}:BuscaMensagens",
        answers={200: f"{_VIEWS}:MensagensAchadas"},
        example={"query": "problema com boleto", "sector": "financeiro", "limit": 10},
    )
)
async def post_messages_search(call: "Call[BuscaMensagens, Any]") -> Answer:
    found = await mensagens.busca_service().search(call.principal.conta, call.body)
    return Answer(found.itens, headers={"X-Busca": "lexical"} if found.lexical else {})


@routes.add(
    _route(
        "POST",
        f"{_PATH}/test",
        "Confere uma mensagem do n8n, sem guardar nada",
        safe=True,
        body=f"{_ENTRADAS}:NovaMensagem",
        answers={200: f"{_VIEWS}:TesteN8n"},
        example=_EXAMPLE,
    )
)
async def post_messages_test(call: "Call[NovaMensagem, Any]") -> Answer:
    body = {"message": "N8N conectado com sucesso!", "received": call.body, "timestamp": now()}
    return Answer(body)


def _ping(path: str) -> Route:
    answers = {200: f"{_VIEWS}:Ping"}
    return _route("GET", path, "Responde ao primeiro teste do n8n", papeis=None, answers=answers)


@routes.add(_ping("n8n-ping"))
async def get_n8n_ping(call: Call[Any, Any]) -> Answer:
    return _pong()


@routes.add(_ping(f"{_PATH}/n8n-ping"))
async def get_messages_n8n_ping(call: Call[Any, Any]) -> Answer:
    return _pong()


def _pong() -> Answer:
    body = {"message": "O n8n alcança o Retorno.", "timestamp": instant(now()), "version": base.VERSION}
    return Answer(body, headers={"Cache-Control": "no-store"})


@routes.add(
    _route(
        "GET",
        f"{_PATH}/client/{{client_id}}",
        "Lista as mensagens de um cliente, da mais nova à mais antiga",
        papeis=TODOS,
        query=f"{_ENTRADAS}:PaginaS2",
        answers={200: f"{_VIEWS}:MensagensPagina"},
        refusals=(422,),
    )
)
async def get_messages_client(call: "Call[Any, PaginaS2]") -> Answer:
    from shared.mensagens.entradas import client_id

    asked = _read(client_id, call.path["client_id"], "#/client_id")
    return Answer(await mensagens.mensagem_service().of_client(call.principal.conta, asked, call.query))


@routes.add(
    _route(
        "GET",
        f"{_PATH}/sector/{{sector}}",
        "Lista as mensagens de um setor, da mais nova à mais antiga",
        papeis=TODOS,
        query=f"{_ENTRADAS}:PaginaS2",
        answers={200: f"{_VIEWS}:MensagensPagina"},
        refusals=(422,),
    )
)
async def get_messages_sector(call: "Call[Any, PaginaS2]") -> Answer:
    from shared.mensagens.entradas import sector

    asked = _read(sector, call.path["sector"], "#/sector")
    return Answer(await mensagens.mensagem_service().of_sector(call.principal.conta, asked, call.query))


def _read(reader: Any, text: str, pointer: str) -> str:
    """A value of the path, refused as one of a body is."""
    try:
        return str(reader(text))
    except ValueError as error:
        raise InvalidInput(errors=[FieldError(pointer, str(error))]) from None


@routes.add(
    _route(
        "GET",
        f"{_PATH}/recent",
        "Lista as mensagens mais novas",
        papeis=TODOS,
        query=f"{_ENTRADAS}:Recentes",
        answers={200: f"{_VIEWS}:MensagensRecentes"},
    )
)
async def get_messages_recent(call: "Call[Any, Recentes]") -> Answer:
    return Answer(await mensagens.mensagem_service().recent(call.principal.conta, call.query.limit))


# Its name comes after those of the literals above, which the host would else take for ids.
@routes.add(_route("GET", f"{_PATH}/{{mensagem_id}}", "Mostra uma mensagem", papeis=TODOS))
async def get_messages_uma(call: Call[Any, Any]) -> Answer:
    service = mensagens.mensagem_service()
    return _shown(await service.get(call.principal.conta, call.document_id("mensagem_id")))


@routes.add(
    _route(
        "PUT",
        f"{_PATH}/{{mensagem_id}}",
        "Responde ou valida uma mensagem; só o que `human` validou responde sozinho, e por um prazo",
        body=f"{_ENTRADAS}:MudancaMensagem",
        refusals=(412,),
        example={
            "answer": "Claro! Como posso ajudá-lo?",
            "operator_name": "João Silva",
            "validated_by": "human",
        },
    )
)
async def put_message(call: "Call[MudancaMensagem, Any]") -> Answer:
    lida = await mensagens.mensagem_service().update(
        call.principal, call.document_id("mensagem_id"), mudanca=call.body, lido=call.precondition
    )
    detalhe = {
        "campos": ",".join(sorted(call.body.given)),
        "validated_by": lida.mensagem.validated_by.value,
    }
    return replace(_shown(lida), detalhe=detalhe)


@routes.add(
    _route("DELETE", f"{_PATH}/{{mensagem_id}}", "Elimina uma mensagem, também da busca", answers={204: ""})
)
async def delete_message(call: Call[Any, Any]) -> Answer:
    await mensagens.mensagem_service().delete(call.principal.conta, call.document_id("mensagem_id"))
    return Answer(None, 204)


def _shown(lida: "Lida") -> Answer:
    return Answer(lida.mensagem, etag=lida.etag)
