"""What `decide` does with answers that no golden history holds: broken, unsupported or from unknown functions."""

import json
from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

import pytest

from infra.local.durable.events import Event, Kind, event, execution_started, parse_stamp, stamp, trigger_json
from infra.local.durable.model import DurableFunctions, Instance
from infra.local.durable.replay import Answer, Decision, decide
from tests.unit.local.durable_bench import START, Flow, answer_of

AT = stamp(START)
FUNCTIONS = DurableFunctions(orchestrators=(), activities=("contatar", "preparar"))
Steps = Generator[Any, Any, Any]
# The SDK says this once per process when a payload is read without naming a type.
pytestmark = pytest.mark.filterwarnings("ignore:azure.functions df_loads was called without expected_type")


def first_episode(*more: Event) -> list[Event]:
    instance = Instance("I1", "fluxo", "e1", "Pending", None, None, None, AT, AT)
    return [event(Kind.ORCHESTRATOR_STARTED, AT), execution_started(AT, instance), *more]


def decision_on(history: list[Event], flow: Flow) -> Decision:
    try:
        answer = Answer(answer_of(flow, trigger_json("I1", [], history, None)))
    except Exception as error:  # noqa: BLE001 - a failing flow answers by raising
        answer = Answer(str(error), raised=True)
    return decide(history, answer, FUNCTIONS.activity)


def reason_of(decision: Decision) -> str:
    assert decision.end is not None
    assert decision.end.status == "Failed"
    return str(decision.end.result)


@pytest.mark.parametrize(
    ("action_type", "named"),
    [(2, "a sub-orchestration"), (7, "an entity call"), (8, "a durable HTTP call"), (9, "an entity signal")],
)
def test_what_is_not_run_here_is_refused_by_name(action_type: int, named: str) -> None:
    state = {"isDone": False, "actions": [[{"actionType": action_type}]]}

    decision = decide(first_episode(), Answer(json.dumps(state)), FUNCTIONS.activity)

    assert (
        reason_of(decision)
        == f"Orchestrator function 'fluxo' failed: it asks for {named}, which the local host does not run"
    )


def test_an_unknown_activity_is_refused_by_name() -> None:
    def flow(context: Any) -> Steps:
        yield context.call_activity("sumida")

    decision = decision_on(first_episode(), flow)

    assert "the activity function 'sumida' doesn't exist" in reason_of(decision)
    assert not decision.scheduled


def test_an_activity_is_scheduled_under_its_registered_spelling() -> None:
    def flow(context: Any) -> Steps:
        yield context.call_activity("CONTATAR", {"dia": 3})

    decision = decision_on(first_episode(), flow)

    [(task_id, request)] = decision.requests
    assert (task_id, request.name, json.loads(request.payload)) == (0, "contatar", {"dia": 3})


@pytest.mark.parametrize("text", ["isto não é JSON", "[]", '{"isDone": true}'])
def test_an_answer_that_is_no_state_fails_the_instance(text: str) -> None:
    decision = decide(first_episode(), Answer(text), FUNCTIONS.activity)

    assert "must return a valid JSON schema" in reason_of(decision)


def test_an_exception_without_state_fails_the_instance_with_its_text() -> None:
    decision = decide(first_episode(), Answer("no module named x", raised=True), FUNCTIONS.activity)

    assert reason_of(decision) == "Orchestrator function 'fluxo' failed: no module named x"


def test_a_flow_that_raises_fails_with_its_own_message() -> None:
    def flow(context: Any) -> Steps:
        raise ValueError("a agenda sumiu")
        yield

    decision = decision_on(first_episode(), flow)

    assert reason_of(decision) == "Orchestrator function 'fluxo' failed: a agenda sumiu"


def test_the_custom_status_is_kept_as_json() -> None:
    def flow(context: Any) -> Steps:
        context.set_custom_status({"etapa": "espera"})
        yield context.wait_for_external_event("resposta")

    decision = decision_on(first_episode(), flow)

    assert json.loads(decision.custom_status or "") == {"etapa": "espera"}


def test_a_timer_canceled_in_the_episode_that_made_it_takes_its_id_and_holds_nothing_up() -> None:
    def flow(context: Any) -> Steps:
        deadline = context.create_timer(context.current_utc_datetime + timedelta(days=2))
        yield context.task_any([context.wait_for_external_event("resposta"), deadline])
        deadline.cancel()
        yield context.call_activity("preparar")

    raised = event(Kind.EVENT_RAISED, AT, Name="resposta", Input="null")
    decision = decision_on(first_episode(raised), flow)

    assert [(one["EventType"], one["EventId"]) for one in decision.scheduled] == [(10, 0), (4, 1)]
    assert decision.canceled == [0]


def test_a_naive_instant_is_no_deadline() -> None:
    def flow(context: Any) -> Steps:
        yield context.create_timer(datetime(2025, 3, 1))  # noqa: DTZ001 - the mistake under test

    decision = decision_on(first_episode(), flow)

    assert "can't compare offset-naive and offset-aware datetimes" in reason_of(decision)


@pytest.mark.parametrize(
    ("fraction", "written"),
    [(0, "2025-02-15T12:00:00Z"), (500_000, "2025-02-15T12:00:00.5Z"), (1, "2025-02-15T12:00:00.000001Z")],
)
def test_a_timestamp_has_no_trailing_zeros_and_is_read_back(fraction: int, written: str) -> None:
    moment = START.replace(microsecond=fraction)

    assert stamp(moment) == written
    assert parse_stamp(written) == moment


def test_a_whole_minute_keeps_its_zeros() -> None:
    assert stamp(START.replace(hour=10, minute=0)) == "2025-02-15T10:00:00Z"
