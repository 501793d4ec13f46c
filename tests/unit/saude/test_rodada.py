"""The daily run: every cliente once, whatever is delivered twice, fails in the middle or cannot be read."""

from datetime import date, timedelta

import anyio
import pytest

from shared.kit.errors import TransientError
from shared.resumos.ports import Assunto
from shared.saude.classe import Categoria
from shared.saude.errors import RodadaNotFound
from shared.saude.models import Saude
from shared.saude.rodada_models import RodadaStatus
from tests.unit.saude.mundo import CONTA, HOJE, Mundo

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def test_a_run_scores_every_cliente_page_by_page_and_ends(mundo: Mundo) -> None:
    await mundo.many(1_001)

    rodada = await mundo.run()

    assert rodada.status is RodadaStatus.CONCLUIDA
    assert (rodada.feito.paginas, rodada.feito.clientes, rodada.feito.sem_dados) == (3, 1_001, 1_001)
    assert rodada.feito.por_categoria == {Categoria.CRITICO: 1_001}
    assert await mundo.saude.count() == 1_001
    assert mundo.invalidacao.told == [(CONTA, Assunto.SAUDE)] * 4


async def test_a_full_last_page_ends_too(mundo: Mundo) -> None:
    await mundo.many(500)

    rodada = await mundo.run()

    assert (rodada.status, rodada.feito.clientes) == (RodadaStatus.CONCLUIDA, 500)


async def test_only_who_is_served_is_scored(mundo: Mundo) -> None:
    await mundo.cliente("ativa")
    await mundo.cliente("sem-funil", pipeline=None, tenant_id="7")
    await mundo.cliente("paciente", pipeline=None)
    await mundo.cliente("cancelada", pipeline="Churns & Cancelamentos")
    await mundo.cliente("bloqueada", ativo=False)

    await mundo.run()

    assert set(await mundo.saude.many(["ativa", "sem-funil", "paciente", "cancelada", "bloqueada"])) == {
        "ativa",
        "sem-funil",
    }


async def test_what_is_written_is_what_the_model_reads(mundo: Mundo) -> None:
    fields = {
        "tenant_id": "7",
        "slug": "auto-sul",
        "valor": 890.5,
        "documento": "12ABC34501DE35",
        "cs": "Lia",
    }
    await mundo.cliente("c1", **fields, data_adesao="2024-05-06")
    await mundo.atividade("c1")

    await mundo.run()

    saude = await mundo.saude_of("c1")
    assert (saude.score, saude.categoria, saude.perfil) == (1.0, Categoria.CAMPEAO, "documentado:1")
    assert (saude.tenant_id, saude.cnpj, saude.cs) == ("7", "12ABC34501DE35", "Lia")
    assert (saude.dia, saude.desde, saude.sem_dados) == (HOJE, HOJE, False)
    stored = (await mundo.saude.many(["c1"]))["c1"].body
    assert Saude.model_validate({"id": "c1"} | stored) == saude
    assert await mundo.saude.history("c1", ["2025-03"]) == saude.dias


async def test_a_message_for_a_page_that_was_done_does_nothing(mundo: Mundo) -> None:
    await mundo.many(600)
    await mundo.rodadas.start(CONTA, por="teste")
    first = mundo.messages()[0]
    await mundo.deliver(first)
    mundo.queues.sent.clear()

    await mundo.deliver(first)

    assert mundo.messages() == []
    assert (await mundo.rodadas.get(CONTA, HOJE)).feito.clientes == 500


async def test_two_deliveries_at_once_make_one_chain_and_count_once(mundo: Mundo) -> None:
    await mundo.many(600)
    await mundo.rodadas.start(CONTA, por="teste")
    message = mundo.queues.sent.pop().message

    async with anyio.create_task_group() as group:
        group.start_soon(mundo.deliver, message)
        group.start_soon(mundo.deliver, message)

    assert len(mundo.messages()) == 1
    assert (await mundo.rodadas.get(CONTA, HOJE)).feito.clientes == 500


@pytest.mark.parametrize("writes", [0, 3, 9])
async def test_a_run_that_fails_within_a_page_goes_on_where_it_stood(mundo: Mundo, writes: int) -> None:
    await mundo.many(700)
    await mundo.rodadas.start(CONTA, por="teste")
    message = mundo.queues.sent.pop().message
    mundo.documents.writes_left = writes
    with pytest.raises(TransientError):
        await mundo.deliver(message)
    mundo.documents.writes_left = None

    await mundo.deliver(message)
    await mundo.drain()

    rodada = await mundo.rodadas.get(CONTA, HOJE)
    assert (rodada.status, rodada.feito.clientes) == (RodadaStatus.CONCLUIDA, 700)
    assert await mundo.saude.count() == 700


async def test_a_page_whose_message_was_lost_is_queued_again_by_the_sweep(mundo: Mundo) -> None:
    await mundo.many(600)
    await mundo.rodadas.start(CONTA, por="teste")
    message = mundo.queues.sent.pop().message
    mundo.queues.down = True
    with pytest.raises(TransientError):
        await mundo.deliver(message)
    mundo.queues.down = False
    assert await mundo.rodadas.sweep(CONTA) == 0
    mundo.clock.move(minutes=11)

    swept = await mundo.rodadas.sweep(CONTA)
    await mundo.drain()

    assert swept == 1
    rodada = await mundo.rodadas.get(CONTA, HOJE)
    assert (rodada.status, rodada.feito.clientes) == (RodadaStatus.CONCLUIDA, 600)
    mundo.clock.move(minutes=11)
    assert await mundo.rodadas.sweep(CONTA) == 0


async def test_one_document_that_nobody_can_read_does_not_stop_the_page(
    mundo: Mundo, caplog: pytest.LogCaptureFixture
) -> None:
    await mundo.many(3)
    await mundo.atividade("c00001")
    await mundo.run()
    await mundo.documents.open("atividades", CONTA).upsert("c00001", {"dias": "Marina", "ultimas": 3})

    rodada = await mundo.next_day()

    assert (rodada.feito.clientes, rodada.feito.ilegiveis) == (2, 1)
    assert "saude.unreadable" in caplog.text
    assert "Marina" not in caplog.text
    assert (await mundo.saude_of("c00001")).dia == HOJE  # it keeps what it had


async def test_today_is_run_once_by_the_timer_and_again_by_who_asks(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.run()

    timer = await mundo.run()
    assert (timer.vez, timer.feito.clientes) == (1, 1)
    await mundo.atividade("c1")
    asked = await mundo.run(again=True)

    assert (asked.vez, asked.feito.clientes, asked.status) == (2, 1, RodadaStatus.CONCLUIDA)
    history = await mundo.saude.history("c1", ["2025-03"])
    assert {day: one.categoria for day, one in history.items()} == {"2025-03-10": Categoria.CAMPEAO}


async def test_who_asks_while_a_run_is_under_way_gets_that_run(mundo: Mundo) -> None:
    await mundo.many(2)
    first = await mundo.rodadas.start(CONTA, por="a", again=True)

    second = await mundo.rodadas.start(CONTA, por="b", again=True)

    assert second == first
    assert len(mundo.messages()) == 1


async def test_two_who_ask_at_once_begin_one_run(mundo: Mundo) -> None:
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(mundo.run)

    assert (await mundo.rodadas.get(CONTA, HOJE)).vez == 1


async def test_a_late_message_of_the_first_run_does_nothing_to_the_second(mundo: Mundo) -> None:
    await mundo.many(2)
    await mundo.rodadas.start(CONTA, por="a")
    late = mundo.messages()[0]
    await mundo.drain()
    again = await mundo.rodadas.start(CONTA, por="a", again=True)

    await mundo.deliver(late)

    assert await mundo.rodadas.get(CONTA, HOJE) == again


async def test_the_day_is_that_of_the_contas_zone(mundo: Mundo) -> None:
    mundo.clock.instant = mundo.clock.instant.replace(hour=2, minute=30)  # 23:30 of the 9th in São Paulo
    await mundo.cliente("c1")

    rodada = await mundo.run()

    assert rodada.dia == date(2025, 3, 9)
    assert list((await mundo.saude_of("c1")).dias) == ["2025-03-09"]


async def test_a_run_whose_day_is_over_is_broken_off(mundo: Mundo) -> None:
    await mundo.many(2)
    await mundo.rodadas.start(CONTA, por="teste")
    mundo.clock.move(hours=13)

    await mundo.drain()

    assert (await mundo.rodadas.get(CONTA, HOJE)).status is RodadaStatus.INTERROMPIDA
    assert await mundo.saude.count() == 0
    assert (await mundo.run()).dia == HOJE + timedelta(days=1)


async def test_a_page_that_could_not_be_done_fails_the_run_until_somebody_begins_anew(
    mundo: Mundo, caplog: pytest.LogCaptureFixture
) -> None:
    await mundo.many(2)
    await mundo.rodadas.start(CONTA, por="teste")
    message = mundo.queues.sent.pop().message

    await mundo.rodadas.fail(CONTA, HOJE, int(message["numero"]))
    await mundo.deliver(message)

    assert "rodada.failed" in caplog.text
    assert (await mundo.rodadas.get(CONTA, HOJE)).status is RodadaStatus.FALHOU
    assert (await mundo.run()).status is RodadaStatus.CONCLUIDA


async def test_a_poisoned_message_of_a_page_that_was_done_fails_nothing(mundo: Mundo) -> None:
    await mundo.many(2)
    await mundo.run()

    await mundo.rodadas.fail(CONTA, HOJE, 0)

    assert (await mundo.rodadas.get(CONTA, HOJE)).status is RodadaStatus.CONCLUIDA


async def test_a_day_without_a_run_is_not_found(mundo: Mundo) -> None:
    with pytest.raises(RodadaNotFound):
        await mundo.rodadas.get(CONTA, HOJE)


async def test_another_conta_is_not_touched(mundo: Mundo) -> None:
    await mundo.cliente("c1")

    await mundo.run()

    assert await mundo.open_saude("outra").count() == 0
