"""The HTTP routes of atividades: what other systems tell of a cliente's use, and S4's list of logins."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import TODOS, Papel
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import atividades, contas

if TYPE_CHECKING:
    from shared.atividades.entradas import FiltroLogins, NovasAtividades

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_QUEM_CONTA = frozenset({Papel.INTEGRACAO, Papel.ADMIN, Papel.CS})
_A_LOTE_BYTES = 1024 * 1024


@routes.add(
    Route(
        "POST",
        "atividades",
        "Conta o que aconteceu no produto de cada cliente: uma atividade, ou um lote de até 1.000",
        papeis=_QUEM_CONTA,
        area="atividades",
        body="shared.atividades.entradas:NovasAtividades",
        answers={200: "shared.atividades.views:Recibo"},
        tag="Atividades",
        max_body_bytes=_A_LOTE_BYTES,
        reads=("Idempotency-Key",),
        example={
            "lote_id": "acessos-2026-03-10",
            "atividades": [
                {
                    "tipo": "login",
                    "tenant_id": 12345,
                    "em": "2026-03-10T14:30:00",
                    "id": 98765,
                    "usuario_nome": "João Silva",
                    "usuario_email": "joao@empresa.com",
                },
                {"tipo": "saida_estoque", "tenant_id": 12345, "em": "2026-03-10T18:00:00", "quantidade": 12},
                {"tipo": "econversa", "tenant_id": 12345, "em": "2026-03-10T09:00:00", "ativo": True},
            ],
        },
    )
)
async def post_atividades(call: "Call[NovasAtividades, Any]") -> Answer:
    recibo = await atividades.atividade_service().receive(
        call.principal.conta, call.body.root, chave=call.idempotency_key
    )
    return Answer(recibo, detalhe={"recebidas": recibo.recebidas, "contadas": recibo.contadas})


@routes.add(
    Route(
        "GET",
        "logins",
        "Lista os logins de um tenant nos últimos 30 dias, do mais novo ao mais antigo",
        papeis=TODOS,
        area="atividades",
        query="shared.atividades.entradas:FiltroLogins",
        answers={200: "shared.atividades.views:LoginsS4"},
        refusals=(400, 404),
        tag="Atividades",
        refusal="Acesso negado.",
    )
)
async def get_logins(call: "Call[Any, FiltroLogins]") -> Answer:
    tenant_id = call.query.tenant_id or _in_body(call.raw)
    return Answer(await atividades.login_service().list(call.principal.conta, tenant_id))


def _in_body(raw: bytes) -> str:
    """S4 documents a JSON body on this GET."""
    from shared.atividades.entradas import PedidoLogins
    from shared.kit.validation import parse_json  # pydantic comes with it: see routes.Model

    if not raw.strip():
        raise InvalidInput(errors=[FieldError("#/tenant_id", "é obrigatório")])
    return parse_json(PedidoLogins, raw).tenant_id
