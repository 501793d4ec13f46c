"""HTTP through the whole host: routes, keys, CORS, bodies and errors, as the Functions front end has them."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.unit.local.conftest import SampleHost


def raw(host: SampleHost, request: bytes) -> bytes:
    """Send bytes that no client library would, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", int(host.url.rsplit(":", 1)[1])), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_function_sees_the_request_as_in_azure(host: SampleHost) -> None:
    answer = host.post(
        "/ECO/jos%C3%A9%2Fmaria/7/?a=1&a=2&vazio=",
        content="olá",
        headers={"X-Um": "1", "X-Forwarded-For": "9.9.9.9", "Content-Type": "text/plain"},
    )

    seen = answer.json()
    hops = seen["headers"]["x-forwarded-for"].split(", ")
    assert seen["method"] == "POST"
    assert seen["url"] == f"{host.url}/ECO/jos%C3%A9%2Fmaria/7/?a=1&a=2&vazio="
    assert seen["route_params"] == {"nome": "josé%2Fmaria", "numero": "7"}
    assert seen["params"] == {"a": "1,2"}
    assert seen["headers"]["x-um"] == "1"
    assert hops[0] == "9.9.9.9"
    assert hops[-1].startswith("127.0.0.1:")
    assert seen["body"] == "olá"
    assert seen["function"] == "a_eco"
    assert answer.headers["x-amostra"] == "sim"
    assert answer.headers["set-cookie"] == "a=1; Path=/"


def test_routes_are_tried_in_the_order_of_the_function_names(host: SampleHost) -> None:
    assert host.get("/itens/recentes").text == "recentes"
    assert host.get("/itens/7").text == "um 7"
    assert host.get("/sombra/literal").text == "a"


def test_another_method_is_not_found(host: SampleHost) -> None:
    answer = host.post("/itens/recentes")

    assert (answer.status_code, answer.content) == (404, b"")


def test_a_failing_function_answers_500_without_a_body(host: SampleHost) -> None:
    answer = host.get("/falha")

    assert (answer.status_code, answer.content) == (500, b"")
    assert "RuntimeError: on purpose" in host.log()


def test_a_function_key_is_needed_and_the_header_wins(host: SampleHost) -> None:
    key = host.keys["function"]

    refused = host.get("/segredo")
    by_query = host.get("/segredo", params={"code": key})
    by_header = host.get("/segredo", headers={"x-functions-key": key})
    header_wins = host.get("/segredo", params={"code": key}, headers={"x-functions-key": "outra"})

    assert (refused.status_code, refused.content) == (401, b"")
    assert (by_query.text, by_header.text) == ("entrou", "entrou")
    assert header_wins.status_code == 401
    assert host.get("/segredo", params={"code": host.keys["system"]}).status_code == 401
    assert host.get("/segredo", params={"code": host.keys["master"]}).status_code == 200


def test_a_chunked_body_is_lost(host: SampleHost) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"um "
        yield b"dois"

    assert host.post("/eco/x", content=chunks()).json()["body"] == ""


def test_a_body_over_the_limit_is_refused_before_it_is_sent(host: SampleHost) -> None:
    size = 100 * 1024 * 1024 + 1

    answer = raw(host, f"POST /eco/x HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_half_a_body_runs_no_function(host: SampleHost) -> None:
    with socket.create_connection(("127.0.0.1", int(host.url.rsplit(":", 1)[1])), timeout=10) as connection:
        connection.sendall(b"POST /fila/mensagens HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\n")
        connection.sendall(b'{"caso": "pela metade"}')

    host.post("/fila/mensagens", json={"caso": "inteira"})
    host.settle()

    told = [note["corpo"]["caso"] for note in host.notes("mensagem") if "caso" in note["corpo"]]
    assert told == ["inteira"]


def test_the_host_s_own_paths_end_where_they_end(host: SampleHost) -> None:
    assert host.get("/local/estados").status_code == 404


def test_cors_answers_only_the_configured_origin(host: SampleHost) -> None:
    ours, other = {"Origin": "https://painel.exemplo"}, {"Origin": "https://outro.exemplo"}
    asking = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization"}

    preflight = host.http.options("/itens/1", headers=ours | asking)
    allowed, refused = host.get("/itens/1", headers=ours), host.get("/itens/1", headers=other)

    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-methods"] == "PUT"
    assert preflight.headers["access-control-allow-headers"] == "authorization"
    assert allowed.headers["access-control-allow-origin"] == "https://painel.exemplo"
    assert "access-control-allow-origin" not in refused.headers


def test_a_sync_function_does_not_block_the_others(host: SampleHost) -> None:
    with ThreadPoolExecutor(8) as callers:
        times = list(callers.map(lambda _: host.get("/dormir").elapsed.total_seconds(), range(8)))

    assert max(times) < 0.3 * 8


def test_the_webhooks_need_the_system_key(host: SampleHost) -> None:
    started = host.post("/fluxos/webhook").json()

    without = host.get("/runtime/webhooks/durabletask/instances/webhook")
    with_key = host.http.get(started["statusQueryGetUri"])

    assert without.status_code == 401
    assert with_key.status_code == 202
    assert with_key.json()["runtimeStatus"] in ("Pending", "Running")


def test_a_web_page_of_another_site_cannot_reach_what_needs_no_key(host: SampleHost) -> None:
    foreign = {"Origin": "https://outro.exemplo"}
    rebound = {"Host": "outro.exemplo"}

    answers = [
        host.post(path, headers=headers, content="{}").status_code
        for path in ("/durabletask/rpc/orchestrators/fluxo", "/local/relogio", "/local/estado")
        for headers in (foreign, rebound)
    ]

    assert answers == [403] * 6


def test_the_state_names_functions_queues_and_clock(host: SampleHost) -> None:
    state = host.get("/local/estado").json()

    assert {"nome": "recebe", "gatilho": "queueTrigger"} in state["funcoes"]
    assert [queue["nome"] for queue in state["filas"]] == ["mensagens", "mensagens-poison"]
    assert set(state["relogio"]) == {"agora", "desvio_segundos"}
    assert json.dumps(state["instancias"])
