"""The daily run under the real host: by its timer, killed in the middle, each cliente scored once a day; on demand."""

import asyncio
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest

from shared.adapters.sqlite import SqliteDocuments
from shared.kit.clock import system_now
from shared.saude.quedas import most_a_day
from shared.wiring.base import INDEXES
from tests.bench.memory import rss_mb
from tests.e2e.client import TOKEN, Attendant
from tests.e2e.quedas import PATIENCE_S, now
from tests.local_host import LocalHost
from tests.saude_dados import cliente_id, fill

CONTA = "demonstracao"
# What a host of this app takes anyway, and the two pages that may be in memory at once.
MOST_MB = 320
_HEADERS = {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    "clientes",
    [
        pytest.param(2_000, marks=pytest.mark.timeout(300)),
        pytest.param(100_000, marks=[pytest.mark.longo, pytest.mark.timeout(3000)]),
    ],
    ids=["2000", "100000"],
)
def test_a_run_that_is_killed_in_the_middle_scores_each_cliente_once_a_day(
    own_host: LocalHost, clientes: int
) -> None:
    first = now(own_host).date() + timedelta(days=1)
    asyncio.run(_filled(own_host, clientes, first))
    _admin(own_host).get("/conta")  # which makes it: nobody has used it yet
    own_host.advance(seconds=(_morning(first) - timedelta(minutes=1) - now(own_host)).total_seconds())

    runs = [_run_of(own_host, day, clientes) for day in (first, first + timedelta(days=1))]

    for rodada in runs:
        assert (rodada["status"], rodada["clientes"], rodada["ilegiveis"]) == ("concluida", clientes, 0)
        assert sum(rodada["por_categoria"].values()) == clientes
        assert (rodada["vez"], rodada["retirados"]) == (1, 0)
    scored = _history(own_host)
    assert scored == {first.isoformat(): clientes, (first + timedelta(days=1)).isoformat(): clientes}
    assert runs[0]["quedas"] > most_a_day(clientes)
    assert _told(own_host) == (most_a_day(clientes), 1)
    assert rss_mb(own_host) < MOST_MB


def test_who_asks_gets_a_run_at_once_and_one_score_explained(local_host: LocalHost) -> None:
    asyncio.run(_filled(local_host, 3, now(local_host).date()))
    cs = _admin(local_host)

    begun = cs.call("POST", "/health-scores/calcular")
    local_host.settle()
    ended = cs.get(begun.headers["Location"])
    shown = cs.call("GET", f"/health-scores/{cliente_id(1)}")
    again = cs.post(f"/health-scores/{cliente_id(1)}/calcular", None)

    assert begun.status_code == 202
    assert (ended["status"], ended["clientes"]) == ("concluida", 3)
    body = shown.json()
    assert body["guardado"] is True
    assert sum(line["pontos"] for line in body["explicacao"]) == pytest.approx(body["score"])
    assert list(body["historico"]) == [ended["dia"]]
    assert again["score"] == body["score"]
    fresh = {"If-None-Match": cs.call("GET", f"/health-scores/{cliente_id(1)}").headers["ETag"]}
    assert cs.call("GET", f"/health-scores/{cliente_id(1)}", headers=fresh).status_code == 304


@pytest.mark.parametrize("path", ["ninguem", "rodadas/2019-01-01", "rodadas/ontem"])
def test_what_is_not_there_is_404(local_host: LocalHost, path: str) -> None:
    assert Attendant(local_host).call("GET", f"/health-scores/{path}").status_code == 404


def test_a_history_of_no_months_is_422(local_host: LocalHost) -> None:
    assert Attendant(local_host).call("GET", "/health-scores/1?meses=0").status_code == 422


def _admin(host: LocalHost) -> Attendant:
    login = {"username": "admin", "password": "somente-local-senha"}
    return Attendant(host, token=host.post("/auth/login", json=login).json()["access_token"])


async def _filled(host: LocalHost, clientes: int, dia: date) -> None:
    documents = SqliteDocuments(str(host.state / "documentos.db"), now=system_now, indexes=INDEXES)
    await fill(documents, CONTA, clientes, dia)
    await documents.close()


def _morning(dia: date) -> datetime:
    """When the timer runs."""
    return datetime(dia.year, dia.month, dia.day, 8, tzinfo=UTC)


def _run_of(host: LocalHost, dia: date, clientes: int) -> dict[str, Any]:
    """The run of a day, its host killed once while it is under way, healed by what heals in production."""
    cut: list[str] = []
    thread = threading.Thread(target=lambda: cut.append(_kill_in_the_middle(host, dia, clientes)))
    thread.start()
    _move_until(host, _morning(dia) + timedelta(minutes=1), clientes)
    thread.join()
    assert cut == ["em_andamento"]
    deadline = time.monotonic() + _patience(clientes)
    while (rodada := _rodada(host, dia)) is None or rodada["status"] == "em_andamento":
        assert time.monotonic() < deadline, rodada
        _move_until(host, now(host) + timedelta(minutes=6), clientes)
    return rodada


def _patience(clientes: int) -> float:
    return PATIENCE_S + clientes / 80


def _move_until(host: LocalHost, target: datetime, clientes: int) -> None:
    """As `quedas.move_until`, which waits for no work that takes minutes."""
    deadline = time.monotonic() + _patience(clientes)
    while time.monotonic() < deadline:
        with suppress(httpx2.TransportError):
            rest: dict[str, object] = {"avancar_segundos": 0}
            body = rest if now(host) >= target else {"ate": target.isoformat()}
            if httpx2.post(f"{host.url}/local/relogio", json=body, timeout=_patience(clientes)).is_success:
                return
        time.sleep(0.05)  # the host is being restarted
    raise AssertionError("the host did not come back")


def _kill_in_the_middle(host: LocalHost, dia: date, clientes: int) -> str:
    """What the run was when its host was killed."""
    deadline = time.monotonic() + _patience(clientes)
    while (rodada := _rodada(host, dia)) is None or rodada["clientes"] < clientes // 4:
        assert time.monotonic() < deadline, rodada
        time.sleep(0.01)
    host.kill9()
    host.restart()
    return str(rodada["status"])


def _rodada(host: LocalHost, dia: date) -> dict[str, Any] | None:
    """What is known of it: while the host moves or is down, nothing."""
    with suppress(httpx2.TransportError):
        answer = httpx2.get(
            f"{host.url}/health-scores/rodadas/{dia.isoformat()}", headers=_HEADERS, timeout=60
        )
        if answer.status_code == 200:
            return dict(answer.json())
    return None


def _told(host: LocalHost) -> tuple[int, int]:
    """Of how many clientes a tarefa told on the first day, and how many tarefas told of the rest."""
    with closing(sqlite3.connect(host.state / "documentos.db")) as db:
        rows = db.execute(
            "SELECT substr(json_extract(body, '$.criada_em'), 1, 10), json_extract(body, '$.cliente_id') IS NULL "
            "FROM tarefas WHERE pk = ? AND json_extract(body, '$.tipo') = 'saude'",
            (CONTA,),
        ).fetchall()
    first = [is_sum for day, is_sum in rows if day == min(rows)[0]]
    return first.count(0), first.count(1)


def _history(host: LocalHost) -> dict[str, int]:
    """How many clientes each day of the months was kept for."""
    with closing(sqlite3.connect(host.state / "documentos.db")) as db:
        rows = db.execute(
            "SELECT day.key FROM saude, json_each(saude.body, '$.dias') AS day "
            "WHERE saude.pk = ? AND json_extract(saude.body, '$.mes') IS NOT NULL",
            (CONTA,),
        )
        return dict(Counter(key for (key,) in rows))
