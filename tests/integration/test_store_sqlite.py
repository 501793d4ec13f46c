"""SQLite keeps the stores' contract, and what it promises beyond: several processes, and kill -9."""

import asyncio
import random
import signal
import sqlite3
import subprocess
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
from tests.store_behaviour import StoreBehaviour, drain
from tests.store_behaviour_local import LocalBehaviour, MovedClock
from tests.store_behaviour_queries import QueryBehaviour

pytestmark = pytest.mark.anyio

# Writes documents one after another and says each id only once the store has answered.
WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from shared.adapters.sqlite import SqliteDocuments

async def main(path, name):
    store = SqliteDocuments(path, now=lambda: datetime.now(UTC)).open("relatos", "clinica-a")
    async def write(lane):
        for n in range(100_000):
            await store.create(f"{name}-{lane}-{n}", {"texto": "x" * 500})
            print(f"{name}-{lane}-{n}", flush=True)
    await asyncio.gather(*[write(lane) for lane in range(4)])

asyncio.run(main(*sys.argv[1:]))
"""

# Adds one to a counter, many times, by etag.
COUNTER = """
import asyncio, sys
from datetime import UTC, datetime
from shared.adapters.sqlite import SqliteDocuments
from shared.kit.errors import PreconditionFailed

async def main(path, times):
    documents = SqliteDocuments(path, now=lambda: datetime.now(UTC))
    store = documents.open("limites", "clinica-a")
    for _ in range(int(times)):
        while True:
            found = await store.get("contador")
            try:
                await store.replace("contador", {"n": found.body["n"] + 1}, etag=found.etag)
                break
            except PreconditionFailed:
                pass
    await documents.close()

asyncio.run(main(*sys.argv[1:]))
"""

# Makes the file, or finds it being made.
OPENER = """
import asyncio, sys
from datetime import UTC, datetime
from shared.adapters.sqlite import SqliteDocuments

async def main(path, document_id):
    documents = SqliteDocuments(path, now=lambda: datetime.now(UTC))
    await documents.open("relatos", "clinica-a").create(document_id, {})
    await documents.close()

asyncio.run(main(*sys.argv[1:]))
"""


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


def start(program: str, *arguments: str, stdout: int | None = None) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=stdout, text=True)


def acknowledged_until_killed(path: str, name: str, count: int) -> list[str]:
    """What a writing process said was stored before kill -9 met it; a line that the kill cut short is left out."""
    with start(WRITER, path, name, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        said = []
        for line in writer.stdout:
            said.append(line)
            if len(said) == count:
                writer.kill()
    assert writer.returncode == -signal.SIGKILL
    return [line.strip() for line in said if line.endswith("\n")]


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


async def test_every_acknowledged_write_survives_kill_9(path: str) -> None:
    said = [
        line
        for name in ("w1", "w2", "w3", "w4", "w5")
        for line in acknowledged_until_killed(path, name, count=random.randint(20, 2000))
    ]

    documents = SqliteDocuments(path, now=real_now)
    kept = set(await drain(documents.open("relatos", "clinica-a"), Query(limit=1000)))
    await documents.close()
    assert len(said) >= 100
    assert set(said) - kept == set()


async def test_processes_that_share_the_file_lose_no_update(path: str) -> None:
    documents = SqliteDocuments(path, now=real_now)
    store = documents.open("limites", "clinica-a")
    await store.create("contador", {"n": 0})

    counters = [start(COUNTER, path, "100") for _ in range(3)]
    codes = [await asyncio.to_thread(counter.wait, 60) for counter in counters]

    assert codes == [0, 0, 0]
    assert (await store.get("contador")).body == {"n": 300}
    await documents.close()


async def test_processes_may_make_the_file_at_the_same_time(path: str) -> None:
    openers = [start(OPENER, path, f"R{n}") for n in range(4)]
    codes = [await asyncio.to_thread(opener.wait, 60) for opener in openers]

    documents = SqliteDocuments(path, now=real_now)
    assert codes == [0, 0, 0, 0]
    assert await documents.open("relatos", "clinica-a").count() == 4
    await documents.close()
