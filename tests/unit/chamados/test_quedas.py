"""The power fails after each write of each story in turn, others step in, several run at once: it ends all the same,
nothing is lost and nobody is answered twice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import anyio.lowlevel
import pytest

from shared.chamados import textos
from shared.chamados.errors import ChamadoNotFound
from shared.chamados.estados import assigned
from shared.chamados.models import Chamado, ChamadoStatus
from shared.kit.errors import TransientError
from tests.unit.chamados.casos import make_conta
from tests.unit.chamados.world import ABRIMOS, HORARIO, Chamados, motivos, texts
from tests.unit.envios.world import CONTA, PowerCut

pytestmark = pytest.mark.anyio
_MOST_WRITES = 20
SABADO, FECHADOS = "E aos sábados?", "Aos sábados não abrimos."


async def begun() -> Chamados:
    world = Chamados()
    await world.begin()
    await world.add_recebimento(hours_ago=0, provedor="zapi")
    world.respondedor.sabe[SABADO] = FECHADOS
    return world


async def answered(world: Chamados) -> Chamado:
    return await world.hear()


async def shown(world: Chamados) -> Chamado:
    return await world.post()


async def routed(world: Chamados) -> Chamado:
    return await world.hear("Fui cobrado a mais")


async def answered_again(world: Chamados) -> Chamado:
    await world.asks()
    return await world.hear(SABADO)


async def not_solved(world: Chamados) -> Chamado:
    await world.asks()
    return await world.hear("Não resolveu")


_STORIES = (answered, shown, routed, answered_again, not_solved)
Story = Callable[[Chamados], Awaitable[Chamado]]


@dataclass
class Power:
    left: int | None = None

    async def spend(self) -> None:
        if self.left is None:
            return
        if self.left == 0:
            raise PowerCut
        self.left -= 1


async def told(story: Story) -> tuple[Chamados, Chamado, Power]:
    world, power = await begun(), Power()
    chamado = await story(world)
    world.documents.after_write = power.spend
    return world, chamado, power


async def end_of(world: Chamados, chamado: Chamado) -> dict[str, Any]:
    """All that anybody could see of how it ended."""
    done = await world.now_of(chamado)
    envios = await world.work(*await world.all_envios())
    return {
        "status": done.status,
        "falas": texts(done),
        "pendente": done.pendente,
        "counts": (done.automaticas, done.reaberturas),
        "motivos": await motivos(done),
        "sent": sorted(saida.texto for saida in world.sent),
        "envios": sorted(envio.chave for envio in envios),
        "perguntas": [(one.id, done.pergunta_id) for one in await world.open_perguntas()],
    }


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.__name__)
async def test_after_a_power_cut_at_any_write_a_redelivery_ends_it_all_the_same(story: Story) -> None:
    world, chamado, _ = await told(story)
    await world.process(chamado)
    expected = await end_of(world, chamado)

    cuts = 0
    for writes in range(_MOST_WRITES):
        world, chamado, power = await told(story)
        power.left = writes
        try:
            await world.process(chamado)
            break
        except PowerCut:
            cuts += 1
        power.left = None
        await world.process(chamado)

        assert await end_of(world, chamado) == expected, f"after {writes} writes"

    assert not expected["pendente"]
    assert 0 < cuts < _MOST_WRITES


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.__name__)
async def test_what_a_power_cut_left_behind_the_sweep_queues_again(story: Story) -> None:
    for writes in range(_MOST_WRITES):
        world, chamado, power = await told(story)
        power.left = writes
        try:
            await world.process(chamado)
            break
        except PowerCut:
            power.left = None
        world.queues.sent.clear()
        world.clock.move(minutes=11)

        await world.chamado.sweep(CONTA)

        waits = (await world.now_of(chamado)).pendente
        assert world.queued() == ([chamado.id] if waits else []), f"after {writes} writes"


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.__name__)
async def test_delivered_three_times_at_once_and_once_more_it_ends_all_the_same(story: Story) -> None:
    world, chamado, _ = await told(story)
    await world.process(chamado)
    expected = await end_of(world, chamado)

    world, chamado, _ = await told(story)
    world.documents.before_write = anyio.lowlevel.checkpoint
    async with anyio.create_task_group() as runs:
        for _ in range(3):
            runs.start_soon(world.process, chamado)
    await world.process(chamado)

    assert await end_of(world, chamado) == expected


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.__name__)
async def test_what_the_queue_gives_up_on_is_a_persons_unless_it_was_answered(story: Story) -> None:
    for writes in range(_MOST_WRITES):
        world, chamado, power = await told(story)
        power.left = writes
        try:
            await world.process(chamado)
            break
        except PowerCut:
            power.left = None

        await world.chamado.fail(CONTA, chamado.id)

        done = await world.now_of(chamado)
        was_answered = done.status is ChamadoStatus.AGUARDANDO_CLIENTE
        has_left = not done.falas[-1].enviada or done.falas[-1].id in [
            one.chave for one in await world.all_envios()
        ]
        assert not done.pendente
        assert done.status is ChamadoStatus.ENCAMINHADO or (was_answered and has_left), (
            f"after {writes} writes"
        )


@pytest.mark.parametrize("said", ["Obrigada!", "Não resolveu", SABADO, "Fui cobrado a mais"])
async def test_words_that_a_power_cut_met_are_written_down_once(said: str) -> None:
    for writes in range(_MOST_WRITES):
        world, chamado, power = await told(answered)
        await world.process(chamado)
        power.left = writes
        try:
            await world.hear(said, "zapi:M9")
            break
        except PowerCut:
            power.left = None
        heard = await world.hear(said, "zapi:M9")

        assert texts(heard) == [HORARIO, ABRIMOS, said], f"after {writes} writes"
        assert await world.open_perguntas() == []


async def test_what_is_said_while_the_worker_reads_is_read_too() -> None:
    world = await begun()
    chamado = await world.hear()
    more = False

    async def say_more() -> None:
        nonlocal more
        if not more:
            more = True
            await world.hear("Fui cobrado a mais", "zapi:M9")

    world.classificador.before = say_more

    done = await world.process(chamado)

    assert (done.status, done.pendente, done.lida_ate) == (ChamadoStatus.ENCAMINHADO, False, "zapi:M9")
    assert world.classificador.read[-1] == f"{HORARIO}\nFui cobrado a mais"
    assert await world.all_envios() == []


async def test_what_is_said_while_an_answer_leaves_waits_for_the_worker_and_is_answered_once() -> None:
    world = await begun()
    chamado = await world.hear()
    more = False

    async def say_more() -> None:
        """Right after the answer was saved, before it is handed over."""
        nonlocal more
        if not more and (await world.now_of(chamado)).automaticas:
            more = True
            await world.hear(SABADO, "zapi:M9")

    world.documents.after_write = say_more

    done = await world.process(chamado)

    assert texts(done) == [HORARIO, ABRIMOS, SABADO, FECHADOS]
    assert [one.chave[-1] for one in reversed(await world.all_envios())] == ["1", "2"]
    (pergunta,) = await world.open_perguntas()
    assert pergunta.id == done.pergunta_id


async def test_who_takes_it_while_the_worker_decides_has_it_and_nothing_is_answered() -> None:
    world = await begun()
    chamado = await world.hear()

    async def take() -> None:
        await world.chamados().update(
            chamado.id, lambda one: assigned(one, "U1", conta=make_conta(), now=world.clock(), por="U1")
        )

    world.respondedor.before = take

    done = await world.process(chamado)

    assert (done.status, done.atendente, done.automaticas) == (ChamadoStatus.EM_ATENDIMENTO, "U1", 0)
    assert not done.pendente
    assert await world.all_envios() == []


async def test_a_chamado_that_changes_all_the_time_goes_back_to_the_queue() -> None:
    world = await begun()
    chamado = await world.hear()

    async def touch() -> None:
        await world.chamados().update(
            chamado.id, lambda one: one.updated(world.clock(), falhas=one.falhas + 1)
        )

    world.classificador.before = touch

    with pytest.raises(TransientError):
        await world.process(chamado)
    assert (await world.now_of(chamado)).pendente


async def test_words_that_the_queue_gave_up_on_are_read_with_the_next_ones() -> None:
    world = await begun()
    chamado = await world.hear("Fui cobrado a mais")
    await world.chamado.fail(CONTA, chamado.id)

    done = await world.asks("Alguém?")

    assert world.classificador.read == ["Fui cobrado a mais\nAlguém?"]
    assert (done.status, done.falhas) == (ChamadoStatus.ENCAMINHADO, 0)
    assert await motivos(done) == [textos.NAO_PROCESSADO]


async def test_of_an_erased_chamado_nothing_comes_back() -> None:
    world = await begun()
    chamado = await world.hear()
    world.documents.partitions["chamados", CONTA].clear()

    with pytest.raises(ChamadoNotFound):
        await world.process(chamado)
    with pytest.raises(ChamadoNotFound):
        await world.chamado.fail(CONTA, chamado.id)
    assert await world.all_chamados() == []
