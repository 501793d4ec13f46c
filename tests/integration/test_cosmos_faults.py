"""What the Cosmos adapter does when the service fails, and what it asks that no emulator can answer.

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
from shared.kit.store import DocumentStore, Query, Where, Write
from tests.integration.cosmos_script import ITEM, Answer, CosmosScript, scripted_cosmos

pytestmark = pytest.mark.anyio

FOUND = Answer(200, ITEM)
KEY = "cmV0b3Jubw=="


def failing(status: int, **headers: str) -> Answer:
    named = {f"x-ms-{name.replace('_', '-')}": value for name, value in headers.items()}
    return Answer(status, {"code": "x", "message": "x"}, named)


def page(*items: object, continuation: str | None = None) -> Answer:
    headers = {"x-ms-continuation": continuation} if continuation else {}
    return Answer(200, {"Documents": list(items), "_count": len(items)}, headers)


@pytest.fixture
async def script() -> AsyncIterator[CosmosScript]:
    async with scripted_cosmos() as script:
        yield script


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


async def test_a_ttl_goes_with_the_document_and_stays_out_of_the_body(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [Answer(201, {**ITEM, "ttl": 60})]

    stored = await store.create("R1", {"n": 1}, ttl_s=60)

    assert script.asked[0].json == {"id": "R1", "pk": "clinica-a", "n": 1, "ttl": 60}
    assert stored.body == {"n": 1}


async def test_an_expired_document_that_the_service_still_shows_is_absent(
    script: CosmosScript, store: DocumentStore
) -> None:
    expired = {**ITEM, "_ts": 1_700_000_000, "ttl": 60}

    script.answers = [Answer(200, expired)]
    with pytest.raises(NotFound):
        await store.get("R1")
    script.answers = [page(expired, {**ITEM, "ttl": 60})]
    assert len((await store.query(Query())).items) == 1


async def test_texts_are_sent_as_they_are(script: CosmosScript, store: DocumentStore) -> None:
    script.answers = [Answer(201, ITEM)]

    await store.create("R1", {"texto": "Não esqueça"})

    assert "Não esqueça".encode() in script.asked[0].body


async def test_a_query_names_its_partition_twice_and_its_values_never(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [page(ITEM)]

    await store.query(
        Query((Where("cliente.nome", "=", "José"), Where("n", "!=", 2)), "n", descending=True, limit=7)
    )

    (asked,) = script.asked
    assert asked.json == {
        "query": 'SELECT * FROM c WHERE c.pk = @pk AND c["cliente"]["nome"] = @p1 '
        'AND (IS_NUMBER(c["n"]) AND c["n"] != @p2) AND IS_DEFINED(c["n"]) ORDER BY c["n"] DESC',
        "parameters": [
            {"name": "@pk", "value": "clinica-a"},
            {"name": "@p1", "value": "José"},
            {"name": "@p2", "value": 2},
        ],
    }
    assert asked.headers["x-ms-documentdb-partitionkey"] == '["clinica-a"]'
    assert asked.headers["x-ms-max-item-count"] == "7"


async def test_a_page_that_came_back_empty_is_asked_on(script: CosmosScript, store: DocumentStore) -> None:
    script.answers = [page(continuation="t1"), page(ITEM, continuation="t2"), page(ITEM)]

    first = await store.query(Query(limit=1))
    second = await store.query(Query(limit=1, cursor=first.cursor))

    assert [asked.headers.get("x-ms-continuation") for asked in script.asked] == [None, "t1", "t2"]
    assert len(first.items) == len(second.items) == 1
    assert second.cursor is None


async def test_a_place_that_the_service_refuses_is_a_bad_cursor(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [page(ITEM, continuation="t1"), failing(400)]
    first = await store.query(Query(limit=1))

    with pytest.raises(MalformedRequest):
        await store.query(Query(limit=1, cursor=first.cursor))


async def test_an_aggregate_that_comes_in_parts_is_added_up(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [page(40, continuation="t1"), page(2)]
    assert await store.count() == 42

    script.answers = [page({})]
    assert await store.sum("n") == 0.0


async def test_the_nearest_vectors_are_asked_as_the_vector_index_serves_them(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [page({"id": "R1", "score": 0.9}, {"id": "R2"}), FOUND]

    found = await store.nearest("embedding.vetor", [0.5, 1.0], limit=3, where=[Where("setor", "=", "x")])

    assert script.asked[0].json == {
        "query": "SELECT TOP @k c.id, VectorDistance(c.embedding.vetor, @v) AS score FROM c "
        'WHERE c.pk = @pk AND c["setor"] = @p1 ORDER BY VectorDistance(c.embedding.vetor, @v)',
        "parameters": [
            {"name": "@pk", "value": "clinica-a"},
            {"name": "@p1", "value": "x"},
            {"name": "@k", "value": 3},
            {"name": "@v", "value": [0.5, 1.0]},
        ],
    }
    assert [(scored.document.id, scored.score) for scored in found] == [("R1", 0.9)]


async def test_a_batch_carries_the_etag_of_each_step(script: CosmosScript, store: DocumentStore) -> None:
    done = {"statusCode": 200, "resourceBody": ITEM}
    script.answers = [Answer(200, [done, {"statusCode": 204}])]

    stored = await store.batch(
        [Write("replace", "R1", {"n": 1}, etag="e0"), Write("delete", "R2", etag="e9")]
    )

    replace, delete = script.asked[0].json
    assert (replace["operationType"], replace["ifMatch"]) == ("Replace", "e0")
    assert delete == {"operationType": "Delete", "id": "R2", "ifMatch": "e9"}
    assert script.asked[0].headers["x-ms-cosmos-batch-atomic"].lower() == "true"
    assert [one.id for one in stored] == ["R1"]
