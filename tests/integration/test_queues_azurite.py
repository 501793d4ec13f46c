"""The queue adapter through the real SDK: against Azurite, and against a loopback service that fails."""

import asyncio
import json
import secrets
from base64 import b64decode
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from azure.core.exceptions import HttpResponseError
from azure.storage.queue.aio import QueueServiceClient

from infra.local.azurite import connection_string
from shared.adapters.queues import StorageQueues
from shared.kit.errors import TransientError

pytestmark = pytest.mark.anyio

MESSAGE: dict[str, str | int] = {"v": 1, "conta": "clinica-a", "relato_id": "R1"}


@pytest.fixture
def queue() -> str:
    return f"relatos-{secrets.token_hex(4)}"


@pytest.fixture
async def queues(azurite: str) -> AsyncIterator[StorageQueues]:
    queues = StorageQueues(connection=azurite)
    yield queues
    await queues.close()


async def received(connection: str, queue: str) -> list[str]:
    """The bodies as they lie on the wire, visible ones only."""
    async with QueueServiceClient.from_connection_string(connection, api_version="2025-11-05") as service:
        client = service.get_queue_client(queue)
        return [str(message.content) async for message in client.receive_messages(messages_per_page=32)]


async def test_a_message_is_compact_json_in_base64(azurite: str, queues: StorageQueues, queue: str) -> None:
    await queues.send(queue, MESSAGE)

    (body,) = await received(azurite, queue)
    assert b64decode(body, validate=True) == b'{"v":1,"conta":"clinica-a","relato_id":"R1"}'


async def test_a_queue_that_many_find_missing_is_made_once(
    azurite: str, queues: StorageQueues, queue: str
) -> None:
    await asyncio.gather(*[queues.send(queue, {"v": 1, "n": n}) for n in range(20)])

    found = [json.loads(b64decode(body))["n"] for body in await received(azurite, queue)]
    assert sorted(found) == list(range(20))


async def test_a_queue_that_was_deleted_is_made_again(
    azurite: str, queues: StorageQueues, queue: str
) -> None:
    await queues.send(queue, MESSAGE)
    async with QueueServiceClient.from_connection_string(azurite, api_version="2025-11-05") as service:
        await service.delete_queue(queue)

    await queues.send(queue, MESSAGE)

    assert len(await received(azurite, queue)) == 1


async def test_a_message_for_later_is_not_seen_yet(azurite: str, queues: StorageQueues, queue: str) -> None:
    await queues.send(queue, MESSAGE, visible_after_s=60)

    assert await received(azurite, queue) == []
    async with QueueServiceClient.from_connection_string(azurite, api_version="2025-11-05") as service:
        properties = await service.get_queue_client(queue).get_queue_properties()
    assert properties.approximate_message_count == 1


async def test_a_living_service_answers_a_ping(queues: StorageQueues) -> None:
    await queues.ping()


async def test_a_name_that_no_queue_may_have_is_a_bug_and_no_outage(queues: StorageQueues) -> None:
    with pytest.raises(HttpResponseError):
        await queues.send("X", MESSAGE)


class FailingService:
    """Answers every request with one status, or not at all once it was stopped."""

    def __init__(self) -> None:
        self.status = 503
        self.port = 0
        self.asked: set[str] = set()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        assert self._runner
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.add(request.query.get("comp", ""))
        return web.Response(status=self.status)


@pytest.fixture
async def failing() -> AsyncIterator[FailingService]:
    service = FailingService()
    await service.start()
    yield service
    await service.stop()


@pytest.mark.parametrize("status", [403, 503])
async def test_a_service_that_does_not_take_it_is_an_outage(failing: FailingService, status: int) -> None:
    failing.status = status
    queues = StorageQueues(connection=connection_string(failing.port))

    with pytest.raises(TransientError):
        await queues.send("relatos-recebidos", MESSAGE)
    with pytest.raises(TransientError):
        await queues.ping()

    await queues.close()


async def test_a_ping_asks_for_what_the_role_of_a_worker_may_read(failing: FailingService) -> None:
    queues = StorageQueues(connection=connection_string(failing.port))

    with pytest.raises(TransientError):
        await queues.ping()

    assert failing.asked == {"list"}  # of queues; `properties` are the account's
    await queues.close()


async def test_a_service_that_cannot_be_reached_is_an_outage(failing: FailingService) -> None:
    await failing.stop()
    queues = StorageQueues(connection=connection_string(failing.port))

    with pytest.raises(TransientError):
        await queues.send("relatos-recebidos", MESSAGE)
    with pytest.raises(TransientError):
        await queues.ping()

    await queues.close()


def test_queues_without_an_address_are_refused() -> None:
    with pytest.raises(ValueError, match="connection"):
        StorageQueues(connection=None)
