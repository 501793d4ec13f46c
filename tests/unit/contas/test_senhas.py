"""Password hashing as it is deployed: argon2id at 19 MiB, off the event loop, the same cost for nobody's password."""

import asyncio
import time

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from shared.adapters.senhas import Argon2Senhas

pytestmark = pytest.mark.anyio


@pytest.fixture
def senhas() -> Argon2Senhas:
    return Argon2Senhas()


async def test_a_hash_is_argon2id_at_the_parameters_of_owasp_and_never_the_same(senhas: Argon2Senhas) -> None:
    one, other = await senhas.hash("uma senha"), await senhas.hash("uma senha")

    found = extract_parameters(one)
    assert (found.type, found.memory_cost, found.time_cost, found.parallelism) == (Type.ID, 19_456, 2, 1)
    assert one != other
    assert not senhas.is_outdated(one)


async def test_a_password_opens_its_own_hash_and_no_other(senhas: Argon2Senhas) -> None:
    found = await senhas.hash("maçã")

    assert await senhas.verify(found, "maçã")
    assert await senhas.verify(found, "mac\u0327a\u0303")  # as another keyboard types it
    assert not await senhas.verify(found, "maca")
    assert not await senhas.verify("quebrado", "maçã")
    assert not await senhas.verify(None, "maçã")


async def test_a_hash_of_other_parameters_is_outdated(senhas: Argon2Senhas) -> None:
    assert senhas.is_outdated(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("uma senha"))


async def test_a_password_of_nobody_takes_as_long_as_a_wrong_one(senhas: Argon2Senhas) -> None:
    found = await senhas.hash("uma senha")
    took: dict[str | None, list[float]] = {found: [], None: []}

    for _ in range(15):
        for senha_hash, times in took.items():
            began = time.perf_counter()
            await senhas.verify(senha_hash, "errada")
            times.append(time.perf_counter() - began)

    ratio = min(took[None]) / min(took[found])
    assert 0.5 < ratio < 2


async def test_the_event_loop_goes_on_while_a_password_is_hashed(senhas: Argon2Senhas) -> None:
    hashing = asyncio.create_task(senhas.hash("uma senha"))
    turns = 0
    while not hashing.done():
        turns += 1
        await asyncio.sleep(0)

    assert turns > 1  # hashed on the loop itself, it would be done after the first
