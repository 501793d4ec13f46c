"""A conta: made once, and what its settings may be."""

import pytest

from shared.contas.models import Conta
from shared.contas.store import ContaStore
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio


async def test_a_conta_that_exists_is_left_as_it_is(documents: FakeDocuments) -> None:
    contas = ContaStore(documents)
    await contas.add(Conta(id="clinica", nome="Clínica Sorriso"))

    again = await contas.add(Conta(id="clinica", nome="Outra"))

    assert again.nome == "Clínica Sorriso"
    assert await contas.ids() == ["clinica"]


def test_a_cadence_is_in_order_without_doubles_and_never_empty() -> None:
    assert Conta(id="clinica", cadencia=(30, 3, 3)).cadencia == (3, 30)
    for refused in ((), (0, 3), (400,)):
        with pytest.raises(ValueError, match="cadencia"):
            Conta(id="clinica", cadencia=refused)
