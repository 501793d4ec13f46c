"""What words say of two texts that sound alike: the same, the opposite, another object; and the scale of it."""

import pytest

from shared.adapters.calibragem import on_scale
from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.mensagens.comparacao import contradict, likeness, score
from shared.mensagens.lexico import Leitura, palavras, read


def told(texto: str) -> Leitura:
    return read(palavras(texto))


@pytest.mark.parametrize(
    ("uma", "outra"),
    [
        ("vocês abrem sábado?", "vocês fecham sábado?"),
        ("quero cancelar", "não quero cancelar"),
        ("quero incluir um dependente", "quero excluir um dependente"),
        ("aceita Unimed?", "aceita Amil?"),
        ("posso pagar com pix?", "posso pagar com cartão?"),
        ("agendar para terça de manhã", "agendar para terça à tarde"),
        ("quanto custa o plano de 100 mega?", "quanto custa o plano de 500 mega?"),
        ("a doutora Ana atende aqui?", "a doutora Paula atende aqui?"),
        ("tem aula de dança na academia?", "tem aula de natação na academia?"),
        ("boleto de janeiro", "boleto de março"),
        ("o app está funcionando", "o app não está funcionando"),
    ],
)
def test_what_sounds_alike_and_is_not_the_same_is_under_the_threshold(uma: str, outra: str) -> None:
    assert contradict(told(uma), told(outra))
    assert contradict(told(outra), told(uma))
    assert score(NgramasEmbedder(), 1.0, told(uma), told(outra)) < 0.7


@pytest.mark.parametrize(
    ("uma", "outra"),
    [
        ("vocês aceitam Unimed?", "Atendem pelo plano da Unimed?"),
        ("não consigo entrar no app", "o aplicativo não funciona"),
        ("qual o valor da consulta?", "quanto custa uma consulta"),
        ("onde fica a clínica?", "qual é o endereço?"),
        ("qual o horário no sábado?", "que horas abrem aos sábados?"),
        ("como cancelo minha assinatura?", "quero cancelar o plano"),
        ("boa tarde, vocês parcelam?", "bom dia! dá para dividir?"),
        ("a nota fiscal não chegou", "não recebi a nota fiscal"),
    ],
)
def test_the_same_in_other_words_shares_its_words_and_contradicts_nothing(uma: str, outra: str) -> None:
    assert not contradict(told(uma), told(outra))
    assert likeness(told(uma), told(outra)) >= 0.8


def test_strangers_share_nothing_and_contradict_nothing() -> None:
    um, outro = told("segunda via do boleto"), told("minha gengiva sangra")

    assert (likeness(um, outro), contradict(um, outro)) == (0.0, False)


@pytest.mark.parametrize("vazio", ["", "?!", "👍", "oi, tudo bem?"])
def test_a_text_that_says_nothing_is_like_nothing(vazio: str) -> None:
    assert likeness(told(vazio), told("segunda via do boleto")) == 0.0
    assert likeness(told(vazio), told(vazio)) == 0.0


def test_a_contradiction_keeps_the_order_of_scores() -> None:
    um, outro = told("quero cancelar o plano"), told("não quero cancelar o plano")
    embedder = NgramasEmbedder()

    scores = [score(embedder, cosseno, um, outro) for cosseno in (-0.5, 0.3, 0.6, 1.0)]

    assert scores == sorted(set(scores))


@pytest.mark.parametrize(
    ("measured", "expected"), [(-1, 0.1), (0, 0.1), (0.5, 0.3), (1, 0.5), (1.5, 0.75), (2, 1.0), (9, 1.0)]
)
def test_the_scale_is_linear_between_its_knots_and_flat_beyond(measured: float, expected: float) -> None:
    assert on_scale(measured, ((0, 0.1), (1, 0.5), (2, 1.0))) == pytest.approx(expected)
