"""One trace id, followed in the host's log from `POST /relatos` to the last contato and its message."""

import json
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.local_host import LocalHost

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
OTHER = "a3ce929d0e0e47364bf92f3577b34da6"
TEXTO = "Falei com a Marina Prates sobre o aparelho, R$ 2.500 em 10x. Ela vai pensar. Ass. Paula"


@pytest.fixture(scope="module")
def events(local_host: LocalHost) -> list[dict[str, Any]]:
    """What was logged while two relatos, each of a trace of its own, were followed to their end."""
    paula = Attendant(local_host)
    for trace, phone in ((TRACE, "5511981229901"), (OTHER, "5511981229902")):
        body = {"texto": TEXTO, "cliente": {"nome": "Marina", "telefone": phone}, "contato_automatico": True}
        paula.post("/relatos", body, status=202, traceparent=f"00-{trace}-00f067aa0ba902b7-01")
    local_host.settle()
    local_host.advance(days=40)
    lines = (line.partition("{") for line in local_host.log().splitlines())
    return [json.loads(brace + rest) for _, brace, rest in lines if rest.startswith('"evento"')]


def of_trace(events: list[dict[str, Any]], trace: str, evento: str) -> list[dict[str, Any]]:
    return [one for one in events if one.get("trace_id") == trace and one["evento"] == evento]


def test_each_step_from_the_request_to_the_last_contato_is_in_the_trace(events: list[dict[str, Any]]) -> None:
    (answered,) = of_trace(events, TRACE, "http.answered")
    worked = {one["queue"] for one in of_trace(events, TRACE, "queue.worked")}
    done = [one["activity"] for one in of_trace(events, TRACE, "activity.worked")]

    assert (answered["route"], answered["status"]) == ("post_relatos", 202)
    assert len(of_trace(events, TRACE, "relato.received")) == 1
    assert len(of_trace(events, TRACE, "relato.extracted")) == 1
    assert worked == {"relatos-recebidos", "envios-saida"}
    assert [one["numero"] for one in of_trace(events, TRACE, "contato.due")] == [1, 2, 3]
    assert done == ["fazer_contato"] * 3 + ["encerrar_acompanhamento"]
    assert len(of_trace(events, TRACE, "envio.requested")) == 3
    assert len(of_trace(events, TRACE, "envio.decided")) >= 3
    assert (
        len(of_trace(events, TRACE, "envio.accepted")) == len(of_trace(events, TRACE, "envio.simulated")) > 0
    )


def test_the_traces_of_two_relatos_stay_apart(events: list[dict[str, Any]]) -> None:
    ids = {
        trace: {one["relato_id"] for one in of_trace(events, trace, "relato.received")}
        for trace in (TRACE, OTHER)
    }

    assert all(len(found) == 1 for found in ids.values())
    for trace, (relato_id,) in ids.items():
        mine = [one for one in events if one.get("relato_id") == relato_id]
        assert {one["trace_id"] for one in mine} == {trace}


def test_every_step_says_how_long_it_took(events: list[dict[str, Any]]) -> None:
    steps = [one for one in events if one["evento"] in ("http.answered", "queue.worked", "activity.worked")]

    assert all(one["latency_ms"] >= 0 and one["ru"] == 0 for one in steps)
    ages = [one["age_ms"] for one in steps if one["evento"] == "queue.worked"]
    assert ages
    assert all(isinstance(age, int) and age < 60_000 for age in ages)
