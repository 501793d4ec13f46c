"""What the Cosmos adapter asks, where no emulator can answer: vectors, expiry, long pages, the query's very text.

The real SDK talks to a loopback server that says what the service would.
"""

from collections.abc import AsyncIterator

import pytest

from shared.adapters.cosmos import CosmosDocuments
from shared.kit.errors import NotFound
from shared.kit.store import DocumentStore, Query, Scored, Stored, Where, Write
from tests.integration.cosmos_script import ITEM, KEY, Answer, CosmosScript, page

pytestmark = pytest.mark.anyio


@pytest.fixture
async def store(script: CosmosScript) -> AsyncIterator[DocumentStore]:
    documents = CosmosDocuments(endpoint=script.endpoint, key=KEY, database="retorno")
    yield documents.open("relatos", "clinica-a")
    await documents.close()


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
    row = {"id": "R1", "_etag": '"e1"', "_ts": ITEM["_ts"], "setor": "x", "score": 0.9}
    script.answers = [page(row, {"id": "R2"}, row | {"id": "R3", "_ts": 1_700_000_000, "ttl": 60})]

    found = await store.nearest(
        "embedding.vetor", [0.5, 1.0], limit=3, fields=("setor", "tag"), where=[Where("setor", "=", "x")]
    )

    (asked,) = script.asked
    assert asked.json == {
        "query": 'SELECT TOP @k c.id, c._etag, c._ts, c.ttl, c["setor"], c["tag"], '
        "VectorDistance(c.embedding.vetor, @v) AS score FROM c "
        'WHERE c.pk = @pk AND c["setor"] = @p1 ORDER BY VectorDistance(c.embedding.vetor, @v)',
        "parameters": [
            {"name": "@pk", "value": "clinica-a"},
            {"name": "@p1", "value": "x"},
            {"name": "@v", "value": [0.5, 1.0]},
            {"name": "@k", "value": 3},
        ],
    }
    assert found == [Scored(Stored("R1", {"setor": "x"}, '"e1"'), 0.9)]


async def test_a_container_of_vectors_is_made_with_their_policy_and_another_without(
    script: CosmosScript,
) -> None:
    documents = CosmosDocuments(
        endpoint=script.endpoint,
        key=KEY,
        database="retorno",
        create_missing=True,
        vectors={"vetores": {"embedding.vetor": 1536}},
    )
    script.container_status = 404

    for name in ("vetores-outro-modelo-1536", "relatos"):
        await documents.container(name)
    await documents.close()

    vectors, relatos = script.made
    assert vectors["vectorEmbeddingPolicy"] == {
        "vectorEmbeddings": [
            {
                "path": "/embedding/vetor",
                "dimensions": 1536,
                "dataType": "float32",
                "distanceFunction": "cosine",
            }
        ]
    }
    assert vectors["indexingPolicy"] == {
        "includedPaths": [{"path": "/*"}],
        "excludedPaths": [{"path": "/embedding/vetor/*"}],
        "vectorIndexes": [{"path": "/embedding/vetor", "type": "quantizedFlat"}],
    }
    assert vectors["defaultTtl"] == -1
    assert "vectorEmbeddingPolicy" not in relatos


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
