"""What the Cosmos adapter does when the service fails.

The real SDK talks to a loopback server that speaks the service's errors.
"""

from collections.abc import AsyncIterator

import pytest
from azure.cosmos.exceptions import CosmosHttpResponseError

from shared.adapters.cosmos import CosmosDocuments
from shared.kit.errors import (
    Conflict,
    MalformedRequest,
    NotFound,
    PayloadTooLarge,
    PreconditionFailed,
    TransientError,
)
from shared.kit.store import DocumentStore, Query, Write
from tests.integration.cosmos_script import (
    FOUND,
    ITEM,
    KEY,
    Answer,
    CosmosScript,
    failing,
    page,
    scripted_cosmos,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
async def documents(script: CosmosScript, waits: list[float]) -> AsyncIterator[CosmosDocuments]:
    """As on an emulator: the SDK looks for no other region, so each repetition is the adapter's own."""

    async def note(seconds: float) -> None:
        waits.append(seconds)

    documents = CosmosDocuments(
        endpoint=script.endpoint, key=KEY, database="retorno", create_missing=True, sleep=note
    )
    yield documents
    await documents.close()


@pytest.fixture
async def cloud(script: CosmosScript) -> AsyncIterator[CosmosDocuments]:
    documents = CosmosDocuments(endpoint=script.endpoint, key=KEY, database="retorno")
    yield documents
    await documents.close()


@pytest.fixture
def store(documents: CosmosDocuments) -> DocumentStore:
    return documents.open("relatos", "clinica-a")


@pytest.mark.parametrize("status", [408, 449, 500, 503])
async def test_a_read_is_repeated_until_it_is_answered(
    script: CosmosScript, store: DocumentStore, waits: list[float], status: int
) -> None:
    script.answers = [failing(status), failing(status), FOUND]

    found = await store.get("R1")

    assert found.body == {"n": 1}
    assert len(waits) == 2
    assert all(0 < wait < 1 for wait in waits)


@pytest.mark.parametrize("status", [408, 449, 500, 503])
async def test_a_read_that_is_never_answered_is_an_outage(
    script: CosmosScript, store: DocumentStore, waits: list[float], status: int
) -> None:
    script.answers = [failing(status)]

    with pytest.raises(TransientError):
        await store.get("R1")
    with pytest.raises(TransientError):
        await store.query(Query())

    assert len(waits) == 4


async def test_a_write_is_repeated_only_where_nothing_was_written(
    script: CosmosScript, store: DocumentStore, waits: list[float]
) -> None:
    script.answers = [failing(449), Answer(201, ITEM)]
    await store.create("R1", {"n": 1})
    assert len(waits) == 1

    script.answers = [failing(503), Answer(409)]
    with pytest.raises(TransientError):
        await store.create("R1", {"n": 1})
    script.answers = [failing(408), Answer(412)]
    with pytest.raises(TransientError):
        await store.replace("R1", {"n": 1}, etag="x")
    script.answers = [failing(500), Answer(409)]
    with pytest.raises(TransientError):
        await store.batch([Write("create", "R1", {"n": 1})])

    assert len(waits) == 1


async def test_an_upsert_may_be_repeated(script: CosmosScript, store: DocumentStore) -> None:
    script.answers = [failing(500), Answer(200, ITEM)]

    stored = await store.upsert("R1", {"n": 1})

    assert stored.etag == '"e1"'


async def test_a_throttled_call_says_how_long_to_wait(
    script: CosmosScript, store: DocumentStore, waits: list[float]
) -> None:
    script.answers = [failing(429, retry_after_ms="1")] * 5 + [failing(429, retry_after_ms="2400")]

    with pytest.raises(TransientError) as caught:
        await store.get("R1")

    assert caught.value.retry_after_s == 3
    assert waits == []


async def test_a_throttled_call_is_repeated_by_the_sdk(script: CosmosScript, store: DocumentStore) -> None:
    script.answers = [failing(429, retry_after_ms="1"), FOUND]

    assert (await store.get("R1")).body == {"n": 1}


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, NotFound), (409, Conflict), (412, PreconditionFailed), (413, PayloadTooLarge)],
)
async def test_a_refusal_is_named_and_not_repeated(
    script: CosmosScript, store: DocumentStore, waits: list[float], status: int, error: type[Exception]
) -> None:
    script.answers = [failing(status)]

    with pytest.raises(error):
        await store.replace("R1", {}, etag="x")
    with pytest.raises(error):
        await store.batch([Write("create", "R1", {})])

    assert waits == []


async def test_a_replica_that_is_behind_is_an_outage_and_not_an_absence(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [failing(404, substatus="1002")]

    with pytest.raises(TransientError):
        await store.get("R1")


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_wrong_key_or_query_is_no_outage(
    script: CosmosScript, store: DocumentStore, waits: list[float], status: int
) -> None:
    script.answers = [failing(status)]

    with pytest.raises(CosmosHttpResponseError):
        await store.get("R1")

    assert waits == []


async def test_a_service_that_cannot_be_reached_is_an_outage() -> None:
    async with scripted_cosmos() as gone:
        endpoint = gone.endpoint
    documents = CosmosDocuments(endpoint=endpoint, key=KEY, database="retorno")

    with pytest.raises(TransientError):
        await documents.open("relatos", "clinica-a").get("R1")
    with pytest.raises(TransientError):
        await documents.ping()

    await documents.close()


async def test_a_container_that_was_never_deployed_is_not_a_missing_document(
    script: CosmosScript, cloud: CosmosDocuments
) -> None:
    script.container_status = 404

    with pytest.raises(LookupError, match="relatos"):
        await cloud.open("relatos", "clinica-a").get("R1")


async def test_in_the_cloud_a_fault_that_passes_is_not_noticed(
    script: CosmosScript, cloud: CosmosDocuments
) -> None:
    script.answers = [failing(503), FOUND]

    found = await cloud.open("relatos", "clinica-a").get("R1")

    assert found.body == {"n": 1}


async def test_a_place_that_the_service_refuses_is_a_bad_cursor(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [page(ITEM, continuation="t1"), failing(400)]
    first = await store.query(Query(limit=1))

    with pytest.raises(MalformedRequest):
        await store.query(Query(limit=1, cursor=first.cursor))
