"""Moves messages of a poison queue back to their queue; apart because it speaks to queues and knows no document."""

import json
import re
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from azure.core.exceptions import ResourceExistsError, ResourceNotFoundError
from azure.storage.queue import QueueMessage
from azure.storage.queue.aio import QueueClient, QueueServiceClient

# So long a message that is in our hands is nobody else's; one that we leave alone comes back after it.
_LEASE_S = 60
_MOST_A_PAGE = 32
_PLACES = ("dia", "numero", "parte")
_ID = re.compile(r"[A-Za-z0-9_:,-]{1,255}")


@dataclass(frozen=True, slots=True)
class Parada:
    """One message of a poison queue; `ids` is what it names, empty where it cannot be read."""

    mensagem_id: str
    ids: str

    @property
    def is_readable(self) -> bool:
        return bool(self.ids)


class Venenosas:
    """The poison queue of `fila`."""

    def __init__(self, service: QueueServiceClient, fila: str) -> None:
        self._poison = service.get_queue_client(f"{fila}-poison")
        self._fila = service.get_queue_client(fila)

    async def depth(self) -> int:
        """About how many there are."""
        try:
            return int((await self._poison.get_queue_properties()).approximate_message_count or 0)
        except ResourceNotFoundError:
            return 0

    async def look(self, most: int) -> list[Parada]:
        """The first of them, touched in nothing; the service shows 32 at the most."""
        try:
            found = await self._poison.peek_messages(max_messages=min(most, _MOST_A_PAGE))
        except ResourceNotFoundError:
            return []
        return [parada_of(message) for message in found]

    async def move(self, most: int) -> AsyncIterator[Parada]:
        """Each of them once it is back in its queue, `most` at the most.

        Sent first, deleted second: a crash in between sends one twice, which every worker bears, and loses none. What
        cannot be read would only come back, so it stays; it is told as well.
        """
        page = min(most, _MOST_A_PAGE)
        messages = self._poison.receive_messages(
            messages_per_page=page, max_messages=most, visibility_timeout=_LEASE_S
        )
        try:
            async for message in messages:
                parada = parada_of(message)
                if parada.is_readable:
                    await _send(self._fila, message.content)
                    with suppress(ResourceNotFoundError):  # the function of the poison queue was quicker
                        await self._poison.delete_message(message.id, pop_receipt=message.pop_receipt)
                yield parada
        except ResourceNotFoundError:
            return  # nothing was ever poisoned


def parada_of(message: QueueMessage) -> Parada:
    return Parada(str(message.id), ids_of(message.content))


def ids_of(content: Any) -> str:
    """What a body names, ids and places only, each held to the alphabet of ids; nothing else of it is ever shown."""
    try:
        body = json.loads(b64decode(content or "", validate=True))
        conta = body["conta"]
    except (ValueError, KeyError, TypeError):
        return ""
    if not isinstance(conta, str) or not _ID.fullmatch(conta):
        return ""
    named = [(name, str(body[name])) for name in body if name in _PLACES or name.endswith(("_id", "_ids"))]
    shown = [f"{name}={value}" for name, value in named if _ID.fullmatch(name) and _ID.fullmatch(value)]
    return " ".join([f"conta={conta}", *shown])


async def _send(queue: QueueClient, content: str) -> None:
    try:
        await queue.send_message(content)
    except ResourceNotFoundError:
        with suppress(ResourceExistsError):
            await queue.create_queue()
        await queue.send_message(content)
