"""What a flow may ask of its context and what a service may ask of flows, without the Durable SDK; the long wait.

A flow is a pure generator: a unit test drives it with a fake context that jumps through time.
"""

import json
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

# On Azure Storage a timer over 6 days ignores cancel() and keeps the instance running:
# https://github.com/Azure/azure-functions-durable-python/issues/573
MAX_HOP = timedelta(days=5)


class Task(Protocol):
    @property
    def is_completed(self) -> bool: ...

    @property
    def result(self) -> Any: ...


class Timer(Task, Protocol):
    def cancel(self) -> None: ...


class FlowContext(Protocol):
    """The part of `DurableOrchestrationContext` that flows use."""

    @property
    def current_utc_datetime(self) -> datetime: ...

    def get_input(self) -> Any: ...

    def create_timer(self, fire_at: datetime) -> Timer: ...

    def wait_for_external_event(self, name: str) -> Task: ...

    def task_any(self, activities: list[Any]) -> Task: ...

    def call_activity_with_retry(self, name: str, retry_options: Any, input_: Any) -> Task: ...

    def continue_as_new(self, input_: Any) -> None:
        """Begin anew with this input once the flow returns; events that came in until then are forgotten."""


class Flows(Protocol):
    """Starting, waking and forgetting flows. All raise `TransientError` when the host does not answer."""

    async def start(self, flow: str, instance_id: str, payload: dict[str, Any]) -> None:
        """Start once: a live instance of the same id counts as success.

        A finished instance would be replaced, so the caller asks only while its document says so.
        """

    async def signal(self, instance_id: str, event: str) -> None:
        """Wake a flow. An ended or unknown instance is ignored: the document decides, the event only wakes."""

    async def purge(self, instance_id: str) -> None:
        """End a flow where it lives and forget its history. An unknown instance is forgotten already.

        Raises `TransientError`, too, when the flow does not end soon.
        """

    async def purge_ended(self, before: datetime) -> int:
        """Forget every flow, of any conta, that was started before then and has ended; how many it was."""


def wait_until(context: FlowContext, deadline: datetime, event: Task) -> Generator[Any, Any, bool]:
    """Wait for an aware UTC `deadline` or `event`; True when the event came first.

    Hand the same `event` task to every wait of a flow: an event raised once would answer a second waiter too.
    """
    while not event.is_completed and (now := utc(context.current_utc_datetime)) < deadline:
        timer = context.create_timer(min(deadline, now + MAX_HOP))
        winner = yield context.task_any([event, timer])
        if winner is event:
            timer.cancel()
    return event.is_completed


def utc(moment: datetime) -> datetime:
    """`moment` in UTC; a naive one is taken as UTC already, which is what the SDK's context hands out."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def decode_event(value: Any) -> Any:
    """The payload of an event: the SDK client delivers the JSON text of it, the webhook delivers the object."""
    return json.loads(value) if isinstance(value, str) else value
