"""The HTTP routes of credenciais: API tokens, invitations, and the chaves of forms and webhooks."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA, Principal
from shared.kit.errors import FieldError, Forbidden, InvalidInput
from shared.kit.http import Routes
from shared.kit.routes import ROUTES, Answer, Call, Route
from shared.wiring import contas, credenciais

if TYPE_CHECKING:
    from shared.contas.credenciais import Emitida
    from shared.contas.credencial_models import (
        FiltroCredenciais,
        MudancaChave,
        NovaChave,
        NovoConvite,
        NovoToken,
        TrocaChave,
    )

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_AREA = "acessos"
_MODELS = "shared.contas.credencial_models"
# The kinds behind each path; of another kind there is nothing to find there.
_TOKENS, _CONVITES, _CHAVES = ("token",), ("convite",), ("formulario", "kommo", "webhook")
_CAMINHOS = {"formulario": "/formulario/", "kommo": "/webhook/kommo/"}
# Of each channel: with the secret in the path where a provider can send it nowhere else, else in its header.
_CAMINHOS_DOS_CANAIS = {
    "formulario": {"formulario": "/webhook/formulario/{segredo}"},
    "webhook": {
        "botconversa": "/webhook/botconversa",
        "email": "/webhook/email/{segredo}",
        "telegram": "/webhook/telegram",
        "zapi": "/webhook/zapi/{segredo}",
    },
}


def _emitir(path: str, summary: str, model: str, example: dict[str, Any], *refusals: int) -> Route:
    return Route(
        "POST",
        path,
        f"{summary}; o segredo só aparece nesta resposta",
        papeis=QUEM_ADMINISTRA,
        area=_AREA,
        body=f"{_MODELS}:{model}",
        answers={201: f"{_MODELS}:CredencialEmitida"},
        refusals=(409, *refusals),
        tag="Acessos",
        reads=("Idempotency-Key",),
        example=example,
    )


def _listar(path: str, summary: str) -> Route:
    return Route(
        "GET",
        path,
        f"{summary}, sem os segredos",
        papeis=QUEM_ADMINISTRA,
        area=_AREA,
        query=f"{_MODELS}:FiltroCredenciais",
        answers={200: f"{_MODELS}:CredencialLista"},
        refusals=(400,),
        tag="Acessos",
    )


def _revogar(path: str, summary: str) -> Route:
    return Route(
        "DELETE",
        path,
        f"{summary}, com efeito imediato",
        papeis=QUEM_ADMINISTRA,
        area=_AREA,
        answers={204: ""},
        refusals=(404,),
        tag="Acessos",
    )


@routes.add(
    _emitir(
        "auth/tokens",
        "Emite um token de API",
        "NovoToken",
        {"nome": "site da clínica", "papel": "integracao", "escopos": ["relatos:escrever"]},
    )
)
async def post_auth_tokens(call: "Call[NovoToken, Any]") -> Answer:
    escopos = call.body.escopos
    if escopos is not None and not _known_scopes().issuperset(escopos):
        raise InvalidInput(
            errors=[FieldError("#/escopos", "só aceita escopos que existem, como relatos:ler")]
        )
    _refuse_more_than_own(call.principal, escopos)
    pedido = call.body.pedido(call.principal.sujeito, call.idempotency_key)
    return _issued(await credenciais.credencial_service().issue(call.principal.conta, pedido))


@routes.add(_listar("auth/tokens", "Lista os tokens de API"))
async def get_auth_tokens(call: "Call[Any, FiltroCredenciais]") -> Answer:
    return await _listed(call, _TOKENS)


@routes.add(_revogar("auth/tokens/{credencial_id}", "Revoga um token de API"))
async def delete_auth_token(call: Call[Any, Any]) -> Answer:
    return await _revoked(call, _TOKENS)


@routes.add(
    _emitir(
        "auth/convites",
        "Convida uma pessoa para a conta",
        "NovoConvite",
        {"papel": "atendente", "email": "paula@exemplo.com.br", "validade_dias": 7},
    )
)
async def post_auth_convites(call: "Call[NovoConvite, Any]") -> Answer:
    _refuse_more_than_own(call.principal, None)
    pedido = call.body.pedido(call.principal.sujeito, call.idempotency_key)
    return _issued(await credenciais.credencial_service().issue(call.principal.conta, pedido))


@routes.add(_listar("auth/convites", "Lista os convites"))
async def get_auth_convites(call: "Call[Any, FiltroCredenciais]") -> Answer:
    return await _listed(call, _CONVITES)


@routes.add(_revogar("auth/convites/{credencial_id}", "Revoga um convite"))
async def delete_auth_convite(call: Call[Any, Any]) -> Answer:
    return await _revoked(call, _CONVITES)


@routes.add(
    _emitir(
        "auth/chaves",
        "Emite a chave de um formulário ou o segredo de um webhook",
        "NovaChave",
        {"tipo": "formulario", "nome": "Fale conosco", "origens": ["https://www.clinica.com.br"]},
    )
)
async def post_auth_chaves(call: "Call[NovaChave, Any]") -> Answer:
    pedido = call.body.pedido(call.principal.sujeito, call.idempotency_key)
    return _issued(await credenciais.credencial_service().issue(call.principal.conta, pedido))


@routes.add(_listar("auth/chaves", "Lista as chaves de formulários e webhooks"))
async def get_auth_chaves(call: "Call[Any, FiltroCredenciais]") -> Answer:
    return await _listed(call, _CHAVES)


@routes.add(
    _emitir(
        "auth/chaves/{credencial_id}/trocar",
        "Troca uma chave por outra, e a antiga ainda vale por um tempo",
        "TrocaChave",
        {"sobreposicao_horas": 24},
        404,
    )
)
async def post_auth_chave_trocar(call: "Call[TrocaChave, Any]") -> Answer:
    pedido = call.body.pedido(call.principal.sujeito, call.idempotency_key)
    service = credenciais.credencial_service()
    old = call.document_id("credencial_id")
    return _issued(await service.rotate(call.principal.conta, old, pedido, tipos=_CHAVES))


@routes.add(
    Route(
        "PATCH",
        "auth/chaves/{credencial_id}",
        "Muda os sites que mostram o formulário de uma chave dentro de uma página, com efeito imediato",
        papeis=QUEM_ADMINISTRA,
        area=_AREA,
        body=f"{_MODELS}:MudancaChave",
        answers={200: f"{_MODELS}:CredencialDetalhe"},
        refusals=(404, 409),
        tag="Acessos",
        example={"origens": ["https://www.clinica.com.br", "https://agenda.clinica.com.br"]},
    )
)
async def patch_auth_chave(call: "Call[MudancaChave, Any]") -> Answer:
    asked, origens = call.document_id("credencial_id"), call.body.origens
    service = credenciais.credencial_service()
    changed = await service.change_origens(call.principal.conta, asked, origens, tipos=_CHAVES)
    return Answer(changed, detalhe={"origens": len(origens)})


@routes.add(_revogar("auth/chaves/{credencial_id}", "Revoga uma chave"))
async def delete_auth_chave(call: Call[Any, Any]) -> Answer:
    return await _revoked(call, _CHAVES)


def _refuse_more_than_own(principal: Principal, escopos: tuple[str, ...] | None) -> None:
    """A credential that is held to escopos gives nobody more than it has; a person's log-in has none."""
    if principal.escopos is None:
        return
    if escopos is None or not principal.escopos.issuperset(escopos):
        raise Forbidden("Um token com escopos não pode dar a ninguém mais do que ele mesmo pode.")


def _known_scopes() -> frozenset[str]:
    areas = {route.area for route in ROUTES if route.area}
    return frozenset(f"{area}:{acao}" for area in areas for acao in ("ler", "escrever"))


def _issued(emitida: "Emitida") -> Answer:
    credencial = emitida.credencial
    caminho = _CAMINHOS.get(credencial.tipo)
    canais = _CAMINHOS_DOS_CANAIS.get(credencial.tipo, {})
    body = credencial.model_dump() | {
        "situacao": "ativa",
        "segredo": emitida.segredo,
        "caminho": caminho and caminho + emitida.segredo,
        "caminhos": {canal: onde.format(segredo=emitida.segredo) for canal, onde in canais.items()},
    }
    detalhe = {"papel": credencial.papel} if credencial.papel else {"tipo": credencial.tipo}
    # No proxy or browser may keep the one answer that holds the secret.
    headers = {"Cache-Control": "no-store"}
    return Answer(body, status=201, headers=headers, alvo=credencial.id, detalhe=detalhe)


async def _listed(call: "Call[Any, FiltroCredenciais]", tipos: tuple[str, ...]) -> Answer:
    return Answer(await credenciais.credencial_service().list(call.principal.conta, tipos, call.query))


async def _revoked(call: Call[Any, Any], tipos: tuple[str, ...]) -> Answer:
    credencial_id = call.document_id("credencial_id")
    await credenciais.credencial_service().revoke(call.principal.conta, credencial_id, tipos=tipos)
    return Answer(None, status=204)
