"""A world of its own for each story, on SQLite."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.adapters.sqlite import SqliteDocuments
from shared.wiring.base import INDEXES
from tests.unit.migrar.mundo import Mundo


@pytest.fixture
async def mundo(tmp_path: Path) -> AsyncIterator[Mundo]:
    documents = SqliteDocuments(str(tmp_path / "d.db"), now=lambda: datetime.now(UTC), indexes=INDEXES)
    yield Mundo(tmp_path / "exportado", documents)
    await documents.close()
