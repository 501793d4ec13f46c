"""The sweep: queues again, conta by conta, what stayed behind."""

import azure.durable_functions as df
import azure.functions as func

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.steps import tick
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
@tick
async def timer_reenvio(timer: func.TimerRequest) -> None:
    sweeps = {
        "relatos": relatos.relato_service().sweep,
        "importacoes": importacoes.importacao_service().sweep,
        "titulares": titulares.eliminacao_service().sweep,
        "recebimentos": recebimentos.entrada_service().sweep,
        "chamados": chamados.chamado_service().sweep,
        "atendimentos": atendimentos.atendimento_service().sweep,
        "mensagens": mensagens.indexador().sweep,
        "respostas": respostas.indexador().sweep,
        "saude": saude.rodada_service().sweep,
    }
    for conta in await contas.conta_store().ids():
        for name, sweep in sweeps.items():
            try:
                if found := await sweep(conta):
                    _log.warning("sweep.found", extra={"conta": conta, "varredura": name, "quantos": found})
            except (TransientError, ValueError):  # one's outage or unreadable document is not the others'
                _log.exception("sweep.failed", extra={"conta": conta})
        try:
            await rotinas.rotina_service().count_flows(conta)
        except TransientError:
            _log.exception("sweep.failed", extra={"conta": conta})
    await rotinas.rotina_service().ran(REENVIO)
