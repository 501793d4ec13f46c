"""S1's clientes come with their ids and dates, once, and never over what is here."""

import json
from typing import Any

import pytest

from infra.migrar.arquivos import Inutilizavel
from shared.clientes.identidades import chaves_de
from shared.clientes.models import Origem
from shared.clientes.views import as_s1
from shared.kit.store import Query
from tests.unit.envios.world import CONTA
from tests.unit.migrar.mundo import (
    ANA,
    ATUALIZADAS,
    IGUAIS,
    NOVAS,
    PEDIDO,
    RECUSADAS,
    Mundo,
    counted,
    utc,
)

pytestmark = pytest.mark.anyio
BIA = ANA | {"id": 18, "nome": "Bia Lima", "email": "bia@exemplo.com.br", "telefone": "11977776666"}


async def test_a_cliente_keeps_its_number_and_its_date(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA | {"hashed_password": "$2b$12$x"})

    relatorio = await mundo.migrar()

    assert counted(relatorio, "clientes.csv") == {NOVAS: 1}
    ana = await mundo.cliente()
    assert as_s1(ana).model_dump(mode="json") == {
        "id": 17,
        "nome": "Ana Prates",
        "email": "ana@exemplo.com.br",
        "telefone": "+5511988887777",
        "canal_preferido": "whatsapp",
        "data_criacao": "2025-11-18T13:30:00.123456Z",
    }
    assert (ana.origem, ana.atualizado_por) == (Origem.IMPORTACAO, "migracao:s1")
    assert "colunas que não usamos: hashed_password" in mundo.said


async def test_dates_without_a_zone_are_of_the_zone_that_was_named(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA)

    await mundo.migrar(fuso="UTC")

    assert (await mundo.cliente()).criado_em == utc("2025-11-18T10:30:00.123456+00:00")


async def test_a_second_run_changes_nothing(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA, BIA)
    await mundo.migrar()
    before = await mundo.everything()
    mundo.clock.move(days=3)

    relatorio = await mundo.migrar()

    assert counted(relatorio, "clientes.csv") == {IGUAIS: 2}
    assert await mundo.everything() == before


async def test_what_the_source_changed_comes_and_what_people_changed_here_stays(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA)
    await mundo.migrar()
    await mundo.equipe.cadastro(CONTA).clientes.update(
        "17", lambda one: one.model_copy(update={"nome": "Ana P. de Souza"})
    )
    mundo.rows(
        "clientes.csv", ANA | {"nome": "Ana Souza", "email": "nova@exemplo.com.br", "telefone": "11966665555"}
    )

    relatorio = await mundo.migrar()

    ana = await mundo.cliente()
    assert counted(relatorio, "clientes.csv") == {ATUALIZADAS: 1}
    assert (ana.nome, ana.emails, ana.telefones) == (
        "Ana P. de Souza",
        ("nova@exemplo.com.br",),
        ("+5511966665555",),
    )
    assert counted(await mundo.migrar(), "clientes.csv") == {IGUAIS: 1}


async def test_a_phone_that_people_mended_here_is_not_overwritten(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA)
    await mundo.migrar()
    cadastro = mundo.equipe.cadastro(CONTA)
    read = await cadastro.clientes.get("17")
    mended = read.cliente.model_copy(update={"telefones": ("+5562900000001",)})
    await cadastro.save(read, mended, await cadastro.look(chaves_de(mended)))
    mundo.rows("clientes.csv", ANA | {"telefone": "11966665555"})

    relatorio = await mundo.migrar()

    assert (await mundo.cliente()).telefones == ("+5562900000001",)
    assert counted(relatorio, "clientes.csv") == {IGUAIS: 1}


async def test_an_id_that_somebody_else_has_here_is_refused(mundo: Mundo) -> None:
    await mundo.equipe.add_cliente("17", nome="Outra Pessoa", telefones=(), emails=("outra@exemplo.com.br",))
    before = await mundo.cliente()
    mundo.rows("clientes.csv", ANA)
    mundo.rows("chamados.csv", PEDIDO)

    relatorio = await mundo.migrar()

    assert await mundo.cliente() == before
    assert counted(relatorio, "clientes.csv") == {RECUSADAS: 1}
    assert counted(relatorio, "chamados.csv") == {RECUSADAS: 1}
    assert "clientes.csv, linha 2 (id): já existe aqui um registro com este id" in mundo.said


async def test_the_same_number_out_of_another_database_is_refused(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA)
    await mundo.migrar()
    mundo.rows("clientes.csv", BIA | {"id": 17, "data_criacao": "2024-01-01 00:00:00"})

    relatorio = await mundo.migrar()

    assert counted(relatorio, "clientes.csv") == {RECUSADAS: 1}
    assert "parece de outro banco" in mundo.said
    assert (await mundo.cliente()).nome == "Ana Prates"


async def test_who_is_known_here_already_is_found_by_the_old_number(mundo: Mundo) -> None:
    await mundo.equipe.add_cliente(
        "01JM9Q4Z8V3T6W2X5Y7A1B0C9D", nome="Ana P.", telefones=(), emails=("ana@exemplo.com.br",)
    )
    mundo.rows("clientes.csv", ANA)
    mundo.rows("chamados.csv", PEDIDO)

    await mundo.migrar()

    ana = await mundo.cliente("17")
    assert (ana.id, ana.nome, ana.telefones) == (
        "01JM9Q4Z8V3T6W2X5Y7A1B0C9D",
        "Ana P.",
        ("+5511988887777",),
    )
    assert (await mundo.chamado()).cliente_id == ana.id
    assert "aviso: clientes.csv, linha 2: já era cliente daqui" in mundo.said
    assert counted(await mundo.migrar(), "clientes.csv") == {IGUAIS: 1}


async def test_an_e_mail_of_somebody_with_another_name_is_refused(mundo: Mundo) -> None:
    await mundo.equipe.add_cliente("C1", nome="Rui Prates", telefones=(), emails=("ana@exemplo.com.br",))
    mundo.rows("clientes.csv", ANA)

    relatorio = await mundo.migrar()

    assert counted(relatorio, "clientes.csv") == {RECUSADAS: 1}
    assert (await mundo.cliente("C1")).ids_externos == ()


async def test_who_was_erased_here_is_not_brought_back(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA, BIA)
    mundo.rows("chamados.csv", PEDIDO)
    await mundo.erase("18", emails=("bia@exemplo.com.br",))
    await mundo.migrar()
    await mundo.erase("17", cliente_ids=("17",), emails=("ana@exemplo.com.br",))

    relatorio = await mundo.migrar()

    assert counted(relatorio, "clientes.csv") == {RECUSADAS: 2}
    assert mundo.said.count("clientes.csv, linha") == 2
    assert "não volta por migração (LGPD)" in mundo.said
    page = await mundo.documents.open("clientes", CONTA).query(Query())
    assert page.items == []


async def test_bad_rows_are_told_by_line_and_never_repeated(mundo: Mundo) -> None:
    mundo.rows(
        "clientes.csv",
        ANA | {"id": "dezessete"},
        ANA | {"id": 20, "nome": ""},
        ANA | {"id": 21, "email": "isto não é e-mail"},
        ANA | {"id": 22, "data_criacao": "31/02/2025"},
        ANA | {"id": 23, "data_criacao": "2099-01-01"},
        BIA | {"telefone": "ramal 9", "canal_preferido": "sinal de fumaça"},
    )

    relatorio = await mundo.migrar()

    assert counted(relatorio, "clientes.csv") == {RECUSADAS: 5, NOVAS: 1}
    refused = [line for line in mundo.said.splitlines() if line.startswith("recusada")]
    assert [line.partition("linha ")[2].partition(":")[0] for line in refused] == [
        *("2 (id)", "3 (nome)", "4 (email)", "5 (criado_em)", "6 (criado_em)")
    ]
    assert mundo.said.count("aviso: clientes.csv, linha 7") == 2
    for value in ("dezessete", "isto não é", "31/02", "2099", "ramal", "fumaça"):
        assert value not in mundo.said
    assert (await mundo.cliente("18")).telefones == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_a_csv_is_read_as_spreadsheets_write_it(mundo: Mundo, delimiter: str, encoding: str) -> None:
    header = delimiter.join(("ID", "Nome", "E-mail", "Telefone", "Canal preferido", "Data criação"))
    row = delimiter.join(("17", "José Conceição", "jose@exemplo.com.br", "", "E-MAIL", "18/11/2025 9:30"))
    mundo.write("clientes.csv", f"{header}\r\n{row}\r\n", encoding)

    await mundo.migrar()

    jose = await mundo.cliente()
    assert (jose.nome, jose.canal_preferido) == ("José Conceição", "email")
    assert jose.criado_em == utc("2025-11-18T12:30:00+00:00")


def _as_list(row: dict[str, Any]) -> str:
    return json.dumps([row], indent=2)


def _as_line(row: dict[str, Any]) -> str:
    """What `psql -t -c 'select row_to_json(...)'` prints."""
    return f" {json.dumps(row)}\n \n"


@pytest.mark.parametrize(
    ("name", "write"),
    [("clientes.json", _as_list), ("clientes.json", _as_line), ("clientes.ndjson", _as_line)],
    ids=["json_agg", "row_to_json", "ndjson"],
)
async def test_json_is_read_as_postgres_writes_it(mundo: Mundo, name: str, write: Any) -> None:
    mundo.write(name, write(ANA | {"telefone": None, "data_criacao": "2025-11-18T10:30:00.12"}))

    await mundo.migrar()

    assert (await mundo.cliente()).criado_em == utc("2025-11-18T13:30:00.120000+00:00")


async def test_a_simulation_counts_and_writes_nothing(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA, BIA | {"email": "não é"})
    mundo.rows("chamados.csv", PEDIDO, PEDIDO | {"id": 6, "cliente_id": 18})
    mundo.rows("usuarios.csv", {"id": 1, "username": "renata", "email": "renata@exemplo.com.br"})

    relatorio = await mundo.migrar(simular=True)

    assert counted(relatorio, "clientes.csv") == {NOVAS: 1, RECUSADAS: 1}
    assert counted(relatorio, "chamados.csv") == {NOVAS: 1, RECUSADAS: 1}
    assert counted(relatorio, "usuarios.csv") == {NOVAS: 1}
    assert await mundo.everything() == {}
    assert not mundo.cofre.caminho.exists()


async def test_a_row_that_comes_twice_in_a_file_is_one_cliente_and_the_later_one_wins(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA, ANA, ANA | {"nome": "Ana Souza"})

    relatorio = await mundo.migrar()

    assert counted(relatorio, "clientes.csv") == {NOVAS: 1, IGUAIS: 1, ATUALIZADAS: 1}
    assert (await mundo.cliente()).nome == "Ana Souza"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "não reconhecemos nenhuma coluna"),
        ("cor;sabor\nazul;doce\n", "não reconhecemos nenhuma coluna"),
        ('id,nome\n17,"Ana\n18,Bia\n', "aspas que abrem na linha 2"),
    ],
    ids=["empty", "another table", "open quotes"],
)
async def test_a_file_that_cannot_be_read_ends_the_run(mundo: Mundo, text: str, why: str) -> None:
    mundo.write("clientes.csv", text)

    with pytest.raises(Inutilizavel, match=why):
        await mundo.migrar()


@pytest.mark.parametrize(
    ("name", "text"),
    [("chamados.csv", "id,cliente_id,mensagem\n"), ("chamados.json", "\n"), ("chamados.json", "[]")],
    ids=["csv", "row_to_json", "json_agg"],
)
async def test_a_table_without_rows_stops_nothing(mundo: Mundo, name: str, text: str) -> None:
    mundo.write(name, text)
    mundo.rows("usuarios.csv", {"id": 1, "username": "renata", "email": "renata@exemplo.com.br"})

    relatorio = await mundo.migrar()

    assert counted(relatorio, name) == {}
    assert counted(relatorio, "usuarios.csv") == {NOVAS: 1}


async def test_two_files_of_one_table_are_not_guessed_between(mundo: Mundo) -> None:
    mundo.rows("clientes.csv", ANA)
    mundo.rows("clientes.ndjson", ANA)

    with pytest.raises(Inutilizavel, match="Há mais de um arquivo"):
        await mundo.migrar()
