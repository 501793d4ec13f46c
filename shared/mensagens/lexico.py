"""Words as search compares them: folded, the empty ones apart; no embedder is needed to read any of it."""

import re

from shared.kit.texto import fold

_WORD = re.compile(r"[a-z0-9]+")


def palavras(texto: str) -> list[str]:
    """The words and numbers of `texto` in order, without accents or case."""
    return _WORD.findall(fold(texto))


# Words that say nothing of the matter; negations are not among them.
VAZIAS = frozenset(
    palavras(
        "a ai ao aos aqui as ate boa bom com como da das de dele desde dessa desse desta deste dia do "
        "dos e ela ele eles em essa esse esta estao estar estou este eu favor foi gostaria ha isso isto "
        "ja la me meu meus minha minhas muito na nas no noite nos o obrigada obrigado oi ola onde os ou "
        "para pela pelas pelo pelos por porque posso pra preciso pro qual quais quando que quem queria "
        "quero sao se ser seu seus so sobre sua suas tambem tarde te tem tenho ter tudo um uma umas uns "
        "vcs vc voce voces"
    )
)
_NEGATIONS = frozenset(palavras("não nem nunca jamais sem"))
_OPPOSITE = 0.6


class Comparacao:
    """One query compared with many texts by their words."""

    def __init__(self, texto: str) -> None:
        self._denies = not _NEGATIONS.isdisjoint(palavras(texto))

    def weigh(self, pontuacao: float, outras: str) -> float:
        """`pontuacao`, on the calibrated scale, lowered where the words say that the matter is another."""
        denies = not _NEGATIONS.isdisjoint(outras.split())
        return pontuacao if denies == self._denies else pontuacao * _OPPOSITE
