"""What people of the conta change of an atendimento: the hour, the state; saved first, told to its flow then."""

from datetime import timedelta

import pytest

from shared.atendimentos.errors import AtendimentoNotFound, MudancaRecusada
from shared.atendimentos.models import StatusConfirmacao
from shared.kit.errors import InvalidInput, PreconditionFailed
from shared.kit.etags import Precondition, entity_tag
from shared.tarefas.models import TipoTarefa
from tests.unit.atendimentos.world import FRIDAY, Atendimentos
from tests.unit.envios.world import CONTA, OUTRA, PowerCut, nothing

pytestmark = pytest.mark.anyio
CANCELADO, FALTOU = StatusConfirmacao.CANCELADO, StatusConfirmacao.FALTOU


@pytest.fixture
async def world() -> Atendimentos:
    world = Atendimentos()
    await world.begin()
    await world.add_cliente()
    return world


async def test_a_new_hour_is_local_and_wakes_the_flow(world: Atendimentos) -> None:
    at = await world.booked(fuso="America/Manaus")

    moved = (await world.move(at, "2026-03-16T09:00")).atendimento

    assert moved.data_consulta == FRIDAY + timedelta(days=2, hours=19, minutes=30)
    assert (moved.versao, moved.proximo_em) == (2, moved.data_consulta - timedelta(hours=48))
    assert moved.proximo_ato == "confirmacao"
    assert world.woken(at) == 1
    assert moved.historico[0].por == "recepcao"


async def test_the_same_hour_changes_nothing(world: Atendimentos) -> None:
    at = await world.booked()

    same = (await world.move(at, "2026-03-13T14:30")).atendimento

    assert same == at
    assert world.woken(at) == 0


async def test_an_hour_that_has_passed_is_refused(world: Atendimentos) -> None:
    at = await world.booked()

    with pytest.raises(InvalidInput):
        await world.move(at, "2026-03-02T09:00")

    assert (await world.now_of(at)).versao == 1


async def test_who_read_an_older_version_changes_nothing(world: Atendimentos) -> None:
    at = await world.booked()
    read = entity_tag((await world.atendimento.get(CONTA, at.id)).etag)
    await world.move(at, "2026-03-16T09:00", lido=Precondition(read))

    with pytest.raises(PreconditionFailed):
        await world.set_status(at, CANCELADO, lido=Precondition(read))

    assert (await world.now_of(at)).status_confirmacao is StatusConfirmacao.PENDENTE


async def test_a_cancelled_one_is_over_and_one_rescheduled_begins_again(world: Atendimentos) -> None:
    at = await world.booked()

    cancelled = (await world.set_status(at, CANCELADO)).atendimento
    world.flows.live.clear()  # its flow heard, and ended
    await world.atendimentos().update(at.id, lambda one: one.updated(world.clock(), fluxo_encerrado=True))
    again = (await world.move(at, "2026-03-16T09:00")).atendimento

    assert (cancelled.encerrado_em, cancelled.proximo_em) == (world.clock(), None)
    assert (again.encerrado_em, again.status_confirmacao) == (None, StatusConfirmacao.PENDENTE)
    assert world.has_flow(at)


async def test_an_hour_that_falls_free_is_told_to_the_team_with_who_wanted_an_earlier_one(
    world: Atendimentos,
) -> None:
    at = await world.booked()
    rita = await world.booked(
        "2026-03-20T09:00", nome_paciente="Rita Alves", telefone="+5511977776666", quer_antes=True
    )

    await world.move(at, "2026-03-16T09:00")
    await world.set_status(at, CANCELADO)
    await world.set_status(at, CANCELADO)

    vagas = [one for one in await world.all_tarefas() if one.tipo is TipoTarefa.VAGA]
    assert [one.interessados for one in vagas] == [(rita.id,), (rita.id,)]


async def test_a_mended_phone_finds_who_gets_the_messages_anew(world: Atendimentos) -> None:
    at = await world.booked()

    mended = await world.edit(at, telefone="(11) 95555-4444", local="Sala 4")
    same = await world.edit(at, telefone="+5511955554444", nome_medico=None)

    assert (mended.versao, mended.local, mended.telefone) == (1, "Sala 4", "+5511955554444")
    assert mended.cliente_id not in (None, "C1")
    assert same == mended


async def test_another_person_at_the_same_hour_is_asked_anew(world: Atendimentos) -> None:
    at = await world.booked()
    await world.set_status(at, StatusConfirmacao.CONFIRMADO)

    other = await world.edit(at, nome_paciente="Caio Lins", telefone="+5511966665555", email=None)

    assert (other.versao, other.status_confirmacao) == (2, StatusConfirmacao.PENDENTE)
    assert other.cliente_id not in (None, "C1")


async def test_presence_is_known_only_afterwards(world: Atendimentos) -> None:
    at = await world.booked()

    with pytest.raises(MudancaRecusada):
        await world.set_status(at, FALTOU)
    world.clock.instant = FRIDAY + timedelta(hours=1)
    missed = (await world.set_status(at, FALTOU)).atendimento

    assert missed.status_confirmacao is FALTOU
    with pytest.raises(MudancaRecusada):
        await world.move(at, "2026-03-20T09:00")


async def test_another_conta_s_is_not_there(world: Atendimentos) -> None:
    at = await world.booked()

    with pytest.raises(AtendimentoNotFound):
        await world.set_status(at, CANCELADO, conta=OUTRA)


async def test_what_lost_its_flow_s_host_stays_saved_and_is_queued(world: Atendimentos) -> None:
    at = await world.booked()
    world.queues.sent.clear()
    world.flows.down = True

    saved = (await world.set_status(at, CANCELADO)).atendimento

    assert saved.status_confirmacao is CANCELADO
    assert world.queued() == [at.id]


async def test_a_change_that_was_cut_short_is_found_by_the_sweep(world: Atendimentos) -> None:
    at = await world.booked()
    world.queues.sent.clear()

    async def cut() -> None:
        raise PowerCut

    world.documents.after_write = cut
    with pytest.raises(PowerCut):
        await world.set_status(at, CANCELADO)
    world.documents.after_write = nothing
    world.clock.move(minutes=11)

    assert await world.atendimento.sweep(CONTA) == 1
    assert world.queued() == [at.id]
    await world.process(at)
    assert world.woken(at) == 1
    assert await world.atendimento.sweep(CONTA) == 0
