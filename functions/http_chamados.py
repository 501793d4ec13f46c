"""The HTTP routes of chamados: S1's on their paths, and what people of the conta do with one."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.chamados.envelope import Envelope
from shared.kit.auth import QUEM_ATENDE, TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import chamados, contas

if TYPE_CHECKING:
    from shared.chamados.gestao import Mostrado, Pedido
    from shared.chamados.models import (
        Atribuicao,
        FiltroChamados,
        NovaCorrecao,
        NovaNota,
        NovaRespostaChamado,
        NovoChamado,
    )
    from shared.chamados.pedidos import FiltroDoCliente, NovoStatus

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS, _PEDIDOS, _VIEWS = "shared.chamados.models", "shared.chamados.pedidos", "shared.chamados.views"
_DETALHE = f"{_VIEWS}:ChamadoDetalhe"
_FORM = "application/x-www-form-urlencoded"
_ASYNC = re.compile(r"(?:^|[,;\s])respond-async(?:$|[,;\s])", re.IGNORECASE)


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    """What all routes of chamados have in common; S1's words for a 401."""
    common = Route(
        method,
        path,
        summary,
        papeis=QUEM_ATENDE,
        area="chamados",
        answers={200: _DETALHE},
        refusals=(404,),
        tag="Chamados",
        refusal="Could not validate credentials",
        missing="Not authenticated",
    )
    return replace(common, **declared)


def _change(method: str, path: str, summary: str, **declared: Any) -> Route:
    """One that changes a chamado, of the version that was read where the caller says which."""
    changing = {"refusals": (404, 409, 412), "reads": ("If-Match",)}
    return _route(method, path, summary, **changing | declared)


@routes.add(
    _route(
        "POST",
        "chamados",
        "Abre um chamado e já o atende, ou o encaminha a uma pessoa",
        body=f"{_MODELS}:NovoChamado",
        answers={201: f"{_VIEWS}:ChamadoAbertoS1", 202: f"{_VIEWS}:ChamadoAceito"},
        reads=("Idempotency-Key", "Prefer"),
        example={
            "cliente_id": "01JM9Q4Z8V3T6W2X5Y7A1B0C9D",
            "canal": "site",
            "mensagem": "Não consigo abrir o boleto deste mês, dá erro na página.",
        },
    )
)
async def post_chamados(call: "Call[NovoChamado, Any]") -> Answer:
    is_async = bool(_ASYNC.search(call.headers.get("prefer", "")))
    envelope = Envelope(
        principal=call.principal,
        traceparent=call.traceparent,
        chave=call.idempotency_key,
        agora=not is_async,
    )
    if is_async:
        chamado = await chamados.chamado_service().open_chamado(call.body, envelope)
        headers = {"Location": f"/chamados/{chamado.id}", "Preference-Applied": "respond-async"}
        return Answer(chamado, status=202, headers=headers)
    aberto = await chamados.abertura_service().open(call.body, envelope)
    return Answer(aberto, status=201, headers={"Location": f"/chamados/{aberto.chamado_id}"})


@routes.add(
    _route(
        "GET",
        "chamados",
        "Lista os chamados, do mais novo ao mais antigo: a lista do S1 ou páginas com cursor",
        papeis=TODOS,
        query=f"{_MODELS}:FiltroChamados",
        answers={200: f"{_VIEWS}:ListaChamados"},
        refusals=(400,),
    )
)
async def get_chamados(call: "Call[Any, FiltroChamados]") -> Answer:
    return Answer(await chamados.listagem_service().list(call.principal.conta, call.query))


@routes.add(
    _route(
        "GET",
        "chamados/cliente/{cliente_id}",
        "Lista os chamados de um cliente, do mais novo ao mais antigo",
        papeis=TODOS,
        query=f"{_PEDIDOS}:FiltroDoCliente",
        answers={200: f"{_VIEWS}:ListaS1"},
    )
)
async def get_chamados_cliente(call: "Call[Any, FiltroDoCliente]") -> Answer:
    cliente_id = call.document_id("cliente_id")
    found = await chamados.listagem_service().of_cliente(call.principal.conta, cliente_id, call.query)
    return Answer(found)


@routes.add(
    _route(
        "GET",
        "chamados/{chamado_id}",
        "Mostra um chamado: a conversa, como foi lido, prazos e histórico",
        papeis=TODOS,
    )
)
async def get_chamado(call: Call[Any, Any]) -> Answer:
    return _shown(await chamados.gestao_service().get(call.principal, call.document_id("chamado_id")))


@routes.add(
    _change(
        "PUT",
        "chamados/{chamado_id}",
        "Muda o status de um chamado, por `novo_status` no endereço ou no corpo",
        query=f"{_PEDIDOS}:NovoStatus",
        refusals=(400, 404, 409, 412, 422),
        media=("application/json", _FORM),
        example={"novo_status": "resolvido", "motivo": "Combinado por telefone."},
    )
)
async def put_chamado(call: "Call[Any, NovoStatus]") -> Answer:
    from shared.chamados.pedidos import read_status  # pydantic comes with it

    is_form = call.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM
    wanted = read_status(call.query, call.raw, is_form=is_form)
    return _shown(await chamados.gestao_service().change_status(_pedido(call), wanted))


@routes.add(
    _change(
        "POST",
        "chamados/{chamado_id}/respostas",
        "Responde ao cliente; com `validar`, a resposta passa a ser dada sozinha",
        body=f"{_MODELS}:NovaRespostaChamado",
        answers={201: _DETALHE},
        reads=("Idempotency-Key", "If-Match"),
        example={"texto": "Olá! Sim, aos sábados atendemos das 8h às 12h.", "validar": True},
    )
)
async def post_chamado_respostas(call: "Call[NovaRespostaChamado, Any]") -> Answer:
    return _shown(await chamados.gestao_service().answer(_pedido(call), call.body), status=201)


@routes.add(
    _change(
        "POST",
        "chamados/{chamado_id}/notas",
        "Anota algo para a equipe; o cliente nunca vê",
        body=f"{_MODELS}:NovaNota",
        answers={201: _DETALHE},
        example={"texto": "Já liguei duas vezes, ninguém atende."},
    )
)
async def post_chamado_notas(call: "Call[NovaNota, Any]") -> Answer:
    return _shown(await chamados.gestao_service().annotate(_pedido(call), call.body), status=201)


@routes.add(
    _change(
        "PUT",
        "chamados/{chamado_id}/atendente",
        "Diz quem atende um chamado, ou que ninguém mais o atende",
        body=f"{_MODELS}:Atribuicao",
        example={"atendente": None},
    )
)
async def put_chamado_atendente(call: "Call[Atribuicao, Any]") -> Answer:
    return _shown(await chamados.gestao_service().assign(_pedido(call), call.body))


@routes.add(
    _change(
        "PUT",
        "chamados/{chamado_id}/classificacao",
        "Corrige como um chamado foi lido; o que se corrige não muda mais sozinho",
        body=f"{_MODELS}:NovaCorrecao",
        example={"intencao": "reclamacao", "prioridade": "alta"},
    )
)
async def put_chamado_classificacao(call: "Call[NovaCorrecao, Any]") -> Answer:
    return _shown(await chamados.gestao_service().correct(_pedido(call), call.body))


def _pedido(call: Call[Any, Any]) -> "Pedido":
    from shared.chamados.gestao import Pedido  # the models come with it

    return Pedido(call.principal, call.document_id("chamado_id"), call.precondition, call.idempotency_key)


def _shown(mostrado: "Mostrado", *, status: int = 200) -> Answer:
    return Answer(mostrado.detalhe, status, etag=mostrado.etag)
