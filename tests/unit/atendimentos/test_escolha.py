"""Who was offered other hours and chooses none is not forgotten: the team hears of it in time, and once."""

from datetime import datetime, timedelta

import pytest

from shared.atendimentos import estados
from shared.atendimentos.classe import Classe
from shared.atendimentos.lembretes import Ato, next_step
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.contas.atendimentos import Autocancelar
from shared.tarefas.models import TarefaStatus, TipoTarefa
from tests.unit.atendimentos.casos import THURSDAY, local, make_atendimento, make_conta, make_resposta
from tests.unit.atendimentos.fluxos import Fluxos, begun
from tests.unit.atendimentos.vagas_world import booked, make_world

WEDNESDAY = local(11, 14, 30)
AFTER = local(13, 15, 30)


def asked_for_another(em: datetime, data_consulta: datetime = THURSDAY) -> Atendimento:
    at = make_atendimento(data_consulta=data_consulta)
    return estados.answered(at, make_resposta(Classe.REAGENDAR, em), versao=1, now=em)


@pytest.mark.parametrize(
    ("em", "due"),
    [
        (local(9, 10), local(10, 10)),  # a day to choose
        (local(12, 9), local(12, 12, 30)),  # two hours before, where the day is not over by then
        (local(12, 11), local(12, 14)),  # three hours, or until there is no use in it any more
        (local(12, 14, 10), local(12, 14)),  # nothing to wait for
    ],
)
@pytest.mark.parametrize("policy", list(Autocancelar))
def test_the_team_is_told_a_day_later_or_sooner_where_the_hour_is_near(
    em: datetime, due: datetime, policy: Autocancelar
) -> None:
    passo = next_step(asked_for_another(em), make_conta(autocancelar=policy), em)

    assert passo is not None
    assert (passo.ato, passo.em) == (Ato.ESCALAR, due)


def test_what_the_team_said_itself_it_is_not_told() -> None:
    desejo = estados.Desejo(StatusConfirmacao.REAGENDAR, "recepcao")
    at = estados.moved(make_atendimento(), desejo, now=local(9, 10))

    passo = next_step(at, make_conta(), local(9, 10))

    assert passo is not None
    assert passo.ato is Ato.ENCERRAR


@pytest.fixture
async def world() -> Fluxos:
    return await begun()


@pytest.mark.anyio
async def test_who_never_chooses_is_the_teams_once(world: Fluxos) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)
    await world.answer(at, Classe.REAGENDAR)

    await world.pass_until(WEDNESDAY + timedelta(hours=23))
    before = await world.all_tarefas()
    await world.pass_until(AFTER)

    [tarefa] = await world.all_tarefas()
    assert before == []
    assert (tarefa.motivo, tarefa.atendimento_id) == ("sem_escolha_de_horario", at.id)
    assert tarefa.criada_em == WEDNESDAY + timedelta(hours=24)


@pytest.mark.anyio
@pytest.mark.parametrize("then", [Classe.CONFIRMADO, Classe.CANCELADO])
async def test_who_makes_up_their_mind_after_all_is_nobodys_task_any_more(
    world: Fluxos, then: Classe
) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)
    await world.answer(at, Classe.REAGENDAR)
    await world.pass_until(WEDNESDAY + timedelta(hours=25))

    await world.answer(at, then)

    mine = [one for one in await world.all_tarefas() if one.tipo is TipoTarefa.ATENDIMENTO]
    assert [one.status for one in mine] == [TarefaStatus.DISPENSADA]


@pytest.mark.anyio
async def test_who_asks_for_another_hour_again_is_waited_for_again(world: Fluxos) -> None:
    at = await world.booked("2026-03-20T14:30")
    for classe in (Classe.REAGENDAR, Classe.CONFIRMADO, Classe.REAGENDAR):
        await world.answer(at, classe)
        await world.pass_until(world.clock() + timedelta(hours=25))

    tarefas = await world.all_tarefas()

    assert sorted(one.status for one in tarefas) == [TarefaStatus.ABERTA, TarefaStatus.DISPENSADA]
    assert {one.motivo for one in tarefas} == {"sem_escolha_de_horario"}


@pytest.mark.anyio
async def test_what_was_handed_to_a_person_at_once_is_not_handed_over_again() -> None:
    world = await make_world()
    at = await booked(world)
    answer = await world.propose(at)
    await world.atendimento.apply(
        world.wants(at, por=estados.PACIENTE),
        lambda one: estados.answered(
            one, make_resposta(Classe.REAGENDAR, world.clock()), versao=1, now=world.clock()
        ),
        world.flows,
    )
    for turn in range(30):
        if answer.pergunta is None:
            break
        answer = await world.choose(answer, answer.pergunta.opcoes[-1].numero, f"zapi:N{turn}")

    passo = next_step(await world.now_of(at), await world.conta(), world.clock())

    assert passo is not None
    assert passo.ato is Ato.ENCERRAR
    assert len(await world.all_tarefas()) == 1
