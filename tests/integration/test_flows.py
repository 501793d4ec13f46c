"""Flows behind the SDK's own client, which speaks to a real engine over loopback: ended, forgotten, swept."""

from collections.abc import AsyncIterator, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from azure.durable_functions import DurableOrchestrationClient
from azure.durable_functions.models.utils import http_utils

from infra.local.durable.api import handle
from infra.local.durable.binding import client_payload
from shared.adapters.flows import DurableFlows
from shared.kit.errors import TransientError
from tests.unit.local.durable_bench import START, Bench

pytestmark = [
    pytest.mark.anyio,
    # aiohttp says so of the SDK's session on the Pythons that no longer need this.
    pytest.mark.filterwarnings("ignore:enable_cleanup_closed ignored"),
]


def espera(context: Any) -> Generator[Any, Any, Any]:
    yield context.wait_for_external_event("resposta")


def acaba(context: Any) -> Generator[Any, Any, Any]:
    yield context.create_timer(context.current_utc_datetime)


class SlowHost:
    """Serves the engine's API; what was asked of it is done when `flows` sleeps, not at once. 500 while `down`."""

    def __init__(self, path: Path) -> None:
        self.bench = Bench(path, {"espera": espera, "acaba": acaba}, {})
        self.naps = 0
        self.sleeps_until_done = 2
        self.down = False

    async def answer(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=500)
        path = request.rel_url.raw_path.removeprefix("/durabletask")
        query = dict(request.query)
        got = await handle(self.bench.engine, request.method, path, query, await request.read())
        return web.Response(status=got.status, headers=got.headers, body=got.body)

    async def nap(self, seconds: float) -> None:
        self.naps += 1
        if self.naps == self.sleeps_until_done:
            await self.bench.engine.drain()


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[SlowHost]:
    host = SlowHost(tmp_path)
    yield host
    await host.bench.engine.close()


@pytest.fixture
async def flows(host: SlowHost) -> AsyncIterator[DurableFlows]:
    app = web.Application()
    app.router.add_route("*", "/durabletask/{rest:.*}", host.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    payload = client_payload(root, rpc_base_url=f"{root}/durabletask", task_hub="Retorno", code="chave")
    yield DurableFlows(DurableOrchestrationClient(payload), sleep=host.nap)
    await http_utils._close_session()  # it belongs to this test's event loop
    await runner.cleanup()


async def test_a_live_flow_is_ended_and_its_history_forgotten(host: SlowHost, flows: DurableFlows) -> None:
    instance = await host.bench.start("espera")

    await flows.purge(instance)

    assert await host.bench.engine.get(instance) is None
    assert await host.bench.engine.history(instance) == []
    assert host.naps == 2


async def test_an_ended_flow_is_forgotten_at_once(host: SlowHost, flows: DurableFlows) -> None:
    instance = await host.bench.start("acaba")

    await flows.purge(instance)

    assert await host.bench.engine.get(instance) is None
    assert host.naps == 0


async def test_an_unknown_flow_is_forgotten_already(flows: DurableFlows) -> None:
    await flows.purge("nenhuma")


async def test_a_flow_that_does_not_end_is_an_outage(host: SlowHost, flows: DurableFlows) -> None:
    instance = await host.bench.start("espera")
    host.sleeps_until_done = 100

    with pytest.raises(TransientError):
        await flows.purge(instance)


async def test_a_host_that_fails_is_an_outage_and_not_an_absence(host: SlowHost, flows: DurableFlows) -> None:
    instance = await host.bench.start("acaba")
    host.down = True

    with pytest.raises(TransientError):
        await flows.purge(instance)
    with pytest.raises(TransientError):
        await flows.purge_ended(START)


async def test_only_what_ended_and_was_started_before_then_is_swept(
    host: SlowHost, flows: DurableFlows
) -> None:
    lives, old = await host.bench.start("espera"), await host.bench.start("acaba")
    host.bench.moment += timedelta(days=31)
    new = await host.bench.start("acaba")

    swept = await flows.purge_ended(host.bench.moment - timedelta(days=30))

    assert swept == 1
    assert await host.bench.engine.get(old) is None
    assert await host.bench.engine.get(lives)
    assert await host.bench.engine.get(new)
