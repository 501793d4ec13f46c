"""The confirmation flow of an atendimento and its two activities, as the Durable extension sees them."""

from datetime import timedelta
from typing import Any

import azure.durable_functions as df

from shared.atendimentos import flow
from shared.atendimentos.errors import AtendimentoNotFound
from shared.kit.steps import activity
from shared.wiring import avisos

blueprint = df.Blueprint()
# Ten minutes of outage are ridden out; after that the instance fails and the sweep starts it again.
_FIRST_RETRY = timedelta(seconds=15)
_RETRY = df.RetryOptions(int(_FIRST_RETRY / timedelta(milliseconds=1)), 40)
_APAGADO = {"fim": "apagado"}  # an answer, since a retry cannot bring it back


@blueprint.orchestration_trigger(context_name="context")
def confirmacao(context: df.DurableOrchestrationContext) -> Any:
    return (yield from flow.confirmacao(context, _RETRY))


@blueprint.activity_trigger(input_name="passo")
@activity
async def proximo_aviso(passo: dict) -> dict:  # type: ignore[type-arg]  # the worker takes bare classes only
    try:
        return await avisos.aviso_service().next(passo["conta"], passo["atendimento_id"])
    except AtendimentoNotFound:
        return _APAGADO


@blueprint.activity_trigger(input_name="passo")
@activity
async def fazer_aviso(passo: dict) -> dict:  # type: ignore[type-arg]  # as above
    ato, versao = passo["ato"], passo["versao"]
    try:
        return {
            "feito": await avisos.aviso_service().make(passo["conta"], passo["atendimento_id"], ato, versao)
        }
    except AtendimentoNotFound:
        return {"feito": False}
