"""What a site's own page may do without an account: hand in its form, and ask where that is.

The key in the address says whose form it is; `webhook/formulario/{chave}` is the same intake under its older name.
"""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import chamados, contas, recebimentos

if TYPE_CHECKING:
    from shared.chamados.pedidos import ConsultaSituacao

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_TAG = "Formulários"


def _pergunta(path: str) -> Route:
    return Route(
        "POST",
        path,
        "Diz onde está um pedido, a quem sabe o protocolo e o contato informado",
        papeis=None,
        safe=True,
        body="shared.chamados.pedidos:ConsultaSituacao",
        answers={200: "shared.chamados.views:SituacaoChamado"},
        refusals=(401, 404, 429),
        tag=_TAG,
        form=True,
        example={"protocolo": "20260302091500-7X2K", "telefone": "(31) 99876-5432"},
    )


@routes.add(
    Route(
        "POST",
        "formulario/{chave}",
        "Recebe um formulário de um site; quem o preenche vê um protocolo",
        papeis=None,
        answers={202: "shared.recebimentos.views:FormularioAceito"},
        refusals=(400, 401, 422, 429),
        tag=_TAG,
        media=("application/json", "application/x-www-form-urlencoded", "multipart/form-data"),
        reads=("Idempotency-Key",),
        example={
            "nome": "Marina Lopes",
            "telefone": "(31) 99876-5432",
            "email": "marina@exemplo.com.br",
            "mensagem": "Gostaria de um orçamento de clareamento.",
        },
    )
)
async def post_formulario(call: Call[Any, Any]) -> Answer:
    return Answer(await recebimentos.webhook_service().formulario(call, call.path["chave"]), status=202)


@routes.add(_pergunta("formulario/{chave}/situacao"))
async def post_formulario_situacao(call: "Call[ConsultaSituacao, Any]") -> Answer:
    return await _situacao(call)


@routes.add(_pergunta("webhook/formulario/{chave}/situacao"))
async def post_webhook_formulario_situacao(call: "Call[ConsultaSituacao, Any]") -> Answer:
    return await _situacao(call)


async def _situacao(call: "Call[ConsultaSituacao, Any]") -> Answer:
    return Answer(await chamados.situacao_service().ask(call.path["chave"], call.body, call.address))
