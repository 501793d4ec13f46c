"""Reading several documents by their ids, whichever way is the cheaper."""

import pytest

from shared.kit.errors import TransientError
from shared.kit.store import read_many
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("count", [0, 1, 3, 4, 1_001])
async def test_those_that_exist_are_found_however_many_are_asked_for(count: int) -> None:
    store = FakeDocuments().open("clientes", "clinica")
    ids = [f"C{number}" for number in range(count)]
    for one in ids[1:]:
        await store.create(one, {"nome": one})

    found = await read_many(store, [*ids, *ids])

    assert {one: stored.body["nome"] for one, stored in found.items()} == {one: one for one in ids[1:]}


@pytest.mark.parametrize("odd", ["", "com espaço", "a/b", "x" * 300])
async def test_what_can_be_no_id_is_not_there(odd: str) -> None:
    store = FakeDocuments().open("clientes", "clinica")
    await store.create("C1", {})

    assert set(await read_many(store, ["C1", odd])) == {"C1"}


@pytest.mark.parametrize("ids", [["C1"], ["C1", "C2", "C3", "C4"]])
async def test_an_outage_is_not_an_absence(ids: list[str]) -> None:
    store = FakeDocuments(down=True).open("clientes", "clinica")

    with pytest.raises(TransientError):
        await read_many(store, ids)
