"""One episode of one instance, from what waits in its inbox to what is recorded. Pure: no I/O, no clock.

Apart from `replay`, which knows what the code asked for; this knows what came in and what becomes of it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from infra.local.durable.events import (
    CONTROL,
    Event,
    Kind,
    event,
    execution_completed,
    execution_started,
    parse_stamp,
    trigger_json,
)
from infra.local.durable.history import Episode, Timer, Work
from infra.local.durable.model import Instance
from infra.local.durable.replay import Answer, Decision, End, decide
from infra.local.durable.walk import KnownActivity
from shared.kit.clock import instant


@dataclass(frozen=True, slots=True)
class Turn:
    """An instance, its recorded `past` (JSON text) and the messages that wait, at the time `at` (a stamp)."""

    instance: Instance
    past: Sequence[str]
    messages: Sequence[tuple[int, Event]]
    at: str

    @property
    def is_terminated(self) -> bool:
        return any(one["EventType"] == Kind.EXECUTION_TERMINATED for _, one in self.messages)

    @property
    def is_suspended(self) -> bool:
        controls = [one["EventType"] for _, one in self.messages if one["EventType"] in CONTROL]
        return controls[-1] == Kind.EXECUTION_SUSPENDED if controls else self.instance.status == "Suspended"

    @property
    def opening(self) -> list[Event]:
        """The episode's new events: the bracket, then the messages; a generation opens with its start."""
        messages = sorted((one for _, one in self.messages), key=_after_the_start)
        return [event(Kind.ORCHESTRATOR_STARTED, self.at), *messages]

    @property
    def trigger(self) -> str:
        """What the orchestrator function receives."""
        instance = self.instance
        return trigger_json(instance.instance_id, self.past, self.opening, instance.input_json)


def terminate(turn: Turn) -> Episode:
    """End the instance at once, whatever is open."""
    stop = next(one for _, one in turn.messages if one["EventType"] == Kind.EXECUTION_TERMINATED)
    kept = [one for one in turn.opening[1:] if one["EventType"] == Kind.EXECUTION_STARTED]
    opening = [turn.opening[0], *kept, stop]
    return _ended(turn, opening, End("Terminated", stop["Input"]))


def hold(turn: Turn) -> Episode | None:
    """Note that the instance is suspended; its other messages wait. None when that is known already."""
    controls = [(key, one) for key, one in turn.messages if one["EventType"] in CONTROL]
    if not controls:
        return None
    events = [turn.opening[0], *(one for _, one in controls), event(Kind.ORCHESTRATOR_COMPLETED, turn.at)]
    return Episode(
        instance=_updated(turn, status="Suspended"),
        position=len(turn.past),
        # A history opens with its start, which still waits when nothing has run yet.
        events=events if turn.past else (),
        consumed=[key for key, _ in controls],
    )


def conclude(turn: Turn, answer: Answer, known_activity: KnownActivity, *, next_execution: str) -> Episode:
    """What to record after the orchestrator function answered; `next_execution` names a new generation."""
    opening = turn.opening
    decision = decide([*map(json.loads, turn.past), *opening], answer, known_activity)
    if decision.end is None:
        return _going_on(turn, opening, decision)
    if decision.end.status == "ContinuedAsNew":
        return _renewed(turn, decision, next_execution)
    return _ended(turn, [*opening, *decision.scheduled], decision.end, custom=decision.custom_status)


def _going_on(turn: Turn, opening: list[Event], decision: Decision) -> Episode:
    instance = turn.instance
    wanted = [(task_id, one) for task_id, one in decision.requests if not one.canceled]
    return Episode(
        instance=_updated(turn, custom=decision.custom_status),
        position=len(turn.past),
        events=[*opening, *decision.scheduled, event(Kind.ORCHESTRATOR_COMPLETED, turn.at)],
        consumed=[key for key, _ in turn.messages],
        activities=[
            Work(instance.instance_id, task_id, instance.execution, one.name, one.payload)
            for task_id, one in wanted
            if one.fire_at is None
        ],
        timers=[
            Timer(instance.instance_id, task_id, instant(one.fire_at))
            for task_id, one in wanted
            if one.fire_at is not None
        ],
        canceled=decision.canceled,
    )


def _renewed(turn: Turn, decision: Decision, execution: str) -> Episode:
    """Continue as new: an empty history, a new start; events that nobody waited for are gone."""
    payload = decision.end.result if decision.end else None
    instance = _updated(turn, custom=decision.custom_status)._replace(execution=execution, input_json=payload)
    restart = execution_started(turn.at, instance)
    consumed = [key for key, _ in turn.messages]
    return Episode(instance=instance, position=0, consumed=consumed, restart=restart)


def _ended(turn: Turn, events: list[Event], end: End, *, custom: str | None = None) -> Episode:
    closing = [
        execution_completed(turn.at, end.status, end.result),
        event(Kind.ORCHESTRATOR_COMPLETED, turn.at),
    ]
    output = end.result if end.status == "Completed" else json.dumps(end.result)
    return Episode(
        instance=_updated(turn, status=end.status, custom=custom)._replace(output_json=output),
        position=len(turn.past),
        events=[*events, *closing],
    )


def _updated(turn: Turn, *, status: str = "Running", custom: str | None = None) -> Instance:
    instance = turn.instance
    return instance._replace(
        status=status,
        custom_status_json=custom or instance.custom_status_json,
        last_updated=instant(parse_stamp(turn.at)),
    )


def _after_the_start(message: Event) -> bool:
    return bool(message["EventType"] != Kind.EXECUTION_STARTED)
