"""What a cell of a file says: days, money, documents, ids, as Brazilians and as machines write them."""

from typing import Any

import pytest

from shared.clientes.importacao.colunas import ficha_fields


def fields(**row: Any) -> dict[str, Any]:
    found, wrong = ficha_fields(row)
    assert wrong == []
    return found


def motive(column: str, cell: Any) -> str:
    found, [wrong] = ficha_fields({column: cell})
    assert found == {}
    return wrong.motivo


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("15/03/2024", "2024-03-15"),
        ("1/3/2024", "2024-03-01"),
        ("15-03-2024", "2024-03-15"),
        ("15.03.2024 10:30", "2024-03-15"),
        ("2024-03-15", "2024-03-15"),
        ("2024-03-15T00:00:00", "2024-03-15"),
        ("2024-03-15 23:59:59", "2024-03-15"),
        ("2024-03-15T01:00:00Z", "2024-03-14"),
    ],
)
def test_a_day_is_read_as_brazilians_and_as_machines_write_it(cell: str, day: str) -> None:
    assert fields(data_adesao=cell) == {"data_adesao": day}


@pytest.mark.parametrize(
    "cell", ["31/02/2024", "03/25/2024", "15/03/24", "ontem", "45366", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_day_is_told_without_repeating_it(cell: str) -> None:
    assert motive("data_adesao", cell) == "deve ser uma data, como 31/12/2025 ou 2025-12-31"


@pytest.mark.parametrize(
    ("cell", "valor"),
    [
        ("1.234,56", "1234.56"),
        ("R$ 1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,5", "1234.50"),
        ("1.234", "1234.00"),
        ("1500.000", "1500.00"),
        ("1,234.56", "1234.56"),
        ("0,00", "0.00"),
        ("1500", "1500.00"),
        (1.234, "1.23"),
        (1500, "1500.00"),
    ],
)
def test_money_is_read_as_brazilians_and_as_machines_write_it(cell: Any, valor: str) -> None:
    assert str(fields(valor=cell)["valor"]) == valor


@pytest.mark.parametrize("cell", ["a combinar", "1,234", "-5,00", "1.23.4", "9" * 30, 1e300, True])
def test_what_is_no_amount_is_refused(cell: Any) -> None:
    assert motive("valor", cell).startswith("deve ser um")


@pytest.mark.parametrize("cell", ["", "  ", None, "-", "NaN", "None", "null"])
def test_an_empty_cell_says_nothing(cell: Any) -> None:
    assert fields(nome=cell, valor=cell, data_adesao=cell, cnpj=cell) == {}


@pytest.mark.parametrize(
    ("column", "cell", "documento"),
    [
        ("cnpj", 191, "00000000000191"),
        ("cnpj", "191.0", "00000000000191"),
        ("cpf", 1234567890, "01234567890"),
        ("documento", 1234567890, "01234567890"),
        ("documento", "12.345.678/0001-95", "12.345.678/0001-95"),
        ("cnpj", "12ABC34501DE35", "12ABC34501DE35"),
    ],
)
def test_a_document_gets_the_zeros_back_that_it_lost_as_a_number(
    column: str, cell: Any, documento: str
) -> None:
    assert fields(**{column: cell}) == {"documento": documento}


def test_ids_that_a_spreadsheet_made_fractions_of_are_whole_again() -> None:
    assert fields(client_id="1234.0", tenant_id=12, id="7") == {
        "client_id": "1234",
        "tenant_id": "12",
        "id": "7",
    }


def test_a_channel_is_known_in_any_case() -> None:
    assert fields(canal_preferido="WhatsApp") == {"canal_preferido": "whatsapp"}
    assert fields(canal_preferido="E-mail") == {"canal_preferido": "email"}
