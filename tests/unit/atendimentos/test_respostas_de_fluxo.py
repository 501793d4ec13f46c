"""What comes through another system's flow, which asked by itself: bound by its number, or to the only one there is."""

import pytest

from tests.unit.atendimentos.test_respostas import World

pytestmark = pytest.mark.anyio
FAR, FARTHER = "2026-03-20T09:00", "2026-03-27T09:00"


@pytest.fixture
async def world() -> World:
    made = World()
    await made.begin()
    await made.add_cliente()
    return made


async def test_the_only_one_to_come_is_meant_by_who_was_asked_elsewhere(world: World) -> None:
    at = await world.booked(FAR)

    by_flow = await world.understand("1", de_fluxo=True)
    by_itself = await world.understand("1")

    assert (by_flow.atendimento_ids, by_flow.lida.classe) == ((at.id,), "confirmado")
    assert by_itself is None


async def test_of_two_that_nobody_asked_about_neither_is_meant(world: World) -> None:
    await world.booked(FAR)
    await world.booked(FARTHER)

    assert await world.understand("1", de_fluxo=True) is None


async def test_the_one_that_we_asked_about_comes_before_the_others(world: World) -> None:
    await world.booked(FAR)
    asked = await world.asked()

    found = await world.understand("0", de_fluxo=True)

    assert (found.atendimento_ids, found.lida.classe) == ((asked.id,), "cancelado")


async def test_one_that_is_named_need_not_have_been_asked_about(world: World) -> None:
    await world.booked(FAR, nr_seq_agenda="111")
    named = await world.booked(FARTHER, nr_seq_agenda="222")

    found = await world.understand("1", agenda_id="222", de_fluxo=True)

    assert (found.atendimento_ids, found.lida.classe) == ((named.id,), "confirmado")


async def test_small_talk_is_about_no_appointment_that_we_never_spoke_of(world: World) -> None:
    await world.booked(FAR)

    assert await world.understand("Bom dia!", de_fluxo=True) is None
