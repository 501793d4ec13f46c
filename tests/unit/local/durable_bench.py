"""A durable engine over the SDK's real orchestrators, on a clock that moves only by hand."""

import asyncio
import inspect
import json
from collections.abc import Callable, Generator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from azure.durable_functions import Orchestrator

from infra.local.durable.engine import DurableEngine
from infra.local.durable.model import DurableFunctions, Instance

START = datetime(2025, 2, 15, 12, tzinfo=UTC)
Flow = Callable[[Any], Generator[Any, Any, Any]]
Activity = Callable[[Any], Any]


def answer_of(flow: Flow, trigger: str) -> str:
    """The state JSON that the SDK returns for `flow`; raises like the SDK."""
    return str(Orchestrator.create(flow)(trigger))


class Bench:
    """`calls` are the activities that ran, with their inputs; an activity that returns an exception raises it."""

    def __init__(self, path: Path, flows: Mapping[str, Flow], activities: Mapping[str, Activity]) -> None:
        self.moment = START
        self.calls: list[tuple[str, Any]] = []
        self.flows = dict(flows)
        self.activities = dict(activities)
        self.functions = DurableFunctions(orchestrators=flows, activities=activities)
        self.engine = DurableEngine(
            path=path / "durable.db", invoke=self.invoke, now=lambda: self.moment, functions=self.functions
        )

    async def invoke(self, name: str, payload: str, instance_id: str) -> str:
        if name in self.flows:
            return answer_of(self.flows[name], payload)
        given = json.loads(payload)
        self.calls.append((name, given))
        await asyncio.sleep(0)
        result = self.activities[name](given)
        if inspect.isawaitable(result):
            result = await result
        if isinstance(result, Exception):
            raise result
        return json.dumps(result)

    async def start(self, name: str, given: Any = None) -> str:
        """Start an instance as a client would, and let it do what it can."""
        instance_id = await self.engine.start(name, json.dumps(json.dumps(given)))
        await self.engine.drain()
        return instance_id

    async def pass_time(self, span: timedelta) -> None:
        """Move the clock, stopping at each timer on the way."""
        end = self.moment + span
        await self.engine.drain()
        while (timer := self.engine.next_timer_at()) and timer <= end:
            self.moment = max(self.moment, timer)
            await self.engine.drain()
        self.moment = end

    async def raise_event(self, instance_id: str, name: str, data: Any = None) -> None:
        """Raise an event as the webhook does, and let the instance do what it can."""
        await self.engine.raise_event(instance_id, name, json.dumps(data))
        await self.engine.drain()

    async def instance(self, instance_id: str) -> Instance:
        found = await self.engine.get(instance_id)
        assert found is not None
        return found

    async def reaches(self, instance_id: str, status: str) -> bool:
        """Whether a running engine brings the instance to `status` within a few turns of the loop."""
        for _ in range(1000):
            if await self.status(instance_id) == status:
                return True
            await asyncio.sleep(0)
        return False

    async def status(self, instance_id: str) -> str:
        return (await self.instance(instance_id)).status

    async def output(self, instance_id: str) -> Any:
        """The output of an ended instance."""
        found = await self.instance(instance_id)
        assert found.is_terminal, found.status
        return json.loads(found.output_json or "null")
