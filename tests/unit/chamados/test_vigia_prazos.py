"""What time does to chamados that wait for us: each deadline warns once and breaches once, in working hours."""

from datetime import timedelta

import pytest

from shared.chamados.classe import Prioridade
from shared.chamados.models import ChamadoStatus
from shared.chamados.pedidos import StatusPedido
from shared.chamados.vigia import PAGE
from shared.tarefas.models import TarefaStatus, TipoTarefa
from tests.unit.chamados.casos import at, make_classificacao, make_read
from tests.unit.chamados.equipe import Equipe, begun, pedido
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
URGENTE = make_classificacao(prioridade=Prioridade.ALTA)


@pytest.fixture
async def equipe() -> Equipe:
    """It is Tuesday, ten in the morning in São Paulo."""
    return await begun()


async def test_a_deadline_is_told_once_when_it_nears_and_once_when_it_is_over(equipe: Equipe) -> None:
    equipe.classificador.le = URGENTE
    chamado = await equipe.asks_people()

    told: list[list[str]] = []
    for minutes in (40, 8, 5, 7, 30):
        await equipe.later(minutes=minutes)
        told.append([tarefa.motivo for tarefa in await equipe.all_tarefas()])

    near, over = "aviso_primeira_resposta", "estouro_primeira_resposta"
    assert told == [[], [near], [near], [near, over], [near, over]]
    after = await equipe.now_of(chamado)
    assert (after.avisado_em, after.estourado_em) == (at("2026-03-03 10:48"), at("2026-03-03 11:00"))


async def test_the_tarefa_says_of_whom_for_whom_and_until_when(equipe: Equipe) -> None:
    equipe.classificador.le = URGENTE
    chamado = await equipe.asks_people()
    await equipe.gestao.change_status(pedido(chamado.id), StatusPedido(ChamadoStatus.EM_ATENDIMENTO))

    await equipe.later(minutes=48)

    (tarefa,) = await equipe.all_tarefas()
    assert (tarefa.tipo, tarefa.chamado_id, tarefa.cliente_id) == (TipoTarefa.PRAZO, chamado.id, "C1")
    assert (tarefa.cliente, tarefa.atendente) == ("Marina Prates", "paula")
    assert tarefa.vence_em == at("2026-03-03 11:00")
    assert tarefa.explicacao == "O prazo da primeira resposta termina em 03/03, às 11:00."


async def test_who_looks_too_late_hears_of_the_breach_alone(equipe: Equipe) -> None:
    equipe.classificador.le = URGENTE
    await equipe.asks_people()

    await equipe.later(hours=2)

    assert [tarefa.motivo for tarefa in await equipe.all_tarefas()] == ["estouro_primeira_resposta"]


async def test_a_night_and_a_weekend_are_nobody_s_delay(equipe: Equipe) -> None:
    equipe.clock.instant = at("2026-03-06 17:50")  # a Friday
    equipe.classificador.le = URGENTE
    await equipe.asks_people()

    await equipe.later(days=2, hours=14, minutes=30)  # Monday, 08:20
    before = await equipe.all_tarefas()
    await equipe.later(minutes=30)

    assert before == []
    assert [tarefa.vence_em for tarefa in await equipe.all_tarefas()] == [at("2026-03-09 08:50")]


async def test_a_power_cut_between_the_tarefa_and_its_line_makes_no_second_one(equipe: Equipe) -> None:
    equipe.classificador.le = URGENTE
    chamado = await equipe.asks_people()
    before = await equipe.chamados().get(chamado.id)
    await equipe.later(minutes=48)

    now = await equipe.chamados().get(chamado.id)
    await equipe.chamados().save(before.chamado, now.etag)
    await equipe.later(minutes=1)

    assert len(await equipe.all_tarefas()) == 1


async def test_an_answered_one_waits_without_a_deadline(equipe: Equipe) -> None:
    equipe.classificador.le = URGENTE
    chamado = await equipe.asks_people()
    await equipe.says(chamado, resolve=False)

    await equipe.later(days=10)

    assert await equipe.all_tarefas() == []
    assert (await equipe.now_of(chamado)).status is ChamadoStatus.AGUARDANDO_CLIENTE


async def test_what_was_told_of_a_deadline_is_let_go_once_it_is_met(equipe: Equipe) -> None:
    equipe.classificador.le = URGENTE
    chamado = await equipe.asks_people()
    await equipe.later(minutes=48)
    told = await equipe.all_tarefas()

    await equipe.says(chamado)
    await equipe.later(minutes=5)

    gone = await equipe.all_tarefas(TarefaStatus.DISPENSADA)
    assert [tarefa.id for tarefa in gone] == [tarefa.id for tarefa in told]
    assert await equipe.all_tarefas() == []
    after = await equipe.now_of(chamado)
    assert after.respondido_em is not None
    assert after.proximo_em == after.respondido_em + timedelta(hours=24)


async def test_a_tarefa_that_somebody_did_stays_done_when_the_chamado_ends(equipe: Equipe) -> None:
    equipe.classificador.le = URGENTE
    chamado = await equipe.asks_people()
    await equipe.later(hours=1)
    store = equipe.open_tarefas(CONTA)
    tarefa, etag = await store.get((await equipe.all_tarefas())[0].id)
    await store.save(tarefa.model_copy(update={"status": TarefaStatus.CONCLUIDA}), etag)

    await equipe.gestao.change_status(pedido(chamado.id), StatusPedido(ChamadoStatus.FECHADO))
    await equipe.later(minutes=5)

    assert [one.id for one in await equipe.all_tarefas(TarefaStatus.CONCLUIDA)] == [tarefa.id]
    assert (await equipe.now_of(chamado)).proximo_em is None


async def test_more_than_a_page_is_looked_at_in_one_tick(equipe: Equipe) -> None:
    for number in range(PAGE + 3):
        chamado = make_read(id=f"A{number:04}", cliente_id="C1")
        await equipe.chamados().add(chamado)
    equipe.clock.instant = at("2026-03-02 13:00")

    looked = await equipe.vigia.tick(CONTA)

    assert looked == PAGE + 3
    assert await equipe.vigia.tick(CONTA) == 0
