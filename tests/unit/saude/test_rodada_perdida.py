"""The daily run that the timer could not begin: the sweep begins it, once and not before its hour."""

from datetime import timedelta

import pytest

from shared.saude.rodada_models import RodadaStatus
from tests.unit.saude.mundo import CONTA, HOJE, Mundo

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def _missed_by_the_timer(mundo: Mundo) -> None:
    """Scored yesterday; today the timer could not begin. It is noon in São Paulo."""
    await mundo.cliente("c1")
    await mundo.run()
    mundo.clock.move(days=1)


async def test_the_sweep_begins_once_what_the_timer_could_not(mundo: Mundo) -> None:
    await _missed_by_the_timer(mundo)

    swept = [await mundo.rodadas.sweep(CONTA) for _ in range(2)]
    await mundo.drain()

    assert swept == [1, 0]
    rodada = await mundo.rodadas.get(CONTA, HOJE + timedelta(days=1))
    assert (rodada.vez, rodada.status, rodada.pedida_por) == (1, RodadaStatus.CONCLUIDA, "timer_saude")


@pytest.mark.parametrize(
    ("at", "fuso"),
    [
        ("2025-03-12T03:30:00+00:00", "America/Sao_Paulo"),  # half past midnight: the hour is still to come
        ("2025-03-12T08:05:00+00:00", "America/Sao_Paulo"),  # the timer may be at it
        ("2025-03-11T16:00:00+00:00", "Asia/Tokyo"),  # the next day there, whose hour is still to come
    ],
)
async def test_the_sweep_begins_none_before_its_hour(mundo: Mundo, at: str, fuso: str) -> None:
    await mundo.decide(fuso=fuso)
    await _missed_by_the_timer(mundo)
    mundo.clock.instant = mundo.clock.instant.fromisoformat(at)

    assert await mundo.rodadas.sweep(CONTA) == 0


async def test_the_sweep_begins_none_where_nobody_has_a_score(mundo: Mundo) -> None:
    await mundo.cliente("paciente", pipeline=None)

    assert await mundo.rodadas.sweep(CONTA) == 0
