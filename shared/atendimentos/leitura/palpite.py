"""How likely each class is by likeness to our examples: a second opinion, which never says yes or no to an appointment.

Naive Bayes over words and their neighbours, counted from `exemplos.tsv` at first use; tempered, since words that stand
together are not independent.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.atendimentos.classe import Classe
from shared.atendimentos.leitura.grafia import words_of
from shared.kit.texto import fold, read_texto

_SMOOTHING = 0.1
# An act falls when another class is that many times as likely, by the whole message and by the clause it rests on: a
# question sooner than the rest, since it is what an act that nobody meant most often is.
_DOUBT = {Classe.DUVIDA: 4.0}
_DOUBT_ELSE = 60.0
_LEAST = 0.6
_LEAST_OPT_OUT = 0.45
_LEAST_WORDS = 2
# What a wish to be left alone is about, however it is worded.
_ABOUT_US = re.compile(
    r"mens|msg|lembr|avis|notific|contat|numer|telef|lista|cadastr|dados|consent|autoriz|bloque|whats|"
    r"zap|mand|envi|receb|"
    r"insist|spam|cham|escrev|incomod|perturb|enche|chega\b|basta\b|robo|remov|tira|exclu|apag"
)
_REJECTS = re.compile(
    r"\b(?:nao|n\b|nem|nunca|sem|par[ae]|par[ae]m|tir|remov|exclu|apag|delet|bloque|chega|basta|sair|"
    r"saco|cans|deslig|desativ|"
    r"cancel|revog|silenc|desinsc|cess|descad|retir|dispens)"
)
_STAYS = re.compile(r"\bnao (?:\w+ ){0,2}(?:parar|parem|pare|deixar|deixem|tirem|sair)\b")
_ABOUT_TIME = re.compile(
    r"marc|agend|horari|\bhoras?\b|\bdias?\b|data|seman|\bmes\b|vaga|encaix|cedo|tarde|manha|noite|antes|depois|"
    r"troc|mud|adi[ae]|pass|jog|outr|proxim|quando|segunda|terca|quarta|quinta|sexta|sabado|domingo|\d|transf|"
    r"antecip|online|doutor|\bdra?\b|dentista|medic"
)
_OFFERED = (Classe.DUVIDA, Classe.REAGENDAR, Classe.OPT_OUT)


def rival_of(classe: Classe, *trechos: str) -> Classe | None:
    """The class whose examples are far more like what was written, in each of `trechos`."""
    read = [likelihoods(trecho) for trecho in trechos]
    rivals = (
        other
        for other in Classe
        if all(found[other] > _DOUBT.get(other, _DOUBT_ELSE) * found[classe] for found in read)
    )
    return max(rivals, key=lambda other: read[0][other], default=None)


def suggestion(texto: str) -> Classe | None:
    """A class for what no rule understood: never a yes or a no, and to be left alone only where the words are of it."""
    if len(re.findall(r"\w{2,}", texto)) < _LEAST_WORDS:
        return None
    found = likelihoods(texto)
    best = max(found, key=lambda classe: found[classe])
    if best not in _OFFERED or found[best] < (_LEAST_OPT_OUT if best is Classe.OPT_OUT else _LEAST):
        return None
    folded = fold(texto)
    if best is Classe.REAGENDAR and not _ABOUT_TIME.search(folded):
        return None
    is_ours = bool(_ABOUT_US.search(folded) and _REJECTS.search(folded) and not _STAYS.search(folded))
    return best if best is not Classe.OPT_OUT or is_ours else None


@dataclass(frozen=True)
class _Counts:
    """How many examples each class has, and in how many of them each feature stands."""

    examples: Counter[Classe]
    features: Mapping[Classe, Counter[str]]


def likelihoods(texto: str) -> dict[Classe, float]:
    """Sums up to 1; all alike where no word is known."""
    counts = _learned()
    known = [name for name in _features(texto) if any(seen[name] for seen in counts.features.values())]
    scores = {
        classe: sum(
            math.log((seen[name] + _SMOOTHING) / (counts.examples[classe] + 2 * _SMOOTHING)) for name in known
        )
        / math.sqrt(len(known) or 1)
        for classe, seen in counts.features.items()
    }
    top = max(scores.values())
    weights = {classe: math.exp(score - top) for classe, score in scores.items()}
    return {classe: weight / sum(weights.values()) for classe, weight in weights.items()}


@cache
def _learned() -> _Counts:
    examples: Counter[Classe] = Counter()
    features: dict[Classe, Counter[str]] = {classe: Counter() for classe in Classe}
    for line in Path(__file__).with_name("exemplos.tsv").read_text("utf-8").splitlines():
        name, _, texto = line.partition("\t")
        classe = Classe(name)
        examples[classe] += 1
        features[classe].update(_features(texto))
    return _Counts(examples, features)


def _features(texto: str) -> set[str]:
    """Each word, and each two and three in a row, the ends included."""
    formas = ["^", *(word.forma for word in words_of(read_texto(texto))), "$"]
    return {*formas[1:-1], *_in_a_row(formas, 2), *_in_a_row(formas, 3)}


def _in_a_row(formas: list[str], length: int) -> Iterable[str]:
    return (" ".join(formas[start : start + length]) for start in range(len(formas) - length + 1))
