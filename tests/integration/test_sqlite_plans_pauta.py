"""What the brief asks, held to the indexes that SQLite has: a conta of a hundred thousand documents is not read."""

import sqlite3

import pytest

from shared.tarefas.models import TipoTarefa
from tests.integration.test_sqlite_plans import AskedDocuments, plan
from tests.unit.pauta.world import Dia, at

pytestmark = pytest.mark.anyio


async def test_what_the_brief_asks_is_answered_from_an_index_over_all_it_names(
    db: sqlite3.Connection,
) -> None:
    documents = AskedDocuments()
    dia = Dia(documents=documents)
    await dia.put_chamado(resolver_ate=at("2026-03-03 12:00"))
    for number in range(4):
        await dia.put_fall(f"L{number}")
    documents.asked.clear()

    await dia.brief()

    plans = {(container, plan(db, container, query)) for container, query in documents.asked}
    assert {said for _, said in plans if said.endswith("(pk=?)") or said.startswith("SCAN")} == set()
    assert {said.partition("INDEX ")[2] for container, said in plans if container == "tarefas"} == {
        "tarefas.tipo+status+vence_em (pk=? AND <expr>=? AND <expr>=? AND <expr><?)",
        "tarefas.tipo+status+valor (pk=? AND <expr>=? AND <expr>=? AND <expr>>?)",
    }
    assert sum(container == "tarefas" for container, _ in documents.asked) == len(TipoTarefa) + 1
