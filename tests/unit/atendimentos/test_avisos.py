"""What people and the team hear about an appointment as its hour draws near, with the real gate around it.

The story begins on Tuesday, 3 March 2026, at ten in São Paulo; the appointment is on Friday, the 13th, at 14:30.
"""

from datetime import timedelta

import pytest

from shared.atendimentos.classe import Classe
from shared.atendimentos.models import StatusConfirmacao, TipoAviso
from shared.clientes.models import Canal
from shared.envios.models import FiltroEnvios
from shared.kit.canais import NaoAgora, Recusado
from shared.tarefas.models import TarefaStatus, TipoTarefa
from tests.unit.atendimentos.casos import local
from tests.unit.atendimentos.fluxos import Fluxos, begun, left_at, words
from tests.unit.atendimentos.world import FRIDAY
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
Status = StatusConfirmacao
AFTER = FRIDAY + timedelta(hours=1)
WEDNESDAY, THURSDAY_8, FRIDAY_8 = local(11, 14, 30), local(12, 8), local(13, 8)


@pytest.fixture
async def world() -> Fluxos:
    return await begun()


async def test_who_is_silent_is_asked_three_times_and_the_team_once(world: Fluxos) -> None:
    at = await world.booked()

    await world.pass_until(AFTER)

    assert await left_at(world) == [WEDNESDAY, THURSDAY_8, FRIDAY_8]
    assert [
        "depois de amanhã" in words(world)[0],
        "amanhã, sexta" in words(world)[1],
        "hoje" in words(world)[2],
    ]
    tarefas = await world.all_tarefas()
    assert [(one.tipo, one.atendimento_id, one.motivo) for one in tarefas] == [
        (TipoTarefa.ATENDIMENTO, at.id, "sem_confirmacao")
    ]
    ended = await world.now_of(at)
    assert (ended.status_confirmacao, ended.fluxo_encerrado, ended.proximo_em) == (
        Status.SEM_RESPOSTA,
        True,
        None,
    )
    assert [one.result for one in world.running.running.values()] == ["sem_resposta"]


async def test_the_question_has_buttons_that_name_it_and_expires_with_the_hour(world: Fluxos) -> None:
    at = await world.booked()

    await world.pass_until(WEDNESDAY)

    pergunta = (await world.open_perguntas())[0]
    assert (pergunta.sobre, pergunta.expira_em, pergunta.id) == (
        f"atendimentos/{at.id}",
        FRIDAY,
        (await world.now_of(at)).pergunta_id,
    )
    assert [(one.id, one.titulo) for one in world.sent[0].botoes] == [
        (f"{pergunta.id}:confirmar", "Confirmar"),
        (f"{pergunta.id}:cancelar", "Cancelar"),
        (f"{pergunta.id}:remarcar", "Remarcar"),
    ]


async def test_every_message_of_an_hour_asks_the_same_question(world: Fluxos) -> None:
    await world.booked()

    await world.pass_until(FRIDAY_8)

    assert len({saida.botoes[0].id for saida in world.sent}) == 1
    assert len(await world.open_perguntas()) == 1


async def test_who_confirms_is_only_reminded_at_last_and_asked_nothing(world: Fluxos) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)

    await world.answer(at, Classe.CONFIRMADO)
    await world.pass_until(AFTER)

    assert await left_at(world) == [WEDNESDAY, FRIDAY_8]
    assert not world.sent[1].botoes
    assert await world.all_tarefas() == []
    assert (await world.now_of(at)).status_confirmacao is Status.CONFIRMADO


@pytest.mark.parametrize("classe", [Classe.CANCELADO, Classe.REAGENDAR])
async def test_who_does_not_come_hears_no_more_of_it(world: Fluxos, classe: Classe) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)

    await world.answer(at, classe)
    await world.pass_until(AFTER)

    assert await left_at(world) == [WEDNESDAY]
    assert await world.open_perguntas() == []


async def test_a_new_hour_is_asked_about_anew(world: Fluxos) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)
    first = (await world.now_of(at)).pergunta_id

    await world.move(at, "2026-03-16T09:00")
    await world.pass_until(local(14, 9))

    assert await left_at(world) == [WEDNESDAY, local(14, 9)]
    assert "depois de amanhã, segunda, 16/03, às 9h" in words(world)[1]
    assert (await world.now_of(at)).pergunta_id != first
    assert [one.id for one in await world.open_perguntas()] != [first]


async def test_an_earlier_hour_is_asked_about_in_time_although_the_flow_waited_for_later(
    world: Fluxos,
) -> None:
    at = await world.booked("2026-04-10T14:30")

    await world.move(at, "2026-03-05T14:30")
    await world.pass_until(local(3, 14, 30))

    assert await left_at(world) == [local(3, 14, 30)]


async def test_a_lost_word_of_a_change_costs_nothing_wrong(world: Fluxos) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)
    world.running.deaf = True

    await world.answer(at, Classe.CONFIRMADO)
    await world.pass_until(AFTER)

    assert await left_at(world) == [WEDNESDAY, FRIDAY_8]


async def test_an_earlier_hour_that_its_flow_never_heard_of_is_found_by_the_sweep(world: Fluxos) -> None:
    at = await world.booked("2026-04-10T14:30")
    await world.work_off()
    world.running.deaf = True
    await world.move(at, "2026-03-05T14:30")
    world.running.deaf = False

    world.plan(local(3, 14, 41), lambda: world.atendimento.sweep(CONTA))
    await world.pass_until(local(3, 15))

    assert await left_at(world) == [local(3, 14, 41)]


async def test_late_answers_let_go_what_the_team_was_told(world: Fluxos) -> None:
    at = await world.booked()
    await world.pass_until(FRIDAY - timedelta(hours=1))

    await world.answer(at, Classe.CONFIRMADO)
    await world.pass_until(FRIDAY - timedelta(minutes=30))

    assert [one.status for one in await world.all_tarefas()] == [TarefaStatus.DISPENSADA]


# Where nobody can be asked.


async def test_without_a_cliente_the_team_is_told_when_the_question_was_due(world: Fluxos) -> None:
    at = await world.booked(telefone=None)

    await world.pass_until(WEDNESDAY)

    tarefas = await world.all_tarefas()
    assert [(one.motivo, one.criada_em) for one in tarefas] == [("sem_contato", WEDNESDAY)]
    await world.pass_until(AFTER)
    assert len(await world.all_tarefas()) == 1
    assert (await world.now_of(at)).perguntou_em is None


async def test_who_asked_for_silence_is_the_teams_when_the_question_was_due(world: Fluxos) -> None:
    await world.opt_out(CONTA, "C1", canal=Canal.WHATSAPP, evidencia="M1")
    at = await world.booked()

    await world.pass_until(AFTER)

    assert world.sent == []
    tarefas = await world.all_tarefas()
    assert [(one.motivo, one.criada_em) for one in tarefas] == [("sem_contato", WEDNESDAY)]
    assert "não receber mais mensagens" in (tarefas[0].explicacao or "")
    assert all(one.voltou for one in (await world.now_of(at)).avisos)


async def test_who_asked_for_silence_but_for_notices_is_asked(world: Fluxos) -> None:
    other = Fluxos()
    await other.add_conta(avisos_apos_sair=True)
    await other.add_cliente()
    await other.opt_out(CONTA, "C1", canal=Canal.WHATSAPP, evidencia="M1")
    await other.booked()

    await other.pass_until(WEDNESDAY)

    assert len(other.sent) == 1


async def test_a_channel_that_refuses_makes_it_the_teams_and_the_next_kind_is_tried(world: Fluxos) -> None:
    at = await world.booked()
    carteiro = next(iter(world.carteiros.all.values()))
    carteiro.falhas = [Recusado(codigo="131026")]

    await world.pass_until(THURSDAY_8)

    avisos = (await world.now_of(at)).avisos
    assert [(one.tipo, one.voltou) for one in avisos] == [
        (TipoAviso.CONFIRMACAO, True),
        (TipoAviso.LEMBRETE, False),
    ]
    assert "Passando para lembrar" not in words(world)[0]
    assert [one.motivo for one in await world.all_tarefas()] == ["sem_contato"]


async def test_a_day_without_a_channel_is_made_good_by_the_next_kind(world: Fluxos) -> None:
    at = await world.booked()
    carteiro = next(iter(world.carteiros.all.values()))
    carteiro.falhas = [NaoAgora(espera=timedelta(hours=1), codigo="503")] * 6

    await world.pass_until(THURSDAY_8 - timedelta(minutes=1))
    before = await world.all_tarefas()
    await world.pass_until(THURSDAY_8)

    assert [one.voltou for one in (await world.now_of(at)).avisos] == [True, False]
    assert (await left_at(world), before) == ([THURSDAY_8], [])


async def test_words_of_a_day_never_leave_on_the_next(world: Fluxos) -> None:
    await world.booked()
    await world.pass_until(WEDNESDAY)

    envio = (await world.service.search(CONTA, FiltroEnvios(limite=200))).itens[0]

    assert envio.nao_depois_de == local(11, 23, 59) + timedelta(seconds=59)
