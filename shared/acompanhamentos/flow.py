"""The durable flow of one acompanhamento: waits for each contato's instant, or for word that it is over.

Released flows live 30 days: never reorder the yields, add `acompanhamento_v2` instead.
"""

from collections.abc import Generator
from datetime import datetime
from typing import Any

from shared.acompanhamentos.names import ENCERRAR, ENCERRAR_ACOMPANHAMENTO, FAZER_CONTATO
from shared.kit.durable import FlowContext, wait_until
from shared.kit.tracing import trace_of


def acompanhamento(context: FlowContext, retry: Any) -> Generator[Any, Any, str]:
    """Input: `{conta, relato_id, contatos: [{numero, devido_em}], traceparent?}`, instants aware.

    Output: the result's name.
    """
    given = context.get_input()
    subject = {"conta": given["conta"], "relato_id": given["relato_id"]} | trace_of(given)
    encerrar = context.wait_for_external_event(ENCERRAR)
    for contato in given["contatos"]:
        deadline = datetime.fromisoformat(contato["devido_em"])
        if (yield from wait_until(context, deadline, encerrar)):
            break
        step = subject | {"numero": contato["numero"]}
        if not (yield context.call_activity_with_retry(FAZER_CONTATO, retry, step))["aberto"]:
            break
    result = yield context.call_activity_with_retry(ENCERRAR_ACOMPANHAMENTO, retry, subject)
    return str(result["resultado"])
