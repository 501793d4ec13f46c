"""The edges of the calendar and of the clock: the country's outer zones, seven in the morning after days off, a hold at
its last moment, a clock that somebody moved."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.atendimentos.errors import HorarioTomado
from shared.atendimentos.models import StatusConfirmacao
from tests.unit.atendimentos.calendario import is_open, words_for
from tests.unit.atendimentos.fluxos import Fluxos, begun, left_at, words
from tests.unit.atendimentos.vagas_world import HELENA, MONDAY, booked, make_world
from tests.unit.atendimentos.world import FRIDAY

pytestmark = pytest.mark.anyio
ZONES = ("America/Rio_Branco", "America/Noronha", "America/Sao_Paulo")


async def told(world: Fluxos, data_consulta: str, fuso: str) -> list[datetime]:
    """When the messages about such an appointment left, by the clock of its place."""
    at = await world.booked(data_consulta, fuso=fuso)
    await world.pass_until(at.data_consulta + timedelta(hours=1))
    return [moment.astimezone(ZoneInfo(fuso)) for moment in await left_at(world)]


@pytest.mark.parametrize("fuso", ZONES)
@pytest.mark.parametrize(
    ("data_consulta", "expected"),
    [
        ("2026-03-12T14:30", ["10/03 14:30", "11/03 08:00", "12/03 08:00"]),  # a plain Thursday
        ("2026-03-16T07:00", ["14/03 08:00", "14/03 19:30"]),  # Monday at seven: Sunday is quiet
        ("2026-04-06T07:00", ["04/04 08:00", "04/04 19:30"]),  # Good Friday before it
        ("2026-09-08T07:00", ["05/09 19:30"]),  # a Tuesday after a Monday off
        ("2026-03-12T23:30", ["11/03 08:00", "12/03 08:00", "12/03 11:30"]),  # another day in UTC
    ],
)
async def test_whoever_comes_is_asked_in_time_by_the_clock_of_the_place(
    fuso: str, data_consulta: str, expected: list[str]
) -> None:
    world = await begun()

    left = await told(world, data_consulta, fuso)

    hour = datetime.fromisoformat(data_consulta).replace(tzinfo=ZoneInfo(fuso))
    assert all(is_open(moment, fuso) and moment < hour for moment in left)
    assert all(words_for(hour, fuso, moment) in text for moment, text in zip(left, words(world), strict=True))
    assert [f"{moment:%d/%m %H:%M}" for moment in left] == expected


async def test_a_conta_of_one_zone_asks_in_the_zone_of_the_place() -> None:
    world = Fluxos()
    await world.begin(fuso="America/Noronha")
    await world.add_cliente()

    left = await told(world, "2026-03-12T14:30", "America/Rio_Branco")

    assert left
    assert all(is_open(moment, "America/Rio_Branco") for moment in left)


async def test_at_the_moment_that_a_hold_expires_it_is_the_next_ones_alone() -> None:
    world = await make_world()
    conta = await world.conta()
    held = await world.vagas.hold(conta, HELENA, MONDAY, por="ana")
    world.clock.instant = held.reserva_ate or world.clock()

    taken = await world.vagas.hold(conta, HELENA, MONDAY, por="bia")

    assert taken.reservado_por == "bia"
    with pytest.raises(HorarioTomado):
        await world.vagas.hold(conta, HELENA, MONDAY, por="ana")


async def test_a_hold_that_nobody_took_over_is_no_hold_at_its_last_moment() -> None:
    world = await make_world()
    conta, at = await world.conta(), await booked(world)
    held = await world.vagas.hold(conta, HELENA, MONDAY, por="ana", atendimento_id=at.id)
    world.clock.instant = held.reserva_ate or world.clock()

    with pytest.raises(HorarioTomado):
        await world.vagas.settle(conta, held.id, at.id, por="ana", flows=world.flows)

    assert MONDAY in await world.free()


async def test_proposed_hours_may_be_chosen_until_their_question_ends() -> None:
    """An hour that is proposed is held by nobody: whoever chooses holds it then, however late."""
    world = await make_world()
    at = await booked(world)
    proposed = await world.propose(at)
    world.clock.move(hours=23, minutes=59)

    await world.choose(proposed, 5)

    assert (await world.now_of(at)).versao == 2


async def test_a_clock_that_jumps_over_everything_says_nothing_about_the_past() -> None:
    world = await begun()
    at = await world.booked()
    await world.work_off()

    world.clock.instant = FRIDAY + timedelta(hours=5)
    await world.pass_until(FRIDAY + timedelta(days=1))

    assert await left_at(world) == []
    assert (await world.now_of(at)).status_confirmacao is StatusConfirmacao.SEM_RESPOSTA


async def test_a_clock_that_jumps_near_the_hour_says_one_thing() -> None:
    world = await begun()
    await world.booked()
    await world.work_off()

    world.clock.instant = FRIDAY - timedelta(hours=4)
    await world.pass_until(FRIDAY - timedelta(hours=3))

    assert len(await left_at(world)) == 1
    assert "hoje" in words(world)[0]


async def test_a_clock_that_is_set_back_says_nothing_twice() -> None:
    world = await begun()
    await world.booked()
    await world.pass_until(FRIDAY - timedelta(hours=40))
    before = len(world.sent)

    world.clock.instant -= timedelta(days=2)
    await world.pass_until(FRIDAY + timedelta(hours=1))

    chaves = [saida.chave for saida in world.sent]
    assert before >= 1
    assert len(chaves) == len(set(chaves)) == 3
    assert all(is_open(moment, "America/Sao_Paulo") for moment in await left_at(world))
