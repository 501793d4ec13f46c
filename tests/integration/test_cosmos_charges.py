"""What calls to Cosmos DB were charged is counted to the step that made them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from shared.adapters.cosmos import CosmosDocuments
from shared.kit.errors import NotFound
from shared.kit.store import DocumentStore
from shared.kit.tracing import following
from tests.integration.cosmos_script import ITEM, KEY, Answer, CosmosScript

pytestmark = pytest.mark.anyio
CHARGE = "x-ms-request-charge"


@pytest.fixture
async def store(script: CosmosScript) -> AsyncIterator[DocumentStore]:
    documents = CosmosDocuments(endpoint=script.endpoint, key=KEY, database="retorno")
    yield documents.open("relatos", "clinica-a")
    await documents.close()


async def test_the_charges_of_a_step_add_up_refusals_and_tasks_of_its_own_included(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [
        Answer(200, ITEM, {CHARGE: "1.25"}),
        Answer(404, {}, {CHARGE: "1"}),
        Answer(200, ITEM, {CHARGE: "2.5"}),
    ]

    with following(None) as step:
        await store.get("R1")
        with pytest.raises(NotFound):
            await store.get("R2")
        await asyncio.create_task(store.get("R3"))

    assert step.spent()["ru"] == 4.75


async def test_a_call_outside_of_any_step_is_nobody_s_charge(
    script: CosmosScript, store: DocumentStore
) -> None:
    script.answers = [Answer(200, ITEM, {CHARGE: "7"})]

    stored = await store.get("R1")
    with following(None) as step:
        pass

    assert stored.id == "R1"
    assert step.ru == 0
