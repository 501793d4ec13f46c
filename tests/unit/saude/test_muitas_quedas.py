"""More falls on one day than a team can see to: so many are told of, the rest in one tarefa, nobody is forgotten."""

import pytest

from shared.saude.avisos import CRITICOS_EM_ESPERA, EM_ESPERA
from shared.saude.classe import Categoria
from shared.saude.quedas import most_a_day
from shared.saude.rodada_models import RodadaStatus
from shared.tarefas.models import TarefaStatus
from tests.unit.saude.carteiras import MOST, abertas, conclude, imported, resumos, thriving, whose
from tests.unit.saude.mundo import CONTA, Mundo
from tests.unit.saude.test_quedas import SEVERO

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


@pytest.mark.parametrize(
    ("clientes", "most"), [(0, 20), (400, 20), (500, 25), (2_000, 100), (10_000, 500), (100_000, 500)]
)
def test_a_day_takes_twenty_falls_or_one_in_twenty_and_never_more_than_a_page(
    clientes: int, most: int
) -> None:
    assert most_a_day(clientes) == most


async def test_on_the_first_morning_the_dearest_are_told_of_and_the_rest_in_one(mundo: Mundo) -> None:
    ids = await imported(mundo, 60)

    rodada = await mundo.run()

    assert (rodada.status, rodada.feito.quedas) == (RodadaStatus.CONCLUIDA, 60)
    assert whose(abertas(mundo)) == set(ids[-MOST:])
    (resumo,) = resumos(mundo)
    assert resumo.assunto == "Mais 40 clientes pedem cuidado desde 10/03/2025, 40 em Crítico"
    assert resumo.explicacao is not None
    assert resumo.explicacao.endswith("Em jogo nas que esperam: R$ 4.780,00 por mês.")
    assert (resumo.motivo, resumo.vence_em) == (CRITICOS_EM_ESPERA, abertas(mundo)[0].vence_em)


async def test_as_many_as_a_day_takes_are_told_of_one_by_one_and_nothing_is_summed_up(mundo: Mundo) -> None:
    ids = await imported(mundo, MOST)

    await mundo.run()

    assert whose(mundo.tarefas()) == set(ids)


async def test_a_new_profile_that_calls_everybody_critico_is_told_as_any_other_day(mundo: Mundo) -> None:
    for number in range(60):
        await mundo.cliente(f"c{number:05}")
        await mundo.atividade(f"c{number:05}", vezes=9)
    await mundo.run()
    await mundo.decide(saude=SEVERO)

    rodada = await mundo.next_day()

    assert rodada.feito.quedas == 60
    assert (len(abertas(mundo)), len(resumos(mundo))) == (MOST, 1)


async def test_who_imports_beside_a_known_carteira_floods_nobody(mundo: Mundo) -> None:
    await thriving(mundo, 1)
    newcomers = await imported(mundo, 60, first=1)

    await mundo.next_day()

    assert whose(abertas(mundo)) == set(newcomers[-MOST:])


async def test_critico_comes_before_what_pays_more_and_is_less_grave(mundo: Mundo) -> None:
    ids = await thriving(mundo, 30)
    mundo.clock.move(days=14)
    await mundo.cliente("pequena", valor=1)
    await mundo.atividade("pequena", dias_atras=45)

    rodada = await mundo.next_day()

    assert (rodada.feito.quedas, rodada.feito.por_categoria[Categoria.CRITICO]) == (31, 1)
    assert whose(abertas(mundo)) == {"pequena", *ids[-MOST + 1 :]}


async def test_when_an_integration_stops_each_step_down_is_told_of_once_and_all_ends_when_it_is_back(
    mundo: Mundo,
) -> None:
    ids = await thriving(mundo, 60)

    for _ in range(32):
        await mundo.next_day()

    assert {one.assunto.split(" (")[0] for one in abertas(mundo)} == {"Saúde caiu de Saudável para Crítico"}
    assert (len(abertas(mundo)), len(resumos(mundo))) == (MOST, 1)
    assert len(mundo.tarefas()) == 2 * (MOST + 1)
    for cliente_id in ids:
        await mundo.atividade(cliente_id)
    await mundo.next_day()
    assert {one.status for one in mundo.tarefas()} == {TarefaStatus.DISPENSADA}
    assert await mundo.saude.count_waiting() == 0


async def test_lesser_falls_that_wait_lead_to_the_whole_list(mundo: Mundo) -> None:
    await thriving(mundo, 60)

    while not mundo.tarefas():
        await mundo.next_day()

    (resumo,) = resumos(mundo)
    assert (resumo.motivo, resumo.assunto[-10:]) == (EM_ESPERA, f"{mundo.hoje:%d/%m/%Y}")


async def test_who_waits_has_a_turn_as_the_teamconcludes_and_not_before(mundo: Mundo) -> None:
    ids = await imported(mundo, 60)
    await mundo.run()
    await mundo.next_day()
    assert len(abertas(mundo)) == MOST

    await conclude(mundo, [*abertas(mundo), *resumos(mundo)])
    await mundo.next_day()

    assert whose(abertas(mundo)) == set(ids[-2 * MOST : -MOST])
    assert resumos(mundo) == []
    (told, *_) = abertas(mundo)
    assert told.explicacao is not None
    assert "Está assim desde 10/03/2025." in told.explicacao
    assert told.vence_em.date() == mundo.hoje


async def test_in_the_end_everybody_was_toldwhose(mundo: Mundo) -> None:
    ids = await imported(mundo, 60)
    await mundo.run()

    for _ in range(4):
        await conclude(mundo, [*abertas(mundo), *resumos(mundo)])
        await mundo.next_day()

    assert whose(mundo.tarefas()) == {*ids, None}
    assert len(mundo.tarefas()) == 61
    assert await mundo.saude.count_waiting() == 0


async def test_a_fall_of_today_does_not_wait_behind_those_of_before(mundo: Mundo) -> None:
    await imported(mundo, 60)
    await mundo.run()
    await mundo.cliente("barata", valor=1)
    await mundo.atividade("barata", dias_atras=45)

    await mundo.next_day()

    assert "barata" in whose(abertas(mundo))
    assert len(abertas(mundo)) == MOST + 1


async def test_a_new_day_of_many_falls_has_its_own_sum_in_place_of_the_one_before(mundo: Mundo) -> None:
    await imported(mundo, 60)
    await mundo.run()
    await imported(mundo, 30, first=60)

    await mundo.next_day()

    (resumo,) = resumos(mundo)
    assert resumo.assunto == "Mais 10 clientes pedem cuidado desde 11/03/2025, 10 em Crítico"
    assert len(resumos(mundo, TarefaStatus.DISPENSADA)) == 1


async def test_who_waits_and_recovers_or_leaves_waits_no_more(mundo: Mundo) -> None:
    first, second, *_ = await imported(mundo, 60)
    await mundo.run()
    await mundo.atividade(first)
    await mundo.cliente(second, pipeline="Churns & Cancelamentos")

    await mundo.next_day()
    await conclude(mundo, abertas(mundo))
    for _ in range(3):
        await mundo.next_day()
        await conclude(mundo, abertas(mundo))

    assert not {first, second} & whose(mundo.tarefas())
    assert await mundo.saude.count_waiting() == 0


async def test_a_profile_that_says_less_still_ends_no_waiting(mundo: Mundo) -> None:
    await thriving(mundo, 30)
    mundo.clock.move(days=14)
    await mundo.next_day()
    await mundo.decide(saude=SEVERO)

    rodada = await mundo.next_day()

    assert (rodada.feito.quedas, rodada.feito.por_categoria) == (0, {Categoria.NORMAL: 30})
    assert (len(abertas(mundo)), await mundo.saude.count_waiting()) == (MOST, 10)


async def test_who_is_looked_at_is_told_of_at_once(mundo: Mundo) -> None:
    (waits, *_) = await imported(mundo, 60)
    await mundo.run()

    await mundo.service.calculate(CONTA, waits, 1)
    await mundo.service.calculate(CONTA, waits, 1)

    assert waits in whose(abertas(mundo))
    assert len(abertas(mundo)) == MOST + 1


async def test_scores_of_the_worst_are_listed_whether_they_were_told_of_or_not(mundo: Mundo) -> None:
    await imported(mundo, 60)
    await mundo.run()

    assert await mundo.saude.count(Categoria.CRITICO) == 60
