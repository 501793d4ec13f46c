"""Finds the signs of a text: which patterns speak, where, and whether the writer denies them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from shared.chamados.leitura_texto import Lido
from shared.chamados.lexico_alarmes import ALARMES
from shared.chamados.lexico_assuntos import ASSUNTOS
from shared.chamados.lexico_pedidos import CLASSES, PEDIDOS
from shared.chamados.padroes import joined, words

_GAP = r"(?:[^\s.,;!?:]+ ){0,4}"
# Between "não" and what is denied stand only these: "não consigo cancelar" denies nothing.
_BETWEEN = """
    e eh era seria quero queria queremos vou vamos pretendo preciso precisa gostaria desejo estou estamos penso
    pensei quer querendo pedindo falando trata se que mais uma um o a os as de do da nenhum nenhuma sobre
    ainda muito muita tenho tive sinto senti teve tem ha com sem ser fui so meu minha nada caso isso
    mencionou mencionei falou falei ameacou ameacei cogita cogito abrir fazer mover penso pensa
"""
_DENIES = re.compile(rf" (?:nao|nem|jamais|nunca)(?: (?:e para|{'|'.join(_BETWEEN.split())}))* $")
# "sem febre", but not "sem internet".
_WITHOUT = re.compile(r" sem (?:nenhuma? |qualquer |mais )?$")
SAUDE = ("respirar", "sangrando", "mal_subito", "infeccao", "trauma", "inchado", "dor_aguda")
_DENIED_AFTER = re.compile(
    r"(?:\w+ )?nao (?:[,.;!?]|so |quero |e |viu |hein |ta |que |porque |pois |$)|"
    r"(?:[,?.!] )?(?:nem pensar|de jeito nenhum|jamais) "
)
_REACH = 80


@dataclass(frozen=True, slots=True)
class Sinal:
    """One place where a sign stands in `norma`."""

    nome: str
    inicio: int
    fim: int
    negado: bool = False


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compiled on first use: importing costs nothing."""
    told = {**PEDIDOS, **ASSUNTOS, **ALARMES}
    return tuple((nome, words(_whole(pattern))) for nome, pattern in told.items())


def _whole(pattern: str) -> str:
    whole = joined(pattern).replace("~", _GAP)
    for nome, meant in CLASSES.items():
        whole = whole.replace(f"<{nome}>", joined(meant))
    return whole


def find_sinais(norma: str) -> Iterator[Sinal]:
    """Every sign, in the order of the lexicon."""
    for nome, pattern in _patterns():
        for match in pattern.finditer(norma):
            negado = _is_denied(norma, match.start(), match.end(), patient=nome in SAUDE)
            yield Sinal(nome, match.start(), match.end(), negado)


def _is_denied(norma: str, inicio: int, fim: int, *, patient: bool) -> bool:
    before = norma[max(0, inicio - _REACH) : inicio]
    if patient and _WITHOUT.search(before):
        return True
    return bool(_DENIES.search(before)) or bool(_DENIED_AFTER.match(norma, fim + 1))


def names_of(sinais: Iterable[Sinal]) -> frozenset[str]:
    """What the model is told: each sign once, denied ones under their own name."""
    return frozenset(f"-{sinal.nome}" if sinal.negado else sinal.nome for sinal in sinais)


def known_names() -> tuple[str, ...]:
    names = [nome for nome, _ in _patterns()]
    return tuple(names + [f"-{nome}" for nome in names])


def sinais_de(lido: Lido) -> frozenset[str]:
    return names_of(find_sinais(lido.norma))
