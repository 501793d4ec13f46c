"""What Azurite alone can do: a message sent, received and deleted, over and over, by the SDK that the app uses."""

import asyncio
import time

from azure.core.exceptions import ResourceExistsError
from azure.storage.queue.aio import QueueClient

_QUEUE = "bench-piso"
# As long as the app's own message: ids and a traceparent.
_MESSAGE = "x" * 160


def messages_per_s(connection: str, *, count: int, concurrency: int) -> float:
    return asyncio.run(_measure(connection, count=count, concurrency=concurrency))


async def _measure(connection: str, *, count: int, concurrency: int) -> float:
    # Without the look for proxies at each request, which the app turned off too: a floor must be hard to reach.
    client = QueueClient.from_connection_string(
        connection, _QUEUE, api_version="2025-11-05", use_env_settings=False
    )
    async with client:
        try:
            await client.create_queue()
        except ResourceExistsError:
            await client.clear_messages()
        await asyncio.gather(*(_cycles(client, 2) for _ in range(concurrency)))  # connections, first imports
        begun = time.perf_counter()
        await asyncio.gather(*(_cycles(client, count // concurrency) for _ in range(concurrency)))
        return count // concurrency * concurrency / (time.perf_counter() - begun)


async def _cycles(client: QueueClient, count: int) -> None:
    for _ in range(count):
        await client.send_message(_MESSAGE)
        while (message := await client.receive_message()) is None:
            pass  # another worker took ours and ours is somebody's: there are as many as workers
        await client.delete_message(message)
