"""What becomes of hours that nobody answers for, of crashes between two writes, and of answers that come in between.

The story is that of `test_avisos`.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shared.atendimentos.classe import Classe
from shared.atendimentos.lembretes import Ato
from shared.atendimentos.models import StatusConfirmacao
from shared.contas.atendimentos import Autocancelar
from shared.kit.canais import Recusado
from tests.unit.atendimentos.casos import local
from tests.unit.atendimentos.fluxos import Fluxos, begun, left_at, words
from tests.unit.atendimentos.world import FRIDAY
from tests.unit.envios.world import CONTA, PowerCut, nothing

pytestmark = pytest.mark.anyio
Status = StatusConfirmacao
AFTER = FRIDAY + timedelta(hours=1)
WEDNESDAY = local(11, 14, 30)


@pytest.fixture
async def world() -> Fluxos:
    return await begun()


# Where silence frees the hour.


async def test_silence_frees_the_hour_of_who_was_really_asked() -> None:
    world = await begun(autocancelar=Autocancelar.CANCELAR)
    at = await world.booked()

    await world.pass_until(AFTER)

    ended = await world.now_of(at)
    assert ended.status_confirmacao is Status.CANCELADO
    assert (await left_at(world))[-1] == FRIDAY - timedelta(hours=2)
    assert "foi cancelado" in words(world)[-1]
    assert world.vagas.free == [at.id]
    assert await world.all_tarefas() == []
    assert await world.open_perguntas() == []


async def test_nobody_loses_an_hour_who_was_not_reached() -> None:
    world = await begun(autocancelar=Autocancelar.CANCELAR)
    carteiro = next(iter(world.carteiros.all.values()))
    carteiro.falhas = [Recusado(codigo="131026")] * 9
    at = await world.booked()

    await world.pass_until(AFTER)

    assert (await world.now_of(at)).status_confirmacao is Status.SEM_RESPOSTA
    assert [one.motivo for one in await world.all_tarefas()] == ["sem_contato"]


async def test_nobody_loses_an_hour_who_had_no_time_to_answer() -> None:
    world = await begun(autocancelar=Autocancelar.CANCELAR)
    at = await world.booked("2026-03-03T12:00")

    await world.pass_until(local(3, 13))

    assert len(world.sent) == 1
    assert (await world.now_of(at)).status_confirmacao is Status.SEM_RESPOSTA
    assert [one.motivo for one in await world.all_tarefas()] == ["sem_confirmacao"]


async def test_nobody_loses_an_hour_who_wrote_or_spoke_since_they_were_asked() -> None:
    world = await begun(autocancelar=Autocancelar.CANCELAR)
    at = await world.booked()
    await world.pass_until(FRIDAY - timedelta(hours=5))
    await world.add_recebimento(hours_ago=0)  # an audio, which a person hears

    await world.pass_until(AFTER)

    assert (await world.now_of(at)).status_confirmacao is Status.SEM_RESPOSTA
    assert [one.motivo for one in await world.all_tarefas()] == ["sem_confirmacao"]


# Crashes and races.


async def test_a_step_that_is_not_due_any_more_does_nothing(world: Fluxos) -> None:
    at = await world.booked()
    await world.pass_until(WEDNESDAY)

    again = await world.avisos.make(CONTA, at.id, Ato.CONFIRMACAO, 1)
    early = await world.avisos.make(CONTA, at.id, Ato.LEMBRETE, 1)
    other = await world.avisos.make(CONTA, at.id, Ato.LEMBRETE, 2)

    assert (again, early, other) == (False, False, False)
    assert len(world.sent) == 1


def is_stored(world: Fluxos) -> bool:
    """Whether the gate has a message."""
    return bool(world.documents.partitions.get(("envios", CONTA)))


async def test_who_answers_before_the_question_is_written_down_is_heard(world: Fluxos) -> None:
    at = await world.booked()
    world.clock.instant = WEDNESDAY

    async def cut_power() -> None:
        """Once the message is stored."""
        if is_stored(world):
            raise PowerCut

    world.documents.after_write = cut_power
    with pytest.raises(PowerCut):
        await world.avisos.make(CONTA, at.id, Ato.CONFIRMACAO, 1)
    world.documents.after_write = nothing

    assert [one.id for one in await world.open_perguntas()] == [(await world.now_of(at)).pergunta_id]


@pytest.mark.parametrize("is_moment", [lambda _: True, is_stored], ids=["at first", "once stored"])
async def test_an_answer_while_the_question_is_handed_over_takes_it_back(
    world: Fluxos, is_moment: Callable[[Fluxos], bool]
) -> None:
    at = await world.booked()
    world.clock.instant = WEDNESDAY
    world.running.deaf = True
    answered: list[bool] = []

    async def answer_first() -> None:
        if is_moment(world) and not answered:
            answered.append(True)
            await world.answer(at, Classe.CONFIRMADO)

    world.documents.before_write = answer_first
    await world.avisos.make(CONTA, at.id, Ato.CONFIRMACAO, 1)
    world.documents.before_write = nothing
    await world.work_off()

    assert answered == [True]
    assert world.sent == []
    assert (await world.now_of(at)).status_confirmacao is Status.CONFIRMADO


@pytest.mark.parametrize(
    ("policy", "ato"),
    [
        (Autocancelar.NUNCA, Ato.CONFIRMACAO),
        (Autocancelar.AVISAR_EQUIPE, Ato.ESCALAR),
        (Autocancelar.AVISAR_EQUIPE, Ato.ENCERRAR),
        (Autocancelar.CANCELAR, Ato.ESCALAR),
    ],
)
async def test_a_power_cut_after_any_write_changes_nothing_of_how_it_ends(
    policy: Autocancelar, ato: Ato
) -> None:
    told = [await _end_after_cut(policy, ato, cut) for cut in range(8)]

    assert all(end == told[0][0] for end, _ in told)
    assert [was_cut for _, was_cut in told[:2]] == [False, True]


async def _end_after_cut(policy: Autocancelar, ato: Ato, cut: int) -> tuple[Any, bool]:
    """All that anybody can see in the end, where the power fails after so many writes of the step `ato`, 0 for never;
    and whether it failed."""
    world = await begun(autocancelar=policy)
    due = {Ato.CONFIRMACAO: WEDNESDAY, Ato.ESCALAR: FRIDAY - timedelta(hours=2), Ato.ENCERRAR: FRIDAY}[ato]
    writes: list[int] = []

    async def cut_power() -> None:
        writes.append(1)
        if len(writes) == cut:
            raise PowerCut

    async def make(passo: dict[str, Any]) -> dict[str, Any]:
        """As the host does: what was cut off runs again, then what was to follow."""
        if passo["ato"] != ato:
            return await Fluxos.fazer_aviso(world, passo)
        world.documents.after_write = cut_power
        try:
            return await Fluxos.fazer_aviso(world, passo)
        except PowerCut:
            world.documents.after_write = nothing
            await world.sweep_envios()
            return await Fluxos.fazer_aviso(world, passo)
        finally:
            world.documents.after_write = nothing

    world.fazer_aviso = make  # type: ignore[method-assign]  # the story of this world
    at = await world.booked()
    await world.pass_until(due + timedelta(hours=3))
    perguntas = await world.open_perguntas()
    end = (
        words(world),
        [(one.motivo, one.status) for one in await world.all_tarefas()],
        [one.status for one in perguntas],
        await world.now_of(at),
        sorted(set(world.vagas.free)),
    )
    return end, 0 < cut <= len(writes)
