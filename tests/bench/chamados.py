"""Chamados under the real local host: how soon one is answered within its request, how many a second are read and
answered, or handed to a person."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import httpx2

from tests.bench.floor import messages_per_s
from tests.bench.memory import rss_mb
from tests.bench.report import Row, at_least
from tests.local_host import LocalHost

_COUNT = 640
_CONCURRENCY = 16
_AT_IDLE = 51
_GOAL = 0.2
_HEADERS = {"Authorization": "Bearer somente-local-token-de-demonstracao"}
_LOGIN = {"username": "admin", "password": "somente-local-senha"}
_RESPOSTAS: tuple[dict[str, Any], ...] = (
    {
        "intencao": "informacao",
        "titulo": "Horário",
        "perguntas": ["Qual é o horário de atendimento?", "Que horas vocês abrem?"],
        "texto": "Atendemos de segunda a sexta, das 8h às 18h.",
    },
    {"intencao": "segunda_via_boleto", "titulo": "Boleto", "texto": "O boleto está em Minha Conta, Faturas."},
)
# Half has an approved answer, half is a person's: as many by search as by intention alone.
_MENSAGENS = (
    "Oi, boa tarde! Que horas vocês abrem?",
    "Preciso da segunda via do boleto deste mês, por favor.",
    "Quero remarcar a minha consulta para a semana que vem.",
    "O aplicativo não abre desde ontem, dá erro na tela de entrada.",
)


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        host = LocalHost(Path(scratch), environ={"LOG_LEVEL": "WARNING"}).start()
        try:
            return _rows(host)
        finally:
            host.close()


def _rows(host: LocalHost) -> list[Row]:
    bodies = _bodies(_prepared(host))
    asyncio.run(_throughput(host, list(islice(bodies, _CONCURRENCY * 2))))  # warm: imports, model, indexes
    idle = sorted(_answered(host, list(islice(bodies, _AT_IDLE))))
    floor = messages_per_s(host.azurite.connection_string, count=_COUNT, concurrency=_CONCURRENCY)
    rate = asyncio.run(_throughput(host, list(islice(bodies, _COUNT))))
    return [
        Row("POST of a chamado to its 201 at idle, median", f"{statistics.median(idle):.0f} ms"),
        Row(f"  the slowest of {_AT_IDLE}", f"{idle[-1]:.0f} ms"),
        at_least("chamados to answered or handed on", rate, floor, unit="/s", goal=_GOAL),
        Row("memory of the host, after the load", f"{rss_mb(host):.0f} MB"),
    ]


def _prepared(host: LocalHost) -> list[str]:
    """With its approved answers known to search; the ids of some clientes."""
    token = host.post("/auth/login", data=_LOGIN).raise_for_status().json()["access_token"]
    admin = {"Authorization": f"Bearer {token}"}
    for resposta in _RESPOSTAS:
        host.post("/respostas", json=resposta, headers=admin).raise_for_status()
    made = [
        host.post("/clientes", json={"nome": f"Pessoa {n}", "email": f"p{n}@exemplo.com.br"}, headers=admin)
        for n in range(_CONCURRENCY)
    ]
    host.settle()
    return [one.raise_for_status().json()["id"] for one in made]


def _bodies(clientes: list[str]) -> Iterator[dict[str, str]]:
    number = 0
    while True:
        mensagem = _MENSAGENS[number % len(_MENSAGENS)]
        yield {"cliente_id": clientes[number % len(clientes)], "canal": "site", "mensagem": mensagem}
        number += 1


def _answered(host: LocalHost, bodies: list[dict[str, str]]) -> list[float]:
    """Milliseconds from each POST to its 201, with nothing else going on."""
    times = []
    with httpx2.Client(base_url=host.url, headers=_HEADERS, timeout=60, trust_env=False) as client:
        for body in bodies:
            begun = time.perf_counter()
            client.post("/chamados", json=body).raise_for_status()
            times.append((time.perf_counter() - begun) * 1000)
            host.settle()
    return times


async def _throughput(host: LocalHost, bodies: list[dict[str, str]]) -> float:
    """Chamados a second, from the first POST until queues are at rest and each has its answer or its person."""
    limits = httpx2.Limits(max_connections=_CONCURRENCY)
    headers = _HEADERS | {"Prefer": "respond-async"}
    async with httpx2.AsyncClient(base_url=host.url, headers=headers, timeout=180, limits=limits) as client:
        places: list[str] = []
        waiting = iter(bodies)
        begun = time.perf_counter()
        await asyncio.gather(*(_post(client, waiting, places) for _ in range(_CONCURRENCY)))
        (await client.post("/local/relogio", json={"avancar_segundos": 0})).raise_for_status()
        took = time.perf_counter() - begun
        situacoes = [(await client.get(place)).json()["situacao"] for place in places]
    if not situacoes.count("aguardando_cliente") == situacoes.count("encaminhado") == len(bodies) / 2:
        raise RuntimeError(f"not every chamado is where it belongs: {sorted(set(situacoes))}")
    return len(bodies) / took


async def _post(client: httpx2.AsyncClient, waiting: Iterator[dict[str, str]], places: list[str]) -> None:
    for body in waiting:
        answer = await client.post("/chamados", json=body)
        answer.raise_for_status()
        places.append(answer.headers["location"])
