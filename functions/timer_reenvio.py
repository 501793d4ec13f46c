"""The sweep: queues again, conta by conta, what stayed behind."""

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.rotinas.models import REENVIO
from shared.wiring import (
    atendimentos,
    chamados,
    contas,
    importacoes,
    mensagens,
    recebimentos,
    relatos,
    respostas,
    rotinas,
    saude,
    titulares,
)

_log = get_logger(__name__)
blueprint = df.Blueprint()


# Every 5 minutes, whatever the zone.
@blueprint.function_name("timer_reenvio")
@blueprint.timer_trigger(arg_name="timer", schedule="0 */5 * * * *", run_on_startup=False)
async def timer_reenvio(timer: func.TimerRequest) -> None:
    sweeps = (
        relatos.relato_service().sweep,
        importacoes.importacao_service().sweep,
        titulares.eliminacao_service().sweep,
        recebimentos.entrada_service().sweep,
        chamados.chamado_service().sweep,
        atendimentos.atendimento_service().sweep,
        mensagens.indexador().sweep,
        respostas.indexador().sweep,
        saude.rodada_service().sweep,
    )
    for conta in await contas.conta_store().ids():
        for sweep in sweeps:
            try:
                await sweep(conta)
            except (TransientError, ValueError):  # one's outage or unreadable document is not the others'
                _log.exception("sweep.failed", extra={"conta": conta})
    await rotinas.rotina_service().ran(REENVIO)
