"""What a relato tells, as short facts: what was understood first, then its own sentences, word for word."""

import re
from collections.abc import Iterator
from itertools import pairwise
from textwrap import wrap

from shared.kit.texto import Trecho, fold, squeeze
from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.nomes import Nomes

_MOST = 12
_LONGEST = 200
_CUT = re.compile(r"(?<=,)\s|(?<=;)\s|\s-\s|\s(?=(?:mas|porem|e que)\s)")
_BARE = re.compile(r"[a-z]{3,}")
_EMPTY_WORDS = re.compile(
    r"\b(?:data|hora|hoje|ontem|dia|cliente|paciente|nome|atendente|ass|att|abs|resp|relato|atendimento|"
    r"registro|segunda|terca|quarta|"
    r"quinta|sexta|sabado|domingo|feira|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|"
    r"outubro|novembro|dezembro|horas|"
    r"dra|sra|dona|seu|recepcao|comercial|das|dos)\b"
)


def literal_facts(doc: Documento, nomes: Nomes) -> list[str]:
    """The sentences that tell something, each literal; orders hidden in the text, headers and signatures do not."""
    facts: list[str] = []
    for frase in doc.frases:
        facts.extend(fact for fact in _pieces(doc, frase) if _tells(doc, nomes, frase, fact))
    return facts[:_MOST]


def readable(doc: Documento, inicio: int, fim: int) -> str:
    """A stretch as people read it, without what was blanked out of it."""
    kept = [
        char
        for index, char in enumerate(doc.texto.legivel[inicio:fim], inicio)
        if doc.ditado[index] != " " or doc.texto.dobrado[index] == " "
    ]
    return squeeze("".join(kept)).strip(" -|;,:")


def shortened(text: str, limit: int = _LONGEST) -> str:
    """`text` cut at a word so that it fits."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rpartition(" ")[0].rstrip(" ,;:-") + "…"


def _pieces(doc: Documento, frase: Trecho) -> Iterator[str]:
    text = readable(doc, frase.inicio, frase.fim).rstrip(".")
    piece = ""
    for part in _parts(text):
        if piece and len(piece) + len(part) > _LONGEST:
            yield _sentence(piece)
            piece = ""
        piece = f"{piece} {part}" if piece else part
    if piece:
        yield _sentence(piece)


def _parts(text: str) -> list[str]:
    if len(text) <= _LONGEST:
        return [text]
    cuts = [0, *(match.end() for match in _CUT.finditer(text)), len(text)]
    pieces = [text[a:b].strip(" -") for a, b in pairwise(cuts)]
    return [part for piece in pieces for part in wrap(piece, _LONGEST)]


def _sentence(text: str) -> str:
    text = shortened(text.strip(" -,;:"))
    return text[:1].upper() + text[1:]


def _tells(doc: Documento, nomes: Nomes, frase: Trecho, fact: str) -> bool:
    """Whether words are left once names, dates and labels are taken away."""
    plain = fold(fact)
    for nome in nomes.todos:
        if frase.inicio <= nome.inicio < frase.fim:
            plain = plain.replace(doc.ditado[nome.inicio : nome.fim], " ")
    return bool(_BARE.search(_EMPTY_WORDS.sub(" ", plain)))
