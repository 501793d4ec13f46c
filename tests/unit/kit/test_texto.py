"""Folding, repairing and cutting Portuguese text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kit.texto import Trecho, Trechos, fold, key_of, read_texto, sentences


def test_folding_drops_case_and_accents_and_keeps_every_position() -> None:
    text = "ORÇAMENTO — não é “já”, 5ª feira"

    folded = fold(text)

    assert folded == 'orcamento - nao e "ja", 5a feira'
    assert len(folded) == len(text)


@given(st.text())
def test_no_text_changes_length_when_folded(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_the_whole_of_any_text_is_its_own_literal_excerpt(text: str) -> None:
    texto = read_texto(text)

    assert texto.trecho(0, len(texto.legivel)) == text
    assert len(texto.dobrado) == len(texto.legivel)


def test_utf8_read_as_cp1252_is_repaired_and_evidence_stays_literal() -> None:
    broken = "Orçamento do José — à vista".encode().decode("cp1252")

    texto = read_texto(broken)
    start = texto.dobrado.index("jose")

    assert texto.legivel == "Orçamento do José — à vista"
    assert texto.trecho(start, start + 4) == "JosÃ©"


def test_letters_with_separate_accents_become_one_character() -> None:
    texto = read_texto("cafe\u0301 da manha\u0303")

    assert texto.legivel == "café da manhã"
    assert texto.trecho(0, 4) == "cafe\u0301"


def test_a_healthy_text_in_capitals_is_left_alone() -> None:
    assert read_texto("NÃO QUER, É CARO").legivel == "NÃO QUER, É CARO"


def test_keys_of_the_same_words_are_equal() -> None:
    assert key_of("  Dr.  JOSÉ ") == key_of("dr. jose")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("falei com a dra. ana. ok! r$ 5.600. pode", ["falei com a dra. ana.", "ok!", "r$ 5.600.", "pode"]),
        ("data: hoje\n\ncliente: ana", ["data: hoje", "cliente: ana"]),
        ("15/04 | murilo | r$ 10", ["15/04", "murilo", "r$ 10"]),
        ("ass. carla", ["ass. carla"]),
        ("  \n ", []),
    ],
)
def test_sentences_end_at_stops_lines_and_bars_but_not_at_abbreviations(
    text: str, expected: list[str]
) -> None:
    assert [text[span.inicio : span.fim] for span in sentences(text)] == expected


def test_spans_touch_only_what_shares_a_character_with_them() -> None:
    spans = Trechos([Trecho(8, 9), Trecho(2, 4), Trecho(3, 5)])

    assert spans.touch(3, 5)
    assert not spans.touch(4, 8)
    assert not spans.touch(9, 12)
