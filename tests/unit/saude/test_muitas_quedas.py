"""More falls on one day than a team can see to: so many are told of, the rest in one tarefa, nobody is forgotten."""

from collections.abc import Iterable

import anyio
import pytest

from shared.kit.errors import TransientError
from shared.saude.avisos import CRITICOS_EM_ESPERA, EM_ESPERA
from shared.saude.classe import Categoria
from shared.saude.quedas import most_a_day
from shared.saude.rodada_models import RodadaStatus
from shared.tarefas.models import Tarefa, TarefaStatus
from tests.unit.saude.mundo import CONTA, HOJE, Mundo
from tests.unit.saude.test_quedas import SEVERO

pytestmark = pytest.mark.anyio
# What a small conta is told of on one day.
MOST = 20


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def _imported(mundo: Mundo, count: int, *, first: int = 0) -> list[str]:
    """Clientes whose only activity is long ago; the later ones pay more."""
    ids = [f"c{number:05}" for number in range(first, first + count)]
    for number, cliente_id in enumerate(ids, start=first):
        await mundo.cliente(cliente_id, valor=100 + number)
        await mundo.atividade(cliente_id, dias_atras=45)
    return ids


async def _thriving(mundo: Mundo, count: int) -> list[str]:
    """Clientes of whom all is well today, scored."""
    ids = [f"c{number:05}" for number in range(count)]
    for number, cliente_id in enumerate(ids):
        await mundo.cliente(cliente_id, valor=100 + number)
        await mundo.atividade(cliente_id)
    await mundo.run()
    return ids


def _open(mundo: Mundo) -> list[Tarefa]:
    """Those of one cliente."""
    return [one for one in mundo.tarefas() if one.cliente_id and one.status is TarefaStatus.ABERTA]


def _resumos(mundo: Mundo, status: TarefaStatus = TarefaStatus.ABERTA) -> list[Tarefa]:
    return [one for one in mundo.tarefas() if not one.cliente_id and one.status is status]


def _of(tarefas: Iterable[Tarefa]) -> set[str | None]:
    return {one.cliente_id for one in tarefas}


async def _conclude(mundo: Mundo, tarefas: Iterable[Tarefa]) -> None:
    store = mundo.open_tarefas(CONTA)
    for one in tarefas:
        read, etag = await store.get(one.id)
        await store.save(read.model_copy(update={"status": TarefaStatus.CONCLUIDA}), etag)


@pytest.mark.parametrize(
    ("clientes", "most"), [(0, 20), (400, 20), (500, 25), (2_000, 100), (10_000, 500), (100_000, 500)]
)
def test_a_day_takes_twenty_falls_or_one_in_twenty_and_never_more_than_a_page(
    clientes: int, most: int
) -> None:
    assert most_a_day(clientes) == most


async def test_on_the_first_morning_the_dearest_are_told_of_and_the_rest_in_one(mundo: Mundo) -> None:
    ids = await _imported(mundo, 60)

    rodada = await mundo.run()

    assert (rodada.status, rodada.feito.quedas) == (RodadaStatus.CONCLUIDA, 60)
    assert _of(_open(mundo)) == set(ids[-MOST:])
    (resumo,) = _resumos(mundo)
    assert resumo.assunto == "Mais 40 clientes pedem cuidado desde 10/03/2025, 40 em Crítico"
    assert resumo.explicacao is not None
    assert resumo.explicacao.endswith("Em jogo nas que esperam: R$ 4.780,00 por mês.")
    assert (resumo.motivo, resumo.vence_em) == (CRITICOS_EM_ESPERA, _open(mundo)[0].vence_em)


async def test_as_many_as_a_day_takes_are_told_of_one_by_one_and_nothing_is_summed_up(mundo: Mundo) -> None:
    ids = await _imported(mundo, MOST)

    await mundo.run()

    assert _of(mundo.tarefas()) == set(ids)


async def test_a_new_profile_that_calls_everybody_critico_is_told_as_any_other_day(mundo: Mundo) -> None:
    for number in range(60):
        await mundo.cliente(f"c{number:05}")
        await mundo.atividade(f"c{number:05}", vezes=9)
    await mundo.run()
    await mundo.decide(saude=SEVERO)

    rodada = await mundo.next_day()

    assert rodada.feito.quedas == 60
    assert (len(_open(mundo)), len(_resumos(mundo))) == (MOST, 1)


async def test_who_imports_beside_a_known_carteira_floods_nobody(mundo: Mundo) -> None:
    await _thriving(mundo, 1)
    imported = await _imported(mundo, 60, first=1)

    await mundo.next_day()

    assert _of(_open(mundo)) == set(imported[-MOST:])


async def test_critico_comes_before_what_pays_more_and_is_less_grave(mundo: Mundo) -> None:
    ids = await _thriving(mundo, 30)
    mundo.clock.move(days=14)
    await mundo.cliente("pequena", valor=1)
    await mundo.atividade("pequena", dias_atras=45)

    rodada = await mundo.next_day()

    assert (rodada.feito.quedas, rodada.feito.por_categoria[Categoria.CRITICO]) == (31, 1)
    assert _of(_open(mundo)) == {"pequena", *ids[-MOST + 1 :]}


async def test_when_an_integration_stops_each_step_down_is_told_of_once_and_all_ends_when_it_is_back(
    mundo: Mundo,
) -> None:
    ids = await _thriving(mundo, 60)

    for _ in range(32):
        await mundo.next_day()

    assert {one.assunto.split(" (")[0] for one in _open(mundo)} == {"Saúde caiu de Saudável para Crítico"}
    assert (len(_open(mundo)), len(_resumos(mundo))) == (MOST, 1)
    assert len(mundo.tarefas()) == 2 * (MOST + 1)
    for cliente_id in ids:
        await mundo.atividade(cliente_id)
    await mundo.next_day()
    assert {one.status for one in mundo.tarefas()} == {TarefaStatus.DISPENSADA}
    assert await mundo.saude.count_waiting() == 0


async def test_lesser_falls_that_wait_lead_to_the_whole_list(mundo: Mundo) -> None:
    await _thriving(mundo, 60)

    while not mundo.tarefas():
        await mundo.next_day()

    (resumo,) = _resumos(mundo)
    assert (resumo.motivo, resumo.assunto[-10:]) == (EM_ESPERA, f"{mundo.hoje:%d/%m/%Y}")


async def test_who_waits_has_a_turn_as_the_team_concludes_and_not_before(mundo: Mundo) -> None:
    ids = await _imported(mundo, 60)
    await mundo.run()
    await mundo.next_day()
    assert len(_open(mundo)) == MOST

    await _conclude(mundo, [*_open(mundo), *_resumos(mundo)])
    await mundo.next_day()

    assert _of(_open(mundo)) == set(ids[-2 * MOST : -MOST])
    assert _resumos(mundo) == []
    (told, *_) = _open(mundo)
    assert told.explicacao is not None
    assert "Está assim desde 10/03/2025." in told.explicacao
    assert told.vence_em.date() == mundo.hoje


async def test_in_the_end_everybody_was_told_of(mundo: Mundo) -> None:
    ids = await _imported(mundo, 60)
    await mundo.run()

    for _ in range(4):
        await _conclude(mundo, [*_open(mundo), *_resumos(mundo)])
        await mundo.next_day()

    assert _of(mundo.tarefas()) == {*ids, None}
    assert len(mundo.tarefas()) == 61
    assert await mundo.saude.count_waiting() == 0


async def test_a_fall_of_today_does_not_wait_behind_those_of_before(mundo: Mundo) -> None:
    await _imported(mundo, 60)
    await mundo.run()
    await mundo.cliente("barata", valor=1)
    await mundo.atividade("barata", dias_atras=45)

    await mundo.next_day()

    assert "barata" in _of(_open(mundo))
    assert len(_open(mundo)) == MOST + 1


async def test_a_new_day_of_many_falls_has_its_own_sum_in_place_of_the_one_before(mundo: Mundo) -> None:
    await _imported(mundo, 60)
    await mundo.run()
    await _imported(mundo, 30, first=60)

    await mundo.next_day()

    (resumo,) = _resumos(mundo)
    assert resumo.assunto == "Mais 10 clientes pedem cuidado desde 11/03/2025, 10 em Crítico"
    assert len(_resumos(mundo, TarefaStatus.DISPENSADA)) == 1


async def test_who_waits_and_recovers_or_leaves_waits_no_more(mundo: Mundo) -> None:
    first, second, *_ = await _imported(mundo, 60)
    await mundo.run()
    await mundo.atividade(first)
    await mundo.cliente(second, pipeline="Churns & Cancelamentos")

    await mundo.next_day()
    await _conclude(mundo, _open(mundo))
    for _ in range(3):
        await mundo.next_day()
        await _conclude(mundo, _open(mundo))

    assert not {first, second} & _of(mundo.tarefas())
    assert await mundo.saude.count_waiting() == 0


async def test_who_is_looked_at_is_told_of_at_once(mundo: Mundo) -> None:
    (waits, *_) = await _imported(mundo, 60)
    await mundo.run()

    await mundo.service.calculate(CONTA, waits, 1)
    await mundo.service.calculate(CONTA, waits, 1)

    assert waits in _of(_open(mundo))
    assert len(_open(mundo)) == MOST + 1


async def test_a_second_run_of_the_day_tells_nobody_more(mundo: Mundo) -> None:
    await _imported(mundo, 60)
    await mundo.run()
    told = mundo.tarefas()

    await mundo.run(again=True)

    assert mundo.tarefas() == told
    assert await mundo.saude.count_waiting() == 40


async def test_two_instances_that_end_a_run_at_once_tell_of_the_same(mundo: Mundo) -> None:
    ids = await _imported(mundo, 60)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    last = mundo.queues.sent.pop().message

    async with anyio.create_task_group() as group:
        group.start_soon(mundo.deliver, last)
        group.start_soon(mundo.deliver, last)

    assert _of(_open(mundo)) == set(ids[-MOST:])
    assert [one.assunto for one in _resumos(mundo)] == [
        "Mais 40 clientes pedem cuidado desde 10/03/2025, 40 em Crítico"
    ]


@pytest.mark.parametrize("writes", [0, 1, 2, 15, 39, 40, 41])
async def test_a_power_cut_while_telling_loses_nobody_and_tells_nobody_twice(
    mundo: Mundo, writes: int
) -> None:
    ids = await _imported(mundo, 60)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    last = mundo.queues.sent.pop().message
    mundo.documents.writes_left = writes
    with pytest.raises(TransientError):
        await mundo.deliver(last)
    mundo.documents.writes_left = None

    await mundo.deliver(last)

    told = _of(_open(mundo))
    assert told <= set(ids[-MOST:])
    # One whose score did not say yet that it was told may take the place of the last one, whose turn is tomorrow's.
    assert len(told) >= MOST - 1
    assert len(_resumos(mundo)) == 1
    waiting = {stored.id for stored in await mundo.saude.waiting(100)}
    assert waiting | told == set(ids)


async def test_a_run_that_fails_tells_of_who_fell_until_then(mundo: Mundo) -> None:
    await mundo.many(501)
    await mundo.atividade("c00007", dias_atras=45)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)

    await mundo.rodadas.fail(CONTA, HOJE, 1)

    assert _of(mundo.tarefas()) == {"c00007"}


async def test_a_run_that_is_broken_off_tells_of_who_fell_until_then(mundo: Mundo) -> None:
    await mundo.many(501)
    await mundo.atividade("c00007", dias_atras=45)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    mundo.clock.move(hours=13)

    await mundo.drain()

    assert (await mundo.rodadas.get(CONTA, HOJE)).status is RodadaStatus.INTERROMPIDA
    assert _of(mundo.tarefas()) == {"c00007"}


async def test_who_fell_on_a_day_that_failed_is_as_new_on_the_next_as_who_falls_then(mundo: Mundo) -> None:
    await _thriving(mundo, 1)
    imported = await _imported(mundo, 30, first=1)
    mundo.clock.move(days=1)
    await mundo.rodadas.start(CONTA, por="teste")
    await mundo.deliver(mundo.queues.sent.pop().message)
    mundo.documents.writes_left = 1  # the failure is written, and that is all
    with pytest.raises(TransientError):
        await mundo.rodadas.fail(CONTA, mundo.hoje, 1)
    mundo.documents.writes_left = None

    await mundo.next_day()

    assert _of(_open(mundo)) == set(imported[-MOST:])
    (resumo,) = _resumos(mundo)
    assert resumo.assunto.startswith("Mais 10 clientes pedem cuidado")


async def test_scores_of_the_worst_are_listed_whether_they_were_told_of_or_not(mundo: Mundo) -> None:
    await _imported(mundo, 60)
    await mundo.run()

    assert await mundo.saude.count(Categoria.CRITICO) == 60
