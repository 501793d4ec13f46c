"""What the engine and its callers hand each other; apart so that the HTTP API needs no engine internals."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

# (function name, the trigger's string datum, instance id) -> what the function returned; its exception is raised.
Invoke = Callable[[str, str, str], Awaitable[str]]

TERMINAL = frozenset({"Completed", "Failed", "Canceled", "Terminated"})


class UnknownFunction(Exception):
    """No orchestrator of that name is registered."""


class InstanceExists(Exception):
    """A live instance already has this id."""


class InstanceNotFound(Exception):
    """No instance has this id."""


class InstanceGone(Exception):
    """The instance has ended, so it can no longer be told anything."""


class DurableFunctions:
    """The registered names; the host matches them case-insensitively, and so do these look-ups."""

    def __init__(self, *, orchestrators: Iterable[str], activities: Iterable[str]) -> None:
        self._orchestrators = {name.lower(): name for name in orchestrators}
        self._activities = {name.lower(): name for name in activities}

    def orchestrator(self, name: str) -> str | None:
        """The registered spelling of an orchestrator, or None."""
        return self._orchestrators.get(name.lower())

    def activity(self, name: str) -> str | None:
        """The registered spelling of an activity, or None."""
        return self._activities.get(name.lower())


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance as the store keeps it; the `*_json` fields are JSON text, times are history timestamps."""

    instance_id: str
    name: str
    status: str
    input_json: str | None
    output_json: str | None
    custom_status_json: str | None
    created: str
    last_updated: str

    @property
    def is_terminal(self) -> bool:
        """Whether it has ended for good."""
        return self.status in TERMINAL


@dataclass(frozen=True, slots=True)
class InstanceQuery:
    """Which instances to list; empty fields do not filter. Times are aware instants as ISO text."""

    runtime_status: frozenset[str] = field(default_factory=frozenset)
    created_from: str | None = None
    created_to: str | None = None
    id_prefix: str = ""
    after: str = ""
    top: int = 100


Event = dict[str, Any]
