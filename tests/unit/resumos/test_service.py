"""When a cached answer is shown, and when it is made anew."""

import os

import pytest

from shared.kit.errors import NotFound, TransientError
from shared.kit.etags import body_tag
from shared.resumos.ports import Assunto
from shared.resumos.store import INLINE
from tests.unit.resumos.world import CHAVE, OUTRA, Pieces, World, pedido, unpacked

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


async def test_an_answer_is_made_once_and_then_shown_from_the_cache(world: World) -> None:
    first, again = await world.get(), await world.get()

    assert (first.hit, again.hit, world.made) == (False, True, 1)
    assert unpacked(first) == unpacked(again) == world.body
    assert first.etag == again.etag == body_tag(world.body)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null"])
async def test_an_empty_answer_is_kept_like_any_other(world: World, body: bytes) -> None:
    world.body = body

    await world.get()
    again = await world.get()

    assert again.hit
    assert unpacked(again) == body


async def test_it_is_made_anew_when_business_time_has_passed_though_the_store_still_has_it(
    world: World,
) -> None:
    await world.get()

    world.clock.move(seconds=599)
    before = await world.get()
    world.clock.move(seconds=1)
    after = await world.get()

    assert (before.hit, after.hit, world.made) == (True, False, 2)


@pytest.mark.parametrize("assunto", [Assunto.CLIENTES, Assunto.SAUDE])
async def test_a_change_of_what_it_is_made_of_makes_it_stale(world: World, assunto: Assunto) -> None:
    await world.get()

    await world.service.changed("clinica", assunto)
    world.body = b'{"clientes_ativos":46}'
    shown = await world.get()

    assert not shown.hit
    assert unpacked(shown) == b'{"clientes_ativos":46}'


async def test_a_change_in_another_conta_changes_nothing_here(world: World) -> None:
    await world.get()

    await world.service.changed(OUTRA, *Assunto)
    here, there = await world.get(), await world.get(conta=OUTRA)

    assert (here.hit, there.hit) == (True, False)


async def test_what_was_written_while_it_was_made_leaves_it_stale(world: World) -> None:
    async def make_beside_a_write() -> bytes:
        await world.service.changed("clinica", Assunto.CLIENTES)
        return await world.make()

    shown = await world.get(make=make_beside_a_write)
    after = await world.get()

    assert (shown.hit, after.hit, world.made) == (False, False, 2)


async def test_two_that_miss_at_once_make_it_twice_and_both_get_all_of_it(world: World) -> None:
    world.body = os.urandom(3 * INLINE)
    others: list[bytes] = []

    async def make_beside_another() -> bytes:
        others.append(unpacked(await world.get()))
        return await world.make()

    shown = await world.get(make=make_beside_another)
    after = await world.get()

    assert others == [world.body]
    assert (unpacked(shown), unpacked(after)) == (world.body, world.body)
    assert (world.made, after.hit) == (2, True)


async def test_what_the_caller_has_already_is_not_read_again(world: World) -> None:
    world.body = os.urandom(3 * INLINE)
    made = await world.get()
    for name in world.kept():
        if name.startswith("parte:"):
            await world.documents.open("resumos", "clinica").delete(name)

    known = await world.service.get(pedido(), world.make, known=made.etag)

    assert (known.hit, known.gzip, known.etag, world.made) == (True, b"", made.etag, 1)


async def test_what_the_caller_had_of_another_version_is_read(world: World) -> None:
    await world.get()

    shown = await world.service.get(pedido(), world.make, known='W/"outra"')

    assert unpacked(shown) == world.body


async def test_with_the_cache_down_answers_are_made_and_nothing_fails(world: World) -> None:
    await world.get()
    world.documents.down = True

    first, again = await world.get(), await world.get()
    await world.service.changed("clinica", Assunto.CLIENTES)

    assert (first.hit, again.hit, world.made) == (False, False, 3)
    assert unpacked(again) == world.body


async def test_a_cache_that_goes_down_while_an_answer_is_made_costs_only_the_keeping(world: World) -> None:
    async def make_and_fail() -> bytes:
        world.documents.down = True
        return await world.make()

    shown = await world.get(make=make_and_fail)
    world.documents.down = False
    after = await world.get()

    assert unpacked(shown) == world.body
    assert (shown.hit, after.hit) == (False, False)


async def test_an_answer_that_cannot_be_made_is_an_error_and_nothing_is_kept(world: World) -> None:
    async def fail() -> bytes:
        raise NotFound

    with pytest.raises(NotFound):
        await world.get(make=fail)

    assert world.kept() == []


async def test_a_body_in_pieces_is_the_one_they_make_together(world: World) -> None:
    pieces = Pieces([b"{", b'"a":1', b"}"], atualizado_em="2026-02-14T08:00:00.000000Z")

    made = await world.service.stream(pedido(), lambda: pieces)
    kept = await world.service.stream(pedido(), lambda: Pieces([]))

    assert unpacked(made) == unpacked(kept) == b'{"a":1}'
    assert made.etag == body_tag(b'{"a":1}')
    assert made.atualizado_em == kept.atualizado_em == "2026-02-14T08:00:00.000000Z"


async def test_clearing_deletes_all_of_a_conta_and_tells_the_keys(world: World) -> None:
    await world.get()
    world.body = os.urandom(3 * INLINE)
    await world.get("clientes:all:all")
    await world.get(conta=OUTRA)

    cleared = await world.service.clear("clinica")

    assert (cleared.status, cleared.removidos) == ("success", 2)
    assert cleared.chaves == ("clientes:all:all", CHAVE)
    assert world.kept() == ["geracao:clientes", "geracao:saude"]
    assert (await world.get(conta=OUTRA)).hit


async def test_what_was_being_made_while_the_cache_was_cleared_is_not_shown_afterwards(world: World) -> None:
    async def make_beside_a_clearing() -> bytes:
        await world.service.clear("clinica")
        return await world.make()

    await world.get(make=make_beside_a_clearing)

    assert not (await world.get()).hit


async def test_clearing_what_is_empty_says_so(world: World) -> None:
    cleared = await world.service.clear("clinica")

    assert (cleared.removidos, cleared.chaves) == (0, ())
    assert cleared.message == "O cache já estava vazio."


async def test_who_clears_is_told_when_it_could_not_be_done(world: World) -> None:
    world.documents.down = True

    with pytest.raises(TransientError):
        await world.service.clear("clinica")
