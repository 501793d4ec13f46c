"""The world that the stories of inbound messages are told in."""

import pytest

from tests.unit.recebimentos.conversas import Conversas


@pytest.fixture
async def world() -> Conversas:
    made = Conversas()
    await made.add_conta()
    await made.add_cliente()
    return made
