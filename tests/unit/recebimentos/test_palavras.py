"""The opt-out grammar: the whole message or nothing, however it is spelled and decorated."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.recebimentos.palavras import Palavra, bare, read_numero, read_palavra

_WORDS = {
    Palavra.SAIR: (
        *("sair", "pare", "parar", "stop", "descadastrar", "remover", "unsubscribe", "não envie mais"),
        *("não quero mais receber", "cancelar envio", "cancelar inscrição"),
    ),
    Palavra.VOLTAR: ("voltar", "entrar", "start"),
    Palavra.CANCELAR: ("cancelar",),
    Palavra.NUMERO_ERRADO: ("número errado", "não sou essa pessoa", "não conheço essa pessoa"),
}
_ALL = [(word, palavra) for palavra, words in _WORDS.items() for word in words]
_MARKS = st.text(st.sampled_from("!.?,;:*_-~\"'()[]… \t\n👍🏽🙏❤️\u200d\u200b"), max_size=6)


@pytest.mark.parametrize(("word", "palavra"), _ALL)
def test_each_word_alone_means_what_it_says(word: str, palavra: Palavra) -> None:
    assert read_palavra(word) is palavra


@pytest.mark.parametrize(
    "text",
    [
        "SAIR!!!",
        "  *Sair*  ",
        "sair 🙏🏽",
        "/sair",
        "\uff33\uff21\uff29\uff32",
        "NAO ENVIE MAIS.",
        "na\u0303o envie mais",
        "Não, envie mais",
        "CANCELAR INSCRIC\u0327A\u0303O",
        "sa\u200bir",
    ],
)
def test_spelling_and_decoration_do_not_matter(text: str) -> None:
    assert read_palavra(text) is Palavra.SAIR


@pytest.mark.parametrize(
    "text",
    [
        "posso sair mais cedo?",
        "vou sair",
        "sair sair",
        "pode parar de doer?",
        "quero voltar na quinta",
        "quero cancelar",
        "cancelar a consulta",
        "passei o número errado da carteirinha",
        "não é número errado",
        "não sou o paciente, sou a mãe",
        "",
        "👍",
        "?",
        "SAIR" * 100,
    ],
)
def test_a_word_within_something_longer_is_nothing(text: str) -> None:
    assert read_palavra(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Oi, número errado",
        "Desculpe, acho que é número errado!",
        "Esse número está errado",
        "vcs estão com o número errado",
        "Você mandou para a pessoa errada",
        "Eu não sou essa pessoa, desculpa",
        "telefone errado",
        "Este número não é mais dessa pessoa",
    ],
)
def test_people_say_in_many_ways_that_it_is_not_them(text: str) -> None:
    assert read_palavra(text) is Palavra.NUMERO_ERRADO


@given(st.sampled_from(_ALL), _MARKS, _MARKS, st.lists(st.booleans(), min_size=40, max_size=40))
def test_marks_around_and_any_case_change_nothing(
    told: tuple[str, Palavra], before: str, after: str, upper: list[bool]
) -> None:
    word, palavra = told
    cased = "".join(char.upper() if up else char for char, up in zip(word, upper * 2, strict=False))

    assert read_palavra(f"{before}{cased}{after}") is palavra


@given(
    st.sampled_from([word for word, palavra in _ALL if palavra is not Palavra.NUMERO_ERRADO]),
    st.text(string.ascii_lowercase, min_size=1, max_size=8),
    st.booleans(),
)
def test_another_word_beside_it_makes_it_a_sentence(word: str, other: str, first: bool) -> None:
    text = f"{other} {word}" if first else f"{word} {other}"

    # Two words of the grammar may themselves be one of its phrases: "cancelar envio".
    assert read_palavra(text) is None or bare(text) in {bare(one) for one, _ in _ALL}


@given(st.text(max_size=300))
def test_whatever_comes_is_read_and_reading_it_again_gives_the_same(text: str) -> None:
    assert bare(bare(text)) == bare(text)
    assert read_palavra(text) in (None, *Palavra)
    assert read_numero(text) is None or bare(text)


@pytest.mark.parametrize(
    ("text", "numero"),
    [("1", 1), (" 2. ", 2), ("1️⃣", 1), ("Opção 2", 2), ("número 3!", 3), ("①", 1), ("12", 12)],
)
def test_a_typed_number_is_an_option(text: str, numero: int) -> None:
    assert read_numero(text) == numero


@pytest.mark.parametrize("text", ["", "um", "1 ou 2", "às 10h", "2025", "1 - cancelar a consulta", "1,5"])
def test_a_number_within_something_is_none(text: str) -> None:
    assert read_numero(text) is None
