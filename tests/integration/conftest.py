"""What the integration tests talk to: local processes, each started once, on a port of its own; a bare SQLite file."""

import asyncio
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from infra.local.azurite import Azurite, node
from tests.integration.cosmos_script import CosmosScript, scripted_cosmos

_START = Path(__file__).with_name("cosmosdb_server.cjs")


@pytest.fixture(scope="session")
def cosmos_emulator() -> Iterator[str]:
    """The endpoint of @vercel/cosmosdb-server; it ends when its standard input does."""
    with subprocess.Popen(
        [node(), str(_START)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.stdin.close()
            server.wait(timeout=10)


@pytest.fixture(scope="session")
def azurite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The connection string of a queue service of the tests' own."""
    service = Azurite.launch(tmp_path_factory.mktemp("azurite"))
    try:
        asyncio.run(service.ready())
        yield service.connection_string
    finally:
        service.stop()


@pytest.fixture
async def script() -> AsyncIterator[CosmosScript]:
    """A service that answers as the test says."""
    async with scripted_cosmos() as script:
        yield script


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A file of its own, to ask how SQLite would find what a query asks for."""
    db = sqlite3.connect(tmp_path / "documentos.db")
    yield db
    db.close()
