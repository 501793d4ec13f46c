"""Five hours proposed at a time, one chosen: an appointment moves once, and nobody else's does."""

import pytest

from shared.atendimentos import textos
from shared.atendimentos.dizeres import plainly
from shared.atendimentos.models import StatusConfirmacao
from shared.atendimentos.propostas import NENHUM
from shared.tarefas.models import TipoTarefa
from tests.unit.atendimentos.vagas_world import World, booked, make_world
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> World:
    return await make_world()


async def test_five_are_proposed_and_the_chosen_one_becomes_the_hour(world: World) -> None:
    at = await booked(world)

    proposed = await world.propose(at)
    done = await world.choose(proposed, 3)

    assert proposed.pergunta is not None
    assert [one.numero for one in proposed.pergunta.opcoes] == [1, 2, 3, 4, 5, 6]
    newest = (await world.atendimento.get(CONTA, at.id)).atendimento
    assert (newest.versao, newest.data_consulta > world.clock()) == (2, True)
    assert plainly(newest.data_consulta, newest.fuso).split(", às")[0] in done.texto
    assert newest.data_consulta not in await world.free()
    assert at.data_consulta in await world.free()


async def test_none_will_do_proposes_five_later_ones_and_so_on(world: World) -> None:
    at = await booked(world)

    first = await world.propose(at)
    second = await world.choose(first, 6)

    assert first.pergunta is not None
    assert second.pergunta is not None
    options = [[one.id for one in pergunta.opcoes] for pergunta in (first.pergunta, second.pergunta)]
    assert set(options[0]) & set(options[1]) == {NENHUM}
    assert max(options[0][:-1]) < min(options[1][:-1])


async def test_where_no_hours_are_left_a_person_agrees_on_one(world: World) -> None:
    at = await booked(world)
    answer = await world.propose(at)
    for turn in range(30):
        if answer.pergunta is None:
            break
        answer = await world.choose(answer, answer.pergunta.opcoes[-1].numero, f"zapi:N{turn}")

    assert answer.pergunta is None
    [tarefa] = await world.all_tarefas()
    assert (tarefa.tipo, tarefa.atendimento_id) == (TipoTarefa.ATENDIMENTO, at.id)


async def test_who_comes_second_is_told_and_gets_others_proposed(world: World) -> None:
    ana, bia = await booked(world), await booked(world, "2026-03-12T15:00", nome_paciente="Bia")
    for_ana, for_bia = await world.propose(ana), await world.propose(bia, "zapi:B1")
    assert for_ana.pergunta is not None
    assert for_bia.pergunta is not None
    wanted = for_ana.pergunta.opcoes[2].id
    [same] = [one.numero for one in for_bia.pergunta.opcoes if one.id == wanted]

    await world.choose(for_ana, 3)
    told = await world.choose(for_bia, same, "zapi:B2")

    assert told.texto.startswith(textos.HORARIO_TOMADO)
    assert told.pergunta is not None
    assert wanted not in {one.id for one in told.pergunta.opcoes}
    assert (await world.atendimento.get(CONTA, bia.id)).atendimento.versao == 1


async def test_a_choice_that_comes_twice_moves_once(world: World) -> None:
    at = await booked(world)
    proposed = await world.propose(at)

    answers = [await world.choose(proposed, 2) for _ in range(2)]

    assert answers[0] == answers[1]
    assert (await world.atendimento.get(CONTA, at.id)).atendimento.versao == 2


async def test_a_choice_for_an_hour_that_changed_meanwhile_changes_nothing(world: World) -> None:
    at = await booked(world)
    proposed = await world.propose(at)
    moved = (await world.move(at, "2026-03-19T15:00")).atendimento

    told = await world.choose(proposed, 2)

    assert "mudou" in told.texto
    assert (await world.atendimento.get(CONTA, at.id)).atendimento.data_consulta == moved.data_consulta


@pytest.mark.parametrize(
    ("number", "status"), [(1, StatusConfirmacao.CONFIRMADO), (5, StatusConfirmacao.PENDENTE)]
)
async def test_a_near_hour_that_was_chosen_is_agreed_a_far_one_is_asked_about(
    world: World, number: int, status: StatusConfirmacao
) -> None:
    world.clock.move(days=1)  # Wednesday; the first hour is tomorrow's, the fifth on Monday
    at = await booked(world, "2026-03-26T15:00")

    await world.choose(await world.propose(at), number)

    assert (await world.now_of(at)).status_confirmacao is status


async def test_a_number_after_confirming_after_all_chooses_no_other_hour(world: World) -> None:
    at = await booked(world)
    proposed = await world.propose(at)
    await world.set_status(at, StatusConfirmacao.CONFIRMADO)

    reply = await world.choose(proposed, 1)

    assert (await world.now_of(at)).data_consulta == at.data_consulta
    assert "continua marcado" in reply.texto


async def test_hours_proposed_to_who_had_it_before_move_nobody_elses_appointment(world: World) -> None:
    at = await booked(world)
    proposed = await world.propose(at)
    await world.atendimentos().update(at.id, lambda one: one.model_copy(update={"cliente_id": "C2"}))

    reply = await world.choose(proposed, 1)

    assert (await world.now_of(at)).data_consulta == at.data_consulta
    assert reply.texto == textos.ENCERRADA
