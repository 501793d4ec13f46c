"""The mail that a mail answers, and the marks of its subject, set aside: those words are somebody else's, or old.

Apart because it must happen before anything is read, and to each thing said by itself.
"""

import re
from dataclasses import replace

from shared.chamados.leitura_texto import Lido
from shared.kit.texto import Trecho, Trechos, fold

# All that follows one of these was written before; lines that begin with ">" were, wherever they stand.
_BEFORE = re.compile(
    r"^[ \t]*(?:"
    r"[-_=]{2,80}[ \t]*(?:mensagem|e-?mail|texto|original|inicio|encaminhad|em \d|forwarded|original)[^\n]{0,120}"
    r"|[-_=]{2,80}[ \t]*[^\n]{0,120}(?:escreveu|wrote)[ \t]*:"
    r"|(?:em|on|no dia|de)[ ,:][^\n]{0,120}(?:escreveu|wrote)[ \t]*:"
    r"|(?:de|from):[^\n]{1,120}\n[ \t]*(?:enviad[oa](?: em)?|para|data|sent|to|date):"
    r")",
    re.MULTILINE,
)
_QUOTED = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
_SUBJECT = re.compile(r" (?:(?:assunto|subject|re|res|enc|fw|fwd) : )+")
_LEAST_WORDS = 3


def own_words(texto: str) -> str:
    """What was written anew; a text that is hardly more than what it quotes stays whole."""
    kept, at = [], 0
    for old in _old(fold(texto)):
        kept.append(texto[at : old.inicio])
        at = old.fim
    own = "".join((*kept, texto[at:])).strip()
    return own if len(own.split()) >= _LEAST_WORDS else texto


def without_history(lido: Lido) -> Lido:
    """The words of `own_words`, each still where it stood."""
    if not (old := _old(lido.texto.dobrado)):
        return lido
    spans = Trechos(old)
    own = tuple(one for one in lido.palavras if not spans.touch(one.inicio, one.fim))
    return replace(lido, palavras=own) if len(own) >= _LEAST_WORDS else lido


def _old(dobrado: str) -> list[Trecho]:
    before = _BEFORE.search(dobrado)
    end = before.start() if before else len(dobrado)
    found = [Trecho(*quoted.span()) for quoted in _QUOTED.finditer(dobrado, 0, end)]
    return [*found, Trecho(end, len(dobrado))] if before else found


def without_subject(lido: Lido) -> Lido:
    """The text without "Assunto: RES:"; what the subject says stays."""
    marks = _SUBJECT.match(lido.norma)
    return replace(lido, palavras=lido.palavras[marks[0].count(" ") - 1 :]) if marks else lido
