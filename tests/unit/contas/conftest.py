"""Everything that usuarios stand on, real but for the store, with one clock that a test moves."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import time_machine

from tests.builders import RECEIVED_AT
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.contas.office import Office


@dataclass
class TravellingClock(FakeClock):
    """Moves the real clock too, which is what signed tokens expire by."""

    travel: time_machine.travel = field(default_factory=lambda: time_machine.travel(RECEIVED_AT, tick=False))

    def move(self, **delta: float) -> None:
        super().move(**delta)
        self.travel.stop()
        self.travel = time_machine.travel(self.instant, tick=False)
        self.travel.start()


@pytest.fixture
def clock() -> Iterator[FakeClock]:
    clock = TravellingClock()
    clock.travel.start()
    yield clock
    clock.travel.stop()


@pytest.fixture
def documents(clock: FakeClock) -> FakeDocuments:
    return FakeDocuments(now=clock)


@pytest.fixture
def office(documents: FakeDocuments, clock: FakeClock) -> Office:
    return Office(documents, clock)
