"""Which of several prices was chosen: by the words that describe it, or by its place among them."""

import re
from itertools import pairwise

from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.quantias import Parte

_SKIPPED = (
    r"(?:a|o|as|os|so|somente|apenas|mesmo|fazer|opcao|plano|pacote|com|de|do|da|pela|pelo|na|no|ess[ae]|est[ae]|"
    r"aquel[ae]|proposta)"
)
_VERB = re.compile(
    r"\b(?:escolh(?:eu|eram|i|o|emos)|opt(?:ou|aram|o)(?:\s+p(?:or|el[oa]))?|pref[ei]r(?:e|em|iu|iram|o)|"
    r"decidi(?:u|ram)?(?:\s+p(?:or|el[oa]))?|(?:vai|vao|vou|vamos)\s+(?:de|n[ao]|querer|fazer|fechar|ficar\s+com|levar|pegar)|"
    r"fech(?:ou|aram|o|amos)(?:\s+(?:com|n[ao]|o|a))?|fic(?:ou|aram|o|amos)\s+com|quis|quer(?:o|em)?|fez|fizeram|"
    r"peg(?:ou|aram|o|amos)|lev(?:ou|aram|o)|aprov(?:ou|aram)|contrat(?:ou|aram)|autoriz(?:ou|aram)|aceit(?:ou|aram)|"
    r"top(?:ou|aram)|assin(?:ou|aram)|fo(?:i|ram)(?=\s+(?:n[ao]|d[ao]|pel[ao])\b)|(?:por\s+enquanto|agora|primeiro)(?=\s+(?:so|somente|apenas)\b))\s+"
    rf"(?P<alvo>(?:{_SKIPPED}\s+)*(?P<palavra>\w[\w-]*)(?:\s+(?P<outra>\w+))?)"
)
_UNSURE = re.compile(r"\b(?:nao|nem|talvez|se|quando|ainda|caso)\s+(?:el[ea]s?\s+)?$")
_PLACES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"(?:{_SKIPPED}\s+)*{cue}\b"), place)
    for cue, place in (
        (r"(?:primeir[ao]|1[ao])(?!\s+(?:vez|parcela|mensalidade|semana))", 0),
        (r"(?:segund[ao]|2[ao])(?!\s+(?:vez|parcela|feira|via|semana|dia))(?!-)", 1),
        (r"(?:terceir[ao]|3[ao])", 2),
        (r"ultim[ao]", -1),
    )
)
_MIDDLE = re.compile(rf"(?:{_SKIPPED}\s+)*(?:meio|intermediari[ao])\b")
_CHEAPEST = re.compile(
    rf"(?:{_SKIPPED}\s+)*(?:mais\s+(?:barat\w+|em\s+conta|simples|basic\w+|economic\w+)|menor|barat\w+)\b"
)
_DEAREST = re.compile(rf"(?:{_SKIPPED}\s+)*(?:mais\s+(?:car\w+|complet\w+)|maior)\b")
_EVERY = re.compile(
    r"(?:fazer\s+|levar\s+)?(?:(?P<dois>(?:os|as)\s+(?:dois|duas)|amb[oa]s)|(?P<tres>(?:os|as)\s+tres))\b"
)
# Nobody chooses among more prices than these.
_MOST = 12
_PART_END = re.compile(r"[,;.]|\s/\s|\b(?:ou|e)\s")


def read_escolha(doc: Documento, full: list[Parte]) -> list[Parte]:
    """The prices that the last words of choice after them point at; none when no such words do."""
    if len(full) > _MOST:
        return []
    said = _descriptions(doc, full)
    for match in reversed(list(_VERB.finditer(doc.ditado))):
        told = [parte for parte in full if parte.fim <= match.start()]
        if not told or _UNSURE.search(doc.ditado, max(0, match.start() - 20), match.start()):
            continue
        chosen = _by_words(full, said, match) or _by_place(doc, full, match)
        if chosen and all(parte in told for parte in chosen):
            return chosen
    return []


def _by_words(full: list[Parte], said: list[str], match: re.Match[str]) -> list[Parte]:
    both = f"{match['palavra']} {match['outra']}" if match["outra"] else ""
    for word in (both, match["outra"], match["palavra"]):
        if not word or not (len(word) > 3 or len(word) == 1 or word[0].isdigit()) or word in ("mais", "para"):
            continue
        stem = word[: len(word) - 2] if len(word) > 4 else rf"{word}\b" if len(word) < 3 else word
        hits = [parte for parte, text in zip(full, said, strict=True) if re.search(rf"\b{stem}", text)]
        if len(hits) == 1:
            return hits
    return []


def _by_place(doc: Documento, full: list[Parte], match: re.Match[str]) -> list[Parte]:
    inicio = match.start("alvo")
    for cue, place in _PLACES:
        if cue.match(doc.ditado, inicio) and -len(full) <= place < len(full):
            return [full[place]]
    if _MIDDLE.match(doc.ditado, inicio) and len(full) % 2:
        return [full[len(full) // 2]]
    if _CHEAPEST.match(doc.ditado, inicio):
        return [min(full, key=lambda parte: parte.valor)]
    if _DEAREST.match(doc.ditado, inicio):
        return [max(full, key=lambda parte: parte.valor)]
    every = _EVERY.match(doc.ditado, inicio)
    return full if every and len(full) == (2 if every["dois"] else 3) else []


def _descriptions(doc: Documento, full: list[Parte]) -> list[str]:
    """What describes each price: "azul 2.680" or "3.900 duas turmas"; words between two go to the side they adjoin."""
    first = doc.ditado[max(doc.frase(full[0].inicio).inicio, full[0].inicio - 60) : full[0].inicio]
    gaps = [doc.ditado[one.fim : other.inicio] for one, other in pairwise(full)]
    last = doc.ditado[
        full[-1].fim : max(full[-1].fim, min(full[-1].fim + 40, doc.frase(full[-1].inicio).fim))
    ]
    before, after = [first.rpartition(";")[2]], []
    for gap in gaps:
        cut = _PART_END.search(gap)
        after.append(gap[: cut.start()] if cut else "")
        before.append((gap[cut.end() :] if cut else gap)[-60:])
    after.append(_PART_END.split(last)[0])
    return [f"{left} {right}" for left, right in zip(before, after, strict=True)]
