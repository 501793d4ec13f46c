"""Who wrote the relato: whoever signs it, is labelled as its writer or speaks in it for our side."""

import re

from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.nomes import Nome, Nomes, is_role
from shared.relatos.leitura.pessoas import (
    CLIENT_LABEL,
    COURTESY,
    GUARDIAN_LABEL,
    KIN,
    OPENING_WORDS,
    PLACE_BEFORE,
    RELATED,
    TITLE,
    speaks,
)

_ENOUGH = 3
_LONGEST_SIGNATURE = 80
_STAFF_AFTER = re.compile(r"\s+(?:aqui\b|falando\b|da\s+recepcao|do\s+comercial|do\s+atendimento)")
_STAFF_LABEL = re.compile(
    r"\b(?:atendentes?|agente|(?:anotou|registrou|escreveu|digitou|lancou|preencheu|quem\s+atendeu)(?:\s*:|\s+fui\s+eu)|atend|atd|plantonista|rec|anotad[oa]\s+por|digitad[oa]\s+por|lancad[oa]\s+por|"
    r"escrit[oa]\s+por|"
    r"(?:quem|que)\s+(?:\w+\s+)?(?:registr\w+|anot\w+|escrev\w+|preench\w+)(?:\s+(?:e|foi|sou\s+eu))?\s*,?|"
    r"atendid[oa]\s+por|atendeu|ass(?:inado)?(?:\s+por)?|"
    r"resp(?:onsavel)?\.?(?:\s+(?:pelo|pela|por|do)\s+\w+)?|"
    r"att|atte|atenciosamente|abs|abracos?|beijos?|bjs|cordialmente|grat[oa]|obrigad[oa]|"
    r"registrad[oa]\s+por|registro\s+(?:de|por)|"
    r"recepcionista|recepcao|vendedor[a]?|consultor[a]?|secretaria|enviado\s+por|relatado\s+por|"
    r"feito\s+por|preenchido\s+por|"
    r"quem\s+(?:fala|escreve|atendeu)(?:\s+e)?|aqui\s+(?:e|quem\s+fala\s+e)|eu\s+sou|sou|me\s+chamo|eu,|"
    r"operador[a]?|"
    r"relato\s+d[aeo]|recado\s+d[aeo]|por|colaborador[a]?|corretor[a]?|tecnico|instrutor[a]?|sdr|"
    r"usuari[oa]|funcionari[oa]|"
    r"assinatura|at)\s*[.:,=-]{0,2}\s*(?:(?:a|o|da|do|de)\s+)?" + TITLE + "$"
)
_STAFF_WORDS = re.compile(r"[a-z]+")
# The first person of who opens the text with a name: "Paula aqui", "Nutricionista Amanda - atendi".
_FIRST_PERSON = re.compile(
    r"[\s,:;|/-]*(?:aqui\b|falando\b|(?:hoje\s+|ontem\s+)?(?:eu\s+)?(?:atendi|falei|conversei|consultei|avaliei|"
    r"recebi|liguei|visitei|registro|informo)\b)"
)
_STAFF_HEADER = re.compile(
    r"(?:,\s*\w+)?\s*(?:-|:|\|)\s*(?:registro|atendimento|relato|anotac|recepc|comercial)"
)

# With a child in the text "responsável" is the guardian, not whoever answers for the relato.
_OF_A_MINOR = re.compile(r"\b(?:\d|1[0-7])\s+an(?:os|inhos)\b|\b(?:crianca|menor|filh[oa]|bebe)\b")


def read_atendente(doc: Documento, nomes: Nomes) -> Nome | None:
    """Who signs or writes the relato. A dentist who is merely mentioned is not."""
    best: tuple[int, Nome] | None = None
    for nome in nomes.todos:
        score = _staff_score(doc, nome)
        if score >= _ENOUGH and (best is None or score >= best[0]):
            best = (score, nome)
    return best[1] if best else None


def _staff_score(doc: Documento, nome: Nome) -> int:
    before = doc.ditado[max(0, nome.inicio - 60) : nome.inicio]
    if CLIENT_LABEL.search(before) or nome.titulo in COURTESY:
        return 0
    if not nome.certo and PLACE_BEFORE.search(before):
        return 0
    if speaks(doc, nome, ours=True) or (
        _STAFF_AFTER.match(doc.ditado, nome.fim) and doc.indice(nome.inicio) == 0
    ):
        return 8
    if _opens(doc, nome) and _FIRST_PERSON.match(doc.ditado, nome.fim):
        return 8
    if GUARDIAN_LABEL.search(before) and _OF_A_MINOR.search(doc.ditado):
        return 0
    if _STAFF_LABEL.search(before):
        return 8 if doc.indice(nome.inicio) in (0, len(doc.frases) - 1) or ":" in before[-25:] else 5
    if _STAFF_HEADER.match(doc.ditado, nome.fim) and (nome.titulo.startswith("dr") or _ends_alone(doc, nome)):
        return 7
    return signature_score(doc, nome)


def _opens(doc: Documento, nome: Nome) -> bool:
    """Whether nothing but a greeting, a title or a trade stands before a name."""
    lead = OPENING_WORDS.sub("", doc.ditado[: nome.inicio]) if nome.inicio <= 60 else "-"
    return all(is_role(word) for word in _STAFF_WORDS.findall(lead)) and "-" not in lead


def signature_score(doc: Documento, nome: Nome) -> int:
    """A name that closes the text: alone, with a role, a farewell or a date beside it."""
    last = doc.frases[-1]
    if nome.fim < last.inicio and not _only_signature(doc.ditado[nome.fim :]):
        return 0
    last = doc.frases[doc.indice(nome.inicio)]
    head = doc.ditado[max(last.inicio, nome.inicio - 120) : nome.inicio]
    tail = doc.ditado[nome.fim : last.fim]
    if not _only_signature(tail) or KIN.search(head):
        return 0
    if len(doc.frases) > 1 and _only_signature(head):
        return 7
    if re.search(r"[,;|)!?-]\s*" + TITLE + "$", head) and not re.search(
        r"\b(?:com|para|pra)\s+[^,]*,\s*$", head
    ):
        return 5
    words = head.split()
    loose = (
        nome.certo and words and len(words[-1]) > 2 and words[-1] not in ("com", "para", "pra", "dona", "seu")
    )
    return 3 if loose and not RELATED.search(head) else 0


def _only_signature(piece: str) -> bool:
    if len(piece) > _LONGEST_SIGNATURE:
        return False
    piece = re.sub(r"\d[\d/:.h]*(?:\s*(?:h|hs|horas)\b)?", " ", piece)
    piece = re.sub(r"\b(?:sr|sra|srta|dr|dra|dona|em|as|e|a|o|da|do|de|dia|cro|crm|oab|horas?)\b", " ", piece)
    return all(is_role(word) for word in _STAFF_WORDS.findall(piece))


def _ends_alone(doc: Documento, nome: Nome) -> bool:
    return not re.search(r"[a-z]", doc.ditado[: nome.inicio][:80])
