"""What the signals of an answer come to: one class, by the rules of the labels; a contradiction comes to nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.atendimentos.classe import Classe
from shared.atendimentos.leitura.sinais import OPPOSITE, Forca, Sinal, Tipo

_TAKEN_BACK = (
    r"na verdade|alias|ops|opa|pera\w*|espera ai|calma|digo|quer dizer|quis dizer|minto|mentira|"
    r"brincadeira|pensando bem|melhor|"
    r"corrigindo|correcao|errei|mudei de ideia|esquece|deixa|nao precisa|lembrei|acabei de"
)
_REVISED = re.compile(
    rf"\b(?:mas|mais agora|porem|so que|contudo|entretanto|todavia|agora|entao|{_TAKEN_BACK}|"
    rf"infelizmente|desculp\w+|consegui|ih|eita)\b"
)
_FIRMLY_REVISED = re.compile(rf"\b(?:{_TAKEN_BACK})\b")
_REGRET = re.compile(r"\b(?:infelizmente|lamento|lamentavelmente|que pena|uma pena|sinto muito)\b")
_BUT = re.compile(r"\b(?:mas|porem|so que|contudo)\b")
_SOMEBODY_ELSE = re.compile(
    r"\b(?:no meu lugar|outra pessoa|da minha|do meu (?:marido|filho|pai|irmao)|por mim)\b"
)
_CLASSES = {Tipo.SIM: Classe.CONFIRMADO, Tipo.NAO: Classe.CANCELADO, Tipo.OUTRO: Classe.REAGENDAR}
_ACTS = (Tipo.SIM, Tipo.NAO, Tipo.OUTRO, Tipo.TALVEZ)


@dataclass(frozen=True, slots=True)
class Decisao:
    """`sinal` is what it rests upon; None where nothing was said."""

    classe: Classe
    sinal: Sinal | None = None


def decide(sinais: Sequence[Sinal], dobrado: str) -> Decisao:
    """`dobrado` is the folded message that the signals point into."""
    final = _final(sinais)
    if final:
        return final
    state = _fold(
        [sinal for sinal in sinais if sinal.tipo in _ACTS and sinal.forca is not Forca.FRACA], dobrado
    )
    if state is None:
        return _weak(sinais, dobrado)
    if state.tipo is Tipo.TALVEZ:
        return _open(sinais, state)
    if state.tipo is not Tipo.OUTRO and any(_leaves_open(sinal, state) for sinal in sinais):
        return Decisao(Classe.INDEFINIDO, state)
    if state.tipo is Tipo.SIM and _is_doubtful_yes(sinais, state, dobrado):
        return Decisao(Classe.INDEFINIDO, state)
    if state.tipo is Tipo.NAO and _stays_with_us(sinais, state, dobrado):
        return Decisao(Classe.REAGENDAR, state)
    return _act(state, sinais)


_NOT_GIVEN_UP = re.compile(
    r"\bnao (?:quero|queria|gostaria de|e pra|pretendo) (?:\w+ )?(?:cancelar|desmarcar|desistir)"
)
_GIVEN_UP = re.compile(r"\b(?:cancel|desmarc|desist)")


def _stays_with_us(sinais: Sequence[Sinal], state: Sinal, dobrado: str) -> bool:
    """Whether who cannot come said before that they do not cancel: "não quero cancelar, mas sexta não posso"."""
    said = (s for s in sinais if s.tipo is Tipo.SIM and s.inicio < state.inicio)
    keeps = any(_NOT_GIVEN_UP.search(dobrado, s.inicio, s.fim) for s in said)
    return keeps and not _GIVEN_UP.search(dobrado, state.inicio, state.fim)


def _leaves_open(sinal: Sinal, state: Sinal) -> bool:
    """Irony anywhere, or a "but" after what was said that nobody understood."""
    return sinal.tipo is Tipo.IRONIA or (sinal.tipo is Tipo.ABERTO and sinal.inicio >= state.inicio)


def _act(state: Sinal, sinais: Sequence[Sinal]) -> Decisao:
    """What a signal asks for; a "no" beside the least word about another time asks for that."""
    hint = next((sinal for sinal in sinais if sinal.tipo is Tipo.OUTRO), None)
    if state.tipo is Tipo.NAO and hint and (state.inicio <= hint.inicio or _is_asked(hint, sinais)):
        return Decisao(Classe.REAGENDAR, hint)
    return Decisao(_CLASSES[state.tipo], state)


def _is_asked(hint: Sinal, sinais: Sequence[Sinal]) -> bool:
    """Whether the other time stands in a question: "atendem sábado? sexta não consigo"."""
    return any(s.tipo is Tipo.DUVIDA and s.inicio <= hint.inicio and hint.fim <= s.fim for s in sinais)


def _final(sinais: Sequence[Sinal]) -> Decisao | None:
    """To be left alone goes before everything; no other act for the wrong person, nor at a text's own order."""
    for classe, tipos in ((Classe.OPT_OUT, (Tipo.PARAR,)), (Classe.INDEFINIDO, (Tipo.ORDEM, Tipo.ENGANO))):
        found = next((sinal for sinal in sinais if sinal.tipo in tipos), None)
        if found:
            return Decisao(classe, found)
    return None


def _fold(acts: Sequence[Sinal], dobrado: str) -> Sinal | None:
    """The signal that stands in the end."""
    state: Sinal | None = None
    for sinal in acts:
        state = sinal if state is None else _step(state, sinal, dobrado[state.fim : sinal.fim])
    return state


def _step(state: Sinal, sinal: Sinal, between: str) -> Sinal:
    if sinal.tipo is state.tipo:
        return state if state.forca is Forca.FIRME else sinal
    if sinal.tipo is Tipo.OUTRO or state.forca is Forca.FIRME:
        return sinal if sinal.tipo is Tipo.OUTRO else state
    revised = bool(_REVISED.search(between)) and not _SOMEBODY_ELSE.search(between)
    if state.tipo is Tipo.OUTRO:
        taken_back = _FIRMLY_REVISED.search(between) if sinal.tipo is Tipo.NAO else revised
        return sinal if taken_back and sinal.tipo is not Tipo.TALVEZ else state
    if sinal.tipo is Tipo.TALVEZ:
        return state if state.tipo is Tipo.NAO and not revised else sinal
    if revised or (state.tipo is Tipo.TALVEZ and _ENDED.search(between)):
        return sinal
    return state.as_(Tipo.TALVEZ) if state.tipo is not Tipo.TALVEZ else state


def _open(sinais: Sequence[Sinal], state: Sinal) -> Decisao:
    question = next((sinal for sinal in sinais if sinal.tipo is Tipo.DUVIDA), None)
    contradicts = {Tipo.SIM, Tipo.NAO} <= {sinal.tipo for sinal in sinais if sinal.forca is not Forca.FRACA}
    if question and not contradicts:
        return Decisao(Classe.DUVIDA, question)
    return Decisao(Classe.INDEFINIDO, state)


def _is_doubtful_yes(sinais: Sequence[Sinal], state: Sinal, dobrado: str) -> bool:
    """Regretted, or followed by a "não" that is no part of it."""
    hinted = any(
        sinal.tipo is Tipo.OUTRO
        and sinal.inicio >= state.fim
        and _BUT.search(dobrado[state.fim : sinal.inicio])
        for sinal in sinais
    )
    return (
        hinted
        or bool(_REGRET.search(dobrado, state.inicio))
        or any(
            sinal.tipo is Tipo.NAO and sinal.forca is Forca.FRACA and sinal.inicio >= state.fim
            for sinal in sinais
        )
    )


def _weak(sinais: Sequence[Sinal], dobrado: str) -> Decisao:
    """Without a verb that decides: short answers, and questions."""
    answers = [sinal for sinal in sinais if sinal.tipo in OPPOSITE]
    question = next((sinal for sinal in sinais if sinal.tipo is Tipo.DUVIDA), None)
    agreed = {sinal.tipo for sinal in answers}
    if question and (agreed != {Tipo.SIM} or not _agrees_first(answers[0], question, dobrado)):
        return Decisao(Classe.DUVIDA, question)
    if len(agreed) != 1 or any(sinal.tipo in (Tipo.IRONIA, Tipo.ABERTO, Tipo.TALVEZ) for sinal in sinais):
        return Decisao(Classe.INDEFINIDO, answers[0] if answers else None)
    return _act(answers[0], sinais)


_AGREED = r"claro|combinado|fechad\w+|fechou|certeza|perfeito|confirm\w+"
_AGREES, _AGREES_FULLY = re.compile(rf"\b(?:si+m|{_AGREED})\b"), re.compile(rf"\b(?:{_AGREED})\b")
_ENDED = re.compile(r"[.!;\n]")


def _agrees_first(answer: Sinal, question: Sinal, dobrado: str) -> bool:
    """Whether somebody says yes and asks besides; "ok, e quanto custa?" may only ask, and "sim, qual a sala?" too."""
    said, between = dobrado[answer.inicio : answer.fim], dobrado[answer.fim : question.fim]
    ended = bool(_ENDED.search(dobrado, answer.fim, question.inicio))
    agrees = _AGREES if ended else _AGREES_FULLY
    return bool(agrees.search(said)) and not _BUT.search(between)
