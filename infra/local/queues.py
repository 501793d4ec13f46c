"""One queue trigger: receives, runs, deletes, retries and poisons as the host's queue listener does."""

import asyncio
import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from azure.core.exceptions import AzureError, ResourceExistsError, ResourceNotFoundError
from azure.functions.meta import Datum
from azure.storage.queue import QueueMessage
from azure.storage.queue.aio import QueueClient, QueueServiceClient

from infra.local.settings import QueueSettings

_log = logging.getLogger(__name__)
_FIRST_POLL_S = 0.1
_STOP_GRACE_S = 5.0
_INSTANT = "%Y-%m-%dT%H:%M:%S+00:00"

Run = Callable[[Datum, dict[str, Datum]], Awaitable[Any]]


class QueueListener:
    """Serves one queue. Messages are read raw: one that is not base64 is poison, not a crash in the SDK."""

    def __init__(self, service: QueueServiceClient, queue: str, *, run: Run, settings: QueueSettings) -> None:
        self.queue = queue
        self._service = service
        self._client: QueueClient = service.get_queue_client(queue)
        self._run = run
        self._settings = settings
        self._running: set[asyncio.Task[None]] = set()
        self._hidden = 0  # failed messages that wait for their next attempt
        # Raised whenever there may be a message; settled once a receive that emptied the queue began after it.
        self._told = 1
        self._seen = 0
        self._woken = asyncio.Event()
        self._progress = asyncio.Event()

    @property
    def in_flight(self) -> int:
        return len(self._running) + self._hidden

    @property
    def is_settled(self) -> bool:
        """Nothing running or waiting for a retry, and nothing visible since the last message we know of."""
        return self._seen == self._told and not self.in_flight

    async def create(self) -> None:
        """Create the queue unless it is there."""
        with suppress(ResourceExistsError):
            await self._client.create_queue()

    async def serve(self) -> None:
        """Receive and run until cancelled."""
        delay = _FIRST_POLL_S
        while True:
            while len(self._running) > self._settings.new_batch_threshold:
                await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
            self._woken.clear()
            told = self._told
            messages = await self._receive()
            for message in messages or ():
                self._start(message)
            if messages is not None and len(messages) == self._settings.batch_size:
                continue
            if messages is not None:
                self._seen = told
                self._progress.set()
            delay = await self._pause(_FIRST_POLL_S if messages else delay)

    def notify(self) -> None:
        """Say that a message may have arrived: the next receive happens at once."""
        self._told += 1
        self._woken.set()

    async def settle(self) -> None:
        """Return once everything that was told of has ended, retries included."""
        while not self.is_settled:
            self._progress.clear()
            await self._progress.wait()

    async def depth(self) -> int:
        """About how many messages the queue holds, hidden ones included."""
        properties = await self._client.get_queue_properties()
        return int(properties.approximate_message_count or 0)

    async def stop(self) -> None:
        """Let what runs end for a moment; the rest comes back when its lease is over."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=_STOP_GRACE_S)
            for task in late:
                task.cancel()

    async def _pause(self, delay: float) -> float:
        try:
            await asyncio.wait_for(self._woken.wait(), timeout=delay)
        except TimeoutError:
            return min(delay * 2, self._settings.max_polling_s)
        return _FIRST_POLL_S

    async def _receive(self) -> list[QueueMessage] | None:
        """One batch; None when the queue service did not answer."""
        size = self._settings.batch_size
        lease = max(1, round(self._settings.lease_s))
        try:
            pages = self._client.receive_messages(messages_per_page=size, visibility_timeout=lease).by_page()
            async for page in pages:
                return [message async for message in page]
        except AzureError:
            _log.exception("queue %s could not be read", self.queue)
            return None
        return []

    def _start(self, message: QueueMessage) -> None:
        task = asyncio.create_task(self._process(message))
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._progress.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("message of queue %s could not be settled", self.queue, exc_info=error)

    async def _process(self, message: QueueMessage) -> None:
        attempt = int(message.dequeue_count or 1)
        body = self._decode(message.content)
        if body is None or attempt > self._settings.max_dequeue_count:
            await self._poison(message)
            return
        work = asyncio.ensure_future(self._run(Datum(body, "string"), metadata_of(message, body)))
        try:
            await self._renew_while(work, message)
            await work
        except asyncio.CancelledError:
            work.cancel()
            raise
        except Exception:  # noqa: BLE001  # user code: the host logs, then retries or poisons
            _log.exception("queue %s: attempt %d failed", self.queue, attempt)
            await self._failed(message, attempt)
        else:
            await self._delete(message)

    async def _renew_while(self, work: "asyncio.Future[Any]", message: QueueMessage) -> None:
        """Keep the message hidden for as long as the function runs; the newest receipt stays in `message`."""
        lease = max(1, round(self._settings.lease_s))
        while not (await asyncio.wait({work}, timeout=lease / 2))[0]:
            try:
                await self._hide(message, lease)
            except AzureError:  # the function runs on: to let go of it would run it twice at once
                _log.warning("queue %s: the lease of message %s was not renewed", self.queue, message.id)

    async def _failed(self, message: QueueMessage, attempt: int) -> None:
        if self._is_last:
            return  # not shown again before its lease is over, so that it does not fail in a hurry
        if attempt >= self._settings.max_dequeue_count:
            await self._poison(message)
            return
        delay = round(self._settings.retry_delay_s)
        await self._hide(message, delay)
        self._hidden += 1
        asyncio.get_running_loop().call_later(delay, self._shown)

    def _shown(self) -> None:
        self._hidden -= 1
        self.notify()

    @property
    def _is_last(self) -> bool:
        """A poison queue has none of its own: what fails there stays, until somebody takes it or its seven days end."""
        return self.queue.endswith("-poison")

    async def _poison(self, message: QueueMessage) -> None:
        if self._is_last:
            return
        poison = self._service.get_queue_client(f"{self.queue}-poison")
        try:
            await poison.send_message(message.content)
        except ResourceNotFoundError:
            await poison.create_queue()
            await poison.send_message(message.content)
        _log.error("queue %s: message %s moved to %s", self.queue, message.id, poison.queue_name)
        await self._delete(message)

    async def _hide(self, message: QueueMessage, seconds: int) -> None:
        updated = await self._client.update_message(
            message.id, pop_receipt=message.pop_receipt, visibility_timeout=seconds
        )
        message.pop_receipt = updated.pop_receipt

    async def _delete(self, message: QueueMessage) -> None:
        try:
            await self._client.delete_message(message.id, pop_receipt=message.pop_receipt)
        except ResourceNotFoundError:
            _log.warning("queue %s: message %s was delivered again meanwhile", self.queue, message.id)

    def _decode(self, content: Any) -> str | None:
        if not self._settings.base64:
            return str(content or "")
        try:
            return b64decode(content or "", validate=True).decode()
        except ValueError:
            return None


def encode(body: str | bytes, settings: QueueSettings) -> str:
    """A body as the queue carries it."""
    if settings.base64:
        return b64encode(body.encode() if isinstance(body, str) else body).decode()
    return body if isinstance(body, str) else body.decode()


def metadata_of(message: QueueMessage, body: str) -> dict[str, Datum]:
    """The trigger metadata; top-level properties of a JSON body overwrite it, case ignored, as in the host.

    That is a trap on purpose: a body `{"id": ...}` changes `msg.id` in production, so it does here.
    """
    metadata = {
        "QueueTrigger": Datum(body, "string"),
        "DequeueCount": Datum(str(message.dequeue_count), "string"),
        "Id": Datum(message.id, "string"),
        "PopReceipt": Datum(message.pop_receipt, "string"),
    }
    moments = (
        ("ExpirationTime", message.expires_on),
        ("InsertionTime", message.inserted_on),
        ("NextVisibleTime", message.next_visible_on),
    )
    for name, moment in moments:
        if moment is not None:
            metadata[name] = Datum(moment.strftime(_INSTANT), "string")
    if body.lstrip().startswith("{"):
        _overwrite(metadata, body)
    return metadata


def _overwrite(metadata: dict[str, Datum], body: str) -> None:
    try:
        properties = json.loads(body)
    except ValueError:
        return
    spelling = {name.lower(): name for name in metadata}
    for name, value in properties.items():
        if value is None or isinstance(value, list):
            continue
        datum = Datum(json.dumps(value), "json") if isinstance(value, dict) else Datum(str(value), "string")
        metadata[spelling.get(name.lower(), name)] = datum
