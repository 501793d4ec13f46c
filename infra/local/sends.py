"""Hears of every message this process sends, so that listeners wake at once and a moved clock waits for it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from azure.core.exceptions import ResourceNotFoundError
from azure.functions.meta import Datum
from azure.storage.queue.aio import QueueClient, QueueServiceClient

from infra.local.indexing import Binding
from infra.local.invocation import Deliver
from infra.local.queues import encode
from infra.local.settings import QueueSettings, expand


def watch_sends(tell: Callable[[str], None]) -> None:
    """Call `tell` with the queue's name after each send through the SDK, whoever in the process sends.

    The real host knows only of its own output bindings; the app sends through the SDK, so the SDK is where to hear.
    """
    original: Callable[..., Awaitable[Any]] = QueueClient.send_message

    @wraps(original)
    async def send_message(self: QueueClient, *args: Any, **kwargs: Any) -> Any:
        try:
            return await original(self, *args, **kwargs)
        finally:
            tell(self.queue_name)

    QueueClient.send_message = send_message  # type: ignore[method-assign]  # the one place all sends pass


def queue_output(service: QueueServiceClient, settings: QueueSettings, environ: dict[str, str]) -> Deliver:
    """What puts the value of a `queue` output binding on its queue, which is made when it does not exist."""

    async def deliver(binding: Binding, datum: Datum) -> None:
        client = service.get_queue_client(expand(binding.options["queueName"], environ))
        for body in bodies_of(datum):
            content = encode(body, settings)
            try:
                await client.send_message(content)
            except ResourceNotFoundError:
                with suppress(Exception):
                    await client.create_queue()
                await client.send_message(content)

    return deliver


def bodies_of(datum: Datum) -> list[str | bytes]:
    """The messages in what the SDK's converter made: one, or a JSON list of them."""
    if datum.type != "json":
        return [datum.value]
    value = datum.python_value
    items = value if isinstance(value, list) else [value]
    return [item["body"] if isinstance(item, dict) else item for item in items]
