"""That somebody never confirmed, or could not be reached, is the team's until the hour is over, and no longer.

The appointment is on Friday, the 13th, at 14:30; who wants another hour still waits for one after it.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import anyio.lowlevel
import pytest

from shared.atendimentos.classe import Classe
from shared.kit.auth import Papel, Principal
from shared.tarefas.models import Conclusao, Tarefa, TarefaStatus, TipoTarefa
from shared.tarefas.service import TarefaService
from tests.unit.atendimentos.casos import local
from tests.unit.atendimentos.fluxos import Fluxos, begun
from tests.unit.atendimentos.world import FRIDAY
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
ABERTA, CONCLUIDA, DISPENSADA = TarefaStatus.ABERTA, TarefaStatus.CONCLUIDA, TarefaStatus.DISPENSADA
BEFORE = FRIDAY - timedelta(minutes=1)
WEDNESDAY = local(11, 14, 30)
PAULA = Principal(CONTA, "paula", Papel.ATENDENTE)


@pytest.fixture
async def world() -> Fluxos:
    return await begun()


async def told(world: Fluxos) -> list[Tarefa]:
    """What the team was told of this person, in the order of the hours."""
    return [one for one in await world.all_tarefas() if one.tipo is TipoTarefa.ATENDIMENTO]


async def swept(world: Fluxos, moment: datetime) -> list[TarefaStatus]:
    """How each stands after the sweep of this moment."""
    await world.pass_until(moment)
    await world.atendimento.sweep(CONTA)
    return [one.status for one in await told(world)]


async def conclude(world: Fluxos) -> None:
    service = TarefaService(world.tarefas, world.atendimento.contas, world.clock)
    [tarefa] = await told(world)
    await service.conclude(PAULA, tarefa.id, Conclusao(observacao="Liguei, vem."))


@pytest.mark.parametrize(("booked", "motivo"), [({}, "sem_confirmacao"), ({"telefone": None}, "sem_contato")])
async def test_what_nothing_can_be_done_about_any_more_is_let_go_with_the_hour(
    world: Fluxos, booked: dict[str, Any], motivo: str
) -> None:
    await world.booked(**booked)

    before = await swept(world, BEFORE)
    [tarefa] = await told(world)
    after = await swept(world, FRIDAY)

    assert (tarefa.motivo, tarefa.vale_ate) == (motivo, FRIDAY)
    assert (before, after) == ([ABERTA], [DISPENSADA])
    assert (await told(world))[0].concluida_em == FRIDAY


async def test_of_an_hour_that_is_moved_the_team_has_until_the_new_one(world: Fluxos) -> None:
    at = await world.booked(telefone=None)
    await world.pass_until(WEDNESDAY)

    await world.move(at, "2026-03-16T09:00")
    monday = datetime(2026, 3, 16, 12, tzinfo=UTC)
    states = [
        await swept(world, moment)
        for moment in (WEDNESDAY, FRIDAY + timedelta(days=1), monday - timedelta(minutes=1), monday)
    ]

    assert states == [
        [DISPENSADA],
        [DISPENSADA, ABERTA],
        [DISPENSADA, ABERTA],
        [DISPENSADA, DISPENSADA],
    ]
    assert [one.vale_ate for one in await told(world)] == [FRIDAY, monday]


async def test_what_somebody_concluded_stays_concluded(world: Fluxos) -> None:
    await world.booked()
    await world.pass_until(BEFORE)

    await conclude(world)

    assert await swept(world, FRIDAY) == [CONCLUIDA]


async def test_two_sweeps_at_once_and_who_concludes_it_agree_on_one_end(world: Fluxos) -> None:
    await world.booked()
    await world.pass_until(FRIDAY)
    read: list[Tarefa] = []

    async def concluded_meanwhile() -> None:
        """Between what the sweeps have read and what they write."""
        world.documents.before_write = anyio.lowlevel.checkpoint
        await conclude(world)
        read.extend(await told(world))

    world.documents.before_write = concluded_meanwhile
    async with anyio.create_task_group() as both:
        both.start_soon(world.atendimento.sweep, CONTA)
        both.start_soon(world.atendimento.sweep, CONTA)

    assert [one.status for one in read] == [CONCLUIDA]
    assert await told(world) == read


async def test_who_wants_another_hour_is_the_teams_after_the_old_one_too(world: Fluxos) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)
    await world.answer(at, Classe.REAGENDAR)

    states = await swept(world, FRIDAY + timedelta(days=1))

    assert [(one.motivo, one.vale_ate) for one in await told(world)] == [("sem_escolha_de_horario", None)]
    assert states == [ABERTA]
