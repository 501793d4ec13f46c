"""Days of too many falls that break: run twice, at once, cut off or failed, they tell of the same and lose nobody."""

import anyio
import pytest

from shared.kit.errors import TransientError
from shared.saude.rodada_models import RodadaStatus
from tests.unit.saude.carteiras import MOST, abertas, imported, resumos, thriving, whose
from tests.unit.saude.mundo import CONTA, HOJE, Mundo

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def test_a_second_run_of_the_day_tells_nobody_more(mundo: Mundo) -> None:
    await imported(mundo, 60)
    await mundo.run()
    told = mundo.tarefas()

    await mundo.run(again=True)

    assert mundo.tarefas() == told
    assert await mundo.saude.count_waiting() == 40


async def test_two_instances_that_end_a_run_at_once_tell_of_the_same(mundo: Mundo) -> None:
    ids = await imported(mundo, 60)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    last = mundo.queues.sent.pop().message

    async with anyio.create_task_group() as group:
        group.start_soon(mundo.deliver, last)
        group.start_soon(mundo.deliver, last)

    assert whose(abertas(mundo)) == set(ids[-MOST:])
    assert [one.assunto for one in resumos(mundo)] == [
        "Mais 40 clientes pedem cuidado desde 10/03/2025, 40 em Crítico"
    ]


@pytest.mark.parametrize("writes", [0, 1, 2, 15, 39, 40, 41])
async def test_a_power_cut_while_telling_loses_nobody_and_tells_nobody_twice(
    mundo: Mundo, writes: int
) -> None:
    ids = await imported(mundo, 60)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    last = mundo.queues.sent.pop().message
    mundo.documents.writes_left = writes
    with pytest.raises(TransientError):
        await mundo.deliver(last)
    mundo.documents.writes_left = None

    await mundo.deliver(last)

    told = whose(abertas(mundo))
    assert told <= set(ids[-MOST:])
    # One whose score did not say yet that it was told may take the place of the last one, whose turn is tomorrow's.
    assert len(told) >= MOST - 1
    assert len(resumos(mundo)) == 1
    waiting = {stored.id for stored in await mundo.saude.waiting(100)}
    assert waiting | told == set(ids)


async def test_a_run_that_fails_tells_of_who_fell_until_then(mundo: Mundo) -> None:
    await mundo.many(501)
    await mundo.atividade("c00007", dias_atras=45)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)

    await mundo.rodadas.fail(CONTA, HOJE, 1)

    assert whose(mundo.tarefas()) == {"c00007"}


async def test_a_run_that_is_broken_off_tells_of_who_fell_until_then(mundo: Mundo) -> None:
    await mundo.many(501)
    await mundo.atividade("c00007", dias_atras=45)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    mundo.clock.move(hours=13)

    await mundo.drain()

    assert (await mundo.rodadas.get(CONTA, HOJE)).status is RodadaStatus.INTERROMPIDA
    assert whose(mundo.tarefas()) == {"c00007"}


async def test_who_fell_on_a_day_that_failed_is_as_new_on_the_next_as_who_falls_then(mundo: Mundo) -> None:
    await thriving(mundo, 1)
    newcomers = await imported(mundo, 30, first=1)
    mundo.clock.move(days=1)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    mundo.documents.writes_left = 1  # the failure is written, and that is all
    with pytest.raises(TransientError):
        await mundo.rodadas.fail(CONTA, mundo.hoje, 1)
    mundo.documents.writes_left = None

    await mundo.next_day()

    assert whose(abertas(mundo)) == set(newcomers[-MOST:])
    (resumo,) = resumos(mundo)
    assert resumo.assunto.startswith("Mais 10 clientes pedem cuidado")
