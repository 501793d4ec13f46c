"""The HTTP routes of S3 that speak to Botconversa by hand; there they were open to anybody."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA
from shared.kit.errors import NotFound
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import canais, contas

if TYPE_CHECKING:
    from shared.envios.fluxos_views import ParametrosCampanha, ParametrosFluxo, ParametrosSubscriber

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_S3 = "S3: confirmação de consultas"
_VIEWS = "shared.envios.fluxos_views"
_NUMBER = re.compile("[1-9][0-9]{0,14}")


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    """What S3's routes of Botconversa have in common."""
    common = Route(method, path, summary, papeis=QUEM_ADMINISTRA, area="canais", refusals=(404, 409), tag=_S3)
    return replace(common, **declared)


@routes.add(
    _route(
        "GET",
        "test/conexao",
        "Confere se o Botconversa da conta responde com a credencial que ela tem aqui",
        answers={200: f"{_VIEWS}:Conexao"},
    )
)
async def get_test_conexao(call: Call[Any, Any]) -> Answer:
    return Answer(await canais.fluxo_service().check(call.principal.conta))


@routes.add(
    _route(
        "GET",
        "test/campanhas",
        "Lista as campanhas do Botconversa da conta",
        answers={200: f"{_VIEWS}:Campanhas"},
    )
)
async def get_test_campanhas(call: Call[Any, Any]) -> Answer:
    return Answer(await canais.fluxo_service().campaigns(call.principal.conta))


@routes.add(
    _route(
        "GET",
        "test/fluxos",
        "Lista os fluxos do Botconversa da conta",
        answers={200: f"{_VIEWS}:Fluxos"},
    )
)
async def get_test_fluxos(call: Call[Any, Any]) -> Answer:
    return Answer(await canais.fluxo_service().flows(call.principal.conta))


@routes.add(
    _route(
        "GET",
        "test/subscriber/{telefone}",
        "Mostra o subscriber do Botconversa que tem um telefone",
        answers={200: f"{_VIEWS}:Subscriber"},
    )
)
async def get_test_subscriber(call: Call[Any, Any]) -> Answer:
    from shared.kit.brasil import phone_number

    try:
        telefone = phone_number(call.path["telefone"])
    except ValueError:
        raise NotFound("Não é um telefone.") from None
    return Answer(await canais.fluxo_service().subscriber(call.principal.conta, telefone))


@routes.add(
    _route(
        "POST",
        "test/subscriber",
        "Cria no Botconversa o subscriber de um telefone, ou mostra o que já existe",
        query=f"{_VIEWS}:ParametrosSubscriber",
        answers={200: f"{_VIEWS}:Subscriber"},
    )
)
async def post_test_subscriber(call: "Call[Any, ParametrosSubscriber]") -> Answer:
    asked = call.query
    nome = f"{asked.nome} {asked.sobrenome}".strip()
    return Answer(await canais.fluxo_service().subscribe(call.principal.conta, asked.telefone, nome))


@routes.add(
    _route(
        "POST",
        "test/subscriber/{subscriber_id}/campaigns/{campaign_id}",
        "Inclui em uma campanha do Botconversa uma pessoa que não pediu para não receber mensagens",
        query=f"{_VIEWS}:ParametrosCampanha",
        answers={200: f"{_VIEWS}:CampanhaDoSubscriber"},
    )
)
async def post_test_subscriber_campaign(call: "Call[Any, ParametrosCampanha]") -> Answer:
    added = await canais.fluxo_service().add_to_campaign(
        call.principal.conta,
        _number(call, "subscriber_id"),
        campanha=_number(call, "campaign_id"),
        telefone=call.query.telefone,
    )
    return Answer(added)


@routes.add(
    _route(
        "POST",
        "test/subscriber/{subscriber_id}/send_flow",
        "Começa um fluxo do Botconversa com uma pessoa que não pediu para não receber mensagens",
        query=f"{_VIEWS}:ParametrosFluxo",
        answers={200: f"{_VIEWS}:FluxoEnviado"},
        refusals=(409,),
    )
)
async def post_test_subscriber_send_flow(call: "Call[Any, ParametrosFluxo]") -> Answer:
    sent = await canais.fluxo_service().send(
        call.principal.conta,
        _number(call, "subscriber_id"),
        fluxo=call.query.flow_id,
        telefone=call.query.telefone,
    )
    return Answer(sent)


def _number(call: Call[Any, Any], name: str) -> int:
    """An id of Botconversa's. What can be none of them is unknown."""
    if not _NUMBER.fullmatch(call.path[name]):
        raise NotFound
    return int(call.path[name])
