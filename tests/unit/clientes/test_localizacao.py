"""Many clientes at once by what other systems call them: merged, blocked, imported and shared ones too."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.clientes.identidades import chaves_de
from shared.clientes.localizacao import LocalizacaoService
from shared.clientes.models import Cliente
from tests.unit.clientes.world import CONTA, OUTRA, World

pytestmark = pytest.mark.anyio

_BORN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def localizacao(world: World) -> LocalizacaoService:
    return LocalizacaoService(open_cadastro=world.cadastro)


async def keep(world: World, cliente_id: str, *, days: int = 0, conta: str = CONTA, **fields: Any) -> None:
    born = _BORN + timedelta(days=days)
    cliente = Cliente(id=cliente_id, nome="Loja", criado_em=born, atualizado_em=born, **fields)
    cadastro = world.cadastro(conta)
    await cadastro.add(cliente, await cadastro.look(chaves_de(cliente)))


async def test_of_several_with_one_tenant_the_oldest_that_is_shown_is_meant(
    world: World, localizacao: LocalizacaoService
) -> None:
    await keep(world, "B", days=1, tenant_id="7")
    await keep(world, "A", days=2, tenant_id="7")
    await keep(world, "OLD", tenant_id="7", bloqueado_em=_BORN)
    await keep(world, "C", tenant_id="8", client_id="501")
    await keep(world, "D", tenant_id="9", conta=OUTRA)

    assert await localizacao.of_tenants(CONTA, ["7", "8", "9", "0"]) == {"7": "B", "8": "C"}
    assert await localizacao.of_client_ids(CONTA, ["501", "7"]) == {"501": "C"}


async def test_more_than_a_query_can_name_are_found_all_the_same(
    world: World, localizacao: LocalizacaoService
) -> None:
    clientes = world.cadastro().clientes
    for number in range(1_100):
        born = {"criado_em": _BORN, "atualizado_em": _BORN}
        await clientes.add(Cliente(id=f"C{number}", nome="Loja", tenant_id=str(number), **born))

    found = await localizacao.of_tenants(CONTA, [str(number) for number in range(1_200)])

    assert found == {str(number): f"C{number}" for number in range(1_100)}


async def test_an_id_leads_to_who_stays_of_a_merged_one_and_to_who_was_imported_by_it(
    world: World, localizacao: LocalizacaoService
) -> None:
    await keep(world, "A")
    await keep(world, "B", mesclado_em="A")
    await keep(world, "C", mesclado_em="B")
    await keep(world, "D", ids_externos=("77",))
    await keep(world, "E", bloqueado_em=_BORN)
    await keep(world, "F", mesclado_em="G")
    await keep(world, "G", mesclado_em="F")

    found = await localizacao.current(CONTA, ["A", "B", "C", "77", "E", "F", "nobody", "não é um id"])

    assert found == {"A": "A", "B": "A", "C": "A", "77": "D"}
