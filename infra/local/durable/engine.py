"""The dispatcher: picks up ready episodes, activities and due timers, and runs them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from infra.local.durable.model import DurableFunctions, Event, Instance, InstanceQuery, Invoke


class DurableEngine:
    """Runs durable instances out of one SQLite file; give it to one process only."""

    def __init__(
        self, *, path: str | Path, invoke: Invoke, now: Callable[[], datetime], functions: DurableFunctions
    ) -> None:
        raise NotImplementedError

    async def start(self, name: str, input_json: str | None, instance_id: str | None = None) -> str:
        """Start an instance; a finished one of the same id is replaced. Raises `InstanceExists`."""
        raise NotImplementedError

    async def raise_event(self, instance_id: str, name: str, data_json: str | None) -> None:
        """Hand an event to a live instance. Raises `InstanceNotFound`, `InstanceGone`."""
        raise NotImplementedError

    async def terminate(self, instance_id: str, reason: str = "") -> None:
        raise NotImplementedError

    async def suspend(self, instance_id: str, reason: str = "") -> None:
        raise NotImplementedError

    async def resume(self, instance_id: str, reason: str = "") -> None:
        raise NotImplementedError

    async def purge(self, instance_id: str) -> int:
        """Forget an instance and its history; returns how many were deleted (0 or 1)."""
        raise NotImplementedError

    async def get(self, instance_id: str) -> Instance | None:
        raise NotImplementedError

    async def history(self, instance_id: str) -> list[Event]:
        raise NotImplementedError

    async def list(self, query: InstanceQuery) -> list[Instance]:
        raise NotImplementedError

    async def run(self) -> None:
        """Work until cancelled or `close`d."""
        raise NotImplementedError

    def wake(self) -> None:
        """Say that the clock moved."""
        raise NotImplementedError

    def next_timer_at(self) -> datetime | None:
        """The earliest pending timer, in the injected clock's time."""
        raise NotImplementedError

    def is_idle(self) -> bool:
        """Whether nothing is ready or running; timers of the future do not count."""
        raise NotImplementedError

    async def drain(self) -> None:
        """Fire what is due, then return once nothing is ready or running. `run` must be running."""
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError
