"""Phones, documents and e-mails as Brazilians write them, and what is none of these."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.kit.brasil import document_number, email_address, phone_key, phone_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("(11) 98888-7777", "+5511988887777"),
        ("11988887777", "+5511988887777"),
        ("11 8888-7777", "+551188887777"),
        ("(11) 3333-4444", "+551133334444"),
        ("+55 31 99629004", "+553199629004"),
        ("+55 (011) 98888-7777", "+5511988887777"),
        ("5511988887777", "+5511988887777"),
        ("551133334444", "+551133334444"),
        ("011 3333-4444", "+551133334444"),
        ("0xx11 98888-7777", "+5511988887777"),
        ("(0XX11) 3333-4444", "+551133334444"),
        ("0 15 11 98888-7777", "+5511988887777"),
        ("0055 11 98888-7777", "+5511988887777"),
        ("5511988887777@s.whatsapp.net", "+5511988887777"),
        ("5511988887777:12@s.whatsapp.net", "+5511988887777"),
        ("14155552671@c.us", "+14155552671"),
        ("whatsapp:+5511988887777", "+5511988887777"),
        ("tel:+551133334444", "+551133334444"),
        ("\uff11\uff11\u00a098888\u20137777", "+5511988887777"),
        ("+1 415 555 2671", "+14155552671"),
        ("00 351 912 345 678", "+351912345678"),
    ],
)
def test_a_phone_has_one_form_however_it_was_written(written: str, number: str) -> None:
    assert phone_number(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("55 98888-7777", "+5555988887777"),
        ("555598888-7777", "+5555988887777"),
        ("5599998888", "+555599998888"),
    ],
)
def test_ddd_55_is_not_taken_for_the_country(written: str, number: str) -> None:
    assert phone_number(written) == number


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "+",
            "abc",
            "98888-7777",
            "11 1111-1111",
            "0800 123 4567",
            "190",
            "11 98888-77777",
            "+55 98888-7777",
        ),
        *("+11 98888-7777", "+0 11 98888 7777", "11 9888 777a", "123456@g.us", "1234567890123@lid", "1" * 40),
    ],
)
def test_what_nobody_can_dial_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="telefone com DDD"):
        phone_number(written)


def test_a_ddd_that_no_region_has_is_named() -> None:
    with pytest.raises(ValueError, match="DDD que não existe"):
        phone_number("(20) 98888-7777")


def test_exactly_the_67_ddds_of_anatel_are_taken() -> None:
    taken = [ddd for ddd in range(10, 100) if _is_phone(f"{ddd} 3333-4444")]

    assert len(taken) == 67
    assert not {20, 23, 26, 29, 30, 36, 39, 52, 56, 72, 76, 78} & set(taken)


def test_a_mobile_matches_with_and_without_its_ninth_digit() -> None:
    assert phone_key("+5531999629004") == phone_key("+553199629004") == "3199629004"


def test_a_landline_does_not_match_the_mobile_of_the_same_digits() -> None:
    assert phone_key("+551133334444") != phone_key("+5511933334444")
    assert phone_key("+14155552671") == "+14155552671"


@given(st.from_regex(r"[1-9][1-9]9?[2-9][0-9]{7}", fullmatch=True))
def test_the_normal_form_is_normal(written: str) -> None:
    assume(_is_phone(written))
    number = phone_number(written)

    assert phone_number(number) == phone_number(number.removeprefix("+")) == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused_in_our_words(text: str) -> None:
    assert _outcome(text).startswith(("+", "deve ser um telefone", "tem um DDD"))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("529.982.247-25", "52998224725"),
        (" 52998224725 ", "52998224725"),
        ("11.222.333/0001-81", "11222333000181"),
        ("12.ABC.345/01DE-35", "12ABC34501DE35"),  # the example of the Receita Federal
        ("12abc34501de35", "12ABC34501DE35"),
    ],
)
def test_a_document_loses_its_marks(written: str, plain: str) -> None:
    assert document_number(written) == plain


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "529.982.247-26",
            "111.111.111-11",
            "00000000000000",
            "11.222.333/0001-82",
            "12.ABC.345/01DE-36",
        ),
        *("1234567890", "12.ABC.345/01DE-3A", "٥٢٩٩٨٢٢٤٧٢٥", "12.ÀBC.345/01DE-35"),
    ],
)
def test_a_document_whose_digits_do_not_check_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="CPF ou um CNPJ válido"):
        document_number(written)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True).filter(lambda body: len(set(body)) > 1))
def test_exactly_one_pair_of_digits_completes_a_cpf(body: str) -> None:
    assert len([pair for pair in range(100) if _is_document(f"{body}{pair:02}")]) == 1


@given(st.from_regex(r"[0-9A-Z]{12}", fullmatch=True).filter(lambda body: len(set(body)) > 1))
def test_exactly_one_pair_of_digits_completes_a_cnpj(body: str) -> None:
    assert len([pair for pair in range(100) if _is_document(f"{body}{pair:02}")]) == 1


@pytest.mark.parametrize("written", ["Ana.Souza+tag@Exemplo.COM.BR", "  a@b.co "])
def test_an_email_is_trimmed_and_lower_case(written: str) -> None:
    assert email_address(written) == written.strip().lower()


@pytest.mark.parametrize(
    "written",
    [
        *("", "ana", "ana@", "@b.com", "a@b", "a@b..com", "a..b@c.com", "a b@c.com", "a@-b.com", "a@1.2.3.4"),
        *("ã@b.com", "a@b.com\nx", "a" * 65 + "@b.com", "a@" + "b." * 130 + "com"),
    ],
)
def test_what_is_no_email_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="deve ser um e-mail"):
        email_address(written)


def _outcome(text: str) -> str:
    try:
        return phone_number(text)
    except ValueError as error:
        return str(error)


def _is_phone(text: str) -> bool:
    return _accepts(phone_number, text)


def _is_document(text: str) -> bool:
    return _accepts(document_number, text)


def _accepts(normalise: Callable[[str], str], text: str) -> bool:
    try:
        normalise(text)
    except ValueError:
        return False
    return True
