"""The verbs of an answer and what stands before them: negation, ability, wish, doubt; read word by word.

A verb that decides is a nucleus. Its sense is turned by every negation of its own group: "não posso deixar de ir".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.atendimentos.leitura.sinais import OPPOSITE, Forca, Tipo, words

_COME = words("ir comparecer aparecer vir participar chegar estar")
_CONFIRM = words("confirmar manter")
_MISS = words("faltar perder furar cancelar desmarcar desistir")
_NEEDS_HELP = words("faltar perder furar")
# Said of what is not so, they count only when denied: "jamais faltaria".
_UNREAL = words("faltaria perderia cancelaria desmarcaria desistiria")
_CHANGE = words(
    "remarcar reagendar adiar trocar mudar alterar transferir antecipar adiantar postergar prorrogar encaixar passar "
    "jogar empurrar"
)
INFINITIVES = {
    **dict.fromkeys(_COME | _CONFIRM, Tipo.SIM),
    **dict.fromkeys(_MISS, Tipo.NAO),
    **dict.fromkeys(_CHANGE - words("passar jogar empurrar encaixar"), Tipo.OUTRO),
}
FINITE = {
    **dict.fromkeys(
        words(
            "irei iremos ira irao compareco comparecemos comparecerei compareceremos comparecera comparecerao apareco estarei "
            "estaremos estara estarao confirmo confirma confirme confirmem confirmamos confirmado confirmada confirmados "
            "confirmando confirmadissimo confirmadissima confirmei confirmamos mantenho mantem mantenha mantenham "
            "mantido mantida vou vamos vai vao posso podemos poderei poderemos podera consigo conseguimos conseguirei "
            "conseguiremos conseguira consegue"
        ),
        Tipo.SIM,
    ),
    **dict.fromkeys(
        words(
            "falto faltarei faltaremos faltara perco perderei cancelo cancela cancele cancelem cancelei cancelamos "
            "cancelado cancelada cancelados desmarco desmarca desmarque desmarquem desmarquei desmarcado desmarcada "
            "desisto desisti desistimos desistiu desistindo cancelarei desmarcarei"
        )
        | _UNREAL,
        Tipo.NAO,
    ),
    **dict.fromkeys(
        words(
            "remarco remarca remarque remarquem remarquei reagendo reagenda reagende reagendem reagendei remarcado remarcada "
            "reagendado reagendada remarcacao reagendamento adia adie adiem troca troque troquem muda mude mudem altera altere "
            "alterem transfere transfira antecipa antecipe adianta adiante posterga postergue prorroga prorrogue"
        ),
        Tipo.OUTRO,
    ),
}
# These decide alone, unless a verb of another kind follows: "vou" of "vou viajar".
_MODAL = words(
    "vou vamos vai vao irei ira posso podemos poderei poderemos podera consigo conseguimos conseguirei conseguiremos "
    "conseguira consegue pode podem"
)
_WISH = words(
    "quero quer queremos queria gostaria desejo pretendo preciso precisa precisamos precisei precisarei tenho "
    "tem temos terei tive devo favor prefiro melhor solicito necessito podendo conseguindo podia poderia da daria"
)
_CHAIN = (
    _MODAL
    | _WISH
    | words(
        "poder conseguir querer ter deixar que de pra a como me te se lhe nos mais mesmo ja so tambem ai ainda realmente "
        "infelizmente muito com estou estamos esta o agora hoje amanha eu ela ele gente estar precisar possivel dar"
    )
)
_CLITIC = words(
    "me te se lhe nos mais mesmo ja so tambem ainda realmente infelizmente o a eu_ agora hoje amanha"
)
_NEGATIONS = words("nao nem nunca jamais sem @jamais @impossivel")
_SUBJECTS = words("eu ela ele gente voces")
_ABILITY = words("posso podemos consigo conseguimos consegue conseguirei conseguir poderei poder pode podem")
_PAST_WISH = words(
    "ia iam iria iriamos pensei pensava pensando tinha tinhamos havia achei quase tentei estava cheguei quis"
)
_SOFT_AFTER = words(
    "viu esta obrigado desculpa desculpe moca moco meu minha porque que mais hoje amanha gente nao filho filha querida "
    "amigo amiga doutora doutor mano cara tche uai so infelizmente mesmo ok"
)
_AFTER_CLITIC = words("mais la ai hoje amanha mesmo poder eu _ e")
_AFTER_DENIALS = words("nao nada nunca @jamais")
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
        elif forma in _MODAL:
            found = _modal(formas, index)
        elif forma in FINITE:
            found = _finite(formas, index)
        else:
            found = None
        if found:
            yield found


def _group(formas: Sequence[str], index: int, chain: frozenset[str]) -> int:
    """Where the group of words before `index` that belong to it begins."""
    start = index
    while start > 0 and index - start < _LEFT_REACH and formas[start - 1] in chain | _NEGATIONS:
        start -= 1
    return start


def _infinitive(formas: Sequence[str], index: int) -> Nucleo | None:
    start = _group(formas, index, _CHAIN)
    group = formas[start:index]
    if start > 0 and formas[start - 1] in _PAST_WISH:
        return None
    tipo = INFINITIVES[formas[index]]
    if not _is_about_it(formas, index):
        return None
    helped = any(word in _MODAL | _WISH or word in _NEGATIONS for word in group)
    if formas[index] in _COME | _NEEDS_HELP and not helped:
        return None
    if formas[index] == "estar" and not _is_presence(formas, index):
        return None
    negations = _negations(group) or _negated_after(formas, index)
    if negations % 2 == 0:
        return _plain_infinitive(formas[index], start, index, group)
    return _negated_infinitive(formas[index], start, index, group)


def _plain_infinitive(verb: str, start: int, index: int, group: Sequence[str]) -> Nucleo:
    tipo = INFINITIVES[verb]
    if verb in _COME and "queria" in group:
        return Nucleo(Tipo.TALVEZ, start, index, Forca.FRACA)
    if verb in _COME and set(group) & words("devo pretendo gostaria"):
        return Nucleo(Tipo.TALVEZ, start, index)
    return Nucleo(tipo, start, index)


def _negated_infinitive(verb: str, start: int, index: int, group: Sequence[str]) -> Nucleo:
    """ "Não quero cancelar" comes; "não consigo remarcar pelo site" wants to; "não posso confirmar" is open."""
    tipo, able = INFINITIVES[verb], bool(set(group) & _ABILITY)
    if "ainda" in group or (able and verb in _DONE_BY_US):
        return Nucleo(Tipo.TALVEZ, start, index)
    if tipo is Tipo.OUTRO:
        return Nucleo(tipo, start, index) if able else Nucleo(Tipo.SIM, start, index, Forca.FRACA)
    return Nucleo(OPPOSITE[tipo], start, index)


_DONE_BY_US = words("confirmar manter cancelar desmarcar")
_LOST = words("perder furar perco perderei")
_LOSABLE = words(
    "a o essa esse minha meu consulta horario vaga por nada isso ela de esta exame atendimento jamais @jamais nao"
)
_MOVED = words("mudar muda mude trocar")
_MOVED_ELSEWHERE = words("cidade casa endereco estado pais bairro ideia numero telefone celular emprego")


def _is_about_it(formas: Sequence[str], index: int) -> bool:
    """Not "perder peso", not "mudar de cidade"."""
    rest = formas[index + 1 : index + 4]
    if formas[index] in _LOST:
        return not rest or rest[0] in _LOSABLE
    return not (formas[index] in _MOVED and set(rest) & _MOVED_ELSEWHERE)


def _negations(group: Sequence[str]) -> int:
    """ "Deixar de" negates too; a subject between "não" and its verb parts them only for a finite one."""
    leaving = any(pair == ("deixar", "de") for pair in zip(group, group[1:], strict=False))
    return sum(word in _NEGATIONS for word in group) + leaving


def _is_presence(formas: Sequence[str], index: int) -> bool:
    following = formas[index + 1] if index + 1 < len(formas) else ""
    return not (following.endswith(("ando", "endo", "indo")) or following in _ELSEWHERE)


_ELSEWHERE = words(
    "fora em de no na trabalhando viajando ocupada ocupado doente internada internado sem longe"
)


def _modal(formas: Sequence[str], index: int) -> Nucleo | None:
    """A modal says something alone when no other verb follows it; "pode" only when it is denied or affirmed."""
    after = _after_chain(formas, index)
    following = formas[after] if after < len(formas) else ""
    if following in INFINITIVES or _is_other_verb(following) or formas[index + 1 : index + 2] == ("que",):
        return None
    if index > 0 and formas[index - 1] in _MODAL | _WISH:
        return None
    denied, start = _is_denied(formas, index)
    if _speaks_of_else(formas, index, following) or (denied and _only_how(formas, index)):
        return None
    if formas[index] in ("pode", "podem") and not (denied or following == "sim"):
        return None
    tipo = Tipo.NAO if denied else Tipo.SIM
    return Nucleo(tipo, start, index)


def _after_chain(formas: Sequence[str], index: int) -> int:
    after = index + 1
    while after < len(formas) and formas[after] in _CHAIN - INFINITIVES.keys() - {"dar"}:
        after += 1
    return after


def _only_how(formas: Sequence[str], index: int) -> bool:
    """ "Não vou sozinha", "não vou de carro": whoever says how does go."""
    return set(formas[index + 1 : index + 3]) & words("sozinha sozinho so de com sem") != set()


def _speaks_of_else(formas: Sequence[str], index: int, following: str) -> bool:
    """ "Vou ter prova", "vai ver", "vou com calma": what follows makes it no word about coming."""
    rest = formas[index + 1 :]
    has = bool(rest) and rest[0] in ("ter", "ser", "ficar", "precisar")
    able = "ter como" in " ".join(rest[:2]) or "ter condicoes" in " ".join(rest[:2])
    if rest and rest[0] in _TOWARDS and not set(rest[1:3]) & _HERE:
        return not _names_time(rest[1:3])
    if rest and rest[0] in ("embora", "viajar", "bem", "mal", "levando", "indo"):
        return rest[0] != "indo"
    third_alone = formas[index] in ("vai", "vao") and index == 0 and following not in ("", "sim", "nao")
    return (has and not able) or third_alone


_TOWARDS = words("pra ao aos na no em num numa a de")
_HERE = words(
    "ai la consulta clinica hora dia horario mesmo pe essa esse minha meu uber carro onibus moto taxi carona metro "
    "bicicleta bike trem qualquer segunda terca quarta quinta sexta sabado domingo hoje amanha manha tarde noite medico "
    "dentista doutora doutor exame atendimento mim data boa certeza retorno"
)


def _names_time(following: Sequence[str]) -> bool:
    return bool(following) and following[0][0].isdigit()


_NOUNS = words(
    "lugar mulher qualquer tambor doutor motor valor favor amor bar mar ar celular particular familiar auxiliar andar "
    "por melhor senhor maior menor dor cor pior bolar jantar almocar_ setor calor tenor elevador vir"
)


_SHORT_VERBS = words("dar ser ver ler ter por")


def _is_other_verb(word: str) -> bool:
    return word in _SHORT_VERBS or (len(word) > 3 and word.endswith(("ar", "er", "ir", "or")) and word not in _NOUNS)


def _finite(formas: Sequence[str], index: int) -> Nucleo | None:
    forma = formas[index]
    following = formas[index + 1] if index + 1 < len(formas) else ""
    if not _is_about_it(formas, index):
        return None
    if following == "que" and forma.startswith("confirm"):
        return None
    if forma.startswith("estar") and not _is_presence(formas, index):
        return None
    if set(formas[:index]) & _PAST_WISH and forma.endswith(("ado", "ada", "ados")):
        return None
    denied, start = _is_denied(formas, index)
    tipo = FINITE[forma]
    if not denied:
        return None if forma in _UNREAL else Nucleo(tipo, start, index)
    if "ainda" in formas[:index]:
        return Nucleo(Tipo.TALVEZ, start, index)
    if tipo is Tipo.OUTRO:
        return Nucleo(Tipo.SIM, start, index, Forca.FRACA)
    return Nucleo(OPPOSITE[tipo], start, index)


def _is_denied(formas: Sequence[str], index: int) -> tuple[bool, int]:
    """Whether a finite verb is negated, before or after it ("vou não"), and where its group begins."""
    start = _group(formas, index, _CLITIC)
    before = sum(word in _NEGATIONS for word in formas[start:index])
    if before:
        return before % 2 == 1, start
    wish = formas[max(0, start - 4) : start]
    if wish[-1:] in (["que"], ("que",)) and set(wish) & _NEGATIONS and set(wish) & words("quero queria gostaria precisa e"):
        return True, max(0, start - 4)
    special = start
    while special > 0 and formas[special - 1] in _SUBJECTS | words("a que"):
        special -= 1
    if special > 0 and formas[special - 1] in ("@jamais", "@impossivel"):
        return True, special - 1
    return _negated_after(formas, index), start


def _negated_after(formas: Sequence[str], index: int) -> bool:
    after = index + 1
    while after < len(formas) and formas[after] in _AFTER_CLITIC:
        after += 1
    if after >= len(formas) or formas[after] not in _AFTER_DENIALS:
        return False
    if formas[after] != "nao":
        return True
    return after + 1 == len(formas) or formas[after + 1] in _SOFT_AFTER
