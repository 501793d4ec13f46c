"""One clause read into signals: set phrases first, then verbs, short answers, times; then what being asked changes."""

import re
from collections.abc import Iterable

from shared.atendimentos.leitura import alertas
from shared.atendimentos.leitura.clausula import Clausula, word_at
from shared.atendimentos.leitura.frases import IMPOSSIBLE, NEVER, WHATEVER, Expressao
from shared.atendimentos.leitura.frases_abertas import CALLS, OPEN
from shared.atendimentos.leitura.frases_motivo import DONE, REASONS, WOULD
from shared.atendimentos.leitura.frases_nao import NO, OTHER_TIME, WEAK_NO
from shared.atendimentos.leitura.frases_sim import ASKED_BACK, RHETORICAL, WEAK_YES, YES
from shared.atendimentos.leitura.oracoes import Oracao, Pergunta
from shared.atendimentos.leitura.pedidos import read_hint, read_professional, read_times
from shared.atendimentos.leitura.respostas import is_filler, is_plain, weak_answer
from shared.atendimentos.leitura.sinais import OPPOSITE, Forca, Sinal, Tipo, one_of, words
from shared.atendimentos.leitura.tempo import Confronto, Consulta, lateness, mentions
from shared.atendimentos.leitura.verbos import nuclei

_DENIALS = words("nao nunca nem @jamais")
_BETWEEN = words("me te se nos voces pode podem precisa precisam vou mais precisar")
_DENIED = one_of("nao|nunca|jamais|nem|sem")


def read_clause(oracao: Oracao, consulta: Consulta) -> list[Sinal]:
    """The signals of one clause, in the order of their words."""
    clausula = Clausula(oracao, list(oracao.formas), [], set())
    if _is_rhetorical(oracao):
        clausula.note_all(Tipo.SIM, Forca.FIRME)
        return clausula.sinais
    if not _read_lateness(clausula, consulta):
        whatever = _put_negations(clausula)
        _read_phrases(clausula, _PHRASES)
        _read_verbs(clausula, whatever=whatever)
        read_times(clausula, consulta)
        read_professional(clausula, consulta)
        _read_phrases(clausula, REASONS)
        _read_done(clausula, consulta)
        _read_short_answer(clausula, consulta)
        read_hint(clausula)
        _read_regret(clausula)
    _read_condition(clausula)
    found = sorted(clausula.sinais, key=lambda sinal: (sinal.inicio, sinal.fim))
    return _as_asked(found, clausula)


def _read_lateness(clausula: Clausula, consulta: Consulta) -> bool:
    """A delay says that the person comes, and how late; a long one is another time."""
    text = clausula.oracao.texto
    late = lateness(text, consulta)
    if late is None:
        return False
    if _DENIED.search(text):
        return False
    asked = clausula.oracao.pergunta is Pergunta.SIM
    if not late.is_tolerable and late.minutos is not None:
        clausula.note_all(Tipo.DUVIDA if asked and "atras" in text else Tipo.OUTRO, Forca.FIRME)
    elif asked:
        clausula.note_all(Tipo.DUVIDA)
    else:
        clausula.note_all(*((Tipo.SIM, Forca.PLENA) if late.is_tolerable else (Tipo.TALVEZ, Forca.FRACA)))
    return True


def _read_done(clausula: Clausula, consulta: Consulta) -> None:
    """Whoever has done already what our message speaks of need not come for it; another exam is another's."""
    match = DONE.search(clausula.texto)
    if match and match["what"] in consulta.enviada:
        places = clausula.places(match)
        clausula.note(Tipo.NAO, places[0], places[-1], Forca.FRACA)


def _put_negations(clausula: Clausula) -> bool:
    """ "De jeito nenhum" becomes one word that denies. Whether it was a "nem que chova", which denies only missing."""
    for pattern, word in ((WHATEVER, "@jamais"), (NEVER, "@jamais"), (IMPOSSIBLE, "@impossivel")):
        match = pattern.search(clausula.texto)
        if match:
            places = clausula.places(match)
            is_last = places[-1] == len(clausula.formas) - 1
            clausula.use(places, "_" if pattern is WHATEVER and is_last else word)
            return pattern is WHATEVER
    return False


# What decides nothing goes first, and what says much before what says little.
_PHRASES = (*OPEN, *OTHER_TIME, *NO, *YES, *WEAK_NO, *WEAK_YES)


def _is_rhetorical(oracao: Oracao) -> bool:
    """ "Eu lá sou doida de perder?", "oxe se vou!": nobody asks, and nothing hangs on it."""
    asked = oracao.pergunta is Pergunta.SIM and ASKED_BACK.search(oracao.texto)
    return bool(asked or RHETORICAL.search(oracao.texto))


def _read_phrases(clausula: Clausula, expressoes: Iterable[Expressao]) -> None:
    for expressao in expressoes:
        match = expressao.padrao.search(clausula.texto)
        while match and match[0].strip():
            places = clausula.places(match)
            if expressao.tipo:
                tipo = _turned(expressao, clausula, places[0])
                clausula.note(tipo, places[0], places[-1], expressao.forca)
            clausula.use(places, frees=expressao.tipo is Tipo.DUVIDA)
            match = expressao.padrao.search(clausula.texto)


def _turned(expressao: Expressao, clausula: Clausula, first: int) -> Tipo:
    """The sense of a phrase, contrary where it may be denied and is."""
    tipo = expressao.tipo or Tipo.TALVEZ
    before = first - 1
    while before >= 0 and clausula.formas[before] in _BETWEEN:
        before -= 1
    denied = before >= 0 and clausula.formas[before] in _DENIALS
    may_turn = expressao.nega or (tipo is Tipo.NAO and clausula.formas[first] not in _DENIALS)
    return OPPOSITE[tipo] if may_turn and denied else tipo


def _read_verbs(clausula: Clausula, *, whatever: bool) -> None:
    for nucleo in nuclei(clausula.formas):
        tipo = Tipo.TALVEZ if whatever and nucleo.tipo is Tipo.NAO else nucleo.tipo
        clausula.note(tipo, nucleo.de, nucleo.palavra, nucleo.forca)


def _read_short_answer(clausula: Clausula, consulta: Consulta) -> None:
    """Only where nothing else was understood; the hour of the appointment itself adds nothing."""
    if clausula.sinais:
        return
    said = {
        place
        for mencao in mentions(clausula.texto, consulta)
        if mencao.confronto is Confronto.IGUAL
        for place in range(word_at(clausula.texto, mencao.inicio), word_at(clausula.texto, mencao.fim) + 1)
    }
    formas = [
        word
        for place, word in enumerate(clausula.formas)
        if word != "_" and place not in said and not _is_of_ours(word, consulta)
    ]
    answer = weak_answer(formas) if formas else None
    if answer and not (answer is Tipo.NAO and clausula.usadas - _marked(clausula)):
        clausula.note_all(answer, Forca.FRACA)


def _is_of_ours(word: str, consulta: Consulta) -> bool:
    """Whether it but repeats our message: "fechado com o dr. Rafael"."""
    return len(word) > 3 and word in consulta.enviada and not is_plain(word)


def _marked(clausula: Clausula) -> set[int]:
    """The places of a "de jeito nenhum", which may be the whole answer."""
    if not {"@jamais", "@impossivel"} & set(clausula.formas):
        return set()
    return clausula.usadas


def _read_regret(clausula: Clausula) -> None:
    """ "Infelizmente" and a reason, and nothing else: a no that is left unsaid."""
    regrets = set(clausula.oracao.formas) & words("infelizmente lamentavelmente")
    if regrets and len(clausula.formas) > 1 and not clausula.sinais:
        clausula.note_all(Tipo.NAO, Forca.FRACA)


def _read_condition(clausula: Clausula) -> None:
    """Under a condition a yes or a no is neither; another time stays what it is."""
    if alertas.condition_in(clausula.oracao.texto) is None:
        return
    clausula.sinais[:] = [
        sinal.as_(Tipo.TALVEZ) if sinal.tipo in OPPOSITE else sinal for sinal in clausula.sinais
    ]


_ASKED_TO_CANCEL = one_of(
    r"(?:pode|podem|poderia|poderiam|consegue|conseguem|quer|favor)(?: me| por favor|"
    r" voces?)* (?:cancelar|desmarcar)"
)
_ASKED_TO_CONFIRM = one_of(
    r"(?:pode|podem|poderia|poderiam)(?: me| por favor| voces?)* (?:confirmar|"
    r"manter) (?:a )?(?:minha )?(?:presenca|ida)"
)
_GREETING = re.compile(
    r"^(?:oi|ola|opa|ei|bom dia|boa tarde|boa noite|tudo (?:bem|bom|certo|joia|ok)|como vai|&|ai|"
    r"beleza|voces?|com| )+$"
)
# With a mere "né?" behind them these are said and not asked.
_SAID = words("confirmo vou irei vamos iremos estarei estaremos consigo posso comparecerei sim")


_CONTRARY_JOINS = words("mas porem contudo entretanto todavia so_que")


def leaves_open(oracao: Oracao, found: list[Sinal]) -> bool:
    """Whether a "but" is followed by something that nobody understood."""
    unknown = [forma for forma in oracao.formas if not is_filler(forma)]
    says_else = oracao.liga in _CONTRARY_JOINS and not found and len(unknown) > 1
    return says_else and not CALLS.search(oracao.texto)


def is_given_up(oracao: Oracao) -> bool:
    """Whether it tells of what would have been: what comes after its "but" is why it will not."""
    return WOULD.search(oracao.texto) is not None


def is_greeting(text: str) -> bool:
    """Whether a clause but says hello: "tudo bem" after "bom dia" agrees to nothing."""
    return bool(_GREETING.match(text))


def _as_asked(found: list[Sinal], clausula: Clausula) -> list[Sinal]:
    """In a question a yes or a no is asked and not said, but for "pode cancelar pra mim?"."""
    oracao = clausula.oracao
    if oracao.pergunta is Pergunta.NAO:
        return found
    if is_greeting(oracao.texto):
        return []
    if oracao.pergunta is Pergunta.DITA:
        return [_softened(sinal) for sinal in found]
    if oracao.pergunta is Pergunta.ETIQUETA and set(oracao.formas) & _SAID:
        return found
    requested = _requested(oracao.texto)
    stands = [sinal for sinal in found if sinal.tipo in (Tipo.OUTRO, requested)]
    return [*stands, Sinal(Tipo.DUVIDA, oracao.inicio, oracao.fim, Forca.FRACA)]


def _softened(sinal: Sinal) -> Sinal:
    """A bare "tá bom né" agrees to nothing yet."""
    return sinal.as_(Tipo.TALVEZ) if (sinal.tipo, sinal.forca) == (Tipo.SIM, Forca.FRACA) else sinal


def _requested(text: str) -> Tipo | None:
    """What a polite question asks us to do."""
    if _ASKED_TO_CANCEL.search(text):
        return Tipo.NAO
    return Tipo.SIM if _ASKED_TO_CONFIRM.search(text) else None
