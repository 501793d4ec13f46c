"""The port of the queues: a message is a hint that names a document, never the document itself."""

from typing import Protocol

# The field that says for how many seconds a message was sent to be invisible.
WAITS_S = "espera_s"


class Queues(Protocol):
    async def send(self, queue: str, message: dict[str, str | int], *, visible_after_s: int = 0) -> None:
        """Enqueue a small JSON object (ids and `traceparent` only), base64 on the wire.

        The queue is made when it does not exist. Raises `TransientError` when the service does not take it: the
        caller's document is already stored and the sweep timer will queue it again.
        """

    async def ping(self) -> None:
        """Raises `TransientError` when the queue service cannot be reached."""

    async def close(self) -> None: ...
