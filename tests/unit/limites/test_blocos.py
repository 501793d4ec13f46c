"""Spending a limit in blocks: never exceeded over all instances, and most requests write nothing."""

import asyncio
from dataclasses import dataclass, field

import pytest

from shared.kit.errors import TooManyRequests
from shared.limites.blocos import BlocoService
from shared.limites.models import Cota
from shared.limites.store import Lida, LimiteStore
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio
COTA = Cota("principal:A1", 600, 60, "clinica")


@dataclass(frozen=True)
class CountingStore(LimiteStore):
    """Remembers what was written; others get a turn after each reading, as over a network."""

    saved: list[int] = field(default_factory=list)

    async def read(self, cota: Cota) -> Lida:
        lida = await super().read(cota)
        await asyncio.sleep(0)
        return lida

    async def save(self, cota: Cota, lida: Lida, *, more: int) -> Lida:
        self.saved.append(more)
        return await super().save(cota, lida, more=more)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> CountingStore:
    return CountingStore(FakeDocuments(now=clock), b"k" * 32, clock)


async def passed(instance: BlocoService, times: int, cota: Cota = COTA) -> int:
    done = await asyncio.gather(*(instance.spend(cota) for _ in range(times)), return_exceptions=True)
    assert all(isinstance(one, TooManyRequests) for one in done if one is not None)
    return done.count(None)


async def test_one_instance_lets_exactly_the_limit_through_with_few_writes(
    store: CountingStore, clock: FakeClock
) -> None:
    instance = BlocoService(store, clock)

    assert await passed(instance, 700) == 600
    assert len(store.saved) < 60


async def test_one_request_costs_one_write(store: CountingStore, clock: FakeClock) -> None:
    await BlocoService(store, clock).spend(COTA)

    assert store.saved == [60]


@pytest.mark.parametrize("instances", [2, 10, 40])
async def test_several_instances_together_let_no_more_than_the_limit_through(
    store: CountingStore, clock: FakeClock, instances: int
) -> None:
    services = [BlocoService(store, clock) for _ in range(instances)]

    total = sum(await asyncio.gather(*(passed(service, 700) for service in services)))

    assert total == 600


async def test_a_caller_spread_thin_over_many_instances_is_let_through(
    store: CountingStore, clock: FakeClock
) -> None:
    services = [BlocoService(store, clock) for _ in range(40)]

    assert [await passed(service, 1) for service in services] == [1] * 40


async def test_a_refused_caller_costs_nothing_until_the_window_ends(
    store: CountingStore, clock: FakeClock
) -> None:
    instance = BlocoService(store, clock)
    await passed(instance, 700)
    before = len(store.saved)
    clock.move(seconds=20)

    with pytest.raises(TooManyRequests) as caught:
        await instance.spend(COTA)

    assert caught.value.retry_after_s == 40
    assert len(store.saved) == before
    clock.move(seconds=40)
    assert await passed(instance, 700) == 600


async def test_what_was_reserved_in_one_window_is_not_spent_in_the_next(
    store: CountingStore, clock: FakeClock
) -> None:
    one, other = BlocoService(store, clock), BlocoService(store, clock)
    await one.spend(COTA)
    clock.move(seconds=60)

    total = await passed(other, 700) + await passed(one, 700)

    assert total == 600


async def test_a_limit_smaller_than_a_block_is_kept_to_the_letter(
    store: CountingStore, clock: FakeClock
) -> None:
    instance = BlocoService(store, clock)

    assert await passed(instance, 9, Cota("principal:A2", 3, 60)) == 3


async def test_principals_do_not_spend_each_others_limit(store: CountingStore, clock: FakeClock) -> None:
    instance = BlocoService(store, clock)
    await passed(instance, 700)

    assert await passed(instance, 700, Cota("principal:A2", 600, 60, "clinica")) == 600
    assert await passed(instance, 700, Cota("principal:A1", 600, 60, "outra")) == 600
