"""Brazilian money, read and written."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kit.money import Clareza, find_amounts, format_brl, parse_money
from shared.kit.texto import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R$5000", "5000"),
        ("R$ 5.000,00", "5000"),
        ("5.000,00", "5000"),
        ("5 mil", "5000"),
        ("3,5k", "3500"),
        ("1,2k", "1200"),
        ("1.2k", "1200"),
        ("5 mil e meio", "5500"),
        ("4 mil e 300", "4300"),
        ("4 mil e trezentos", "4300"),
        ("cinco mil e quinhentos", "5500"),
        ("quatro mil e trezentos", "4300"),
        ("dois mil, duzentos e cinquenta", "2250"),
        ("vinte e um mil reais", "21000"),
        ("mil e duzentos", "1200"),
        ("seis e quinhentos", "6500"),
        ("R$ 3.200 à vista", "3200"),
        ("2.250,00", "2250"),
        ("R$ 1 200,00", "1200"),
        ("R$ 350,5", "350.5"),
        ("R$ 1.234.567,89", "1234567.89"),
        ("300 reais", "300"),
        ("cento e vinte reais", "120"),
    ],
)
def test_every_usual_way_of_writing_money_is_read(text: str, expected: str) -> None:
    assert parse_money(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "um implante", "sem valor", "R$", "entre R$ 100 e R$ 200", "R$ 0,00"])
def test_no_amount_or_several_is_none(text: str) -> None:
    assert parse_money(text) is None


def test_a_parcel_and_its_count_are_two_numbers() -> None:
    assert [amount.valor for amount in find_amounts("12x de 290")] == [12, 290]


def test_a_count_after_thousands_is_not_added_to_them() -> None:
    assert [amount.valor for amount in find_amounts("5 mil e 10 parcelas")] == [5000, 10]


@pytest.mark.parametrize(
    ("text", "clareza"),
    [
        ("r$ 100", Clareza.MOEDA),
        ("100 reais", Clareza.MOEDA),
        ("1.100", Clareza.FORMATO),
        ("36", Clareza.NUMERO),
    ],
)
def test_an_amount_says_how_surely_it_is_money(text: str, clareza: Clareza) -> None:
    assert next(find_amounts(text)).clareza is clareza


def test_money_is_written_for_people() -> None:
    assert format_brl(Decimal("1234567.895")) == "R$ 1.234.567,90"


@given(st.decimals(min_value="0.01", max_value="99999999", places=2))
def test_what_is_written_is_read_back(valor: Decimal) -> None:
    assert parse_money(format_brl(valor)) == valor


@given(st.text(alphabet="0123456789.,rR$ kmilex"))
def test_amounts_never_overlap_and_never_fail(text: str) -> None:
    amounts = list(find_amounts(fold(text)))

    assert all(before.fim <= after.inicio for before, after in itertools.pairwise(amounts))
