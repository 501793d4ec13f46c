"""Flows behind the Durable client; the only place that knows how that SDK reports what went wrong."""

from dataclasses import dataclass
from typing import Any

from shared.kit.errors import TransientError

_LIVE = ("Running", "Pending", "Suspended")
# How azure-functions-durable 1.7 words a 410 and a 404.
_NOBODY_WAITS = ("is gone", "No instance with ID")


@dataclass(frozen=True)
class DurableFlows:
    """`client` is the SDK's `DurableOrchestrationClient`; the host's HTTP API is behind it."""

    client: Any

    async def start(self, flow: str, instance_id: str, payload: dict[str, Any]) -> None:
        """The SDK reports a live instance (409) as a bare exception, so its state is asked for before judging."""
        try:
            await self.client.start_new(flow, instance_id=instance_id, client_input=payload)
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
