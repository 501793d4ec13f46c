"""Names of people as others write them: which two may be one person's; apart because clientes are found, and titulares
told from their family, by the same rule.
"""

from shared.kit.texto import key_of

_TITLES = frozenset(
    {"sr", "sra", "srta", "dr", "dra", "d", "dona", "seu", "senhor", "senhora", "prof", "profa", "a", "o"}
)
_PARTICLES = frozenset({"da", "de", "di", "do", "das", "dos", "e"})


def name_words(nome: str | None) -> tuple[str, ...]:
    """The words that tell a person, folded: no title, no particle; none where no name is said."""
    letters = "".join(char if char.isalpha() else " " for char in key_of(nome or ""))
    words = [word for word in letters.split() if word not in _PARTICLES]
    while words and words[0] in _TITLES:
        words = words[1:]
    return tuple(words)


def share_first_name(one: str | None, other: str | None) -> bool:
    """Whether both begin alike; who has no name is told from nobody."""
    first, second = name_words(one)[:1], name_words(other)[:1]
    return not first or not second or first == second


def may_be_one(one: str | None, other: str | None) -> bool:
    """Whether nothing in the names contradicts: one first name, and all words of the shorter, in order, in the longer.

    An initial stands for its word. Who has no name is told from nobody.
    """
    shorter, longer = sorted((name_words(one), name_words(other)), key=len)
    rest = iter(longer[1:])
    return share_first_name(one, other) and all(
        any(_is_same(word, found) for found in rest) for word in shorter[1:]
    )


def _is_same(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])
