"""The daily run of a conta of 1,000, 10,000 and 100,000 clientes, over the real documents without HTTP: what each one
costs, how much memory it takes, and what a run would cost in Cosmos DB."""

import asyncio
import gc
import json
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from shared.adapters.sqlite import SqliteDocuments
from shared.atividades.models import Contadores
from shared.clientes.models import Cliente
from shared.contas.store import ContaStore
from shared.kit.store import DocumentStore, Query
from shared.saude.models import Saude
from shared.saude.pagina import PaginaService
from shared.saude.quedas import QuedaService
from shared.saude.rodada import RodadaService
from shared.saude.rodada_models import Rodada, RodadaStatus
from shared.saude.rodada_store import RodadaStore
from shared.saude.sinais import Sinais
from shared.saude.store import SaudeStore
from shared.tarefas.models import Tarefa
from shared.tarefas.store import TarefaStore
from shared.wiring.base import INDEXES
from tests.bench.memory import own_kilobytes
from tests.bench.report import Row, at_most
from tests.fakes import FakeClock, FakeInvalidacao
from tests.fakes_store import FakeQueues
from tests.saude_dados import fill

SIZES = (1_000, 10_000, 100_000)
_CONTA = "loja"
_MANHA = datetime(2025, 3, 10, 8, tzinfo=UTC)
# A hundred times the clientes, each at most this much dearer.
_LINEAR = 1.5
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Medida:
    clientes: int
    us_each: float
    us_again: float
    grown_mb: float
    ru_each: float


def measure(sizes: tuple[int, ...] = SIZES) -> list[Row]:
    """The second day's run is the usual one: there are scores to read, and few that change."""
    found = [asyncio.run(_measured(size)) for size in sizes]
    first = found[0]
    rows = []
    for one in found:
        what = f"daily run of {one.clientes:,} clientes, each"
        rows.append(at_most(what, one.us_again, first.us_again, unit="us", goal=_LINEAR))
        rows.append(Row("  on the first day", f"{one.us_each:.0f} us"))
        rows.append(Row("  memory of its own that it grew by", f"{one.grown_mb:.0f} MB"))
        rows.append(Row("  request units in Cosmos DB, about", f"{one.ru_each * one.clientes:,.0f}"))
    return rows


async def _measured(size: int) -> Medida:
    with tempfile.TemporaryDirectory() as scratch:
        clock = FakeClock(_MANHA)
        documents = SqliteDocuments(str(Path(scratch) / "documentos.db"), now=clock, indexes=INDEXES)
        await fill(documents, _CONTA, size, _MANHA.date())
        gc.collect()
        before = own_kilobytes()
        us_each, most_first = await _run(documents, clock, size)
        clock.move(days=1)
        us_again, most_again = await _run(documents, clock, size)
        grown = (max(most_first, most_again) - before) / 1024
        ru_each = await _request_units(documents, clock)
        await documents.close()
    return Medida(size, us_each, us_again, grown, ru_each)


async def _run(documents: SqliteDocuments, clock: FakeClock, size: int) -> tuple[float, int]:
    """Microseconds of processor time for each cliente, since what else runs on the machine does not count, and the most
    kilobytes that were held between two pages.
    """
    queues = FakeQueues()
    service = _service(documents, clock, queues)
    begun, most = time.process_time(), own_kilobytes()
    rodada = await service.start(_CONTA, por="bench")
    while queues.sent:
        await service.process(_CONTA, rodada.dia, int(queues.sent.pop().message["numero"]))
        most = max(most, own_kilobytes())
    took = time.process_time() - begun
    ended: Rodada = await service.get(_CONTA, rodada.dia)
    assert (ended.status, ended.feito.clientes) == (RodadaStatus.CONCLUIDA, size)
    return took / size * 1e6, most


def _service(documents: SqliteDocuments, clock: FakeClock, queues: FakeQueues) -> RodadaService:
    def open_saude(conta: str) -> SaudeStore:
        return SaudeStore(documents.open(Saude.CONTAINER, conta))

    def open_tarefas(conta: str) -> TarefaStore:
        return TarefaStore(documents.open(Tarefa.CONTAINER, conta))

    return RodadaService(
        open_rodadas=lambda conta: RodadaStore(documents.open(Saude.CONTAINER, conta)),
        contas=ContaStore(documents),
        pagina=PaginaService(
            documents=documents,
            open_saude=open_saude,
            sinais=Sinais(documents),
            quedas=QuedaService(open_tarefas, open_saude, documents),
            now=clock,
        ),
        invalidacao=FakeInvalidacao(),
        queues=queues,
        now=clock,
    )


async def _request_units(documents: SqliteDocuments, clock: FakeClock) -> float:
    """What the run of one cliente costs, from the sizes of its documents. See `request_units`.

    By the thirty-first day a score carries thirty-one days, and a month holds sixteen of them on average: what was
    measured of one day is stretched to that.
    """
    read = [
        await _kilobytes(documents.open(Cliente.CONTAINER, _CONTA)),
        await _kilobytes(documents.open(Contadores.CONTAINER, _CONTA)),
    ]
    page = await documents.open(Saude.CONTAINER, _CONTA).query(Query(limit=_SAMPLE))
    now = [one.body for one in page.items if "calculado_em" in one.body]
    day = sum(len(json.dumps(next(iter(one["dias"].values())))) + 14 for one in now) / len(now) / 1024
    bare = sum(len(json.dumps(one | {"dias": {}})) for one in now) / len(now) / 1024
    return request_units(read_kb=[*read, bare + 31 * day], written_kb=[bare + 31 * day, 0.1 + 16 * day])


def request_units(*, read_kb: list[float], written_kb: list[float]) -> float:
    """A query reads about a kilobyte for a unit; an upsert costs five to six a kilobyte, indexes included.

    Source: https://learn.microsoft.com/azure/cosmos-db/request-units
    """
    return sum(read_kb) + 5.5 * sum(written_kb)


async def _kilobytes(store: DocumentStore) -> float:
    page = await store.query(Query(limit=_SAMPLE))
    return sum(len(json.dumps(one.body)) for one in page.items) / len(page.items) / 1024
