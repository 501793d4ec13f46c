"""What telling of falls asks, held to the indexes that SQLite has: of a hundred thousand scores only those are read
that wait to be told."""

import sqlite3
from typing import cast

import pytest

from tests.integration.test_sqlite_plans import AskedDocuments, plan
from tests.unit.clientes.world import WayGivingDocuments
from tests.unit.saude.mundo import CONTA, Mundo

pytestmark = pytest.mark.anyio


async def test_those_who_wait_are_found_without_reading_those_who_do_not(db: sqlite3.Connection) -> None:
    documents = AskedDocuments()
    mundo = Mundo(documents=cast("WayGivingDocuments", documents))
    for number in range(30):
        await mundo.cliente(f"c{number:05}")
        await mundo.atividade(f"c{number:05}", dias_atras=45)
    await mundo.run()
    documents.asked.clear()

    conta = await mundo.contas.load(CONTA)
    await mundo.pagina.quedas.tell(conta, clientes=30, after="2025-03-10", now=mundo.clock())

    asked = {(container, plan(db, container, query)) for container, query in documents.asked}
    assert asked == {("saude", "SEARCH saude USING INDEX saude.a_avisar.valor (pk=? AND <expr>>?)")}
