"""The HTTP routes by which an admin looks after the usuarios of the conta."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA, Principal
from shared.kit.errors import Forbidden
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas

if TYPE_CHECKING:
    from shared.contas.usuarios import FiltroUsuarios, MudancaUsuario

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS = "shared.contas.usuarios"


@routes.add(
    Route(
        "GET",
        "usuarios",
        "Lista os usuários da conta, por nome",
        papeis=QUEM_ADMINISTRA,
        area="usuarios",
        query=f"{_MODELS}:FiltroUsuarios",
        answers={200: f"{_MODELS}:UsuarioLista"},
        refusals=(400,),
        tag="Acessos",
    )
)
async def get_usuarios(call: "Call[Any, FiltroUsuarios]") -> Answer:
    return Answer(await contas.usuario_service().list(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "usuarios/{usuario_id}",
        "Mostra um usuário da conta",
        papeis=QUEM_ADMINISTRA,
        area="usuarios",
        answers={200: f"{_MODELS}:UsuarioDetalhe"},
        refusals=(404,),
        tag="Acessos",
    )
)
async def get_usuario(call: Call[Any, Any]) -> Answer:
    read = await contas.usuario_service().get(call.principal.conta, call.document_id("usuario_id"))
    return Answer(read.usuario, etag=read.etag)


@routes.add(
    Route(
        "PATCH",
        "usuarios/{usuario_id}",
        "Muda papel, nome ou atividade; papel novo e desativação valem na hora e encerram as sessões",
        papeis=QUEM_ADMINISTRA,
        area="usuarios",
        body=f"{_MODELS}:MudancaUsuario",
        answers={200: f"{_MODELS}:UsuarioDetalhe"},
        refusals=(404, 409, 412),
        tag="Acessos",
        versioned=True,
        example={"papel": "cs", "ativo": True},
    )
)
async def patch_usuario(call: "Call[MudancaUsuario, Any]") -> Answer:
    if call.body.papel is not None or call.body.ativo:
        _refuse_scoped(call.principal)
    saved = await contas.usuario_service().change(
        call.principal.conta, call.document_id("usuario_id"), call.body, call.precondition
    )
    asked = call.body.model_dump(mode="json", include={"papel", "ativo"}, exclude_none=True)
    detalhe = {name: str(value).lower() for name, value in asked.items()}
    return Answer(saved.usuario, etag=saved.etag, detalhe=detalhe)


@routes.add(
    Route(
        "POST",
        "usuarios/{usuario_id}/senha",
        "Dá ao usuário uma senha provisória, que só aparece nesta resposta, e encerra as sessões dele",
        papeis=QUEM_ADMINISTRA,
        area="usuarios",
        answers={200: f"{_MODELS}:SenhaProvisoria"},
        refusals=(404,),
        tag="Acessos",
    )
)
async def post_usuario_senha(call: Call[Any, Any]) -> Answer:
    _refuse_scoped(call.principal)
    usuario_id = call.document_id("usuario_id")
    return Answer(await contas.usuario_service().reset_password(call.principal.conta, usuario_id))


def _refuse_scoped(principal: Principal) -> None:
    """Who may do only some things must not come to all of them through a papel, a password or a closed log-in."""
    if principal.escopos is not None:
        raise Forbidden(
            "Um token com escopos não muda papéis nem senhas, nem reativa ninguém. Entre com usuário e senha."
        )
