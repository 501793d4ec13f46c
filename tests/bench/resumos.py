"""What a cached answer costs: S4's dashboard beside a bare function that asks who calls, and 10,000 health scores."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2

from shared.adapters.sqlite import SqliteDocuments
from shared.atividades.models import Contadores, TipoAtividade
from shared.clientes.models import Cliente
from shared.clientes.store import ClienteStore
from shared.kit.clock import system_now
from shared.saude.calculo import Contexto, Fontes, calculate
from shared.saude.perfis import named
from shared.saude.store import SaudeStore
from shared.wiring.base import INDEXES
from tests.bench.report import Row, at_most
from tests.local_host import LocalHost

_CLIENTES = 10_000
_READS = 1_000
_LISTS = 20
_GOAL = 1.5
_CONTA, _ZONE = "demonstracao", "America/Sao_Paulo"
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
    """Clientes with a month of activity, and the scores that a daily run gives them."""
    documents = SqliteDocuments(str(host.state / "documentos.db"), now=system_now, indexes=INDEXES)
    clientes = ClienteStore(documents.open(Cliente.CONTAINER, _CONTA))
    saude = SaudeStore(documents.open("saude", _CONTA))
    for start in range(0, _CLIENTES, 500):
        some = [_cliente(number) for number in range(start, start + 500)]
        await asyncio.gather(*(clientes.add(one) for one in some))
        await saude.put([calculate(_fontes(one), _context()).escrita for one in some])
    await documents.close()


def _cliente(number: int) -> Cliente:
    born = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    return Cliente(
        id=f"C{number}",
        nome=f"Empresa {number}",
        telefones=(f"+55629{number:08}",),
        client_id=str(number + 1),
        tenant_id=str(number + 70_000),
        slug=f"empresa-{number}",
        pipeline="CS | ONGOING",
        data_adesao=date(2024, 1 + number % 12, 1 + number % 28),
        criado_em=born,
        atualizado_em=born,
    )


def _context() -> Contexto:
    now = system_now()
    perfil = named("documentado:1")
    assert perfil is not None
    return Contexto(perfil, _ZONE, now.date(), now)


def _fontes(cliente: Cliente) -> Fontes:
    now = system_now()
    counters = Contadores(
        id=cliente.id,
        dias={now.date().isoformat(): {TipoAtividade.LOGIN: 1 + int(cliente.client_id or 0) % 80}},
        ultimas={TipoAtividade.LOGIN: now},
        atualizado_em=now,
    )
    told = cliente.model_dump(mode="json", exclude_none=True)
    return Fontes(cliente.id, told, counters.model_dump(mode="json"))


def _rows(host: LocalHost) -> list[Row]:
    with httpx2.Client(base_url=host.url, timeout=120, trust_env=False) as client:
        token = client.post("/auth/login", json=_LOGIN).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        first = _made_and_kept(client, "/dashboard")
        kept, bare = _by_turns(lambda: client.get("/dashboard"), lambda: client.get("/porta"))
        scores = _made_and_kept(client, "/health-scores")
        told = _made_and_kept(client, "/health-scores", {"If-None-Match": scores[2]})
    return [
        at_most("GET /dashboard from the cache", kept, bare, unit="us", goal=_GOAL),
        Row(f"  made of {_CLIENTES} clientes", f"{first[0]:.0f} ms"),
        Row(f"GET /health-scores of {_CLIENTES}, made", f"{scores[0]:.0f} ms"),
        Row("  from the cache", f"{scores[1]:.1f} ms"),
        Row("  known to the caller already (304)", f"{told[1]:.1f} ms"),
    ]


def _made_and_kept(
    client: httpx2.Client, path: str, headers: Mapping[str, str] | None = None
) -> tuple[float, float, str]:
    """Milliseconds of an answer that is made, and of one that was kept (medians); and its entity tag."""
    made, kept, tag = [], [], ""
    for _ in range(5):
        client.post("/cache/clear").raise_for_status()
        begun = time.perf_counter()
        shown = client.get(path)
        made.append((time.perf_counter() - begun) * 1000)
        assert shown.headers["X-Cache"] == "MISS"
        tag = shown.headers["ETag"]
    for _ in range(_LISTS):
        begun = time.perf_counter()
        shown = client.get(path, headers=dict(headers or {}))
        kept.append((time.perf_counter() - begun) * 1000)
        assert shown.headers["X-Cache"] == "HIT"
    return statistics.median(made), statistics.median(kept), tag


def _by_turns(*calls: Callable[[], httpx2.Response]) -> list[float]:
    """The median microseconds of each call; they take turns, so that a busy moment hits all of them."""
    for call in calls * 20:
        call().raise_for_status()
    times = [[_took(call) for call in calls] for _ in range(_READS)]
    return [statistics.median(column) * 1_000_000 for column in zip(*times, strict=True)]


def _took(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call().raise_for_status()
    return time.perf_counter() - begun
