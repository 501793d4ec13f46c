"""What access control costs a reading, and a list out of 50,000 clientes, under the real local host."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx2

from shared.adapters.sqlite import SqliteDocuments
from shared.clientes.models import Cliente
from shared.clientes.store import ClienteStore
from shared.kit.clock import system_now
from shared.wiring.base import INDEXES
from tests.bench.report import Row, at_most
from tests.local_host import LocalHost

_CLIENTES = 50_000
_READS = 1_000
_LISTS = 50
_GOAL = 1.3
_CONTA = "demonstracao"
_APP = Path(__file__).parent / "piso"
_QUIET = {"LOG_LEVEL": "WARNING", "LIMITE_POR_MINUTO": "1000000"}
_LOGIN = {"username": "admin", "password": "somente-local-senha"}


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        host = LocalHost(Path(scratch), app=_APP, environ=_QUIET).start()
        try:
            asyncio.run(_fill(host))
            return _rows(host)
        finally:
            host.close()


async def _fill(host: LocalHost) -> None:
    documents = SqliteDocuments(str(host.state / "documentos.db"), now=system_now, indexes=INDEXES)
    store = ClienteStore(documents.open(Cliente.CONTAINER, _CONTA))
    for start in range(0, _CLIENTES, 1_000):
        await asyncio.gather(*(store.add(_cliente(number)) for number in range(start, start + 1_000)))
    await documents.close()


def _cliente(number: int) -> Cliente:
    born = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    return Cliente(
        id=str(number + 1),
        nome=f"Empresa {number}",
        telefones=(f"+55629{number:08}",),
        emails=(f"contato{number}@exemplo.com.br",),
        client_id=str(number + 1),
        pipeline="CS | ONGOING",
        criado_em=born,
        atualizado_em=born,
    )


def _rows(host: LocalHost) -> list[Row]:
    with httpx2.Client(base_url=host.url, timeout=60, trust_env=False) as client:
        token = client.post("/auth/login", json=_LOGIN).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        guarded, bare = _by_turns(
            lambda number: client.get(f"/clientes/{number}", headers=bearer),
            lambda number: client.get(f"/piso/{number}"),
        )
        pages = [
            _took(lambda: client.get("/clientes?skip=0&limit=100", headers=bearer)) for _ in range(_LISTS)
        ]
        deep = [_took(lambda: client.get("/clientes?skip=40000&limit=100", headers=bearer)) for _ in range(5)]
    return [
        at_most("GET of a cliente, as who may", guarded, bare, unit="us", goal=_GOAL),
        Row("list of 100 clientes from 50,000, median", f"{statistics.median(pages):.1f} ms"),
        Row("  after skip=40000", f"{statistics.median(deep):.0f} ms"),
    ]


def _by_turns(*calls: Callable[[int], httpx2.Response]) -> list[float]:
    """The median microseconds of each call; they take turns, so that a busy moment hits all of them."""
    for call in calls * 20:
        call(1).raise_for_status()
    times = [[_took(partial(call, number)) for call in calls] for number in range(1, _READS)]
    return [statistics.median(column) * 1000 for column in zip(*times, strict=True)]


def _took(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call().raise_for_status()
    return (time.perf_counter() - begun) * 1000
