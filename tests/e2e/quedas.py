"""Power cuts of a running host, and a client that is patient through them; apart because several stories have them."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

import httpx2

from tests.e2e.client import Attendant
from tests.local_host import LocalHost

PATIENCE_S = 240


@contextmanager
def power_cuts(host: LocalHost, count: int, chance: random.Random) -> Iterator[None]:
    """Cut the power `count` times while the block runs, and wait for the last restart."""

    def cut() -> None:
        for _ in range(count):
            time.sleep(chance.uniform(0.05, 1.2))  # a random moment of the work under way
            host.kill9()
            host.restart()

    thread = threading.Thread(target=cut)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def move_until(host: LocalHost, target: datetime, *, resolution_s: int = 3_600) -> None:
    """Move the clock to `target`, asking again after each cut for what is left of the way."""

    def move() -> httpx2.Response:
        # Cut off at the very end, there is nothing left of the way but what is still to be done there.
        rest: dict[str, object] = {"avancar_segundos": 0}
        way = {"ate": target.isoformat(), "passo_segundos": resolution_s}
        body = rest if now(host) >= target else way
        return httpx2.post(f"{host.url}/local/relogio", json=body, timeout=PATIENCE_S)

    patiently(move)


def patiently(call: Callable[[], httpx2.Response]) -> httpx2.Response:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(httpx2.TransportError):
            answer = call()
            if answer.is_success:
                return answer
            assert answer.status_code >= 500, answer.text
        time.sleep(0.05)  # the host is being restarted
    raise AssertionError("the host did not come back")


def now(host: LocalHost) -> datetime:
    return datetime.fromisoformat(host.get("/local/estado").json()["relogio"]["agora"])


def every(host: LocalHost, path: str, **query: str) -> list[dict[str, Any]]:
    """All items of a list, page by page."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = Attendant(host).get(path, limite=200, **query, **cursor)
        found += page["itens"]
        if page["cursor"] is None:
            return found
        cursor = {"cursor": page["cursor"]}
