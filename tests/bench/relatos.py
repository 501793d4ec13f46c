"""The main job under the real local host: how soon a relato is understood, how many a second, in how much memory."""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2

from tests.bench.floor import messages_per_s
from tests.bench.memory import rss_mb
from tests.bench.report import Row, at_least
from tests.local_host import LocalHost

_COUNT = 320
_CONCURRENCY = 16
_AT_IDLE = 21
_GOAL = 0.1
_HEADERS = {"Authorization": "Bearer somente-local-token-de-demonstracao"}
_UNDERSTOOD = {"extraido", "com_estrategia", "em_acompanhamento"}
_TEXTO = (
    "Atendi a Lívia agora de manhã. Quer fazer canal e coroa, passei R$ 2.400,00 em 6x de 400 no cartão, à vista "
    "no pix sai por R$ 2.200,00. Achou caro e vai falar com o marido. Ass. Renata"
)


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        host = LocalHost(Path(scratch), environ={"LOG_LEVEL": "WARNING"}).start()
        try:
            return _rows(host)
        finally:
            host.close()


def _rows(host: LocalHost) -> list[Row]:
    asyncio.run(_throughput(host, _CONCURRENCY * 2))  # warm: first imports, schemas, indexes
    idle_rss = rss_mb(host)
    idle = sorted(_until_understood(host) for _ in range(_AT_IDLE))
    floor = messages_per_s(host.azurite.connection_string, count=_COUNT, concurrency=_CONCURRENCY)
    rate = asyncio.run(_throughput(host, _COUNT))
    return [
        Row("POST to extraido at idle, median", f"{statistics.median(idle):.0f} ms"),
        Row("  the slowest of 21", f"{idle[-1]:.0f} ms"),
        at_least("relatos to em_acompanhamento", rate, floor, unit="/s", goal=_GOAL),
        Row("memory of the host, warm", f"{idle_rss:.0f} MB"),
        Row("memory of the host, after the load", f"{rss_mb(host):.0f} MB"),
    ]


def _until_understood(host: LocalHost) -> float:
    """Milliseconds from the POST to the first answer that shows the extraction, at an idle host."""
    time.sleep(0.3)
    with httpx2.Client(base_url=host.url, headers=_HEADERS) as client:
        client.get("/health")
        begun = time.perf_counter()
        place = client.post("/relatos", json=_body()).headers["location"]
        while client.get(place).json()["status"] not in _UNDERSTOOD:
            time.sleep(0.002)
        return (time.perf_counter() - begun) * 1000


async def _throughput(host: LocalHost, count: int) -> float:
    """Relatos a second, from the first POST until queues and flows are at rest and each relato is followed."""
    limits = httpx2.Limits(max_connections=_CONCURRENCY)
    async with httpx2.AsyncClient(base_url=host.url, headers=_HEADERS, timeout=180, limits=limits) as client:
        places: list[str] = []
        begun = time.perf_counter()
        await asyncio.gather(*(_post(client, places, count // _CONCURRENCY) for _ in range(_CONCURRENCY)))
        (await client.post("/local/relogio", json={"avancar_segundos": 0})).raise_for_status()
        took = time.perf_counter() - begun
        statuses = {(await client.get(place)).json()["status"] for place in places}
    if statuses != {"em_acompanhamento"}:
        raise RuntimeError(f"not every relato is followed: {sorted(statuses)}")
    return len(places) / took


async def _post(client: httpx2.AsyncClient, places: list[str], count: int) -> None:
    for _ in range(count):
        answer = await client.post("/relatos", json=_body())
        answer.raise_for_status()
        places.append(answer.headers["location"])


def _body() -> dict[str, Any]:
    return {
        "texto": _TEXTO,
        "cliente": {"nome": "Lívia Prates", "telefone": "(62) 90000-0009"},
        "atendente": "Renata",
    }
