"""Free hours: seen, held by one, given to one; never to two, never lost for ever."""

from datetime import UTC, datetime, timedelta

import anyio
import pytest

from shared.atendimentos.errors import (
    HorarioIndisponivel,
    HorarioTomado,
    MudancaRecusada,
    ProfissionalNotFound,
)
from shared.atendimentos.horario_store import horario_id
from shared.atendimentos.models import StatusConfirmacao
from shared.tarefas.models import TipoTarefa
from tests.unit.atendimentos.vagas_world import HELENA, MONDAY, World, booked, make_world
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> World:
    return await make_world()


async def test_free_are_the_weekly_hours_less_what_is_booked(world: World) -> None:
    await booked(world)

    found = await world.free(days=10)

    # Two Thursdays and a Monday of four hours each.
    assert len(found) == 11
    assert datetime(2026, 3, 12, 17, 30, tzinfo=UTC) not in found
    assert {one.date().isoformat() for one in found} == {"2026-03-05", "2026-03-09", "2026-03-12"}


async def test_what_is_cancelled_is_free_again(world: World) -> None:
    at = await booked(world)
    before = await world.free(days=10)

    await world.set_status(at, StatusConfirmacao.CANCELADO)

    assert set(await world.free(days=10)) - set(before) == {at.data_consulta}


async def test_of_a_hundred_who_want_one_hour_one_gets_it(world: World) -> None:
    conta, got, told = await world.conta(), [], []
    world.documents.before_write = anyio.lowlevel.checkpoint

    async def want(who: int) -> None:
        try:
            held = await world.vagas.hold(conta, HELENA, MONDAY, por=f"P{who}", atendimento_id=f"A{who}")
            got.append(held.atendimento_id)
        except HorarioTomado:
            told.append(who)

    async with anyio.create_task_group() as crowd:
        for who in range(100):
            crowd.start_soon(want, who)

    assert (len(got), len(told)) == (1, 99)
    assert MONDAY not in await world.free()


async def test_a_hold_expires_and_then_it_is_anybodys(world: World) -> None:
    conta = await world.conta()
    await world.vagas.hold(conta, HELENA, MONDAY, por="Ana")
    with pytest.raises(HorarioTomado):
        await world.vagas.hold(conta, HELENA, MONDAY, por="Bia")

    world.clock.move(minutes=61)

    assert (await world.vagas.hold(conta, HELENA, MONDAY, por="Bia")).reservado_por == "Bia"


async def test_only_hours_that_are_offered_can_be_held(world: World) -> None:
    conta = await world.conta()

    for moment in (MONDAY + timedelta(minutes=10), MONDAY + timedelta(days=1), world.clock()):
        with pytest.raises(HorarioIndisponivel):
            await world.vagas.hold(conta, HELENA, moment, por="Ana")
    with pytest.raises(ProfissionalNotFound):
        await world.vagas.hold(conta, "Dr. Ninguém", MONDAY, por="Ana")


async def test_what_the_hospital_booked_meanwhile_cannot_be_held(world: World) -> None:
    await booked(world, "2026-03-16T14:00")

    with pytest.raises(HorarioTomado):
        await world.vagas.hold(await world.conta(), HELENA, MONDAY, por="Ana")


async def test_the_team_hears_of_a_freed_hour_and_of_who_wanted_an_earlier_one(world: World) -> None:
    at = await booked(world)
    eager = await booked(world, "2026-03-19T15:00", nome_paciente="Bia", quer_antes=True)
    await booked(world, "2026-03-19T15:30", nome_paciente="Caio")

    for _ in range(2):
        await world.vagas.freed(CONTA, at)

    [tarefa] = await world.all_tarefas()
    assert (tarefa.tipo, tarefa.interessados) == (TipoTarefa.VAGA, (eager.id,))
    assert tarefa.cliente is None


async def test_a_hold_becomes_the_appointments_hour_by_the_front_desk(world: World) -> None:
    at, conta = await booked(world), await world.conta()
    held = await world.vagas.hold(conta, HELENA, MONDAY, por="paula")

    moved = await world.vagas.settle(conta, held.id, at.id, por="paula", flows=world.flows)

    assert (moved.data_consulta, moved.versao) == (MONDAY, 2)
    assert held.id == horario_id(HELENA, MONDAY)
    with pytest.raises(HorarioTomado):
        await world.vagas.release(CONTA, held.id)


async def test_an_hour_of_somebody_else_brings_the_one_who_treats_with_it(world: World) -> None:
    at, conta = await world.booked("2026-03-12T14:30", nome_medico="Dr. Caio Nunes"), await world.conta()
    held = await world.vagas.hold(conta, HELENA, MONDAY, por="paula")

    moved = await world.vagas.settle(conta, held.id, at.id, por="paula", flows=world.flows)

    assert (moved.nome_medico, moved.data_consulta) == (HELENA, MONDAY)


async def test_an_hour_that_could_not_be_given_is_not_lost(world: World) -> None:
    at, conta = await booked(world), await world.conta()
    world.clock.instant = at.data_consulta + timedelta(hours=1)
    await world.set_status(at, StatusConfirmacao.FALTOU)
    held = await world.vagas.hold(conta, HELENA, MONDAY, por="paula")

    with pytest.raises(MudancaRecusada):
        await world.vagas.settle(conta, held.id, at.id, por="paula", flows=world.flows)

    assert MONDAY in await world.free()
