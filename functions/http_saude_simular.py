"""The HTTP routes of who tries something out: what a score would be, and the profiles to start an own one from."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, saude_simulacao

if TYPE_CHECKING:
    from shared.saude.simulacao_models import PedidoSimulacao

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_MODELS = "shared.saude.simulacao_models"


@routes.add(
    Route(
        "POST",
        "health-scores/simular",
        "Mostra qual seria o score com outras medidas ou com outro perfil; nada fica guardado",
        papeis=TODOS,
        area="saude",
        safe=True,
        body=f"{_MODELS}:PedidoSimulacao",
        answers={200: f"{_MODELS}:Simulacao"},
        refusals=(404, 409),
        tag="Saúde",
        example={
            "medidas": {
                "qntd_acessos_30d": 45,
                "dias_desde_ultimo_acesso": 2,
                "qntd_entradas_30d": 120,
                "dias_desde_ultima_entrada": 1,
                "qntd_saidas_30d": 110,
                "dias_desde_ultima_saida": 1,
                "qntd_leads_30d": 25,
                "dias_desde_ultimo_lead": 3,
                "econversa_ativo": True,
                "integradores_conectados": 2,
            },
            "mudancas": {"qntd_leads_30d": 31},
            "perfil": "ajustado",
        },
    )
)
async def post_health_scores_simular(call: "Call[PedidoSimulacao, Any]") -> Answer:
    found = await saude_simulacao.simulacao_service().simulate(call.principal.conta, call.body)
    return Answer(found)


@routes.add(
    Route(
        "GET",
        "health-scores/perfis",
        "Mostra os perfis prontos por inteiro, na forma em que a conta envia o próprio",
        papeis=TODOS,
        area="saude",
        answers={200: "shared.saude.prontos:PerfisProntos"},
        tag="Saúde",
    )
)
async def get_health_perfis(call: Call[Any, Any]) -> Answer:  # the same for every conta
    """Named so that the host tries it before `health-scores/{cliente_id}`."""
    return Answer(saude_simulacao.perfis_prontos())
