"""The durable HTTP API, called by the SDK's own client over loopback, and raw where the client hides the status."""

import json
from collections.abc import AsyncIterator, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from azure.durable_functions import DurableOrchestrationClient, OrchestrationRuntimeStatus
from azure.durable_functions.models.utils import http_utils

from infra.local.durable.api import Answer, handle
from infra.local.durable.binding import client_payload
from tests.unit.local.durable_bench import START, Bench

pytestmark = [
    pytest.mark.anyio,
    # The SDK says this once per process when a payload is read without naming a type.
    pytest.mark.filterwarnings("ignore:azure.functions df_loads was called without expected_type"),
    # aiohttp says so of the SDK's session on the Pythons that no longer need this.
    pytest.mark.filterwarnings("ignore:enable_cleanup_closed ignored"),
]
Steps = Generator[Any, Any, Any]


def espera(context: Any) -> Steps:
    given = context.get_input()
    context.set_custom_status("esperando")
    answer = yield context.wait_for_external_event("resposta")
    total = yield context.call_activity("somar", 1)
    return {"entrada": given, "resposta": answer, "total": total}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path, {"espera": espera}, {"somar": lambda number: number + 1})
    yield bench
    await bench.engine.close()


@pytest.fixture
async def client(bench: Bench) -> AsyncIterator[DurableOrchestrationClient]:
    """The SDK's client against a loopback server that does nothing but mount `handle`."""

    async def answer(request: web.Request) -> web.Response:
        path = request.rel_url.raw_path.removeprefix("/durabletask")
        got = await handle(bench.engine, request.method, path, dict(request.query), await request.read())
        await bench.engine.drain()
        return web.Response(status=got.status, headers=got.headers, body=got.body)

    app = web.Application()
    app.router.add_route("*", "/durabletask/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    rpc = f"{root}/durabletask"
    yield DurableOrchestrationClient(client_payload(root, rpc_base_url=rpc, task_hub="Retorno", code="chave"))
    await http_utils._close_session()
    await runner.cleanup()


async def call(bench: Bench, method: str, path: str, body: Any = b"", **query: str) -> Answer:
    return await handle(bench.engine, method, path, query, body)


async def test_the_sdk_client_starts_signals_and_reads_an_instance(
    bench: Bench, client: DurableOrchestrationClient
) -> None:
    instance = await client.start_new("espera", "espera-1", {"relato_id": "R1"})
    running = await client.get_status(instance)
    await client.raise_event(instance, "resposta", {"sim": True})
    ended = await client.get_status(instance)

    assert instance == "espera-1"
    assert running.runtime_status is OrchestrationRuntimeStatus.Running
    assert running.custom_status == "esperando"
    assert running.created_time == START
    assert ended.runtime_status is OrchestrationRuntimeStatus.Completed
    # The client's payloads arrive as the JSON text of what was sent: a flow decodes events in one place.
    assert ended.output == {"entrada": {"relato_id": "R1"}, "resposta": '{"sim": true}', "total": 2}


async def test_the_webhook_delivers_an_event_as_the_object_it_is(bench: Bench) -> None:
    await bench.start("espera")
    [instance] = json.loads((await call(bench, "GET", "instances")).body)

    answer = await call(
        bench, "POST", f"instances/{instance['instanceId']}/raiseEvent/resposta", b'{"sim": true}'
    )
    await bench.engine.drain()

    assert answer.status == 202
    assert (await bench.output(instance["instanceId"]))["resposta"] == {"sim": True}


async def test_the_sdk_client_gets_an_id_made_for_it(client: DurableOrchestrationClient) -> None:
    assert len(await client.start_new("espera")) == 32


async def test_the_sdk_client_learns_that_a_flow_is_unknown(client: DurableOrchestrationClient) -> None:
    with pytest.raises(Exception, match="The function 'outro' doesn't exist"):
        await client.start_new("outro")


async def test_the_sdk_client_learns_that_an_instance_lives_already(
    client: DurableOrchestrationClient,
) -> None:
    await client.start_new("espera", "espera-1")

    with pytest.raises(Exception, match="An Orchestration instance with the status Running already exists"):
        await client.start_new("espera", "espera-1")


async def test_the_sdk_client_sees_no_status_of_an_unknown_instance(
    client: DurableOrchestrationClient,
) -> None:
    assert not await client.get_status("nenhuma")
    with pytest.raises(Exception, match="No instance with ID nenhuma found"):
        await client.raise_event("nenhuma", "resposta")


async def test_the_sdk_client_terminates_suspends_resumes_and_purges(
    client: DurableOrchestrationClient,
) -> None:
    await client.start_new("espera", "espera-1")
    await client.suspend("espera-1", "pausa de manutenção")
    suspended = await client.get_status("espera-1")
    await client.resume("espera-1", "voltou")
    await client.terminate("espera-1", "não precisa mais")
    ended = await client.get_status("espera-1")
    purged = await client.purge_instance_history("espera-1")

    assert suspended.runtime_status is OrchestrationRuntimeStatus.Suspended
    assert ended.runtime_status is OrchestrationRuntimeStatus.Terminated
    assert ended.output == "não precisa mais"
    assert purged.instances_deleted == 1
    assert (await client.purge_instance_history("espera-1")).instances_deleted == 0


async def test_the_sdk_client_lists_by_prefix_status_and_time(
    bench: Bench, client: DurableOrchestrationClient
) -> None:
    await client.start_new("espera", "a-1")
    bench.moment += timedelta(days=1)
    await client.start_new("espera", "a-2")
    await client.start_new("espera", "b-1")
    await client.terminate("b-1", "fim")

    by_prefix = await client.get_status_by(instance_id_prefix="a-")
    by_status = await client.get_status_by(runtime_status=[OrchestrationRuntimeStatus.Terminated])
    by_time = await client.get_status_by(created_time_from=START + timedelta(hours=1))

    assert [one.instance_id for one in by_prefix] == ["a-1", "a-2"]
    assert [one.instance_id for one in by_status] == ["b-1"]
    assert [one.instance_id for one in by_time] == ["a-2", "b-1"]
    assert len(await client.get_status_all()) == 3


async def test_the_sdk_client_purges_what_ended_since_a_moment(client: DurableOrchestrationClient) -> None:
    await client.start_new("espera", "vive")
    await client.start_new("espera", "acabou")
    await client.terminate("acabou", "fim")

    purged = await client.purge_instance_history_by(created_time_from=START - timedelta(hours=1))

    assert purged.instances_deleted == 1
    assert [one.instance_id for one in await client.get_status_all()] == ["vive"]


async def test_a_status_shows_the_history_with_names_and_results_when_asked(bench: Bench) -> None:
    instance = await bench.start("espera")
    await bench.raise_event(instance, "resposta", "sim")

    query = {"showHistory": "True", "showHistoryOutput": "true", "showInput": "false"}
    shown = json.loads((await call(bench, "GET", f"/instances/{instance}", **query)).body)

    assert shown["input"] is None
    assert [one["EventType"] for one in shown["historyEvents"]] == [
        "ExecutionStarted",
        "EventRaised",
        "TaskCompleted",
        "ExecutionCompleted",
    ]
    completed = shown["historyEvents"][2]
    assert (completed["FunctionName"], completed["Result"]) == ("somar", 2)
    assert completed["ScheduledTime"] == "2025-02-15T12:00:00Z"


async def test_a_status_says_202_while_it_runs_and_200_at_the_end(bench: Bench) -> None:
    instance = await bench.start("espera")
    running = await call(bench, "GET", f"instances/{instance}")
    await bench.raise_event(instance, "resposta")
    ended = await call(bench, "GET", f"instances/{instance}")

    assert (running.status, ended.status) == (202, 200)
    assert running.headers["Location"].endswith(f"/runtime/webhooks/durabletask/instances/{instance}")
    shown = json.loads(ended.body)
    assert shown["runtimeStatus"] == "Completed"
    assert shown["createdTime"] == "2025-02-15T12:00:00Z"
    assert shown["historyEvents"] is None


async def test_starting_answers_202_with_the_management_urls(bench: Bench) -> None:
    answer = await call(bench, "POST", "/orchestrators/espera/espera-1", b"{}")

    urls = json.loads(answer.body)
    assert answer.status == 202
    assert answer.headers["Location"] == urls["statusQueryGetUri"]
    assert answer.headers["Retry-After"] == "10"
    assert urls["id"] == "espera-1"
    assert urls["sendEventPostUri"].endswith("/instances/espera-1/raiseEvent/{eventName}")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "orchestrators/outro", 400),
        ("POST", "orchestrators/espera/viva", 409),
        ("POST", "orchestrators/espera/%40ruim", 400),
        ("GET", "instances/nenhuma", 404),
        ("POST", "instances/nenhuma/raiseEvent/resposta", 404),
        ("POST", "instances/nenhuma/terminate", 404),
        ("DELETE", "instances/nenhuma", 404),
        ("POST", "instances/acabada/raiseEvent/resposta", 410),
        ("POST", "instances/acabada/terminate", 410),
        ("POST", "instances/acabada/suspend", 410),
        ("POST", "instances/acabada/resume", 410),
        ("DELETE", "instances/viva", 412),
        ("DELETE", "instances", 400),
        ("POST", "instances/viva/rewind", 501),
        ("GET", "entities/contador/1", 501),
        ("GET", "orchestrators/espera", 404),
        ("GET", "outra/coisa", 404),
    ],
)
async def test_a_refusal_has_the_status_that_the_extension_gives(
    bench: Bench, method: str, path: str, status: int
) -> None:
    await bench.engine.start("espera", None, "viva")
    await bench.engine.start("espera", None, "acabada")
    await bench.engine.terminate("acabada")
    await bench.engine.drain()

    assert (await call(bench, method, path)).status == status


@pytest.mark.parametrize("body", [b"{", b"\xff"])
async def test_a_body_that_is_not_json_is_refused(bench: Bench, body: bytes) -> None:
    instance = await bench.start("espera")

    assert (await call(bench, "POST", "orchestrators/espera", body)).status == 400
    assert (await call(bench, "POST", f"instances/{instance}/raiseEvent/resposta", body)).status == 400


async def test_a_long_list_comes_in_pages(bench: Bench) -> None:
    for number in range(5):
        await bench.engine.start("espera", None, f"i-{number}")

    first = await call(bench, "GET", "instances", top="3")
    token = first.headers["x-ms-continuation-token"]
    second = await handle(
        bench.engine, "GET", "instances", {"top": "3", "x-ms-continuation-token": token}, b""
    )

    pages = [[one["instanceId"] for one in json.loads(page.body)] for page in (first, second)]
    assert pages == [["i-0", "i-1", "i-2"], ["i-3", "i-4"]]
    assert "x-ms-continuation-token" not in second.headers


async def test_a_list_refuses_a_time_that_is_none(bench: Bench) -> None:
    assert (await call(bench, "GET", "instances", createdTimeFrom="ontem")).status == 400


def test_the_client_binding_has_every_field_of_the_protocol() -> None:
    payload = json.loads(
        client_payload(
            "http://localhost:7071/", rpc_base_url="http://127.0.0.1:17071/durabletask", task_hub="Hub"
        )
    )

    assert payload["rpcBaseUrl"] == "http://127.0.0.1:17071/durabletask/"
    assert payload["managementUrls"]["id"] == "INSTANCEID"
    assert payload["managementUrls"]["terminatePostUri"] == (
        "http://localhost:7071/runtime/webhooks/durabletask/instances/INSTANCEID/terminate?reason={text}"
    )
    assert set(payload) == {
        "taskHubName",
        "connectionName",
        "creationUrls",
        "managementUrls",
        "baseUrl",
        "requiredQueryStringParameters",
        "rpcBaseUrl",
        "httpBaseUrl",
    }
