"""What SQLite leaves on the disk of what was deleted: nothing, once the traces are erased, whoever else is at work."""

import asyncio
import sqlite3
from array import array
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.adapters import sqlite_file
from shared.adapters.sqlite import SqliteDocuments
from shared.kit.errors import TransientError
from shared.kit.store import DocumentStore, Query
from tests.store_behaviour import drain
from tests.store_behaviour_local import MovedClock

pytestmark = pytest.mark.anyio

SECRET = "Marina Prates Sobral"
NOW = datetime(2025, 2, 15, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "retorno.db")


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(NOW)


@pytest.fixture
async def documents(path: str, clock: MovedClock) -> AsyncIterator[SqliteDocuments]:
    documents = SqliteDocuments(
        path, now=clock, indexes={"relatos": ("busca",)}, vectors={"vetores": ("vetor",)}
    )
    yield documents
    await documents.close()


def traces(path: str) -> int:
    """How often the name lies in the files of the store, the log of writes included."""
    files = Path(path).parent.glob(Path(path).name + "*")
    return sum(file.read_bytes().count(SECRET.encode()) for file in files)


async def fill(store: DocumentStore, count: int = 400) -> None:
    """Bodies of many sizes, so that pages split; each names somebody in the body and in the index."""
    bodies = [{"texto": SECRET + "x" * (n * 7 % 900), "busca": SECRET, "n": n} for n in range(count)]
    for n, body in enumerate(bodies):
        await store.create(f"R{n}", body)


async def test_nothing_of_what_was_deleted_replaced_or_expired_is_left_in_the_files(
    documents: SqliteDocuments, path: str, clock: MovedClock
) -> None:
    store = documents.open("relatos", "clinica-a")
    await fill(store)
    await store.create("breve", {"texto": SECRET}, ttl_s=60)
    for n in range(200):
        await store.upsert(f"R{n}", {"texto": "", "busca": ""})
    for n in range(200, 400):
        await store.delete(f"R{n}")
    assert traces(path) > 0  # in the log at least, where nothing is overwritten
    clock.advance(timedelta(minutes=2).total_seconds())

    await documents.erase_traces()

    assert traces(path) == 0
    assert len(await drain(store, Query(limit=1000))) == 200


async def test_nothing_is_left_of_a_vector_whose_document_was_deleted_replaced_or_has_expired(
    documents: SqliteDocuments, path: str, clock: MovedClock
) -> None:
    store = documents.open("vetores", "clinica-a")
    vetor = [float(value) for value in array("f", SECRET.encode().ljust(20))]
    for n in range(200):
        await store.create(f"R{n}", {"vetor": vetor * (1 + n % 50)})
    await store.create("breve", {"vetor": vetor}, ttl_s=60)
    assert traces(path) > 0
    for n in range(100):
        await store.upsert(f"R{n}", {"vetor": [0.5]})
    for n in range(100, 200):
        await store.delete(f"R{n}")
    clock.advance(timedelta(minutes=2).total_seconds())

    await documents.erase_traces()

    assert traces(path) == 0
    assert len(await store.nearest("vetor", [1.0], limit=100, fields=())) == 100


async def test_what_was_not_deleted_stays_once(documents: SqliteDocuments, path: str) -> None:
    store = documents.open("relatos", "clinica-a")
    await fill(store)
    for n in range(1, 400):
        await store.delete(f"R{n}")

    await documents.erase_traces()

    assert traces(path) == 3  # two fields of its body, and its place in the index


async def test_a_file_with_statistics_of_sqlites_own_is_erased_as_well(
    documents: SqliteDocuments, path: str
) -> None:
    store = documents.open("relatos", "clinica-a")
    await fill(store, 3)
    with closing(sqlite3.connect(path)) as db:
        db.execute("ANALYZE")

    for n in range(3):
        await store.delete(f"R{n}")
    await documents.erase_traces()

    assert traces(path) == 0


async def test_it_is_done_while_others_read_and_write(documents: SqliteDocuments, path: str) -> None:
    other = SqliteDocuments(path, now=lambda: NOW)
    mine, theirs = documents.open("relatos", "clinica-a"), other.open("relatos", "clinica-b")
    await fill(mine, 100)
    is_over = False

    async def work(lane: int) -> int:
        done = 0
        while not is_over:
            await theirs.create(f"{lane}-{done}", {"n": done})
            await theirs.query(Query(limit=50))
            done += 1
        return done

    working = asyncio.gather(*(work(lane) for lane in range(4)))
    for n in range(100):
        await mine.delete(f"R{n}")
    await documents.erase_traces()
    is_over = True
    written = sum(await working)

    assert traces(path) == 0
    assert await theirs.count() == written
    await other.close()


async def test_a_reader_that_does_not_let_go_is_an_outage(
    documents: SqliteDocuments, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = documents.open("relatos", "clinica-a")
    await store.create("R1", {"texto": SECRET})
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM relatos").fetchall()
    await store.delete("R1")
    documents._writer._patient.execute("PRAGMA busy_timeout=20")

    with pytest.raises(TransientError):
        await documents.erase_traces()
    reader.execute("COMMIT")
    reader.close()
    await documents.erase_traces()

    assert traces(path) == 0


async def test_a_lock_that_another_process_holds_is_an_outage(documents: SqliteDocuments, path: str) -> None:
    store = documents.open("relatos", "clinica-a")
    await store.create("R1", {"texto": SECRET})
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    documents._writer._patient.execute("PRAGMA busy_timeout=20")

    with pytest.raises(TransientError):
        await documents.erase_traces()
    other.execute("COMMIT")
    other.close()

    assert (await store.get("R1")).body == {"texto": SECRET}


def test_every_connection_overwrites_what_it_deletes(path: str) -> None:
    db = sqlite_file.connect(path)

    assert db.execute("PRAGMA secure_delete").fetchone() == (1,)
    db.close()
