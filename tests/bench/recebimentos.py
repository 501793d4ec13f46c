"""Inbound messages under the real local host: how soon a webhook is answered, how many a second are routed."""

import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2

from tests.bench.floor import messages_per_s
from tests.bench.report import Row, at_least
from tests.local_host import LocalHost
from tests.webhook_bodies import Post, json_bytes, meta_post, meta_text

_COUNT = 640
_CONCURRENCY = 16
_AT_IDLE = 101
_GOAL = 0.2
_HEADERS = {"Authorization": "Bearer somente-local-token-de-demonstracao"}
# Each person writes this often, so that of four messages one comes from a stranger.
_OF_ONE = 4


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        host = LocalHost(Path(scratch), environ={"LOG_LEVEL": "WARNING"}).start()
        try:
            return _rows(host)
        finally:
            host.close()


def _rows(host: LocalHost) -> list[Row]:
    numbers = itertools.count()
    asyncio.run(_throughput(host, numbers, _CONCURRENCY * 2))  # warm: first imports, schemas, indexes
    idle = sorted(_answered(host, numbers))
    floor = messages_per_s(host.azurite.connection_string, count=_COUNT, concurrency=_CONCURRENCY)
    rate = asyncio.run(_throughput(host, numbers, _COUNT))
    return [
        Row("webhook POST to 200 at idle, median", f"{statistics.median(idle):.1f} ms"),
        Row(f"  the slowest of {_AT_IDLE}", f"{idle[-1]:.0f} ms"),
        at_least("inbound messages to routed", rate, floor, unit="/s", goal=_GOAL),
    ]


def _answered(host: LocalHost, numbers: Iterator[int]) -> list[float]:
    """Milliseconds from each POST to its 200, with nothing else going on."""
    times = []
    with httpx2.Client(base_url=host.url, timeout=60, trust_env=False) as client:
        for _ in range(_AT_IDLE):
            post = _post(next(numbers))
            begun = time.perf_counter()
            client.post(post.path, content=post.raw, headers=post.all_headers()).raise_for_status()
            times.append((time.perf_counter() - begun) * 1000)
            host.settle()
    return times


async def _throughput(host: LocalHost, numbers: Iterator[int], count: int) -> float:
    """Messages a second, from the first POST until the queues are at rest and each message was routed."""
    limits = httpx2.Limits(max_connections=_CONCURRENCY)
    async with httpx2.AsyncClient(base_url=host.url, timeout=180, limits=limits, trust_env=False) as client:
        posts = [_post(next(numbers)) for _ in range(count)]
        before = await _routed(client)
        waiting = iter(posts)
        begun = time.perf_counter()
        await asyncio.gather(*(_send(client, waiting) for _ in range(_CONCURRENCY)))
        (await client.post("/local/relogio", json={"avancar_segundos": 0})).raise_for_status()
        took = time.perf_counter() - begun
        routed = await _routed(client) - before
    if routed != count:
        raise RuntimeError(f"{routed} of {count} messages were routed")
    return count / took


async def _send(client: httpx2.AsyncClient, waiting: Iterator[Post]) -> None:
    for post in waiting:
        answer = await client.post(post.path, content=post.raw, headers=post.all_headers())
        answer.raise_for_status()


async def _routed(client: httpx2.AsyncClient) -> int:
    """How many messages have their destino by now."""
    count = 0
    query: dict[str, Any] = {"status": "encaminhado", "limite": 200}
    while True:
        answer = await client.get("/recebimentos", params=query, headers=_HEADERS)
        page = answer.raise_for_status().json()
        count += sum(one["destino"] is not None for one in page["itens"])
        if page["cursor"] is None:
            return count
        query["cursor"] = page["cursor"]


def _post(number: int) -> Post:
    sender = f"55629{80_000_000 + number // _OF_ONE}"
    return meta_post(json_bytes(meta_text(f"wamid.{number}", sender, f"Vocês atendem no sábado? ({number})")))
