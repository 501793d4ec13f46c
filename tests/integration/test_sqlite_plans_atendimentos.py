"""What is asked of appointments, held to the indexes that SQLite has: none reads all that a conta holds."""

import sqlite3
from datetime import timedelta

import pytest

from shared.atendimentos.models import FiltroAtendimentos, StatusConfirmacao
from shared.atendimentos.retencao import AtendimentoRetencao
from shared.atendimentos.titular import AtendimentoGuardiao
from shared.kit.titulares import Titular
from tests.integration.test_sqlite_plans import AskedDocuments, plan
from tests.unit.atendimentos.test_titular import FakeGuardas
from tests.unit.atendimentos.world import Atendimentos
from tests.unit.envios.world import CONTA, MARINA

pytestmark = pytest.mark.anyio
_DIAS = {"de": "2026-03-13", "ate": "2026-03-13"}
_FILTERS = (
    _DIAS,
    _DIAS | {"status": "pendente"},
    _DIAS | {"nome_medico": "Dra. Paula Reis"},
    {"cliente_id": "C1"},
    {"nr_seq_agenda": "51177197"},
)


async def test_what_appointments_ask_is_answered_from_an_index(db: sqlite3.Connection) -> None:
    documents = AskedDocuments()
    world = Atendimentos(documents=documents)
    await world.begin()
    await world.add_cliente()
    documents.asked.clear()

    at, _ = await world.put()
    await world.process(at)
    await world.move(at, "2026-03-16T09:00")
    await world.set_status(at, StatusConfirmacao.CANCELADO)
    for asked in _FILTERS:
        await world.atendimento.search(CONTA, FiltroAtendimentos.model_validate(asked))
    await world.atendimento.of_cliente(CONTA, ["C1"])
    await world.atendimento.of_telefone(CONTA, MARINA)
    await world.atendimento.pending(CONTA)
    await world.atendimento.sweep(CONTA)
    await world.atendimento.relink(CONTA, "C1", "C2")
    retencao = AtendimentoRetencao(world.atendimentos, FakeGuardas(), world.clock)
    await retencao.erase_expired(CONTA, world.clock() - timedelta(days=1), held=frozenset(), limit=10)
    guardiao = AtendimentoGuardiao(world.atendimentos, FakeGuardas(), world.clock)
    await guardiao.export(CONTA, Titular(cliente_ids=("C1",)))

    plans = {plan(db, container, query) for container, query in documents.asked}
    assert "tarefas.status+vale_ate (pk=? AND <expr>=? AND <expr><?)" in {
        said.partition("INDEX ")[2] for said in plans
    }
    assert not {said for said in plans if said.endswith("(pk=?)")}
