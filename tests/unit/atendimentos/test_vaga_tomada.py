"""What the team is told of an hour that fell free holds only as long as it is free."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.atendimentos.models import StatusConfirmacao
from shared.tarefas.models import TarefaStatus, TipoTarefa
from tests.unit.atendimentos.vagas_world import HELENA, World, booked, make_world
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
HOUR = "2026-03-12T14:30"
OVER = datetime(2026, 3, 12, 17, 30, tzinfo=UTC)


@pytest.fixture
async def world() -> World:
    return await make_world()


async def open_vagas(world: World) -> int:
    tarefas = await world.all_tarefas()
    return sum(
        one.tipo is TipoTarefa.VAGA and one.status is TarefaStatus.ABERTA and one.atendimento_id is not None
        for one in tarefas
    )


async def test_an_appointment_that_comes_back_takes_its_hour_again(world: World) -> None:
    at = await booked(world, HOUR)

    counts = []
    for hour in ("2026-03-19T15:00", HOUR, "2026-03-19T15:00"):
        await world.move(at, hour)
        counts.append(await open_vagas(world))

    # What was told of the hour between is let go too, when it is taken again.
    assert counts == [1, 1, 1]
    assert (await world.now_of(at)).versao == 4


async def test_an_hour_that_is_booked_again_is_offered_to_nobody(world: World) -> None:
    at = await booked(world, HOUR)
    await world.set_status(at, StatusConfirmacao.CANCELADO)
    before = await open_vagas(world)

    await booked(world, HOUR, nome_paciente="Bia Lima")

    assert (before, await open_vagas(world)) == (1, 0)


async def test_an_hour_of_the_hospitals_system_counts_as_well(world: World) -> None:
    await world.put("51", HOUR, nome_medico=HELENA)
    await world.put("51", "2026-03-19T15:00", nome_medico=HELENA)
    before = await open_vagas(world)

    other, _ = await world.put("52", HOUR, nome_medico=HELENA, nome_paciente="Bia Lima")
    await world.process(other)

    assert (before, await open_vagas(world)) == (1, 0)


async def test_an_hour_that_nobody_took_is_let_go_when_it_is_over(world: World) -> None:
    await world.set_status(await booked(world, HOUR), StatusConfirmacao.CANCELADO)

    counts = []
    for moment in (OVER - timedelta(minutes=1), OVER):
        world.clock.instant = moment
        await world.atendimento.sweep(CONTA)
        counts.append(await open_vagas(world))

    assert counts == [1, 0]


async def test_an_hour_that_somebody_else_has_already_is_not_told_as_free(world: World) -> None:
    at = await booked(world, HOUR)
    await booked(world, HOUR, nome_paciente="Bia Lima")

    await world.set_status(at, StatusConfirmacao.CANCELADO)

    assert await open_vagas(world) == 0
