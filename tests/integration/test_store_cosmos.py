"""The Cosmos adapter keeps the stores' contract through the real SDK: against an emulator, and a live account.

The emulator is @vercel/cosmosdb-server (see `cosmosdb_server.cjs`). The live account is tried when
`COSMOS_TEST_ENDPOINT` is set, with `COSMOS_TEST_KEY` or the identity of whoever runs the tests.
"""

import os
import secrets
from collections.abc import AsyncIterator

import anyio
import pytest

from shared.adapters.cosmos import CosmosDocuments
from shared.kit.errors import NotFound
from shared.kit.store import Documents, DocumentStore
from tests.store_behaviour import StoreBehaviour
from tests.store_behaviour_queries import QueryBehaviour

# Warned of above 1 MB, which documents of ours hardly ever reach.
pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")]

EMULATOR_KEY = "cmV0b3Jubw=="  # any base64: the emulator checks no signature
LIVE = os.environ.get("COSMOS_TEST_ENDPOINT", "")
LIVE_KEY = os.environ.get("COSMOS_TEST_KEY") or None


class TestCosmosStoreOnTheEmulator(StoreBehaviour, QueryBehaviour):
    @pytest.fixture
    async def documents(self, cosmos_emulator: str) -> AsyncIterator[CosmosDocuments]:
        documents = CosmosDocuments(
            endpoint=cosmos_emulator, key=EMULATOR_KEY, database="retorno-testes", create_missing=True
        )
        yield documents
        await documents.close()


class TestCosmosStoreOnALiveAccount(StoreBehaviour, QueryBehaviour):
    """One container for all tests, a partition for each: a live container takes seconds to make."""

    __test__ = bool(LIVE)  # one line in the report says that it was skipped, not a hundred

    @pytest.fixture
    def container(self) -> str:
        return "contrato"

    @pytest.fixture
    async def documents(self) -> AsyncIterator["FreshPartitions"]:
        real = CosmosDocuments(endpoint=LIVE, key=LIVE_KEY, database="retorno-testes", create_missing=True)
        yield FreshPartitions(real)
        await real.close()

    async def test_a_ttl_ends_a_document(self, documents: Documents) -> None:
        store = documents.open("contrato", "clinica-a")
        await store.create("R1", {}, ttl_s=1)

        for _ in range(30):
            if await store.count() == 0:
                break
            await anyio.sleep(0.5)  # the service's clock cannot be moved

        assert await store.count() == 0
        with pytest.raises(NotFound):
            await store.get("R1")
        await store.create("R1", {})


class FreshPartitions:
    """A factory that opens partitions which no other test has seen."""

    def __init__(self, real: CosmosDocuments) -> None:
        self._real = real
        self._prefix = secrets.token_hex(4)

    def open(self, container: str, pk: str) -> DocumentStore:
        return self._real.open(container, f"{self._prefix}-{pk}")

    async def ping(self) -> None:
        await self._real.ping()

    async def containers(self) -> list[str]:
        return await self._real.containers()

    async def close(self) -> None:
        await self._real.close()


@pytest.mark.skipif(not LIVE, reason="COSMOS_TEST_ENDPOINT is not set: no live account was tried")
async def test_a_live_account_finds_the_nearest_vectors() -> None:
    """Needs an account with the vector search capability."""
    real = CosmosDocuments(
        endpoint=LIVE,
        key=LIVE_KEY,
        database="retorno-testes",
        create_missing=True,
        vectors={"vetores": {"embedding.vetor": 2}},
    )
    store = FreshPartitions(real).open("vetores", "clinica-a")
    for name, vetor in {"igual": [2.0, 0.0], "longe": [0.0, 1.0], "perto": [1.0, 0.5]}.items():
        await store.create(name, {"embedding": {"vetor": vetor}})

    found = await store.nearest("embedding.vetor", [1.0, 0.0], limit=2, fields=())
    await real.close()

    assert [scored.document.id for scored in found] == ["igual", "perto"]
    assert [round(scored.score, 3) for scored in found] == [1.0, 0.894]
