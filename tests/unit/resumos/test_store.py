"""Long answers in parts: whole, of one making, or not there at all."""

import os
from base64 import b64encode

import pytest

from shared.adapters.documents import encode_body
from shared.kit.titulares import Titular
from shared.resumos.store import INLINE, PART
from shared.resumos.titular import ResumoGuardiao
from tests.unit.resumos.world import CHAVE, OUTRA, World, unpacked

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


def parts(world: World) -> list[str]:
    return [name for name in world.kept() if name.startswith("parte:")]


async def test_a_short_answer_is_one_document(world: World) -> None:
    await world.get()

    assert world.kept() == [CHAVE]


@pytest.mark.parametrize(("size", "count"), [(INLINE * 2, 1), (PART * 2, 3), (PART * 3 - 10_000, 3)])
async def test_a_long_answer_lies_in_parts_that_a_document_can_hold(
    world: World, size: int, count: int
) -> None:
    # Random bytes do not get smaller: gzip adds a little, so two full parts become three.
    world.body = os.urandom(size)

    await world.get()
    again = await world.get()

    assert again.hit
    assert unpacked(again) == world.body
    assert len(parts(world)) == count
    stored = [await world.documents.open("resumos", "clinica").get(name) for name in parts(world)]
    assert all(len(encode_body(one.body)) < 1_500_000 for one in stored)


async def test_making_it_anew_never_mixes_two_makings(world: World) -> None:
    world.body = os.urandom(PART * 2)
    await world.get()
    before = parts(world)
    entry = (await world.store().read(CHAVE, ())).entrada
    assert entry is not None

    world.clock.move(seconds=600)
    world.body = os.urandom(PART * 2)
    await world.get()
    late = await world.store().body(entry)

    assert set(before) < set(parts(world))
    assert late != world.body
    assert unpacked(await world.get()) == world.body


async def test_a_part_that_is_gone_is_a_miss_and_made_good(world: World) -> None:
    world.body = os.urandom(PART * 2)
    await world.get()
    await world.documents.open("resumos", "clinica").delete(parts(world)[1])

    missed, again = await world.get(), await world.get()

    assert (missed.hit, again.hit) == (False, True)
    assert unpacked(again) == world.body


@pytest.mark.parametrize(
    "damaged", [{"corpo": "???"}, {"corpo": 7}, {}, {"corpo": b64encode(b"outra coisa").decode()}]
)
async def test_a_part_that_is_damaged_is_a_miss(world: World, damaged: dict[str, object]) -> None:
    world.body = os.urandom(INLINE * 2)
    await world.get()
    await world.documents.open("resumos", "clinica").upsert(parts(world)[0], damaged)

    shown = await world.get()

    assert not shown.hit
    assert unpacked(shown) == world.body


@pytest.mark.parametrize("damaged", [{"v": 2}, {"geracoes": 7, "etag": None}])
async def test_an_entry_that_cannot_be_read_is_a_miss_and_written_over(
    world: World, damaged: dict[str, object]
) -> None:
    await world.get()
    await world.documents.open("resumos", "clinica").upsert(CHAVE, damaged)

    missed, again = await world.get(), await world.get()

    assert (missed.hit, again.hit) == (False, True)
    assert unpacked(missed) == unpacked(again) == world.body


async def test_an_erasure_leaves_no_copy_of_anybody_in_the_conta(world: World) -> None:
    world.body = os.urandom(INLINE * 2)
    await world.get()
    await world.get("clientes:all:all")
    await world.get(conta=OUTRA)
    guardiao = ResumoGuardiao(world.store, world.new_id)

    erased = await guardiao.erase("clinica", Titular(cliente_ids=("C1",)))

    assert erased == 2
    assert world.kept() == ["geracao:clientes", "geracao:saude"]
    assert CHAVE in world.kept(OUTRA)
    assert await guardiao.export("clinica", Titular(cliente_ids=("C1",))) == []
