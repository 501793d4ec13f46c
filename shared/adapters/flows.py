"""Flows behind the Durable client; the only place that knows how that SDK reports what went wrong."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.kit.durable import utc
from shared.kit.errors import TransientError
from shared.kit.tracing import handed_on

_LIVE = ("Running", "Pending", "Suspended", "ContinuedAsNew")
_ENDED = ("Completed", "Failed", "Terminated", "Canceled")
# How azure-functions-durable 1.7 words a 410 and a 404.
_UNKNOWN = "No instance with ID"
_NOBODY_WAITS = ("is gone", _UNKNOWN)
_REASON = "titular"
# Some seconds in all: after that the queue tries again.
_PAUSES_S = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4)
# The SDK wants a beginning.
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class DurableFlows:
    """`client` is the SDK's `DurableOrchestrationClient`; the host's HTTP API is behind it."""

    client: Any
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def start(self, flow: str, instance_id: str, payload: dict[str, Any]) -> None:
        """The SDK reports a live instance (409) as a bare exception, so its state is asked for before judging."""
        try:
            await self.client.start_new(
                flow, instance_id=instance_id, client_input=payload | handed_on(payload)
            )
        except Exception as error:  # the SDK raises nothing narrower
            if not await self._is_live(instance_id):
                raise TransientError from error

    async def _is_live(self, instance_id: str) -> bool:
        try:
            status = await self.client.get_status(instance_id)
        except Exception as error:  # as above
            raise TransientError from error
        return status.runtime_status is not None and status.runtime_status.value in _LIVE

    async def signal(self, instance_id: str, event: str) -> None:
        """404 and 410 mean that nobody waits any more, which is what the caller wanted."""
        try:
            await self.client.raise_event(instance_id, event, {})
        except Exception as error:  # as above
            if not any(words in str(error) for words in _NOBODY_WAITS):
                raise TransientError from error

    async def purge(self, instance_id: str) -> None:
        """The extension ends a flow in its own time, and a history may only be taken from one that has ended."""
        try:
            await self.client.terminate(instance_id, _REASON)  # of one that has ended it says nothing
        except Exception as error:  # as above
            if _UNKNOWN in str(error):
                return
            raise TransientError from error
        for pause_s in _PAUSES_S:
            if not await self._is_live(instance_id):
                await self._forget(instance_id)
                return
            await self.sleep(pause_s)
        raise TransientError

    async def _forget(self, instance_id: str) -> None:
        try:
            await self.client.purge_instance_history(instance_id)
        except Exception as error:  # as above
            raise TransientError from error

    async def purge_ended(self, before: datetime) -> int:
        """The service knows when a flow was started, not when it ended. The local host takes a thousand at a time."""
        from azure.durable_functions import OrchestrationRuntimeStatus

        ended = [getattr(OrchestrationRuntimeStatus, name) for name in _ENDED]
        purged = 0
        while True:
            try:
                done = await self.client.purge_instance_history_by(_FIRST_DAY, utc(before), ended)
            except Exception as error:  # as above
                raise TransientError from error
            if not done.instances_deleted:
                return purged
            purged += int(done.instances_deleted)
