"""What is asked of mensagens, held to the indexes that SQLite has: none reads or sorts all that a conta holds."""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from shared.adapters.sqlite_file import make_table
from shared.adapters.sqlite_sql import select
from shared.kit.store import Query
from shared.mensagens.entradas import FiltroSugestoes, PaginaS2, Situacao
from shared.wiring.base import INDEXES
from tests.integration.test_sqlite_plans import AskedDocuments
from tests.unit.mensagens.memoria import ANA, CONTA, Memoria

pytestmark = pytest.mark.anyio


@pytest.fixture
def db(db: sqlite3.Connection) -> sqlite3.Connection:
    make_table(db, "mensagens", INDEXES["mensagens"])
    return db


@pytest.mark.parametrize(
    "asks",
    [
        lambda it: it.service.recent(CONTA, 50),
        lambda it: it.service.of_client(CONTA, ANA, PaginaS2()),
        lambda it: it.service.of_sector(CONTA, "geral", PaginaS2()),
        lambda it: it.service.relink(CONTA, ANA, "41"),
        lambda it: it.indexador.sweep(CONTA),
        lambda it: it.undecided(),
        lambda it: it.undecided(ordem="novas"),
        lambda it: it.sugestoes.list(CONTA, FiltroSugestoes(situacao=Situacao.VENCIDAS)),
        lambda it: it.open().expired(it.clock(), limit=500),
    ],
    ids=["recent", "client", "sector", "relink", "sweep", "most", "newest", "stale", "expired"],
)
async def test_what_is_asked_of_mensagens_is_answered_in_order_from_an_index(
    db: sqlite3.Connection, asks: Callable[[Memoria], Awaitable[Any]]
) -> None:
    documents = AskedDocuments()
    memoria = Memoria(documents=documents)
    await memoria.ask(client_id=ANA)
    documents.asked.clear()

    await asks(memoria)

    steps = [
        step for container, query in documents.asked if container == "mensagens" for step in plan(db, query)
    ]
    assert steps
    assert [step for step in steps if _reads_all(step)] == []


def _reads_all(step: str) -> bool:
    """Newest first over all reads no more than its limit."""
    is_newest = step.endswith("mensagens.created_at (pk=?)")
    return "TEMP B-TREE" in step or (step.endswith("(pk=?)") and not is_newest)


def plan(db: sqlite3.Connection, query: Query) -> list[str]:
    """How SQLite finds and orders what is asked for."""
    statement, values = select('"mensagens"', query, at="pk = ?", place=None)
    return [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", [CONTA, *values])]
