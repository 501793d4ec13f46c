"""The HTTP routes of a conta's own settings."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA, TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, credenciais

if TYPE_CHECKING:
    from shared.contas.conta_models import MudancaConta

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_SHOWN = {200: "shared.contas.conta_models:ContaDetalhe"}


@routes.add(
    Route(
        "GET",
        "conta",
        "Mostra os ajustes da conta",
        papeis=TODOS,
        area="conta",
        answers=_SHOWN,
        tag="Conta",
    )
)
async def get_conta(call: Call[Any, Any]) -> Answer:
    read = await credenciais.ajuste_service().read(call.principal.conta)
    return Answer(read.conta, etag=read.etag)


@routes.add(
    Route(
        "PATCH",
        "conta",
        "Muda os ajustes da conta que forem enviados; os outros ficam como estão",
        papeis=QUEM_ADMINISTRA,
        area="conta",
        body="shared.contas.conta_models:MudancaConta",
        answers=_SHOWN,
        refusals=(412,),
        tag="Conta",
        versioned=True,
        example={
            "nome": "Clínica Sorriso",
            "feriados": ["2026-01-25"],
            "cadencia": [3, 10, 30],
            "chamados": {
                "expediente": {"semana": {"inicio": "08:00", "fim": "18:00"}},
                "prazos": {"alta": {"primeira_resposta": 60, "resolucao": 480}},
                "silencio_horas": 24,
                "variaveis": {"link_boleto": "https://clinica.exemplo.com.br/boletos"},
            },
            "atendimentos": {
                "antecedencia_h": 48,
                "autocancelar": "avisar_equipe",
                "preparos": {"Exame de sangue": "Venha em jejum de 8 horas; água pode."},
                "profissionais": [
                    {
                        "nome": "Dra. Paula Reis",
                        "especialidade": "Ortodontia",
                        "duracao_min": 30,
                        "grade": {"0": [{"inicio": "08:00", "fim": "12:00"}]},
                    }
                ],
            },
            "saude": {"perfil": "ajustado", "sinais": {"faltas": {"ativo": True, "maximo": 0.1}}},
        },
    )
)
async def patch_conta(call: "Call[MudancaConta, Any]") -> Answer:
    saved = await credenciais.ajuste_service().change(call.principal.conta, call.body, call.precondition)
    campos = ", ".join(sorted(call.body.model_fields_set))
    return Answer(saved.conta, etag=saved.etag, detalhe={"campos": campos})
