"""The HTTP routes of getting in and out: S1's sign-up and log-in, the own password, who one is."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas

if TYPE_CHECKING:
    from shared.contas.usuarios import Cadastro, Login, TrocaSenha

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS = "shared.contas.usuarios"
_S1 = "S1: central de atendimento"


@routes.add(
    Route(
        "POST",
        "auth/signup",
        "Cadastra uma pessoa e já abre a sessão dela",
        papeis=None,
        body=f"{_MODELS}:Cadastro",
        answers={201: f"{_MODELS}:TokenAcesso"},
        refusals=(400, 403, 429),
        tag=_S1,
        example={
            "username": "maria",
            "email": "maria@exemplo.com.br",
            "password": "uma senha só minha",
            "convite": "conv_codigo-que-voce-recebeu",
        },
    )
)
async def post_auth_signup(call: "Call[Cadastro, Any]") -> Answer:
    return Answer(await contas.cadastro_service().sign_up(call.body, call.address), status=201)


@routes.add(
    Route(
        "POST",
        "auth/login",
        "Abre uma sessão com nome (ou e-mail) e senha, por formulário ou JSON",
        papeis=None,
        body=f"{_MODELS}:Login",
        answers={200: f"{_MODELS}:SessaoAberta"},
        refusals=(400, 401, 429),
        tag=_S1,
        form=True,
        example={"username": "maria", "password": "uma senha só minha"},
    )
)
async def post_auth_login(call: "Call[Login, Any]") -> Answer:
    return Answer(await contas.sessao_service().log_in(call.body, call.address))


@routes.add(
    Route(
        "POST",
        "auth/senha",
        "Troca a própria senha, encerra as outras sessões e abre uma nova",
        papeis=TODOS,
        area="sessao",
        body=f"{_MODELS}:TrocaSenha",
        answers={200: f"{_MODELS}:SessaoAberta"},
        refusals=(403,),
        tag="Acessos",
        example={"senha_atual": "a senha provisória", "nova_senha": "uma senha só minha"},
    )
)
async def post_auth_senha(call: "Call[TrocaSenha, Any]") -> Answer:
    return Answer(await contas.sessao_service().change_password(call.principal, call.body))


@routes.add(
    Route(
        "POST",
        "auth/sair",
        "Encerra todas as sessões de quem chama, também esta",
        papeis=TODOS,
        area="sessao",
        answers={204: ""},
        refusals=(403,),
        tag="Acessos",
    )
)
async def post_auth_sair(call: Call[Any, Any]) -> Answer:
    await contas.sessao_service().log_out(call.principal)
    return Answer(None, status=204)


@routes.add(
    Route(
        "GET",
        "auth/eu",
        "Diz de quem é a credencial usada e o que ela permite",
        papeis=TODOS,
        area="sessao",
        answers={200: f"{_MODELS}:QuemSou"},
        tag="Acessos",
    )
)
async def get_auth_eu(call: Call[Any, Any]) -> Answer:
    return Answer(await contas.sessao_service().who(call.principal))
