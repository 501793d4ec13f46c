"""The durable flow of one atendimento: waits for what is due next, or for word that something changed.

It knows nothing of the atendimento: the document decides at every step, so a changed hour needs no new flow. Released
flows live for weeks: never reorder the yields, add `confirmacao_v2` instead.
"""

from collections.abc import Generator
from datetime import datetime
from typing import Any

from shared.atendimentos.names import FAZER_AVISO, MUDOU, PROXIMO_AVISO
from shared.kit.durable import FlowContext, wait_until
from shared.kit.tracing import trace_of


def confirmacao(context: FlowContext, retry: Any) -> Generator[Any, Any, str | None]:
    """Input: `{conta, atendimento_id, traceparent?}`. Output: how it ended.

    Each step is a generation of its own. The SDK lets an event that nobody waited for answer every later wait of
    its name, so a name may be waited for but once; and what changed was saved before the event was raised, so the
    next generation reads it, whether the event was heard or not.
    """
    given = context.get_input()
    subject = {"conta": given["conta"], "atendimento_id": given["atendimento_id"]} | trace_of(given)
    mudou = context.wait_for_external_event(MUDOU)
    step = yield context.call_activity_with_retry(PROXIMO_AVISO, retry, subject)
    if "em" not in step:
        return str(step["fim"])
    if not (yield from wait_until(context, datetime.fromisoformat(step["em"]), mudou)):
        due = subject | {"ato": step["ato"], "versao": step["versao"]}
        yield context.call_activity_with_retry(FAZER_AVISO, retry, due)
    context.continue_as_new(subject)
    return None
