"""The JSON that the extension shows of an instance and its history; apart because it is not what is kept."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from infra.local.durable.events import STATUS_CODES, Event, Kind
from infra.local.durable.model import Instance

_BRACKETS = frozenset({Kind.ORCHESTRATOR_STARTED, Kind.ORCHESTRATOR_COMPLETED})
_STATUS_NAMES = {code: name for name, code in STATUS_CODES.items()}
_COMPLETIONS = {
    Kind.TASK_COMPLETED: "TaskScheduledId",
    Kind.TASK_FAILED: "TaskScheduledId",
    Kind.TIMER_FIRED: "TimerId",
}


def status_json(
    instance: Instance, history: Sequence[dict[str, Any]] | None = None, *, show_input: bool = True
) -> dict[str, Any]:
    """What a status query answers; times are cut to the second, as the extension does."""
    return {
        "name": instance.name,
        "instanceId": instance.instance_id,
        "runtimeStatus": instance.status,
        "input": _value(instance.input_json) if show_input else None,
        "customStatus": _value(instance.custom_status_json),
        "output": _value(instance.output_json),
        "createdTime": instance.created[:19] + "Z",
        "lastUpdatedTime": instance.last_updated[:19] + "Z",
        "historyEvents": history,
    }


def history_json(history: Iterable[Event], *, show_output: bool) -> list[dict[str, Any]]:
    """The history without brackets; a completion carries what was scheduled, which is left out itself."""
    scheduled: dict[int, Event] = {}
    shown = []
    for happened in history:
        kind = Kind(happened["EventType"])
        if happened["EventId"] >= 0:
            scheduled[happened["EventId"]] = happened
        elif kind not in _BRACKETS:
            origin = scheduled.get(happened[_COMPLETIONS[kind]]) if kind in _COMPLETIONS else None
            shown.append(_shown(kind, happened, origin, show_output=show_output))
    return shown


def _shown(kind: Kind, happened: Event, origin: Event | None, *, show_output: bool) -> dict[str, Any]:
    name = "".join(part.capitalize() for part in kind.name.split("_"))
    shown: dict[str, Any] = {"EventType": name, "Timestamp": happened["Timestamp"]}
    if origin:
        shown["ScheduledTime"] = origin["Timestamp"]
    if origin and origin.get("Name"):
        shown["FunctionName"] = origin["Name"]
    if kind == Kind.EXECUTION_STARTED:
        shown["FunctionName"] = happened["Name"]
    if kind == Kind.EXECUTION_COMPLETED:
        shown["OrchestrationStatus"] = _STATUS_NAMES[happened["OrchestrationStatus"]]
    shown |= {
        key: happened[key]
        for key in ("Name", "FireAt", "Reason")
        if kind != Kind.EXECUTION_STARTED and key in happened
    }
    if show_output:
        shown |= {key: _value(happened[key]) for key in ("Result", "Input") if key in happened}
    return shown


def _value(text: str | None) -> Any:
    """The value of JSON text; a failure's reason is plain text and stays it."""
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text
