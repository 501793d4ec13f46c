"""The HTTP route of the audit: who did what, for the admin of the conta."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ADMINISTRA
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas

if TYPE_CHECKING:
    from shared.auditoria.models import FiltroAuditoria

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)


@routes.add(
    Route(
        "GET",
        "auditoria",
        "Lista quem fez o quê, do mais novo ao mais antigo",
        papeis=QUEM_ADMINISTRA,
        area="auditoria",
        query="shared.auditoria.models:FiltroAuditoria",
        answers={200: "shared.auditoria.models:AuditoriaPage"},
        refusals=(400,),
        tag="Auditoria",
    )
)
async def get_auditoria(call: "Call[Any, FiltroAuditoria]") -> Answer:
    conta = await contas.conta_store().load(call.principal.conta)
    return Answer(await contas.auditoria_service().search(conta.id, call.query, conta.fuso))
