"""What the engine and its callers hand each other; apart so that the HTTP API needs no engine internals."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# (function name, the trigger's datum, instance id) -> what the function returned; raises what it raised.
Invoke = Callable[[str, str, str], Awaitable[str]]

TERMINAL = frozenset({"Completed", "Failed", "Canceled", "Terminated"})
MAX_ID_LENGTH = 100
FORBIDDEN_IN_IDS = frozenset("/\\#?")


class DurableError(Exception):
    """Base of what the engine refuses; the message may be shown to a developer."""


class UnknownFunction(DurableError):
    """No orchestrator of that name is registered."""


class InvalidInstanceId(DurableError):
    """Azure Storage would not take this id."""


class InstanceExists(DurableError):
    """A live instance already has this id."""


class InstanceNotFound(DurableError):
    """No instance has this id."""


class InstanceGone(DurableError):
    """The instance has ended, so it can no longer be told anything."""


class InstanceAlive(DurableError):
    """The instance has not ended, so it cannot be forgotten."""


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

    def unknown(self, name: str) -> str:
        """The extension's sentence about an orchestrator that is not registered."""
        known = ", ".join(f"'{one}'" for one in sorted(self._orchestrators.values())) or "none"
        return (
            f"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function. "
            f"Additional info: The following are the known orchestrator functions: {known}."
        )


class Instance(NamedTuple):
    """One instance; the `*_json` fields are JSON text, times are fixed-width ISO in UTC.

    `execution` tells a generation from its successor under the same id.
    """

    instance_id: str
    name: str
    execution: str
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
    """Which instances to list, in the order of their ids; times as `Instance` keeps them."""

    runtime_status: frozenset[str] = field(default_factory=frozenset)
    created_from: str = ""
    created_to: str = "~"
    id_prefix: str = ""
    after: str = ""
    top: int = 1000


def check_id(instance_id: str) -> None:
    """Refuse what Azure Storage would refuse, so that nobody finds out in production.

    Raises `InvalidInstanceId`.
    """
    usable = all(letter.isprintable() and letter not in FORBIDDEN_IN_IDS for letter in instance_id)
    if len(instance_id) > MAX_ID_LENGTH or instance_id.startswith("@") or not usable:
        raise InvalidInstanceId(
            "An instance id has at most 100 characters, none of / \\ # ? and no @ in front."
        )
