"""What leaves without identifiers must come back whole, and nothing but identifiers may go."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kit.masking import mask


def _with_check_digits(body: str, weights: range, char: str = "") -> str:
    total = sum(
        (ord(digit) - 48) * weights[index % len(weights)] for index, digit in enumerate(reversed(body))
    )
    return body + str(0 if total % 11 < 2 else 11 - total % 11)


def _cpf(body: str) -> str:
    return _with_check_digits(_with_check_digits(body, range(2, 12)), range(2, 12))


def _cnpj(body: str) -> str:
    return _with_check_digits(_with_check_digits(body, range(2, 10)), range(2, 10))


def _shaped(shape: str, plain: str) -> str:
    characters = iter(plain)
    return "".join(next(characters) if mark == "#" else mark for mark in shape)


digits = st.text("0123456789", min_size=9, max_size=9)
cpfs = st.builds(
    _shaped,
    st.sampled_from(["###.###.###-##", "###########", "### ### ### ##", "#########-##"]),
    digits.map(_cpf),
)
cnpjs = st.builds(
    _shaped,
    st.sampled_from(["##.###.###/####-##", "##############"]),
    st.text("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=12, max_size=12).map(_cnpj),
)
mobiles = st.builds(
    _shaped,
    st.sampled_from(
        [
            "(##) #####-####",
            "## #####-####",
            "###########",
            "+55 ## #####-####",
            "55###########",
            "(##) # #### ####",
        ]
    ),
    st.builds(
        "{}{}9{}".format,
        st.sampled_from("123456789"),
        st.sampled_from("123456789"),
        digits.map(lambda d: d[:8]),
    ),
)
landlines = st.builds(
    _shaped,
    st.sampled_from(["(##) ####-####", "## ####-####", "##########", "0## #### ####", "+55 (##) ####.####"]),
    st.builds(
        "{}{}3{}".format,
        st.sampled_from("123456789"),
        st.sampled_from("123456789"),
        digits.map(lambda d: d[:7]),
    ),
)
emails = st.builds(
    "{}@{}.com.br".format,
    st.from_regex(r"[a-z][a-z0-9._+-]{0,12}[a-z0-9]", fullmatch=True),
    st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True),
)
identifiers = st.one_of(cpfs, cnpjs, mobiles, landlines, emails)
plain_parts = st.sampled_from(
    ["R$ 12.345,67", "14/02/2025", "21:23", "10.000", "5 mil", "12x de 1.028,80", "2025-02-14", "às 14h30", "10%",
     "R$ 3000-3500", "R$ 50000000", "14.02.2025", "1.234.567,89", "3500-4000", "2025-2026", "14022025", "3500 reais",
     "1500,00", "dia 5", "João da Silva", "[CPF_1]", "[TELEFONE_2]", "não quer cartão"]
)  # fmt: skip
glue = st.sampled_from([" ", ", ", "; ", "\n", " / ", " - "])


@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    masked = mask(text)

    assert masked.restore(masked.text) == text


@given(st.lists(st.one_of(identifiers, plain_parts), max_size=12), glue)
def test_a_text_full_of_identifiers_comes_back_as_it_was(parts: list[str], between: str) -> None:
    text = between.join(parts)

    masked = mask(text)

    assert masked.restore(masked.text) == text


@given(identifiers, st.sampled_from(["", "contato: ", "Fone ", "Ela disse ", "R$ 500,00, ", "14/02/2025, "]))
def test_no_identifier_remains(identifier: str, before: str) -> None:
    masked = mask(f"{before}{identifier}, paga em 12x.")

    assert identifier not in masked.text
    assert list(masked.originals.values()) == [identifier]
    assert re.fullmatch(r"\[(CPF|CNPJ|TELEFONE|EMAIL)_1\]", next(iter(masked.originals)))


@given(st.lists(plain_parts, max_size=12))
def test_money_dates_hours_and_names_stay(parts: list[str]) -> None:
    text = "; ".join(parts)

    assert mask(text).text == text


def test_the_same_value_gets_the_same_placeholder_and_another_one_the_next() -> None:
    masked = mask("Ligar 11 98888-7777 ou 11 97777-6666; de novo: 11 98888-7777")

    assert masked.text == "Ligar [TELEFONE_1] ou [TELEFONE_2]; de novo: [TELEFONE_1]"


def test_a_placeholder_that_the_text_already_holds_is_never_given_out() -> None:
    masked = mask("o cpf [CPF_1] é 123.456.789-09")

    assert masked.text == "o cpf [CPF_1] é [CPF_2]"
    assert masked.restore("[CPF_1] [CPF_2]") == "[CPF_1] 123.456.789-09"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fone 3222 4567", "fone [TELEFONE_1]"),
        ("ramal 3222-4567/99876-5432", "ramal [TELEFONE_1]/[TELEFONE_2]"),
        ("+351 912 345 678", "[TELEFONE_1]"),
        ("cpf: 11987654321", "cpf: [CPF_1]"),
        ("zap 11987654321", "zap [TELEFONE_1]"),
        ("de 3200-3400 reais", "de 3200-3400 reais"),
        ("de 3200 a 3400", "de 3200 a 3400"),
        ("CNPJ 12.abc.345/01de-35", "CNPJ [CNPJ_1]"),
        ("fone 99999\u20138888", "fone [TELEFONE_1]"),
    ],
)
def test_shapes_that_only_their_surroundings_tell_apart(text: str, expected: str) -> None:
    assert mask(text).text == expected


@pytest.mark.parametrize("unit", ["9", "a.", "a@", "55 ", "11-", "+1 ", "12.345.", "cpf "])
def test_a_hostile_text_costs_no_more_than_a_blink(unit: str) -> None:
    text = unit * (10_000 // len(unit))

    started = time.process_time()
    masked = mask(text)

    assert time.process_time() - started < 0.25
    assert masked.restore(masked.text) == text
