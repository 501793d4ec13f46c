"""The HTTP routes of one score and of the daily run; the list of all scores is apart, for it is cached."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS, Papel
from shared.kit.errors import NotFound
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, saude

if TYPE_CHECKING:
    from shared.saude.detalhe_views import FiltroDetalhe, SaudeDetalhe
    from shared.saude.rodada_models import Rodada

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_QUEM_CALCULA = frozenset({Papel.ADMIN, Papel.CS})
_VIEWS = "shared.saude.detalhe_views"
_RODADA = "shared.saude.rodada_models:RodadaView"


def _route(method: str, path: str, summary: str, **declared: Any) -> Route:
    common = Route(method, path, summary, papeis=TODOS, area="saude", refusals=(404,), tag="Saúde")
    return replace(common, **declared)


@routes.add(
    _route(
        "POST",
        "health-scores/calcular",
        "Calcula agora a saúde de todos os clientes; enquanto um cálculo está em andamento, responde com ele",
        papeis=_QUEM_CALCULA,
        answers={202: _RODADA},
        refusals=(),
    )
)
async def post_health_scores_calcular(call: Call[Any, Any]) -> Answer:
    who = call.principal
    rodada = await saude.rodada_service().start(
        who.conta, por=who.sujeito, again=True, traceparent=call.traceparent
    )
    location = f"/health-scores/rodadas/{rodada.dia.isoformat()}"
    return _progress(rodada, status=202, headers={"Location": location})


@routes.add(
    _route(
        "GET",
        "health-scores/rodadas/{dia}",
        "Mostra o andamento e as contagens do cálculo de um dia (AAAA-MM-DD)",
        answers={200: _RODADA},
    )
)
async def get_health_scores_rodada(call: Call[Any, Any]) -> Answer:
    try:
        dia = date.fromisoformat(call.path["dia"])
    except ValueError:
        raise NotFound from None
    return _progress(await saude.rodada_service().get(call.principal.conta, dia))


@routes.add(
    _route(
        "GET",
        "health-scores/{cliente_id}",
        "Explica o score de um cliente: de onde vem cada ponto, o que mudou, o que fazer e o histórico",
        query=f"{_VIEWS}:FiltroDetalhe",
        answers={200: f"{_VIEWS}:SaudeDetalhe"},
        refusals=(404, 409),
    )
)
async def get_health_score(call: "Call[Any, FiltroDetalhe]") -> Answer:
    asked = call.document_id("cliente_id")
    found = await saude.saude_service().show(call.principal.conta, asked, call.query.meses)
    return _shown(found, asked)


@routes.add(
    _route(
        "POST",
        "health-scores/{cliente_id}/calcular",
        "Calcula e guarda agora o score de um cliente",
        papeis=_QUEM_CALCULA,
        query=f"{_VIEWS}:FiltroDetalhe",
        answers={200: f"{_VIEWS}:SaudeDetalhe"},
        refusals=(404, 409),
    )
)
async def post_health_score_calcular(call: "Call[Any, FiltroDetalhe]") -> Answer:
    asked = call.document_id("cliente_id")
    found = await saude.saude_service().calculate(call.principal.conta, asked, call.query.meses)
    return _shown(found, asked)


def _shown(found: "SaudeDetalhe", asked: str) -> Answer:
    stays = found.cliente_id
    headers = {"Content-Location": f"/health-scores/{stays}"} if stays != asked else {}
    return Answer(found, headers=headers)


def _progress(rodada: "Rodada", *, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    return Answer(saude.progress(rodada), status, headers or {})
