"""Decides, from a history and what the orchestrator function answered, which events come next.

Pure: no I/O, no clock.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from infra.local.durable.events import Event, Kind, event, stamp, started_event
from infra.local.durable.walk import KnownActivity, Refused, Request, Walk

# How the SDK hands over the state of a flow that raised.
OUT_OF_PROC_LABEL = "$OutOfProcData$:"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the function returned, or the text of what it raised."""

    text: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """How a generation ends; `result` is the output's JSON, the new input's JSON, or why it failed."""

    status: str
    result: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an episode adds: `scheduled` events, the `requests` behind them by id, `canceled` timer ids."""

    scheduled: Sequence[Event] = ()
    requests: Sequence[tuple[int, Request]] = ()
    canceled: Sequence[int] = ()
    end: End | None = None
    custom_status: str | None = None


def decide(history: Sequence[Event], answer: Answer, known_activity: KnownActivity) -> Decision:
    """The next step of an instance whose `history` includes the episode's new events.

    Code that contradicts the history, or asks for what is not run here, ends the instance as Failed at once.
    """
    flow = started_event(history)
    try:
        state = _state(answer)
        actions = state["actions"][0] if state["actions"] else []
        walk = Walk(actions, known_activity)
        walk.run(history)
    except Refused as refusal:
        return Decision(end=_failure(flow, str(refusal)))
    at = next(one for one in reversed(history) if one["EventType"] == Kind.ORCHESTRATOR_STARTED)["Timestamp"]
    custom = state.get("customStatus")
    return Decision(
        scheduled=[_scheduled(task_id, request, at) for task_id, request in walk.unrecorded.items()],
        requests=list(walk.unrecorded.items()),
        canceled=walk.canceled,
        end=_end(flow, state, walk),
        custom_status=None if custom is None else json.dumps(custom),
    )


def _state(answer: Answer) -> dict[str, Any]:
    text = answer.text
    if answer.raised:
        _, label, text = text.rpartition(OUT_OF_PROC_LABEL)
        if not label:
            raise Refused(text)
    try:
        state = json.loads(text)
    except ValueError as error:
        raise Refused("Out of proc orchestrators must return a valid JSON schema") from error
    if not isinstance(state, dict) or not isinstance(state.get("actions"), list):
        raise Refused("Out of proc orchestrators must return a valid JSON schema")
    return state


def _end(flow: Event, state: dict[str, Any], walk: Walk) -> End | None:
    """Nothing ends while an action, an activity or a timer is open: a losing timer must be canceled."""
    if not walk.finished or not walk.settled:
        return None
    if state.get("error"):
        return _failure(flow, state["error"])
    if not state.get("isDone"):
        return None
    if walk.continues_as_new:
        # The SDK hands over JSON text, which the extension serialises once more.
        return End("ContinuedAsNew", json.dumps(walk.new_input))
    return End("Completed", json.dumps(state["output"]) if "output" in state else None)


def _failure(flow: Event, reason: str) -> End:
    return End("Failed", f"Orchestrator function '{flow['Name']}' failed: {reason}")


def _scheduled(task_id: int, request: Request, at: str) -> Event:
    if request.fire_at is None:
        return event(Kind.TASK_SCHEDULED, at, event_id=task_id, Name=request.name, Version="")
    return event(Kind.TIMER_CREATED, at, event_id=task_id, FireAt=stamp(request.fire_at))
