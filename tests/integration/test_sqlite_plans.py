"""What is asked for a message or a chamado, held to the indexes that SQLite has: none reads all that a conta holds."""

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from shared.adapters.sqlite_file import make_table
from shared.adapters.sqlite_sql import select
from shared.chamados.models import FiltroChamados
from shared.kit.store import Page, Query
from shared.wiring.base import INDEXES
from tests.unit.chamados.world import Chamados
from tests.unit.envios.world import CONTA, WatchedDocuments, WatchedStore
from tests.unit.recebimentos import test_quedas as stories
from tests.unit.recebimentos.conversas import Conversas

pytestmark = pytest.mark.anyio
_FILTERS = {
    **{"status": "aberto", "cliente_id": "C1", "canal": "site", "setor": "geral", "intencao": "outro"},
    **{"prioridade": "alta", "atendente": "U1", "criado_de": "2026-03-01", "criado_ate": "2026-03-31"},
}


@dataclass
class AskedDocuments(WatchedDocuments):
    asked: list[tuple[str, Query]] = field(default_factory=list)

    def open(self, container: str, pk: str) -> "AskedStore":
        return AskedStore(self, container, pk)


class AskedStore(WatchedStore):
    def __init__(self, documents: AskedDocuments, container: str, pk: str) -> None:
        super().__init__(documents, container, pk)
        self._asked, self._container = documents.asked, container

    async def query(self, query: Query) -> Page:
        self._asked.append((self._container, query))
        return await super().query(query)


async def leaves(world: Conversas) -> None:
    await world.follow()
    await world.queue_two()
    await world.say("SAIR")


async def told(story: stories.Story, world: Conversas) -> None:
    await world.route(await story(world))


@pytest.mark.parametrize(
    "happens",
    [
        leaves,
        lambda world: told(stories.resposta, world),
        lambda world: told(stories.estranho, world),
        lambda world: told(stories.cancelar, world),
        lambda world: told(stories.botao, world),
        lambda world: told(stories.qual, world),
    ],
    ids=["leaves", "answers", "stranger", "cancels", "presses", "chooses"],
)
async def test_what_routing_asks_is_answered_from_an_index(
    db: sqlite3.Connection, happens: Callable[[Conversas], Awaitable[None]]
) -> None:
    documents = AskedDocuments()
    world = Conversas(documents=documents)
    await world.add_conta()
    await world.add_cliente()
    documents.asked.clear()

    await happens(world)
    await world.deliver()

    plans = {plan(db, container, query) for container, query in documents.asked if query.where}
    assert plans
    assert not {said for said in plans if said.endswith("(pk=?)")}


async def test_what_chamados_ask_is_answered_from_an_index(db: sqlite3.Connection) -> None:
    documents = AskedDocuments()
    world = Chamados(documents=documents)
    await world.begin()
    documents.asked.clear()

    chamado = await world.asks()
    await world.hear("Obrigada!")
    await world.chamado.sweep(CONTA)
    await world.chamado.by_protocolo(CONTA, chamado.protocolo)
    await world.chamado.relink(CONTA, "C1", "C2")
    await world.chamados().due(world.clock(), limit=200)
    for name, value in _FILTERS.items():
        await world.chamado.search(CONTA, FiltroChamados.model_validate({name: value}))

    plans = {plan(db, container, query) for container, query in documents.asked if query.where}
    assert plans
    assert not {said for said in plans if said.endswith("(pk=?)")}


def plan(db: sqlite3.Connection, container: str, query: Query) -> str:
    """How SQLite finds what is asked for."""
    make_table(db, container, INDEXES.get(container, ()))
    statement, values = select(f'"{container}"', query, at="pk = ?", place=None)
    return str(db.execute(f"EXPLAIN QUERY PLAN {statement}", ["clinica", *values]).fetchone()[3])
