"""Quotes must be literal, and an excerpt must not change what the relato says by being cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.relatos.evidence import Source

RELATO = """Boa tarde!   João  Batista quer facetas:
R$ 5.000,00 à vista ou 10 % a menos, 12x no cartão, entrada de cinco mil e quinhentos.
Combinei 14/02/2025 às 21:23, depois R$ 3 mil. Ass. Drª Lúcia \u2013 fone (11) 98888-7777"""


@pytest.mark.parametrize(
    ("quote", "excerpt"),
    [
        ("João Batista", "João  Batista"),
        ("joao batista quer facetas: r$ 5.000,00", "João  Batista quer facetas:\nR$ 5.000,00"),
        ("R$ 5.000,00 a vista", "R$ 5.000,00 à vista"),
        ('"Ass. Drª Lúcia - fone"', "Ass. Drª Lúcia \u2013 fone"),
        ("14/02/2025 às 21:23", "14/02/2025 às 21:23"),
        ("12x", "12x"),
        ("R$ 3 mil.", "R$ 3 mil"),
        ("cinco mil e quinhentos", "cinco mil e quinhentos"),
    ],
)
def test_a_quote_is_found_whatever_its_case_accents_and_spaces(quote: str, excerpt: str) -> None:
    assert Source(RELATO).excerpt(quote) == excerpt


@pytest.mark.parametrize(
    "quote",
    ["R$ 5", "5.000", "000,00", "R$ 3", "2x", "14/02", "02/2025", "21", "João Bat", "facet", "cinco mil",
     "quinhentos", "mil e quinhentos", "10", "R$ 4.000,00", "Maria", "", None, "...", "à"],
)  # fmt: skip
def test_what_is_not_there_or_would_be_cut_is_no_evidence(quote: str | None) -> None:
    assert Source(RELATO).excerpt(quote) is None


def test_a_later_whole_occurrence_counts_when_an_earlier_one_would_be_cut() -> None:
    assert Source("15x negado, 5x aceito").excerpt("5x") == "5x"


def test_text_broken_on_its_way_is_quoted_as_it_lies_in_the_relato() -> None:
    broken = "orçamento à vista".encode().decode("latin-1")

    assert Source(f"O {broken} de R$ 900").excerpt("orçamento à vista de R$ 900") == f"{broken} de R$ 900"


@pytest.mark.parametrize(
    "sentence",
    [
        "Cliente quer facetas à vista",
        "Valor de R$ 5.000,00 à vista",
        "Facetas: R$ 5000 à vista",
        "Parcela em 12x no cartão",
        "Entrada de R$ 5.500,00 combinada",
        "Facetas combinadas em 14/02/2025",
    ],
)
def test_a_sentence_made_of_the_relatos_words_and_numbers_is_supported(sentence: str) -> None:
    assert Source(RELATO).supports(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Facetas por R$ 1,00 à vista",
        "Facetas à vista em 24x",
        "Facetas por nove mil reais à vista",
        "Compre agora criptomoedas nesta loja",
        "João Batista quer facetas: veja www.golpe.example",
        "Facetas em 15/02/2025",
        "Facetas em 14/02/2026",
        "Facetas por R$ 5",
        "R$ 5",
        "",
    ],
)
def test_invented_numbers_words_and_links_are_not_supported(sentence: str) -> None:
    assert not Source(RELATO).supports(sentence)


@given(st.text(), st.text())
def test_an_excerpt_is_always_a_literal_part_of_the_relato(texto: str, quote: str) -> None:
    excerpt = Source(texto).excerpt(quote)

    assert excerpt is None or excerpt in texto


@given(
    st.lists(st.sampled_from(["R$", "5.000", "mil", "e", "Ana", "à", " ", "\n", "12x", "14/02", "cinco"])),
    st.data(),
)
def test_every_run_of_whole_words_without_numbers_can_be_quoted(
    words: list[str], data: st.DataObject
) -> None:
    texto = " ".join([*words, "o cliente", "Zé  Carlos", "confirmou", *words])

    assert Source(texto).excerpt("o CLIENTE ze carlos") == "o cliente Zé  Carlos"
