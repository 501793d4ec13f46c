"""SQLite keeps the stores' contract, and what it promises beyond."""

import asyncio
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.adapters.sqlite import SqliteDocuments
from shared.adapters.sqlite_sql import select
from shared.kit.errors import TransientError
from shared.kit.store import Query, Where
from tests.store_behaviour import StoreBehaviour
from tests.store_behaviour_local import LocalBehaviour, MovedClock
from tests.store_behaviour_queries import QueryBehaviour

pytestmark = pytest.mark.anyio


def real_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "dados" / "retorno.db")


class TestSqliteStore(StoreBehaviour, QueryBehaviour, LocalBehaviour):
    @pytest.fixture
    def clock(self) -> MovedClock:
        return MovedClock(datetime(2025, 2, 15, 12, tzinfo=UTC))

    @pytest.fixture
    async def documents(self, path: str, clock: MovedClock) -> AsyncIterator[SqliteDocuments]:
        documents = SqliteDocuments(path, now=clock, vectors={"relatos": ("embedding.vetor",)})
        yield documents
        await documents.close()


class TestSqliteStoreWithoutNumpy(LocalBehaviour):
    """It is not shipped: vectors are compared in plain Python then."""

    container = StoreBehaviour.container
    store = StoreBehaviour.store

    @pytest.fixture(autouse=True)
    def _without_numpy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "numpy", None)

    @pytest.fixture
    def clock(self) -> MovedClock:
        return MovedClock(datetime(2025, 2, 15, 12, tzinfo=UTC))

    @pytest.fixture
    async def documents(self, path: str, clock: MovedClock) -> AsyncIterator[SqliteDocuments]:
        # The filter of few is led by an index here, and by the vectors above.
        indexes = {"relatos": ("resto", "setor+n")}
        vectors = {"relatos": ("embedding.vetor",)}
        documents = SqliteDocuments(path, now=clock, indexes=indexes, vectors=vectors)
        yield documents
        await documents.close()


class TestSqliteStoreWithIndexes(QueryBehaviour):
    """An index must change the time of an answer and nothing else."""

    @pytest.fixture
    def container(self) -> str:
        return "relatos"

    @pytest.fixture
    def store(self, documents: SqliteDocuments, container: str) -> object:
        return documents.open(container, "clinica-a")

    @pytest.fixture
    async def documents(self, path: str) -> AsyncIterator[SqliteDocuments]:
        documents = SqliteDocuments(
            path, now=real_now, indexes={"relatos": ("x", "n", "x+n", "cliente.nome", "talvez")}
        )
        yield documents
        await documents.close()


async def test_the_indexed_questions_are_answered_from_the_index(path: str) -> None:
    documents = SqliteDocuments(
        path, now=real_now, indexes={"relatos": ("status+atualizado_em", "recebido_em", "cliente_id")}
    )
    await documents.open("relatos", "clinica-a").create("R1", {"status": "recebido"})
    await documents.close()
    questions = [
        Query((Where("status", "=", "recebido"), Where("atualizado_em", "<", "2025")), "atualizado_em"),
        Query((), "recebido_em", descending=True),
        Query((Where("cliente_id", "=", "C1"),)),
    ]
    places = [["2024", "R0"], ["2024", "R0"], None]

    with sqlite3.connect(path) as db:
        plans = []
        for question, place in zip(questions, places, strict=True):
            statement, values = select('"relatos"', question, at="pk = ?", place=place)
            plans.append(db.execute(f"EXPLAIN QUERY PLAN {statement}", ["clinica-a", *values]).fetchall())
    db.close()

    assert "relatos.status+atualizado_em" in plans[0][0][3]
    assert "relatos.recebido_em" in plans[1][0][3]
    assert "relatos.cliente_id" in plans[2][0][3]
    bounds = [plan[0][3].rpartition("(")[2] for plan in plans[:2]]
    assert bounds == ["pk=? AND <expr>=? AND <expr>>? AND <expr><?)", "pk=? AND <expr><?)"]
    assert not [step for plan in plans for step in plan if "TEMP B-TREE" in step[3]]


async def test_documents_outlive_the_process(path: str) -> None:
    first = SqliteDocuments(path, now=real_now)
    stored = await first.open("relatos", "clinica-a").create("R1", {"n": 1})
    await first.close()

    second = SqliteDocuments(path, now=real_now)
    found = await second.open("relatos", "clinica-a").get("R1")
    await second.close()

    assert found == stored


async def test_expired_documents_are_taken_from_the_file_as_others_are_written(path: str) -> None:
    clock = MovedClock(datetime(2025, 2, 15, 12, tzinfo=UTC))
    documents = SqliteDocuments(path, now=clock)
    store = documents.open("limites", "clinica-a")
    for n in range(20):
        await store.create(f"velho-{n}", {}, ttl_s=60)
    clock.advance(61)

    for n in range(10):
        await store.upsert(f"novo-{n}", {}, ttl_s=60)
    await documents.close()

    with sqlite3.connect(path) as db:
        assert db.execute("SELECT COUNT(*) FROM limites").fetchone() == (10,)
    db.close()


async def test_a_write_waits_for_another_process_and_the_loop_does_not(path: str) -> None:
    documents = SqliteDocuments(path, now=real_now)
    store = documents.open("relatos", "clinica-a")
    await store.create("R0", {})
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    writing = asyncio.gather(*[store.create(f"R{n}", {}) for n in range(1, 100)])
    await asyncio.sleep(0.01)  # long enough for the writes to meet the lock
    before = time.perf_counter()
    await store.get("R0")
    assert time.perf_counter() - before < 1
    assert not writing.done()

    other.execute("COMMIT")
    other.close()
    await writing
    assert await store.count() == 100
    await documents.close()


async def test_a_damaged_disk_is_an_outage_and_not_an_absence(path: str) -> None:
    documents = SqliteDocuments(path, now=real_now)
    store = documents.open("relatos", "clinica-a")
    await store.create("R1", {})
    with sqlite3.connect(path) as other:
        other.execute("ALTER TABLE relatos RENAME COLUMN body TO corpo")
    other.close()

    with pytest.raises(TransientError):
        await store.get("R1")
    with pytest.raises(TransientError):
        await store.query(Query())
    with pytest.raises(TransientError):
        await store.create("R2", {})
    await documents.close()


async def test_a_cancelled_caller_leaves_the_writes_of_others_alone(path: str) -> None:
    documents = SqliteDocuments(path, now=real_now)
    store = documents.open("relatos", "clinica-a")
    await store.create("R0", {})

    tasks = [asyncio.create_task(store.create(f"R{n}", {})) for n in range(1, 10)]
    await asyncio.sleep(0)
    tasks[4].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)

    assert sum(isinstance(result, asyncio.CancelledError) for result in results) == 1
    assert await store.count() >= 9
    await documents.close()


def test_a_loop_that_ended_in_the_middle_of_a_write_holds_up_no_other(path: str) -> None:
    documents = SqliteDocuments(path, now=real_now)
    store = documents.open("relatos", "clinica-a")
    asyncio.run(store.create("R1", {}))

    ended = asyncio.new_event_loop()
    writing = ended.create_task(store.create("R2", {}))
    ended.call_soon(ended.stop)
    ended.run_forever()
    ended.close()
    stored = asyncio.run(asyncio.wait_for(store.create("R3", {}), timeout=5))
    asyncio.run(documents.close())

    assert stored.id == "R3"
    assert not writing.done()
