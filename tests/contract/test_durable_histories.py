"""The engine's decisions against golden histories, episode by episode, with the SDK's real orchestrators.

The files in `histories/` were written from the protocol's rules (`shared/reference/functions-host.md` §3 and the
extension's source), not by running this engine: each is what Durable Functions records for the flow of the same
name below, and `why` says which rule it shows. A released flow keeps its goldens for as long as instances live.
"""

import json
from collections.abc import Generator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from azure.durable_functions import RetryOptions

from infra.local.durable.events import Event, Kind, execution_completed, played, started_event, trigger_json
from infra.local.durable.model import DurableFunctions
from infra.local.durable.replay import Answer, Decision, decide
from shared.acompanhamentos import flow
from shared.acompanhamentos.names import ENCERRAR_ACOMPANHAMENTO, FAZER_CONTATO
from shared.atendimentos import flow as atendimentos
from shared.atendimentos.names import FAZER_AVISO, PROXIMO_AVISO
from shared.kit.durable import wait_until
from tests.unit.local.durable_bench import Flow, answer_of

HISTORIES = Path(__file__).parent / "histories"
ACTIVITIES = (
    *("somar", "primeira", "segunda", "instavel", "preparar", "rapida", "lenta", "compensar", "contatar"),
    *(FAZER_CONTATO, ENCERRAR_ACOMPANHAMENTO, PROXIMO_AVISO, FAZER_AVISO),
)
FUNCTIONS = DurableFunctions(orchestrators=(), activities=ACTIVITIES)
DECIDED = frozenset({Kind.TASK_SCHEDULED, Kind.TIMER_CREATED, Kind.EXECUTION_COMPLETED})
Steps = Generator[Any, Any, Any]

pytestmark = [
    # The SDK warns when an event comes before its wait, which is what a golden is about, ...
    pytest.mark.filterwarnings("ignore:Potential duplicate Task completion"),
    # ... and once per process when a flow reads its input without naming a type.
    pytest.mark.filterwarnings("ignore:azure.functions df_loads was called without expected_type"),
]


def sequence(context: Any) -> Steps:
    total = yield context.call_activity("somar", context.get_input())
    return (yield context.call_activity("somar", total))


def never_yielded(context: Any) -> Steps:
    context.call_activity("primeira")
    return (yield context.call_activity("segunda"))


def retry(context: Any) -> Steps:
    try:
        return (yield context.call_activity_with_retry("instavel", RetryOptions(10_000, 2)))
    except Exception:  # noqa: BLE001 - the SDK raises nothing narrower
        return "desistiu"


def timer_left_open(context: Any) -> Steps:
    answer = context.wait_for_external_event("resposta")
    deadline = context.create_timer(context.current_utc_datetime + timedelta(days=2))
    yield context.task_any([answer, deadline])
    return answer.result


def timer_canceled(context: Any) -> Steps:
    answer = context.wait_for_external_event("resposta")
    deadline = context.create_timer(context.current_utc_datetime + timedelta(days=2))
    yield context.task_any([answer, deadline])
    deadline.cancel()
    return answer.result


def failure_waits(context: Any) -> Steps:
    answer = context.wait_for_external_event("resposta")
    deadline = context.create_timer(context.current_utc_datetime + timedelta(days=2))
    yield context.task_any([answer, deadline])
    raise ValueError("quebrou")


def long_timer(context: Any) -> Steps:
    yield context.create_timer(context.current_utc_datetime + timedelta(days=14))
    return "venceu"


def long_timer_canceled(context: Any) -> Steps:
    answer = context.wait_for_external_event("resposta")
    deadline = context.create_timer(context.current_utc_datetime + timedelta(days=14))
    yield context.task_any([answer, deadline])
    deadline.cancel()
    return answer.result


def event_before_wait(context: Any) -> Steps:
    yield context.call_activity("preparar")
    return (yield context.wait_for_external_event("resposta"))


def waiters_are_a_stack(context: Any) -> Steps:
    waits = [context.wait_for_external_event("resposta") for _ in range(2)]
    return (yield context.task_all(waits))


def when_all_waits(context: Any) -> Steps:
    try:
        yield context.task_all([context.call_activity("rapida"), context.call_activity("lenta")])
    except Exception:  # noqa: BLE001 - the SDK raises nothing narrower
        return (yield context.call_activity("compensar"))


def continue_as_new(context: Any) -> Steps:
    given = context.get_input()
    yield context.call_activity("preparar")
    context.continue_as_new({"volta": given["volta"] + 1})


def cadencia(context: Any) -> Steps:
    opened = context.current_utc_datetime
    ended = context.wait_for_external_event("encerrar")
    contacts = 0
    for day in (3, 10):
        if (yield from wait_until(context, opened + timedelta(days=day), ended)):
            break
        yield context.call_activity("contatar")
        contacts += 1
    return contacts


def acompanhamento(context: Any) -> Steps:
    """The released flow itself, with the retries that its trigger passes in."""
    return (yield from flow.acompanhamento(context, RetryOptions(15_000, 40)))


def confirmacao(context: Any) -> Steps:
    """As above."""
    return (yield from atendimentos.confirmacao(context, RetryOptions(15_000, 40)))


FLOWS: dict[str, Flow] = {
    one.__name__: one
    for one in (
        sequence,
        never_yielded,
        retry,
        timer_left_open,
        timer_canceled,
        failure_waits,
        long_timer,
        long_timer_canceled,
        event_before_wait,
        waiters_are_a_stack,
        when_all_waits,
        continue_as_new,
        cadencia,
        acompanhamento,
        confirmacao,
    )
}


def read_golden(name: str) -> list[Event]:
    history: list[Event] = json.loads((HISTORIES / f"{name}.json").read_text("utf-8"))["history"]
    return history


def decision_on(past: list[Event], opening: list[Event], code: Flow) -> Decision:
    """What the engine decides for the episode that `opening` begins, after asking the real SDK."""
    new = [{**one, "IsPlayed": False} for one in opening]
    given = started_event([*past, *new])["Input"]
    trigger = trigger_json("golden", [json.dumps(played(one)) for one in past], new, given)
    try:
        answer = Answer(answer_of(code, trigger))
    except Exception as error:  # noqa: BLE001 - a failing flow answers by raising
        answer = Answer(str(error), raised=True)
    return decide([*past, *new], answer, FUNCTIONS.activity)


def episodes(history: list[Event]) -> Iterator[tuple[list[Event], list[Event], list[Event]]]:
    """Per episode: everything before it, the events that came in, the events that were decided."""
    begin = 0
    for position, happened in enumerate(history):
        if happened["EventType"] == Kind.ORCHESTRATOR_COMPLETED:
            whole = history[begin:position]
            opening = [one for one in whole if one["EventType"] not in DECIDED]
            yield history[:begin], opening, whole[len(opening) :]
            begin = position + 1


def recorded(decision: Decision, at: str) -> list[Event]:
    """The events that a decision puts into the history."""
    end = decision.end
    completed = [execution_completed(at, end.status, end.result)] if end else []
    return [*decision.scheduled, *completed]


@pytest.mark.parametrize("name", sorted(path.stem for path in HISTORIES.glob("*.json")))
def test_each_episode_of_a_golden_history_is_decided_as_recorded(name: str) -> None:
    history = read_golden(name)
    code = FLOWS[started_event(history)["Name"]]

    for past, opening, expected in episodes(history):
        decision = decision_on(past, opening, code)

        decided = [played(one) for one in recorded(decision, opening[0]["Timestamp"])]
        assert decided == expected


def test_every_flow_here_has_a_golden_history() -> None:
    named = {started_event(read_golden(path.stem))["Name"] for path in HISTORIES.glob("*.json")}

    assert named == set(FLOWS)


def renamed_activity(context: Any) -> Steps:
    total = yield context.call_activity("somar", context.get_input())
    return (yield context.call_activity("preparar", total))


def timer_instead_of_activity(context: Any) -> Steps:
    total = yield context.call_activity("somar", context.get_input())
    yield context.create_timer(context.current_utc_datetime + timedelta(days=1))
    return total


def removed_activity(context: Any) -> Steps:
    return (yield context.call_activity("somar", context.get_input()))


def reordered_activities(context: Any) -> Steps:
    yield context.call_activity("preparar")
    return (yield context.call_activity("somar", 1))


@pytest.mark.parametrize(
    ("changed", "position", "says", "asks"),
    [
        (renamed_activity, 1, "the activity 'somar'", "the activity 'preparar'"),
        (timer_instead_of_activity, 1, "the activity 'somar'", "a timer"),
        (removed_activity, 1, "the activity 'somar'", "nothing there"),
        (reordered_activities, 0, "the activity 'somar'", "the activity 'preparar'"),
    ],
)
def test_a_changed_flow_is_refused_by_name(changed: Flow, position: int, says: str, asks: str) -> None:
    past, opening, _ = list(episodes(read_golden("sequence")))[-1]

    decision = decision_on(past, opening, changed)

    assert decision.end is not None
    assert decision.end.status == "Failed"
    reason = str(decision.end.result)
    assert reason.startswith("Orchestrator function 'sequence' failed: it is not deterministic")
    assert f"at position {position} the history says {says}, but the code now asks for {asks}." in reason


def test_a_timer_that_the_code_no_longer_asks_for_is_refused_by_name() -> None:
    past, opening, _ = list(episodes(read_golden("wait_until_answered")))[1]

    decision = decision_on(past, opening, sequence)

    assert decision.end is not None
    assert "at position 0 the history says a timer, but the code now asks for the activity 'somar'" in str(
        decision.end.result
    )
