"""Runs a flow without the Durable SDK: time jumps to the next timer, activities are plain functions.

Apart from the tests because every flow of Retorno is driven by it.
"""

import inspect
from collections.abc import Callable, Generator, Mapping
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
    next_input: Any = None

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

    def continue_as_new(self, input_: Any) -> None:
        self.next_input = input_

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
        _check_timers(context)
        return end.value


def _check_timers(context: FakeContext) -> None:
    assert all(timer.is_completed or timer.cancelled for timer in context.timers), (
        "an open timer holds the flow"
    )


@dataclass(eq=False)
class LiveFlow:
    """A flow that runs among others: it goes on until it waits, then whoever moves time wakes it at `wakes_at`.

    Events are as the SDK has them: one that nobody waits for answers every later wait of its name, until the flow
    begins anew. Activities may be coroutines. After its end `result` is what it returned.
    """

    code: Callable[[FakeContext], Generator[Any, Any, Any]]
    given: Any
    activities: Mapping[str, Callable[[Any], Any]]
    now: Callable[[], datetime]
    wakes_at: datetime | None = None
    is_running: bool = True
    generations: int = 0
    result: Any = None

    async def start(self) -> None:
        self._begin(self.given)
        await self._go_on(None)

    async def wake(self) -> None:
        """Let the timer fire that it waits for."""
        await self._go_on(next(one for one in self._children if isinstance(one, FakeTimer)))

    async def hear(self, event: str) -> None:
        task = self._context.wait_for_external_event(event)
        is_awaited = task in self._children and not task.is_completed
        task.is_completed = True
        if is_awaited:
            await self._go_on(task)

    def _begin(self, given: Any) -> None:
        self.generations += 1
        self._context = FakeContext(given, self.now(), dict(self.activities))
        self._flow = self.code(self._context)

    async def _go_on(self, value: Any) -> None:
        """From the task that completed to the next wait, or to the end."""
        self._children: list[FakeTask] = []
        self.wakes_at = None
        if isinstance(value, FakeTask):
            value.is_completed = True
        while self.is_running:
            self._context.current_utc_datetime = self.now()
            try:
                task = self._flow.send(value)
            except StopIteration as end:
                value = None
                self._end(end.value)
                continue
            if task.run is None:
                self._children = task.children
                self.wakes_at = next(one.fire_at for one in task.children if isinstance(one, FakeTimer))
                return
            value = task.run()
            if inspect.isawaitable(value):
                value = await value

    def _end(self, result: Any) -> None:
        _check_timers(self._context)
        if self._context.next_input is not None:
            self._begin(self._context.next_input)
            return
        self.is_running, self.result = False, result
