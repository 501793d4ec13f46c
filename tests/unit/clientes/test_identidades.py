"""Who is behind a phone: linked, taken off, and taken off again by an erasure that was resumed."""

import pytest

from shared.clientes.identidades import telefone_key
from tests.unit.clientes.world import World

pytestmark = pytest.mark.anyio
CHAVE = telefone_key("+5511988887777")
EVER = "~"


async def test_taking_a_cliente_off_twice_is_taking_it_off_once() -> None:
    world = World()
    identidades = world.cadastro().identidades
    await identidades.link("C1", await identidades.read([CHAVE]))
    await identidades.link("C2", await identidades.read([CHAVE]))

    for _ in range(2):
        await identidades.unlink("C1", [CHAVE], until=EVER)

    assert set((await identidades.read([CHAVE]))[CHAVE].vinculos) == {"C2"}


async def test_taking_the_last_one_off_twice_leaves_nothing() -> None:
    world = World()
    identidades = world.cadastro().identidades
    await identidades.link("C1", await identidades.read([CHAVE]))

    for _ in range(2):
        await identidades.unlink("C1", [CHAVE], until=EVER)

    assert (await identidades.read([CHAVE]))[CHAVE].vinculos == {}
