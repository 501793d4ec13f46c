"""The verbs of an answer and what stands before them: negation, ability, wish, doubt; read word by word.

A verb that decides is a nucleus. Its sense is turned by every negation of its own group: "não posso deixar de ir".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.atendimentos.leitura.sinais import OPPOSITE, Forca, Tipo, words
from shared.atendimentos.leitura.vocabulario import (
    ABILITY,
    AFTER_CLITIC,
    AFTER_DENIALS,
    BEGINS_ANEW,
    CANCEL,
    CANCELLED,
    CHAIN,
    CLITIC,
    COME,
    COMPANY,
    DONE_BY_US,
    ELSE_CANCELLED,
    ELSEWHERE,
    FINITE,
    GOES_WITH_ABILITY,
    HERE,
    INFINITIVES,
    INTENDED,
    LOSABLE,
    LOST,
    MISS,
    MODAL,
    MOVED,
    MOVED_ELSEWHERE,
    NEEDS_HELP,
    NEGATIONS,
    NOUNS,
    OBLIGED,
    PAST_WISH,
    SHORT_VERBS,
    SOFT_AFTER,
    SUBJECTS,
    TOWARDS,
    TRANSPORT,
    UNHELPING,
    UNREAL,
    WISH,
    WISHED_OF_OTHERS,
    WORK,
)

_LEFT_REACH = 9


@dataclass(frozen=True, slots=True)
class Nucleo:
    """What the verb at `palavra` comes to: `de` is where its group begins."""

    tipo: Tipo
    de: int
    palavra: int
    forca: Forca = Forca.PLENA


def nuclei(formas: Sequence[str]) -> Iterator[Nucleo]:
    """The verbs of a clause that say something of coming, missing or changing, in their order."""
    for index, forma in enumerate(formas):
        if forma in INFINITIVES:
            found = _infinitive(formas, index)
        elif forma in MODAL:
            found = _modal(formas, index)
        elif forma in FINITE:
            found = _finite(formas, index)
        else:
            found = None
        if found:
            yield found


def _group(formas: Sequence[str], index: int, chain: frozenset[str]) -> int:
    """Where the group of words before `index` that belong to it begins; "nem" denies anew, and never a denial."""
    start = index
    while start > 0 and index - start < _LEFT_REACH and formas[start - 1] in chain | NEGATIONS:
        start -= 1
        if formas[start] == "nem":
            break
    return start


def _infinitive(formas: Sequence[str], index: int) -> Nucleo | None:
    start = _group(formas, index, CHAIN)
    group = formas[start:index]
    is_unreal = start > 0 and formas[start - 1] in PAST_WISH | {"consegui"}
    if is_unreal and formas[index] in MISS and "@jamais" in formas[:start]:
        return Nucleo(Tipo.SIM, start, index)
    if is_unreal or not _is_about_it(formas, index) or not _has_help(formas, index, group):
        return None
    if formas[index] == "estar" and not _is_presence(formas, index):
        return None
    if group and group[0] in UNHELPING and set(formas[:start]) & NEGATIONS:
        return Nucleo(Tipo.TALVEZ, start, index)
    negations = _negations(group) or _negated_after(formas, index)
    read = _negated_infinitive if negations % 2 else _plain_infinitive
    return read(formas[index], start, index, group)


def _has_help(formas: Sequence[str], index: int, group: Sequence[str]) -> bool:
    """ "Ir" says nothing without a verb before it: "pra ir"; "preciso ir ao banco" is about something else."""
    verb = formas[index]
    if verb == "ir" and set(group) & OBLIGED and formas[index + 1 :]:
        return False
    helped = any(word in MODAL | WISH | NEGATIONS for word in group)
    return helped or verb not in COME | NEEDS_HELP


def _plain_infinitive(verb: str, start: int, index: int, group: Sequence[str]) -> Nucleo:
    tipo = INFINITIVES[verb]
    if verb in COME and "queria" in group:
        return Nucleo(Tipo.TALVEZ, start, index, Forca.FRACA)
    if verb in COME and set(group) & INTENDED:
        return Nucleo(Tipo.TALVEZ, start, index)
    return Nucleo(tipo, start, index)


def _negated_infinitive(verb: str, start: int, index: int, group: Sequence[str]) -> Nucleo:
    """ "Não quero cancelar" comes; "não consigo remarcar pelo site" wants to; "não posso confirmar" is open."""
    tipo, able = INFINITIVES[verb], bool(set(group) & ABILITY)
    if "ainda" in group or (able and verb in DONE_BY_US):
        return Nucleo(Tipo.TALVEZ, start, index)
    if tipo is Tipo.OUTRO:
        return Nucleo(tipo, start, index) if able else Nucleo(Tipo.SIM, start, index, Forca.FRACA)
    return Nucleo(OPPOSITE[tipo], start, index)


def _is_about_it(formas: Sequence[str], index: int) -> bool:
    """Not "perder peso", not "mudar de cidade"."""
    rest = formas[index + 1 : index + 4]
    if formas[index].startswith("falt") and set(rest) & WORK:
        return False
    if formas[index] in LOST:
        return not rest or rest[0] in LOSABLE
    return not (formas[index] in MOVED and set(rest) & MOVED_ELSEWHERE)


def _negations(group: Sequence[str]) -> int:
    """ "Deixar de" negates too; a subject between "não" and its verb parts them only for a finite one."""
    leaving = any(first.startswith("deix") and second == "de" for first, second in pairwise(group))
    return sum(word in NEGATIONS for word in group) + leaving


def _is_presence(formas: Sequence[str], index: int) -> bool:
    following = formas[index + 1] if index + 1 < len(formas) else ""
    return not (following.endswith(("ando", "endo", "indo")) or following in ELSEWHERE)


def _modal(formas: Sequence[str], index: int) -> Nucleo | None:
    """A modal says something alone when no other verb follows it; "pode" only when it is denied or affirmed."""
    after = _after_chain(formas, index)
    if after in INFINITIVES or _is_other_verb(after) or (index > 0 and formas[index - 1] in MODAL | WISH):
        return None
    denied, start = _is_denied(formas, index)
    if _speaks_of_else(formas, index, after) or (denied and _only_how(formas, index)):
        return None
    if not denied and not _stands_alone(formas, index, after):
        return None
    return Nucleo(Tipo.NAO if denied else Tipo.SIM, start, index)


def _stands_alone(formas: Sequence[str], index: int, after: str) -> bool:
    """Whether an affirmed modal answers: "posso", but not "posso uma pergunta"."""
    if formas[index] in ("pode", "podem"):
        return after == "sim"
    following = _word(formas, index + 1)
    return formas[index] not in ABILITY or following in GOES_WITH_ABILITY or following[:1].isdigit()


def _word(formas: Sequence[str], index: int) -> str:
    return formas[index] if index < len(formas) else ""


def _after_chain(formas: Sequence[str], index: int) -> str:
    """The first word behind a modal that does not belong to its group."""
    after = index + 1
    while after < len(formas) and formas[after] in CHAIN - INFINITIVES.keys() - {"dar", "se"}:
        after += 1
    return _word(formas, after)


def _only_how(formas: Sequence[str], index: int) -> bool:
    """ "Não vou sozinha", "não vou de carro": whoever says how does go."""
    rest = formas[index + 1 : index + 4]
    return bool(set(rest[:2]) & COMPANY or set(rest[1:]) & TRANSPORT)


def _speaks_of_else(formas: Sequence[str], index: int, following: str) -> bool:
    """ "Vou ter prova", "vai ver", "vou com calma": what follows makes it no word about coming."""
    rest = formas[index + 1 :]
    has = bool(set(rest[:3]) & words("ter ser ficar precisar deixar querer dar"))
    able = "ter como" in " ".join(rest[:2]) or "ter condicoes" in " ".join(rest[:2])
    if rest and rest[0] in TOWARDS and not set(rest[1:3]) & HERE:
        return not _names_time(rest[1:3])
    if rest and rest[0] in ("embora", "viajar", "bem", "mal", "levando", "indo"):
        return rest[0] != "indo"
    third_alone = formas[index] in ("vai", "vao") and index == 0 and following not in ("", "sim", "nao")
    return (has and not able) or third_alone


def _names_time(following: Sequence[str]) -> bool:
    return bool(following) and following[0][0].isdigit()


def _is_other_verb(word: str) -> bool:
    return word in SHORT_VERBS or (
        len(word) > 3 and word.endswith(("ar", "er", "ir", "or")) and word not in NOUNS
    )


def _finite(formas: Sequence[str], index: int) -> Nucleo | None:
    forma, tipo = formas[index], FINITE[formas[index]]
    if not _is_about_it(formas, index) or _is_of_else(formas, index):
        return None
    if index and formas[index - 1] == "quem":  # who does it, and not what is done
        return Nucleo(Tipo.TALVEZ, index - 1, index)
    denied, start = _is_denied(formas, index)
    if not denied:
        return None if forma in UNREAL else Nucleo(tipo, start, index)
    if "ainda" in formas[:index]:
        return Nucleo(Tipo.TALVEZ, start, index)
    if tipo is Tipo.OUTRO:
        return Nucleo(Tipo.SIM, start, index, Forca.FRACA)
    return Nucleo(OPPOSITE[tipo], start, index)


def _is_of_else(formas: Sequence[str], index: int) -> bool:
    """ "Cancelei meu voo", "meu plano foi cancelado", "tinha confirmado", "confirmo que…", whose clause speaks."""
    forma, before = formas[index], set(formas[:index])
    if forma in CANCEL and set(formas[index + 1 : index + 4]) & ELSE_CANCELLED:
        return True
    if forma in CANCELLED and (before & ELSE_CANCELLED or before & {"foi", "foram"}):
        return True
    if forma.startswith("confirm") and "que" in formas[index + 1 : index + 4]:
        return True
    if forma.startswith("estar"):
        return not _is_presence(formas, index)
    return bool(before & PAST_WISH) and forma.endswith(("ado", "ada", "ados"))


def _is_denied(formas: Sequence[str], index: int) -> tuple[bool, int]:
    """Whether a finite verb is negated, before or after it ("vou não"), and where its group begins."""
    start = _group(formas, index, CLITIC)
    before = sum(word in NEGATIONS for word in formas[start:index])
    if before:
        return before % 2 == 1, start
    wish = formas[max(0, start - 4) : start]
    if wish and wish[-1] == "que" and set(wish) & NEGATIONS and set(wish) & WISHED_OF_OTHERS:
        return True, start - len(wish)
    subject = start
    while subject > 0 and formas[subject - 1] in SUBJECTS:
        subject -= 1
    if subject > 0 and formas[subject - 1] in ("@jamais", "@impossivel", "nem"):
        return True, subject - 1
    return _negated_after(formas, index), start


def _negated_after(formas: Sequence[str], index: int) -> bool:
    after = index + 1
    while after < len(formas) and formas[after] in AFTER_CLITIC:
        after += 1
    if after >= len(formas) or formas[after] not in AFTER_DENIALS:
        return False
    if formas[after] != "nao":
        return True
    following = _word(formas, after + 1)
    return following in SOFT_AFTER or not (following in BEGINS_ANEW or _is_other_verb(following))
