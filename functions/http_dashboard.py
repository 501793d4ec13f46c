"""The HTTP routes of the business's numbers: S4's dashboard, how the carteira grew, what relatos turned into."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.resumos.ports import Assunto, Pedido, chave_de
from shared.wiring import contas, metricas, resumos

if TYPE_CHECKING:
    from shared.clientes.adesao import FiltroAdesao
    from shared.metricas.evolucao_models import FiltroEvolucao
    from shared.metricas.models import Periodo

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_METRICAS = "shared.metricas"
_TTL_S = 600


@routes.add(
    Route(
        "GET",
        "dashboard",
        "Mostra os indicadores do S4 e, ao lado, de quantos clientes cada um é",
        papeis=TODOS,
        area="metricas",
        query="shared.clientes.adesao:FiltroAdesao",
        answers={200: f"{_METRICAS}.dashboard_models:Dashboard"},
        tag="Métricas",
        refusal="Acesso negado.",
        cached=True,
    )
)
async def get_dashboard(call: "Call[Any, FiltroAdesao]") -> Answer:
    conta, inicio, fim = call.principal.conta, call.query.inicio, call.query.fim
    pedido = Pedido(conta, chave_de("dashboard", inicio, fim), _TTL_S, (Assunto.CLIENTES, Assunto.SAUDE))

    async def make() -> bytes:
        shown = await metricas.dashboard_service().kpis(conta, inicio=inicio, fim=fim)
        return shown.model_dump_json().encode()

    return await resumos.answered(call, pedido, make)


@routes.add(
    Route(
        "GET",
        "clientes/evolucao",
        "Mostra, mês a mês, quem chegou, quem saiu, quantos ficaram e quanto pagam",
        papeis=TODOS,
        area="metricas",
        query=f"{_METRICAS}.evolucao_models:FiltroEvolucao",
        answers={200: f"{_METRICAS}.evolucao_models:Evolucao"},
        tag="Métricas",
        cached=True,
    )
)
async def get_carteira_evolucao(call: "Call[Any, FiltroEvolucao]") -> Answer:
    """Named so that the host tries it before `clientes/{cliente_id}`."""
    conta, service = call.principal.conta, metricas.evolucao_service()
    inicio, fim = await service.window(conta, call.query)
    pedido = Pedido(conta, chave_de("evolucao", inicio, fim), _TTL_S, (Assunto.CLIENTES,))

    async def make() -> bytes:
        return (await service.by_month(conta, inicio, fim)).model_dump_json().encode()

    return await resumos.answered(call, pedido, make)


@routes.add(
    Route(
        "GET",
        "metricas/conversao",
        "Mede o que os relatos de um período viraram: contatos, desfechos, valores e prazos",
        papeis=TODOS,
        area="metricas",
        query=f"{_METRICAS}.models:Periodo",
        answers={200: f"{_METRICAS}.conversao_models:Conversao"},
        tag="Métricas",
    )
)
async def get_metricas_conversao(call: "Call[Any, Periodo]") -> Answer:
    return Answer(await metricas.conversao_service().measure(call.principal.conta, call.query))
