"""Free hours: seen, held by one, proposed five at a time, chosen; never given to two, never lost for ever."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import anyio
import pytest

from shared.atendimentos import textos
from shared.atendimentos.dizeres import plainly
from shared.atendimentos.errors import (
    HorarioIndisponivel,
    HorarioTomado,
    MudancaRecusada,
    ProfissionalNotFound,
)
from shared.atendimentos.horario_store import HorarioStore, horario_id
from shared.atendimentos.horarios import Periodo
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.atendimentos.propostas import NENHUM
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.atendimentos.vagas import VagaService
from shared.contas.atendimentos import Profissional
from shared.contas.mensageria import Faixa
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.tarefas.models import TipoTarefa
from tests.unit.atendimentos.world import Atendimentos
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
HELENA = "Dra. Helena Prado"
TARDE = Faixa(inicio=time(14), fim=time(16))
# Monday 16 March 2026, 14:00 in São Paulo; the story begins on Tuesday the 3rd.
MONDAY = datetime(2026, 3, 16, 17, tzinfo=UTC)


class World(Atendimentos):
    @property
    def vagas(self) -> VagaService:
        return VagaService(
            self.atendimento, lambda conta: HorarioStore(self.documents.open("horarios", conta))
        )

    async def conta(self) -> Conta:
        return await ContaStore(self.documents).load(CONTA)

    async def free(self, days: int = 14, limit: int = 50) -> list[datetime]:
        now = self.clock()
        return await self.vagas.free(
            await self.conta(), HELENA, Periodo(now, now + timedelta(days=days)), limit=limit
        )

    async def propose(self, at: Atendimento, chave: str = "zapi:M1") -> Retorno:
        found = await self.vagas.propose(await self.conta(), at, chave=chave)
        assert found is not None
        return found

    async def choose(self, retorno: Retorno, number: int, recebimento_id: str = "zapi:M2") -> Retorno:
        assert retorno.pergunta is not None
        [opcao] = [one for one in retorno.pergunta.opcoes if one.numero == number]
        ouvida = Ouvida(recebimento_id, str(number), self.clock(), opcao=opcao.id)
        return await self.vagas.choose(await self.conta(), retorno.pergunta, ouvida, self.flows)


@pytest.fixture
async def world() -> World:
    world = World()
    grade = {0: (TARDE,), 3: (TARDE,)}  # Mondays and Thursdays
    helena = Profissional(nome=HELENA, duracao_min=30, grade=grade)
    await world.begin(profissionais=(helena,), reserva_min=60)
    await world.add_cliente()
    return world


async def booked(world: World, data: str = "2026-03-12T14:30", **fields: Any) -> Atendimento:
    return await world.booked(data, nome_medico=HELENA, **fields)


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
