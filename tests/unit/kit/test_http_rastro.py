"""What the logs are told of a request: one event in its trace, nothing of what was sent."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from shared.kit.routes import ROUTES, Answer, Call
from tests.unit.kit.test_http import SECRET, make_function, make_request, make_route

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def no_trace_of_test_routes() -> Iterator[None]:
    before = ROUTES[:]
    yield
    ROUTES[:] = before


@pytest.mark.parametrize(
    ("body", "status", "cache"),
    [(b'{"texto": "oi"}', 200, "HIT"), (b'{"texto": "segredo-do-cliente', 400, None)],
)
async def test_each_answer_is_one_event_in_the_caller_s_trace_and_says_nothing_of_what_was_sent(
    caplog: pytest.LogCaptureFixture, body: bytes, status: int, cache: str | None
) -> None:
    caplog.set_level(logging.INFO, logger="retorno")
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    seen: list[str] = []

    async def post_kept(call: Call[Any, Any]) -> Answer:
        seen.append(call.traceparent)
        return Answer({}, headers={"X-Cache": "HIT"})

    request = make_request(body, traceparent=f"00-{trace}-00f067aa0ba902b7-01")
    response = await make_function(make_route(), post_kept)(request)

    assert response.status_code == status
    told = [json.loads(record.getMessage()) for record in caplog.records]
    (answered,) = [one for one in told if one["evento"] == "http.answered"]
    assert (answered["route"], answered["method"], answered["status"]) == ("post_kept", "POST", status)
    assert answered.get("cache") == cache
    assert {one["trace_id"] for one in told} == {trace}
    assert seen == ([f"00-{trace}-00f067aa0ba902b7-01"] if status == 200 else [])
    assert SECRET not in caplog.text
