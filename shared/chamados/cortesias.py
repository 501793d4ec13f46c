"""Greetings and closings set aside: "Obrigado, Wagner." under a request thanks nobody for anything."""

import re
from collections.abc import Iterator
from dataclasses import replace

from shared.chamados.leitura_texto import Lido, Palavra

_GREETING = re.compile(
    r" (?:(?:oi|oie|ola|opa|alo|hey|bom dia|boa tarde|boa noite|boa|tudo bem|tudo bom|como vai|pessoal|senhores|caros|"
    r"prezad[oa]s?(?: senhor\w*| equipe(?: [a-z]+)?| cliente\w*)?|moc[oa]|amig[oa]|querid[oa]s?|[,.!?]) )+"
)
_CLOSING = re.compile(
    r" [.!?] (?:(?:muito )?obrigado|grat[oa]|desde ja|agrade\w+|fico no aguardo|aguardo|att|atenciosamente|atc|"
    r"cordialmente|respeitosamente|abracos?|um abraco|cumprimentos|saudacoes)(?: [^\s?]+){0,12} $"
)
_THANKS = re.compile(r"obrigad|grat[oa]|agrade")
_LEAST_WORDS = 4


def without_manners(lido: Lido) -> Lido:
    """The text without its greeting; of its closing one word stays, `obrigado_final` or `despedida_final`.

    A text that is nothing else stays whole.
    """
    norma = lido.norma
    opening = _GREETING.match(norma)
    closing = _CLOSING.search(norma, max(0, len(norma) - 200))
    start = opening.end() - 1 if opening else 0
    end = closing.start() + 3 if closing else len(norma)
    if (not opening and not closing) or norma[start:end].count(" ") <= _LEAST_WORDS:
        return lido
    word = ("obrigado_final" if _THANKS.search(closing[0]) else "despedida_final") if closing else ""
    return replace(lido, palavras=tuple(_kept(lido, start, end, word)))


def _kept(lido: Lido, start: int, end: int, word: str) -> Iterator[Palavra]:
    at, closed = 1, False
    for palavra in lido.palavras:
        if start <= at < end:
            yield palavra
        elif at >= end and not closed:
            closed = True
            yield replace(palavra, norma=word)
        at += len(palavra.norma) + 1
