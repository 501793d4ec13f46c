"""Runs a flow without the Durable SDK: time jumps to the next timer, activities are plain functions.

Apart from the tests because every flow of Retorno is driven by it.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(eq=False)
class FakeTask:
    is_completed: bool = False
    result: Any = None
    children: list["FakeTask"] = field(default_factory=list)
    run: Callable[[], Any] | None = None


@dataclass(eq=False)
class FakeTimer(FakeTask):
    fire_at: datetime = _EPOCH
    cancelled: bool = False

    def cancel(self) -> None:
        assert not self.is_completed, "a timer that fired cannot be cancelled"
        self.cancelled = True


@dataclass
class FakeContext:
    """`events` maps an event's name to the instant at which it is raised."""

    given: Any
    current_utc_datetime: datetime
    activities: dict[str, Callable[[Any], Any]]
    events: dict[str, datetime] = field(default_factory=dict)
    timers: list[FakeTimer] = field(default_factory=list)
    calls: list[tuple[datetime, str, Any]] = field(default_factory=list)
    waits: dict[str, FakeTask] = field(default_factory=dict)

    def get_input(self) -> Any:
        return self.given

    def create_timer(self, fire_at: datetime) -> FakeTimer:
        self.timers.append(FakeTimer(fire_at=fire_at))
        return self.timers[-1]

    def wait_for_external_event(self, name: str) -> FakeTask:
        return self.waits.setdefault(name, FakeTask())

    def task_any(self, activities: list[Any]) -> FakeTask:
        return FakeTask(children=activities)

    def call_activity_with_retry(self, name: str, retry_options: Any, input_: Any) -> FakeTask:
        def run() -> Any:
            self.calls.append((self.current_utc_datetime, name, input_))
            return self.activities[name](input_)

        return FakeTask(run=run)

    def settle(self, task: FakeTask) -> Any:
        """Run an activity, or jump to whichever comes first: an event or the timer."""
        if task.run:
            return task.run()
        timer = next(child for child in task.children if isinstance(child, FakeTimer))
        waited = {name: wait for name, wait in self.waits.items() if wait in task.children}
        raised = [(self.events[name], wait) for name, wait in waited.items() if name in self.events]
        due: list[tuple[datetime, FakeTask]] = [*raised, (timer.fire_at, timer)]
        when, winner = min(due, key=lambda pair: pair[0])
        self.current_utc_datetime = max(self.current_utc_datetime, when)
        winner.is_completed = True
        return winner


def drive(flow: Generator[Any, Any, Any], context: FakeContext) -> Any:
    """The flow's result; every timer it left behind must have fired or been cancelled."""
    try:
        task = next(flow)
        while True:
            task = flow.send(context.settle(task))
    except StopIteration as end:
        assert all(timer.is_completed or timer.cancelled for timer in context.timers), (
            "an open timer holds the flow"
        )
        return end.value
