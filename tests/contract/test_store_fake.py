"""The in-memory fake keeps the stores' contract, so that a service tested with it is tested with a store."""

from datetime import UTC, datetime

import pytest

from shared.kit.errors import TransientError
from tests.fakes_store import FakeDocuments, FakeQueues
from tests.store_behaviour import StoreBehaviour
from tests.store_behaviour_local import LocalBehaviour, MovedClock
from tests.store_behaviour_queries import QueryBehaviour

pytestmark = pytest.mark.anyio


class TestFakeStore(StoreBehaviour, QueryBehaviour, LocalBehaviour):
    @pytest.fixture
    def clock(self) -> MovedClock:
        return MovedClock(datetime(2025, 2, 15, 12, tzinfo=UTC))

    @pytest.fixture
    def documents(self, clock: MovedClock) -> FakeDocuments:
        return FakeDocuments(now=clock)


async def test_a_fake_that_is_down_is_an_outage_and_not_an_absence() -> None:
    documents, queues = FakeDocuments(down=True), FakeQueues(down=True)

    with pytest.raises(TransientError):
        await documents.open("relatos", "clinica-a").get("R1")
    with pytest.raises(TransientError):
        await queues.send("relatos-recebidos", {"relato_id": "R1"})
    assert queues.sent == []
