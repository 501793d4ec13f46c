"""The Kommo adapter against every way in which Kommo, or what lies before it, fails."""

import time
from collections.abc import Iterator

import anyio
import pytest

from shared.adapters.kommo import Kommo
from shared.clientes.kommo_ports import KommoRefused
from shared.kit.errors import TransientError
from tests.kommo_server import HANG, PROXY_PAGE, RESET, TOKEN, KommoServer, Reply, failure

pytestmark = pytest.mark.anyio


@pytest.fixture
def server() -> Iterator[KommoServer]:
    with KommoServer().serving() as serving:
        yield serving


@pytest.mark.parametrize(
    ("reply", "wait_s"),
    [
        (failure(429, retry_after="17"), 17),
        (failure(429), 60),
        (failure(429, retry_after="soon"), 60),
        (failure(500), 5),
        (failure(503), 5),
        (failure(400), 5),
        (PROXY_PAGE, 5),
        (Reply(200, "[1]"), 5),
        (Reply(302, "", {"location": "http://127.0.0.1:1/"}), 5),
        (failure(404), 5),
        (Reply(200, "[" * 100_000), 5),
        (RESET, 5),
        (HANG, 5),
    ],
    ids=[
        "limit",
        "limit mute",
        "limit odd",
        "500",
        "503",
        "400",
        "page",
        "list",
        "redirect",
        "no such address",
        "nested without end",
        "reset",
        "hang",
    ],
)
async def test_what_time_may_heal_is_transient(server: KommoServer, reply: Reply, wait_s: int) -> None:
    crm = Kommo(base_url=server.url, token=TOKEN, pause_s=0, timeout_s=0.2)
    server.script(reply)

    with pytest.raises(TransientError) as caught:
        await crm.leads_since(0, 1)
    await crm.close()

    assert caught.value.retry_after_s == wait_s


@pytest.mark.parametrize("status", [401, 402, 403])
async def test_a_refused_credential_raises_the_alarm(
    server: KommoServer, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    crm = Kommo(base_url=server.url, token=TOKEN, pause_s=0)
    server.script(failure(status))

    with pytest.raises(KommoRefused):
        await crm.leads_since(0, 1)
    await crm.close()

    assert [(one.levelname, "kommo.refused" in one.getMessage()) for one in caplog.records] == [
        ("ERROR", True)
    ]


@pytest.mark.parametrize(
    ("reply", "error"), [(failure(429, retry_after="17"), TransientError), (failure(403), KommoRefused)]
)
async def test_who_was_told_to_stop_asks_no_more_for_a_while(
    server: KommoServer, reply: Reply, error: type[Exception]
) -> None:
    crm = Kommo(base_url=server.url, token=TOKEN, pause_s=0)
    server.script(reply)

    for _ in range(3):
        with pytest.raises(error):
            await crm.lead(7)
    await crm.close()

    assert len(server.asked) == 1


async def test_what_kommo_asked_for_is_waited_and_then_asked_again(server: KommoServer) -> None:
    crm = Kommo(base_url=server.url, token=TOKEN, pause_s=0)
    server.script(failure(429, retry_after="1"))
    with pytest.raises(TransientError):
        await crm.lead(7)

    await anyio.sleep(1)  # the adapter waits by the process's own clock, which cannot be moved

    assert await crm.lead(7) is None
    await crm.close()


async def test_requests_are_paced(server: KommoServer) -> None:
    crm = Kommo(base_url=server.url, token=TOKEN, pause_s=0.05)
    begin = time.monotonic()

    for _ in range(5):
        await crm.lead(7)
    await crm.close()

    assert time.monotonic() - begin >= 0.2
