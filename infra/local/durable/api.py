"""The durable HTTP API as one function; the host mounts it at `rpcBaseUrl` and under /runtime/webhooks/durabletask."""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.local.durable.engine import DurableEngine


@dataclass(frozen=True, slots=True)
class Answer:
    """What the host sends back, verbatim."""

    status: int
    headers: Mapping[str, str]
    body: bytes


async def handle(
    engine: DurableEngine, method: str, path: str, query: Mapping[str, str], body: bytes
) -> Answer:
    """Answer one call; `path` is relative to the mount point, with or without a leading slash, still percent-encoded."""
    raise NotImplementedError
