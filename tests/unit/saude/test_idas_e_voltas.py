"""Who leaves, comes back or is erased, and what is kept of the days."""

import pytest

from tests.unit.saude.mundo import CONTA, HOJE, Mundo

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def test_who_leaves_loses_the_score_and_keeps_the_history(mundo: Mundo) -> None:
    await mundo.many(3)
    await mundo.run()
    await mundo.cliente("c00001", pipeline="Churns & Cancelamentos")

    rodada = await mundo.next_day()

    assert rodada.feito.retirados == 1
    assert set(await mundo.saude.many(["c00000", "c00001", "c00002"])) == {"c00000", "c00002"}
    assert list(await mundo.saude.history("c00001", ["2025-03"])) == ["2025-03-10"]


async def test_who_comes_back_finds_the_days_of_before(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.run()
    await mundo.cliente("c1", pipeline="Churns & Cancelamentos")
    await mundo.next_day()
    await mundo.cliente("c1")

    await mundo.next_day()

    days = ["2025-03-10", "2025-03-12"]
    assert list(await mundo.saude.history("c1", ["2025-03"])) == days
    assert list((await mundo.saude_of("c1")).dias) == days


async def test_who_was_erased_while_being_scored_is_forgotten_by_the_next_run(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.run()
    await mundo.documents.open("clientes", CONTA).delete("c1")

    await mundo.next_day()

    assert await mundo.saude.many(["c1", "c1:2025-03"]) == {}


async def test_thirty_one_days_are_kept_and_each_month_has_its_own_whole(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.run()
    for _ in range(40):
        await mundo.next_day()

    days = list((await mundo.saude_of("c1")).dias)
    assert (len(days), days[0], days[-1]) == (31, "2025-03-20", "2025-04-19")
    assert len(await mundo.saude.history("c1", ["2025-03"])) == 22
    assert len(await mundo.saude.history("c1", ["2025-04"])) == 19
    assert (await mundo.saude_of("c1")).desde == HOJE
