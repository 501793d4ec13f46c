"""Storage Queues through the Azure SDK, the same against Azurite and the cloud."""

import contextlib
import json
from typing import Any

from azure.core.exceptions import AzureError, HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient, QueueServiceClient

from shared.adapters.azure_sdk import identity, quiet_logger
from shared.kit.errors import TransientError
from shared.kit.queues import WAITS_S
from shared.kit.tracing import handed_on

# The newest version that Azurite knows; the service keeps the older ones.
_API_VERSION = "2025-11-05"
# The SDK's own waits add up to a minute, in which a request would time out; the sweep timer outlasts any outage.
_RETRY = {"retry_total": 2, "initial_backoff": 0.2, "increment_base": 0.5, "random_jitter_range": 0.2}
_TIMEOUTS_S = {"connection_timeout": 5, "read_timeout": 10}
_OUR_FAULT = (400, 413)  # a queue name or a message that the service will never take
_OPTIONS: dict[str, Any] = {
    "api_version": _API_VERSION,
    # It looks for proxies and netrc at each request, in two threads: a third of the cost of a send.
    "use_env_settings": False,
    **_RETRY,
    **_TIMEOUTS_S,
}


class StorageQueues:
    """One client per process and event loop. Without `connection`, `account_url` and the app's own identity."""

    def __init__(self, *, connection: str | None, account_url: str | None = None) -> None:
        self._credential: Any = None
        options = {**_OPTIONS, "logger": quiet_logger()}
        if connection:
            self._service = QueueServiceClient.from_connection_string(connection, **options)
        elif account_url:
            self._credential = identity()
            self._service = QueueServiceClient(account_url, credential=self._credential, **options)
        else:
            raise ValueError("queues need a connection string or an account url")
        self._clients: dict[str, QueueClient] = {}

    async def send(self, queue: str, message: dict[str, str | int], *, visible_after_s: int = 0) -> None:
        waits: dict[str, str | int] = {WAITS_S: visible_after_s} if visible_after_s else {}
        text = json.dumps(message | handed_on(message) | waits, separators=(",", ":"))
        client = self._client(queue)
        try:
            try:
                await client.send_message(text, visibility_timeout=visible_after_s)
            except ResourceNotFoundError:
                await _create(client)
                await client.send_message(text, visibility_timeout=visible_after_s)
        except HttpResponseError as error:
            if error.status_code in _OUR_FAULT:
                raise
            raise TransientError() from error
        except AzureError as error:
            raise TransientError() from error

    async def ping(self) -> None:
        # Not the service's properties: whoever may only read and write queues may not read those.
        try:
            async for _ in self._service.list_queues(results_per_page=1):
                break
        except AzureError as error:
            raise TransientError() from error

    async def close(self) -> None:
        await self._service.close()
        if self._credential is not None:
            await self._credential.close()

    def _client(self, queue: str) -> QueueClient:
        if (client := self._clients.get(queue)) is None:
            client = self._service.get_queue_client(queue, message_encode_policy=TextBase64EncodePolicy())
            self._clients[queue] = client
        return client


async def _create(client: QueueClient) -> None:
    with contextlib.suppress(ResourceExistsError):  # another worker made it in between
        await client.create_queue()
