"""Storage Queues through the Azure SDK, the same against Azurite and the cloud."""

import contextlib
import json
from typing import Any

from azure.core.exceptions import AzureError, ResourceExistsError, ResourceNotFoundError
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient, QueueServiceClient

from shared.kit.errors import TransientError

# The newest version that Azurite knows; the service keeps the older ones.
_API_VERSION = "2025-11-05"
# The SDK's own waits add up to a minute, in which a request would time out; the sweep timer outlasts any outage.
_RETRY = {"retry_total": 2, "initial_backoff": 1, "increment_base": 1, "random_jitter_range": 1}
_TIMEOUTS_S = {"connection_timeout": 5, "read_timeout": 10}
_OPTIONS: dict[str, Any] = {"api_version": _API_VERSION, **_RETRY, **_TIMEOUTS_S}


class StorageQueues:
    """One client per process and event loop. Without `connection`, `account_url` and the app's own identity."""

    def __init__(self, *, connection: str | None, account_url: str | None = None) -> None:
        self._credential: Any = None
        if connection:
            self._service = QueueServiceClient.from_connection_string(connection, **_OPTIONS)
        elif account_url:
            # 74 ms of import that a connection string never needs.
            from azure.identity.aio import DefaultAzureCredential

            self._credential = DefaultAzureCredential()
            self._service = QueueServiceClient(account_url, credential=self._credential, **_OPTIONS)
        else:
            raise ValueError("queues need a connection string or an account url")
        self._clients: dict[str, QueueClient] = {}

    async def send(self, queue: str, message: dict[str, str | int], *, visible_after_s: int = 0) -> None:
        text = json.dumps(message, separators=(",", ":"))
        client = self._client(queue)
        try:
            try:
                await client.send_message(text, visibility_timeout=visible_after_s)
            except ResourceNotFoundError:
                await _create(client)
                await client.send_message(text, visibility_timeout=visible_after_s)
        except AzureError as error:
            raise TransientError() from error

    async def ping(self) -> None:
        try:
            await self._service.get_service_properties()
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
