"""The acompanhamento flow and its two activities, as the Durable extension sees them."""

from datetime import timedelta
from typing import Any

import azure.durable_functions as df

from shared.acompanhamentos import flow
from shared.kit.steps import activity
from shared.relatos.errors import RelatoNotFound
from shared.wiring import relatos

blueprint = df.Blueprint()
# Ten minutes of outage are ridden out; after that the instance fails and the sweep starts it again.
_FIRST_RETRY = timedelta(seconds=15)
_RETRY = df.RetryOptions(int(_FIRST_RETRY / timedelta(milliseconds=1)), 40)


@blueprint.orchestration_trigger(context_name="context")
def acompanhamento(context: df.DurableOrchestrationContext) -> Any:
    return (yield from flow.acompanhamento(context, _RETRY))


@blueprint.activity_trigger(input_name="passo")
@activity
async def fazer_contato(passo: dict) -> dict:  # type: ignore[type-arg]  # the worker takes bare classes only
    service = relatos.acompanhamento_service()
    try:
        return {"aberto": await service.make_contato(passo["conta"], passo["relato_id"], passo["numero"])}
    except RelatoNotFound:
        return {"aberto": False}  # erased meanwhile: an answer, since a retry cannot bring it back


@blueprint.activity_trigger(input_name="passo")
@activity
async def encerrar_acompanhamento(passo: dict) -> dict:  # type: ignore[type-arg]  # as above
    try:
        return {"resultado": await relatos.acompanhamento_service().close(passo["conta"], passo["relato_id"])}
    except RelatoNotFound:
        return {"resultado": "apagado"}
