"""The HTTP routes of suggestions: what people resolved waits here until somebody says that it may answer by itself."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import Papel
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, mensagens

if TYPE_CHECKING:
    from shared.mensagens.entradas import Aprovacao, FiltroSugestoes

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_QUEM_DECIDE = frozenset({Papel.ADMIN, Papel.ATENDENTE, Papel.CS})
_SUGESTAO = "shared.mensagens.views:Sugestao"


@routes.add(
    Route(
        "GET",
        "sugestoes",
        "Lista as respostas que esperam aprovação, ou as que venceram e precisam de nova aprovação",
        papeis=_QUEM_DECIDE,
        area="mensagens",
        query="shared.mensagens.entradas:FiltroSugestoes",
        answers={200: "shared.mensagens.views:SugestoesPagina"},
        tag="Sugestões",
    )
)
async def get_sugestoes(call: "Call[Any, FiltroSugestoes]") -> Answer:
    return Answer(await mensagens.sugestao_service().list(call.principal.conta, call.query))


@routes.add(
    Route(
        "POST",
        "sugestoes/{mensagem_id}/aprovar",
        "Aprova uma sugestão, ou de novo uma resposta vencida, com o texto que tem ou com outro",
        papeis=_QUEM_DECIDE,
        area="mensagens",
        body="shared.mensagens.entradas:Aprovacao",
        answers={200: _SUGESTAO},
        refusals=(409,),
        tag="Sugestões",
        example={"answer": "A segunda via fica em Minha Conta, no menu Faturas."},
    )
)
async def post_sugestao_aprovar(call: "Call[Aprovacao, Any]") -> Answer:
    mensagem_id = call.document_id("mensagem_id")
    return Answer(await mensagens.sugestao_service().approve(call.principal, mensagem_id, call.body))


@routes.add(
    Route(
        "POST",
        "sugestoes/{mensagem_id}/recusar",
        "Recusa uma sugestão ou uma resposta vencida: ela fica guardada e não responde a ninguém",
        papeis=_QUEM_DECIDE,
        area="mensagens",
        answers={200: _SUGESTAO},
        refusals=(409,),
        tag="Sugestões",
    )
)
async def post_sugestao_recusar(call: Call[Any, Any]) -> Answer:
    mensagem_id = call.document_id("mensagem_id")
    return Answer(await mensagens.sugestao_service().refuse(call.principal, mensagem_id))
