"""Counting attempts: so many in a window, over all instances, however many come at once."""

import asyncio

import pytest

from shared.kit.errors import TooManyRequests, TransientError
from shared.limites.models import Cota
from shared.limites.service import LimiteService
from shared.limites.store import Lida, LimiteStore
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio
KEY = b"k" * 32
COTA = Cota("login:maria|203.0.113.7", 5, 900)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def documents(clock: FakeClock) -> FakeDocuments:
    return FakeDocuments(now=clock)


class DistantStore(LimiteStore):
    """Others get a turn between a reading and what follows from it, as over a network."""

    async def read(self, cota: Cota) -> Lida:
        lida = await super().read(cota)
        await asyncio.sleep(0)
        return lida


def make_instance(documents: FakeDocuments, clock: FakeClock) -> LimiteService:
    return LimiteService(DistantStore(documents, KEY, clock), clock)


@pytest.fixture
def limites(documents: FakeDocuments, clock: FakeClock) -> LimiteService:
    return make_instance(documents, clock)


async def allowed(limites: LimiteService, times: int, cota: Cota = COTA) -> int:
    """How many of so many attempts were let through."""
    done = await asyncio.gather(*(limites.count(cota) for _ in range(times)), return_exceptions=True)
    assert all(isinstance(one, TooManyRequests) for one in done if one is not None)
    return done.count(None)


async def test_so_many_are_let_through_and_no_more(limites: LimiteService) -> None:
    assert [await allowed(limites, 1) for _ in range(7)] == [1, 1, 1, 1, 1, 0, 0]


async def test_many_at_once_over_several_instances_are_as_few_as_one_by_one(
    documents: FakeDocuments, clock: FakeClock
) -> None:
    instances = [make_instance(documents, clock) for _ in range(4)]

    passed = await asyncio.gather(*(allowed(instance, 50) for instance in instances))

    assert sum(passed) == 5


async def test_the_refusal_says_when_the_window_ends_and_then_it_starts_anew(
    limites: LimiteService, clock: FakeClock
) -> None:
    await allowed(limites, 5)
    clock.move(minutes=10, seconds=0.5)

    with pytest.raises(TooManyRequests) as caught:
        await limites.require(COTA)
    assert caught.value.retry_after_s == 300

    clock.move(minutes=5)
    await limites.require(COTA)
    assert await allowed(limites, 9) == 5


async def test_requiring_counts_nothing(limites: LimiteService, documents: FakeDocuments) -> None:
    for _ in range(20):
        await limites.require(COTA)

    assert documents.partitions.get(("limites", "limites"), {}) == {}


async def test_a_refused_attempt_does_not_use_up_the_wider_limits(limites: LimiteService) -> None:
    wider = Cota("login:maria", 6, 900)

    for _ in range(20):
        await asyncio.gather(limites.count(COTA, wider), return_exceptions=True)

    await limites.count(wider)
    with pytest.raises(TooManyRequests):
        await limites.require(wider)


async def test_what_is_forgiven_is_forgotten_and_what_is_given_back_is_one_less(
    limites: LimiteService,
) -> None:
    await allowed(limites, 5)

    await limites.give_back(COTA)
    assert await allowed(limites, 2) == 1

    await limites.forgive(COTA)
    await limites.forgive(COTA)
    assert await allowed(limites, 9) == 5


async def test_giving_back_what_nobody_counted_gives_nothing_extra(limites: LimiteService) -> None:
    await limites.give_back(COTA)

    assert await allowed(limites, 9) == 5


async def test_names_and_addresses_are_nowhere_in_the_store(
    limites: LimiteService, documents: FakeDocuments
) -> None:
    await limites.count(COTA)

    assert documents.partitions[("limites", "limites")]
    assert "maria" not in str(documents.partitions)
    assert "203.0.113.7" not in str(documents.partitions)


async def test_counters_of_contas_lie_apart_and_go_away_by_themselves(
    limites: LimiteService, documents: FakeDocuments, clock: FakeClock
) -> None:
    await limites.count(Cota("x", 1, 60, "uma"))
    await limites.count(Cota("x", 1, 60, "outra"))
    assert len(documents.partitions[("limites", "uma")]) == 1

    clock.move(seconds=60)
    await limites.require(Cota("x", 1, 60, "uma"))

    assert documents.partitions[("limites", "uma")] == {}


async def test_an_outage_lets_nothing_through(limites: LimiteService, documents: FakeDocuments) -> None:
    documents.down = True

    with pytest.raises(TransientError):
        await limites.count(COTA)


async def test_turns_are_taken_one_after_the_other(limites: LimiteService) -> None:
    order: list[str] = []

    async def attempt(name: str) -> None:
        async with limites.turn(COTA):
            order.append(f"{name} begins")
            await asyncio.sleep(0)
            order.append(f"{name} ends")

    await asyncio.gather(attempt("one"), attempt("two"))

    assert order == ["one begins", "one ends", "two begins", "two ends"]
