"""History events and the orchestrator trigger's JSON, as the extension writes them: the protocol itself.

An event is the dict that travels; the field names and codes are those of `DurableTask.Core.History`.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from infra.local.durable.model import Instance

Event = dict[str, Any]


class Kind(IntEnum):
    """`EventType` codes."""

    EXECUTION_STARTED = 0
    EXECUTION_COMPLETED = 1
    EXECUTION_TERMINATED = 3
    TASK_SCHEDULED = 4
    TASK_COMPLETED = 5
    TASK_FAILED = 6
    TIMER_CREATED = 10
    TIMER_FIRED = 11
    ORCHESTRATOR_STARTED = 12
    ORCHESTRATOR_COMPLETED = 13
    EVENT_RAISED = 15
    EXECUTION_SUSPENDED = 19
    EXECUTION_RESUMED = 20


STATUS_CODES = {"Completed": 1, "ContinuedAsNew": 2, "Failed": 3, "Canceled": 4, "Terminated": 5}
CONTROL = frozenset({Kind.EXECUTION_SUSPENDED, Kind.EXECUTION_RESUMED})


def stamp(moment: datetime) -> str:
    """`moment` in UTC as .NET writes it into a history: trailing zeros of the fraction trimmed, then `Z`."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return text.rstrip("0").rstrip(".") + "Z"


def parse_stamp(text: str) -> datetime:
    """The aware UTC instant of a history timestamp or of an action's `fireAt`."""
    return datetime.fromisoformat(text).astimezone(UTC)


def event(kind: Kind, at: str, *, event_id: int = -1, **fields: Any) -> Event:
    """One event that nobody has played yet; only scheduling events have an id."""
    return {"EventType": int(kind), "EventId": event_id, "IsPlayed": False, "Timestamp": at, **fields}


def execution_started(at: str, instance: Instance) -> Event:
    """The first message of a generation; without `Version` the SDK raises."""
    return event(
        Kind.EXECUTION_STARTED,
        at,
        OrchestrationInstance={"InstanceId": instance.instance_id, "ExecutionId": instance.execution},
        Name=instance.name,
        Version="",
        Input=instance.input_json,
        ScheduledStartTime=None,
    )


def execution_completed(at: str, status: str, result: str | None) -> Event:
    """The last event of a generation; `result` is JSON text, or a plain sentence when it failed."""
    return event(Kind.EXECUTION_COMPLETED, at, OrchestrationStatus=STATUS_CODES[status], Result=result)


def played(happened: Event) -> Event:
    """`happened` as a later episode sees it. The extension never marks the brackets' opening one."""
    return {**happened, "IsPlayed": happened["EventType"] != Kind.ORCHESTRATOR_STARTED}


def started_event(history: Iterable[Event]) -> Event:
    """The ExecutionStarted event, which says the flow's name and input."""
    return next(one for one in history if one["EventType"] == Kind.EXECUTION_STARTED)


def trigger_json(instance_id: str, past: Sequence[str], new: Sequence[Event], payload: str | None) -> str:
    """What the orchestrator function receives; `past` are stored events, `payload` is the input, all JSON."""
    history = ",".join([*past, *(json.dumps(one) for one in new)])
    fields = json.dumps(
        {
            "instanceId": instance_id,
            "isReplaying": bool(past),
            "parentInstanceId": None,
            "upperSchemaVersion": 1,
            "upperSchemaVersionNew": 2,
            "longRunningTimerIntervalDuration": "3.00:00:00",
            "maximumShortTimerDuration": "6.00:00:00",
            "defaultHttpAsyncRequestSleepTimeMillseconds": 30000,
        }
    )
    return f'{{"history":[{history}],"input":{payload or "null"},{fields[1:]}'
