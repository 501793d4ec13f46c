"""SQLite among processes: none loses what another wrote, and kill -9 nothing that was acknowledged."""

import asyncio
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.adapters.sqlite import SqliteDocuments
from shared.kit.store import Query
from tests.store_behaviour import drain

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
