"""What a text says by its words: folded, the empty ones apart, each with the meanings that our lists give it.

Apart from the embedders because it is the same beside each of them, and all there is when none answers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from shared.kit.texto import fold

Pair = tuple[str, str]
Table = dict[str, list[Pair]]
_WORD = re.compile(r"[a-z]+|[0-9]+")
_LEAST_PREFIX = 3
_LEAST_RADICAL = 3
# What gender, number and the usual tenses put at the end, the longest first.
_ENDING = re.compile(
    r"(?:amentos?|imentos?|[ai]coes|[ai]cao|aveis|avel|[aei]ndo|[ai]d[oa]s?|[aei]ram|[aei]mos|[aei]r(?:em)?|am|em|ou|ei|iu"
    r"|[aeo]s|[aeos])$"
)


def palavras(texto: str) -> list[str]:
    """The words and numbers of `texto` in order, without accents or case."""
    return _WORD.findall(fold(texto))


# Words that say nothing of the matter.
VAZIAS = frozenset(
    palavras(
        "a acho acontece aconteceu agora ai ainda ajuda ajudar algo alguem algum alguma alo amanha ao aos apenas "
        "aquela aquele aqui as ate bastante bem boa bom cada caso causa causar certa certo cliente clientes "
        "clinica coisa com como consegue conseguem conseguir consigo consultorio da dai damos dar "
        "das dda de dei deixar dele demais desde dessa desse desta deste deu disso do dos dou durante e efeito "
        "ela ele eles em entao entre era essa esse esta estao estar estava este estive estou eu exige exigem "
        "exigido existe existem faco favor faz fazem fazer feita feito fica ficam ficar fico ficou fiz fizeram foi "
        "fui gente gostaria grande ha hoje informam informar ir isso isto ja la lugar mais mas me mesma mesmo meu "
        "meus minha minhas minuto moca moco muito na nas necessaria necessario nessa nesse nesta neste ninguem "
        "nisso no nos nossa num numero o obrigada obrigado oi ok ola olha onde ontem os ou outra outras outro "
        "outros para passa passe passou pela pelas pelo pelos pequena pequeno permite permitido pode podem poder "
        "pois por porque possivel posso pouco pra precisa preciso pro procedimento quais qual quando que quem quer "
        "queria querida quero resolver sao se sem sempre sendo senhor senhora ser serao seria servico servicos seu "
        "seus sido sim so sobre somente sua suas tambem tanta tanto tao te tem tenho ter teria tipo toda "
        "todas todo todos tudo um uma umas uns usar utilizar vai vao vc vcs ver vez vezes vir voce voces vou"
    )
)
_NEGATIONS = frozenset(palavras("não nem nunca jamais"))


@dataclass(frozen=True, slots=True)
class Palavra:
    """One word that says something. `membros` are the (group, one of it) that it names of what excludes each other,
    `polos` the (opposition, side) that it takes.
    """

    radical: str
    sentidos: frozenset[str]
    membros: frozenset[Pair]
    polos: frozenset[Pair]

    def is_like(self, other: "Palavra") -> bool:
        return self.radical == other.radical or not self.sentidos.isdisjoint(other.sentidos)

    def is_said_in(self, leitura: "Leitura") -> bool:
        return self.radical in leitura.radicais or not self.sentidos.isdisjoint(leitura.sentidos)


@dataclass(frozen=True, slots=True)
class Leitura:
    """What a text says, word by word and as a whole."""

    palavras: tuple[Palavra, ...]
    sentidos: frozenset[str]
    radicais: frozenset[str]
    numeros: frozenset[str]
    nega: bool
    membros: Mapping[str, frozenset[str]]
    polos: Mapping[str, frozenset[str]]


def read(words: Iterable[str]) -> Leitura:
    """`words` as `palavras` gives them."""
    said = _joined(words)
    found = tuple(
        _palavra(word) for word in said if not (word in VAZIAS or word in _NEGATIONS or word.isdigit())
    )
    return Leitura(
        palavras=found,
        sentidos=frozenset().union(*(one.sentidos for one in found)),
        radicais=frozenset(one.radical for one in found),
        numeros=frozenset(word for word in said if word.isdigit()),
        nega=not _NEGATIONS.isdisjoint(said),
        membros=_by_group(member for word in said for member in _palavra(word).membros),
        polos=_by_group(pole for word in said for pole in _palavra(word).polos),
    )


def _by_group(pairs: Iterable[Pair]) -> dict[str, frozenset[str]]:
    grouped: dict[str, frozenset[str]] = {}
    for group, name in pairs:
        grouped[group] = grouped.get(group, frozenset()) | {name}
    return grouped


@lru_cache(maxsize=10_000)
def _palavra(word: str) -> Palavra:
    radical, sentidos = _radical(word), frozenset(name for name, _ in _lookup(_sentidos(), word))
    named = {word, radical, *sentidos}
    return Palavra(
        radical=radical,
        sentidos=sentidos,
        membros=frozenset(
            (group, one) for group, members in _exclusivos().items() for one in members & named
        ),
        polos=_lookup(_polos(), word),
    )


def _joined(words: Iterable[str]) -> list[str]:
    pattern, names = _locucoes()
    return pattern.sub(lambda match: names[match[0]], " ".join(words)).split()


def _radical(word: str) -> str:
    """The word without what gender, number and tense change."""
    found = _ENDING.search(word, _LEAST_RADICAL)
    return word[: found.start()] if found else word


def _lookup(table: Table, word: str) -> frozenset[Pair]:
    """What the table says of the word itself, and of every beginning of it that is written with a star."""
    beginnings = (f"{word[:end]}*" for end in range(_LEAST_PREFIX, len(word) + 1))
    return frozenset(pair for one in (word, *beginnings) for pair in table.get(one, ()))


@cache
def _locucoes() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = dict(_lines("locucoes"))
    longest_first = sorted(pairs, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b"), pairs


def _lines(name: str) -> list[tuple[str, str]]:
    """Each line of a list of ours, as what stands before its colon and what after."""
    text = (Path(__file__).with_name("conceitos_pt") / f"{name}.txt").read_text("utf-8")
    parts = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return [(name, words.strip()) for name, _, words in parts]


@cache
def _sentidos() -> Table:
    table: Table = {}
    for name, words in _lines("sentidos"):
        for word in {name, *words.split()}:
            table.setdefault(word, []).append((name, ""))
    for members in _exclusivos().values():
        for word in members:
            table.setdefault(word, []).append((word, ""))
    return table


@cache
def _exclusivos() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _lines("exclusivos")}


@cache
def _polos() -> Table:
    table: Table = {}
    for name, sides in _lines("opostos"):
        for side in sides.split(" / "):
            for word in side.split():
                table.setdefault(word, []).append((name, side))
    return table
