"""Numbers in words."""

import pytest

from shared.kit.numerals import parse_count, parse_numeral, parse_spoken_amount


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("zero", 0),
        ("quinze", 15),
        ("vinte e um", 21),
        ("cento e vinte", 120),
        ("mil", 1000),
        ("dois mil e quinhentos", 2500),
        ("trezentos e quarenta e cinco mil", 345_000),
        ("um milhao e duzentos mil", 1_200_000),
        ("dez doze", None),
        ("abacaxi", None),
    ],
)
def test_words_are_one_number_or_none(words: str, expected: int | None) -> None:
    assert parse_numeral(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("seis e quinhentos", 6500), ("doze e oitocentos", 12_800), ("cento e cinquenta", 150), ("uma", None)],
)
def test_people_leave_the_thousand_out(words: str, expected: int | None) -> None:
    assert parse_spoken_amount(words) == expected


def test_a_count_is_digits_or_words() -> None:
    assert (parse_count("12"), parse_count("doze")) == (12, 12)
