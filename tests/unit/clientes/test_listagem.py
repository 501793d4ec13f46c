"""`GET /clientes` in the shapes of both sources, to the letter, and in our own pages."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from shared.clientes.entradas import FiltroClientes
from shared.clientes.views import ClienteDetalhe
from tests.unit.clientes.world import OUTRA, World

pytestmark = pytest.mark.anyio

EMPRESA: dict[str, Any] = {
    "client_id": "1234",
    "nome": "Empresa XYZ Ltda",
    "razao_social": "XYZ Comércio e Serviços LTDA",
    "documento": "12.345.678/0001-95",
    "valor": 1500,
    "vendedor": "João Silva",
    "cs": "Maria Santos",
    "status": "Ativo",
    "pipeline": "CS | ONGOING",
    "data_adesao": "2024-03-15",
    "data_start_onboarding": "2024-03-20",
    "data_end_onboarding": "2024-04-25",
}


@pytest.fixture
def world() -> World:
    return World()


async def shown(world: World, **query: Any) -> Any:
    return json.loads((await world.listed(**query)).model_dump_json())


async def test_s4_gets_its_dict_to_the_letter(world: World) -> None:
    world.at(datetime(2024, 3, 10, 13, 30, tzinfo=UTC))
    await world.apply(**EMPRESA)

    found = await shown(world, is_basic=True)

    assert found == {
        "1234": {
            "client_id": 1234,
            "nome": "Empresa XYZ Ltda",
            "razao_social": "XYZ Comércio e Serviços LTDA",
            "cnpj": "12345678000195",
            "valor": 1500.0,
            "vendedor": "João Silva",
            "cs": "Maria Santos",
            "status": "Ativo",
            "pipeline": "CS | ONGOING",
            "data_adesao": "2024-03-15T00:00:00",
            "data_start_onboarding": "2024-03-20T00:00:00",
            "data_end_onboarding": "2024-04-25T00:00:00",
            "tmo": 36,
            "data_cancelamento": None,
            "motivos_churn": None,
            "descricao_cancelamento": None,
            "criado_em": "2024-03-10T10:30:00",
            "atualizado_em": "2024-03-10T10:30:00",
        }
    }


async def test_s4_leaves_out_what_lies_outside_its_days(world: World) -> None:
    for client_id, day in (
        ("1", "2023-12-31"),
        ("2", "2024-01-01"),
        ("3", "2024-12-31"),
        ("4", "2025-01-01"),
    ):
        await world.apply(f"N{client_id}", nome="X", client_id=client_id, data_adesao=day)
    await world.apply("N5", nome="Sem adesão", client_id="5")
    whole_year = {"data_adesao_inicio": "2024-01-01", "data_adesao_fim": "2024-12-31"}

    assert list(await shown(world, **whole_year)) == ["2", "3"]
    assert list(await shown(world, data_inicio="2024-12-31")) == ["3", "4"]
    assert list(await shown(world, data_fim="2023-12-31")) == ["1"]
    assert len(await shown(world, data_adesao_inicio="", data_adesao_fim="")) == 5


async def test_who_the_crm_does_not_know_is_under_its_own_id(world: World) -> None:
    made = await world.create(email="a@exemplo.com.br", documento="529.982.247-25")

    found = await shown(world, formato="por_id")

    assert found[made.id] | {"client_id": made.id, "cnpj": None, "valor": 0.0, "tmo": None} == found[made.id]


async def test_s1_gets_its_list_oldest_first(world: World) -> None:
    await world.apply("N1", id="7", nome="Ana", email="ana@exemplo.com.br")
    world.clock.move(seconds=1)
    made = await world.create(nome="Beto", telefone="11 98888-7777", canal_preferido="whatsapp")

    found = await shown(world)

    assert found == [
        {
            "id": 7,
            "nome": "Ana",
            "email": "ana@exemplo.com.br",
            "telefone": None,
            "canal_preferido": "site",
            "data_criacao": "2025-02-14T15:00:00.000000Z",
        },
        {
            "id": made.id,
            "nome": "Beto",
            "email": None,
            "telefone": "+5511988887777",
            "canal_preferido": "whatsapp",
            "data_criacao": "2025-02-14T15:00:01.000000Z",
        },
    ]


async def test_s1_skips_and_limits(world: World) -> None:
    for number in range(12):
        await world.create(nome=f"P{number:02}", email=f"p{number}@exemplo.com.br")
        world.clock.move(seconds=1)

    names = [item["nome"] for item in await shown(world, skip=9)]

    assert names == ["P09", "P10", "P11"]
    assert len(await shown(world)) == 10
    assert len(await shown(world, limit=5000)) == 12
    assert await shown(world, skip=12, is_basic=True) == []
    assert await shown(world, skip=5000) == []


async def test_a_page_goes_on_where_the_last_one_ended(world: World) -> None:
    for number in range(3):
        await world.create(nome=f"P{number}", email=f"p{number}@exemplo.com.br")
        world.clock.move(seconds=1)

    first = await shown(world, formato="pagina", limite=2)
    rest = await shown(world, limite=2, cursor=first["cursor"])

    assert [item["nome"] for item in (*first["itens"], *rest["itens"])] == ["P2", "P1", "P0"]
    assert rest["cursor"] is None


async def test_who_was_merged_or_blocked_and_who_is_of_another_conta_is_in_no_list(world: World) -> None:
    stays = await world.create(nome="Fica", email="a@exemplo.com.br")
    merged = await world.create(nome="Sai", email="b@exemplo.com.br")
    blocked = await world.create(nome="Bloqueada", email="c@exemplo.com.br")
    await world.create(conta=OUTRA, nome="De fora", email="d@exemplo.com.br")
    await world.merge(stays.id, merged.id)
    await world.cadastro().clientes.update(
        blocked.id, lambda cliente: cliente.model_copy(update={"bloqueado_em": world.clock()})
    )

    assert [item["id"] for item in await shown(world)] == [stays.id]
    assert list(await shown(world, is_basic=True)) == [stays.id]
    assert [item["id"] for item in (await shown(world, formato="pagina"))["itens"]] == [stays.id]


@pytest.mark.parametrize(
    "query",
    [
        {"data_adesao_inicio": "01/02/2024"},
        {"data_adesao_inicio": "2024-13-01"},
        {"data_adesao_fim": "1704067200"},
        {"data_adesao_inicio": "2024-02-01", "data_adesao_fim": "2024-01-31"},
        {"formato": "outro"},
        {"limit": "0"},
        {"skip": "-1"},
        {"limite": "201"},
    ],
)
def test_a_query_that_makes_no_sense_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        FiltroClientes.model_validate(query)


async def test_a_cliente_shows_s1s_fields_first(world: World) -> None:
    made = await world.create(email="a@exemplo.com.br")

    detail = json.loads(ClienteDetalhe.model_validate(made, from_attributes=True).model_dump_json())

    first = ["id", "nome", "email", "telefone", "canal_preferido", "data_criacao"]
    assert list(detail)[:6] == first
    assert "conteudo" not in detail
