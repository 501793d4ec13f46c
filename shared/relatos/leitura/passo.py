"""The next step in words a colleague would use: whom, when, and what the relato itself says about it."""

import re

from shared.kit.dates import format_day
from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.fatos import readable, shortened
from shared.relatos.leitura.proximo import Proximo

_LONGEST = 220
_COUNT = re.compile(r"(?:em|daqui|dentro)\b.*\b(?:dias?|semanas?|mes(?:es)?)\b")
_WAITING = re.compile(
    r"\b(?:ela\s+mesma|ele\s+mesmo|vai\s+(?:nos\s+)?(?:procurar|retornar|avisar|mandar|responder|pensar)|"
    r"procura\s+a\s+gente|aguard\w+|"
    r"ficou\s+de\s+\w+|ficaram\s+de\s+\w+|me\s+avisa|nos\s+avisa)\b"
)


def describe_passo(
    doc: Documento, cliente: str | None, proximo: Proximo | None, *, nao_contatar: bool
) -> str | None:
    """What to do next, or None when the relato leaves nothing open."""
    who = cliente or "o cliente"
    if nao_contatar:
        return f"Não entrar em contato: {who} pediu para não ser procurado. Se houver retorno, atender normalmente."
    if proximo is None:
        return _waiting(doc, who)
    return f"Retornar o contato com {who} {_when(doc, proximo)}. No relato: “{_told(doc, proximo.inicio)}”."


def _when(doc: Documento, proximo: Proximo) -> str:
    words = doc.ditado[proximo.inicio : proximo.fim].strip()
    if proximo.relativo and _COUNT.match(words):
        return f"{readable(doc, proximo.inicio, proximo.fim).lower()} ({proximo.dia})"
    article = "no" if proximo.dia.weekday() > 4 else "na"
    return f"{article} {format_day(proximo.dia)} ({proximo.dia})"


def _waiting(doc: Documento, who: str) -> str | None:
    match = _WAITING.search(doc.ditado)
    if match is None:
        return None
    return f"Aguardar o retorno de {who}. No relato: “{_told(doc, match.start())}”."


def _told(doc: Documento, posicao: int) -> str:
    """The sentence at a position, or what of a very long one stands around it."""
    frase = doc.frase(posicao)
    inicio = frase.inicio
    if frase.fim - inicio > _LONGEST and posicao - inicio > _LONGEST // 2:
        inicio = doc.ditado.rfind(" ", inicio, posicao - _LONGEST // 2) + 1
    return shortened(readable(doc, inicio, frase.fim).rstrip("."), _LONGEST)
