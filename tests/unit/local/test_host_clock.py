"""The movable clock through the whole host: timers, flows and what they set off, killed or not."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.local.conftest import SampleHost


def moments(host: SampleHost, what: str) -> list[datetime]:
    return [datetime.fromisoformat(note["agora"]) for note in host.notes(what)]


def test_a_month_passes_in_few_steps_and_everything_due_has_run(own_host: SampleHost) -> None:
    own_host.post("/fluxos/f1")

    summary = own_host.advance(days=31)

    assert summary["passos"] < 31 * 24
    assert len(own_host.notes("diario")) == summary["execucoes"]["diario"] == 31
    assert [note["id"] for note in own_host.notes("fluxo")] == ["f1", "f1-filho"]
    assert own_host.notes("mensagem tratada")[0]["corpo"] == {"fluxo": "f1"}
    passed = datetime.fromisoformat(summary["agora"]) - datetime.fromisoformat(summary["antes"])
    assert timedelta(days=31) <= passed < timedelta(days=31, minutes=1)


def test_each_event_runs_at_its_own_moment(own_host: SampleHost) -> None:
    own_host.post("/fluxos/f1")
    started = datetime.fromisoformat(own_host.get("/local/estado").json()["relogio"]["agora"])

    own_host.advance(days=5)

    first, second = moments(own_host, "fluxo")
    assert timedelta(0) <= first - started - timedelta(days=3) + timedelta(seconds=5) < timedelta(seconds=10)
    assert timedelta(days=1) <= second - first < timedelta(days=1, seconds=5)
    assert all((moment.hour, moment.minute) == (9, 0) for moment in moments(own_host, "diario"))


def test_a_frequent_timer_runs_once_per_resolution(own_host: SampleHost) -> None:
    coarse = own_host.advance(hours=10)
    fine = own_host.advance(hours=10, resolution_s=60)

    assert 10 <= coarse["execucoes"]["de_cinco_em_cinco"] <= 12
    assert 119 <= fine["execucoes"]["de_cinco_em_cinco"] <= 121


def test_an_event_wakes_a_flow_through_the_client_binding(own_host: SampleHost) -> None:
    own_host.post("/fluxos/f1")

    answer = own_host.post("/fluxos/f1/avisar")
    own_host.settle()

    assert answer.status_code == 202
    assert own_host.notes("fluxo")[0]["como"] == "avisado"


def test_a_timer_missed_while_the_host_was_down_runs_once_and_says_so(own_host: SampleHost) -> None:
    own_host.stop()
    kept = own_host.state / "temporizadores.json"
    status = json.loads(kept.read_text())
    status["diario"]["Next"] = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    kept.write_text(json.dumps(status))

    own_host.restart()
    own_host.settle()

    assert [note["atrasado"] for note in own_host.notes("diario")] == [True]


def test_a_failing_timer_keeps_its_schedule(own_host: SampleHost) -> None:
    own_host.advance(days=3)

    assert len(own_host.notes("diario")) == 3
    assert "a failing timer keeps its schedule" in own_host.log()


def test_a_killed_host_goes_on_with_its_flows_at_the_same_date(own_host: SampleHost) -> None:
    own_host.post("/fluxos/f1")
    before = datetime.fromisoformat(own_host.advance(days=2)["agora"])

    own_host.kill9()
    own_host.restart()
    after = datetime.fromisoformat(own_host.get("/local/estado").json()["relogio"]["agora"])
    own_host.advance(days=3)

    assert timedelta(0) <= after - before < timedelta(minutes=1)
    assert [(note["id"], note["como"]) for note in own_host.notes("fluxo")] == [
        ("f1", "venceu"),
        ("f1-filho", "venceu"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"avancar_segundos": -1}',
        '{"ate": "ontem"}',
        '{"avancar_segundos": 1, "passo_segundos": 0}',
        "x",
    ],
)
def test_the_clock_refuses_what_it_cannot_obey(host: SampleHost, body: str) -> None:
    answer = host.post("/local/relogio", content=body)

    assert answer.status_code == 400
    assert answer.json()["detail"]
