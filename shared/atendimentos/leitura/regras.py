"""The reader without a model: from a message to its class by rules, with the words that bear it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from shared.atendimentos.classe import Classe, Pergunta, RespostaLida
from shared.atendimentos.leitura import alertas
from shared.atendimentos.leitura.clausulas import is_given_up, is_greeting, leaves_open, read_clause
from shared.atendimentos.leitura.decisao import Decisao, decide
from shared.atendimentos.leitura.desligar import stops_in
from shared.atendimentos.leitura.grafia import unquoted, words_of
from shared.atendimentos.leitura.numeros import Opcao, menu_of, only_numbers, options, stray_refusal
from shared.atendimentos.leitura.oracoes import Oracao, clauses_of
from shared.atendimentos.leitura.oracoes import Pergunta as Asked
from shared.atendimentos.leitura.palpite import rival_of, suggestion
from shared.atendimentos.leitura.respostas import is_plain
from shared.atendimentos.leitura.sinais import OPPOSITE, ORIGEM, Forca, Sinal, Tipo
from shared.atendimentos.leitura.tempo import Confronto, Consulta, consulta_of, mentions
from shared.kit.texto import Texto, read_texto

ORIGEM_NUMERO = "numero"
# A longer one is no answer to a question of ours; in it only a wish to be left alone is looked for.
_LONGEST = 4_000
_MOST_CLAUSES = 200
_ACTED_UPON = (Classe.CONFIRMADO, Classe.CANCELADO)
_LEFT_OPEN = (Classe.INDEFINIDO, Classe.DUVIDA)
# Alone they say nothing.
_HINTS = (Tipo.OUTRO, Tipo.ABERTO)
_TYPES = {
    Classe.CONFIRMADO: Tipo.SIM,
    Classe.CANCELADO: Tipo.NAO,
    Classe.REAGENDAR: Tipo.OUTRO,
    Classe.OPT_OUT: Tipo.PARAR,
    Classe.DUVIDA: Tipo.DUVIDA,
}


@dataclass(frozen=True, slots=True)
class Achado:
    """A reading and all that it was made of, for whoever must know what spoke against it."""

    lida: RespostaLida
    sinais: tuple[Sinal, ...]

    def speaks_of(self, *tipos: Tipo) -> bool:
        return any(sinal.tipo in tipos for sinal in self.sinais)


class RegrasLeitor:
    async def read(self, pergunta: Pergunta) -> RespostaLida:
        return read_resposta(pergunta).lida


def read_resposta(pergunta: Pergunta) -> Achado:
    """Pure, and never fails."""
    texto = unquoted(read_texto(pergunta.texto))
    consulta = consulta_of(pergunta.enviada, pergunta.quando)
    words = words_of(texto)
    clauses = clauses_of(words)
    if len(pergunta.texto) > _LONGEST or len(clauses) > _MOST_CLAUSES:
        clauses = []
    read = _of_clauses(clauses, consulta)
    menu = menu_of(pergunta.enviada)
    numbers = options(clauses, menu)
    sinais = sorted(
        [
            *stops_in(words),
            *_of_numbers(numbers, clauses, menu),
            *chain.from_iterable(read),
            *_warnings(texto, clauses, read),
        ],
        key=lambda sinal: (sinal.inicio, sinal.fim),
    )
    decisao = _thought_over(decide(sinais, texto.dobrado), sinais, texto, clauses)
    lida = RespostaLida(
        classe=decisao.classe,
        evidencia=_evidence(texto, clauses, decisao),
        desejo=_wish(texto, clauses, consulta) if decisao.classe is Classe.REAGENDAR else None,
        origem=ORIGEM_NUMERO if numbers and only_numbers(clauses) else ORIGEM,
    )
    return Achado(lida, tuple(sinais))


def _thought_over(
    decisao: Decisao, sinais: Sequence[Sinal], texto: Texto, clauses: Sequence[Oracao]
) -> Decisao:
    """The rules' decision, unless it is unlike all examples of it; what they did not understand may be like some."""
    if only_numbers(clauses) or all(is_greeting(clause.texto) for clause in clauses):
        return decisao
    sinal = decisao.sinal
    if decisao.classe in _ACTED_UPON and sinal:
        return _doubted(decisao, sinal, texto, clauses)
    guess = suggestion(texto.legivel) if decisao.classe in _LEFT_OPEN else None
    understood = decisao.classe is not Classe.INDEFINIDO or any(s.tipo not in _HINTS for s in sinais)
    barred = any(s.tipo in (Tipo.ENGANO, Tipo.ORDEM) for s in sinais)
    stops = guess is Classe.OPT_OUT and not barred
    if guess is None or not (stops or not understood):
        return decisao
    return Decisao(guess, Sinal(_TYPES[guess], 0, len(texto.legivel)))


def _doubted(decisao: Decisao, sinal: Sinal, texto: Texto, clauses: Sequence[Oracao]) -> Decisao:
    """An act that is like the examples of another class comes to none; one that may be asked is a question then."""
    said = {forma for clause in clauses for forma in clause.formas}
    if all(map(is_plain, said)):
        return decisao
    rival = rival_of(decisao.classe, texto.legivel, _evidence(texto, clauses, decisao))
    if rival is Classe.DUVIDA:
        return Decisao(Classe.DUVIDA, sinal) if said & _MAY_ASK else decisao
    return Decisao(Classe.INDEFINIDO, sinal) if rival else decisao


# "Posso ir de lente" asks, with no mark behind it.
_MAY_ASK = frozenset(("posso", "pode", "podem", "podemos", "tem", "precisa", "preciso", "devo"))


def _of_numbers(
    numbers: Sequence[Opcao], clauses: Sequence[Oracao], menu: Mapping[str, Classe]
) -> list[Sinal]:
    """A number that our message does not offer leaves all open, when nothing but numbers was typed."""
    bare = only_numbers(clauses)
    found = [
        Sinal(
            _TYPES.get(number.classe or Classe.INDEFINIDO, Tipo.TALVEZ),
            number.oracao.inicio,
            number.oracao.fim,
        )
        for number in numbers
        if number.classe or bare
    ]
    stray = stray_refusal(clauses, menu, numbers)
    return [*found, Sinal(Tipo.NAO, stray.inicio, stray.fim, Forca.FRACA)] if stray and not bare else found


def _of_clauses(clauses: Sequence[Oracao], consulta: Consulta) -> list[list[Sinal]]:
    read = [read_clause(clause, consulta) for clause in clauses]
    opening = next((n for n, clause in enumerate(clauses) if not is_greeting(clause.texto)), len(clauses))
    for index in range(1, opening):
        read[index] = []
    for index, clause in enumerate(clauses):
        if alertas.condition_in(clause.texto) not in (None, "quando"):
            target = _conditioned(clauses, read, index)
            if target is not None:
                read[target] = [s.as_(Tipo.TALVEZ) if s.tipo in OPPOSITE else s for s in read[target]]
    _open_alternatives(clauses, read)
    _weaken_reasons(clauses, read)
    return read


def _open_alternatives(clauses: Sequence[Oracao], read: list[list[Sinal]]) -> None:
    """Whoever says "confirmar ou cancelar", or says nothing clear before an "ou", has chosen neither."""
    for index, clause in enumerate(clauses):
        if index == 0 or clause.liga != "ou":
            continue
        first = {sinal.tipo for sinal in read[index - 1]}
        against = {OPPOSITE[sinal.tipo] for sinal in read[index] if sinal.tipo in OPPOSITE}
        if against and (not first or first & {Tipo.DUVIDA, Tipo.TALVEZ, *against}):
            for place in (index - 1, index):
                read[place] = [s.as_(Tipo.TALVEZ) if s.tipo in OPPOSITE else s for s in read[place]]


def _conditioned(clauses: Sequence[Oracao], read: Sequence[list[Sinal]], index: int) -> int | None:
    """The clause that hangs on the condition in clause `index`, when it holds nothing else itself."""
    if any(sinal.tipo in (Tipo.TALVEZ, Tipo.OUTRO) for sinal in read[index]):
        return None
    within = [place for place, clause in enumerate(clauses) if clause.frase == clauses[index].frase]
    following = index + 1
    hangs = following in within and clauses[following].liga in (",", "entao")
    if hangs and any(sinal.tipo in OPPOSITE for sinal in read[following]):
        return following
    return index - 1 if index - 1 in within and clauses[index].liga in (",", "") else None


def _weaken_reasons(clauses: Sequence[Oracao], read: list[list[Sinal]]) -> None:
    """After "porque" stands why, not what: it decides only where nothing before it does."""
    for index, clause in enumerate(clauses):
        if clause.liga not in ("porque", "pois"):
            continue
        if any(s.forca is not Forca.FRACA for signals in read[:index] for s in signals):
            read[index] = [
                replace(s, forca=Forca.FRACA) if s.tipo in (Tipo.SIM, Tipo.TALVEZ) else s for s in read[index]
            ]


def _warnings(texto: Texto, clauses: Sequence[Oracao], signals: Sequence[list[Sinal]]) -> list[Sinal]:
    whole = (0, len(texto.legivel))
    found = [Sinal(Tipo.ORDEM, *whole)] if clauses and alertas.is_order(texto.dobrado) else []
    said = {
        frase: " ".join(clause.texto for clause in within) for frase, within in groupby(clauses, _frase_of)
    }
    would = False
    for clause, read in zip(clauses, signals, strict=True):
        span = clause.inicio, clause.fim
        if alertas.is_automatic(clause.texto) or (
            clause.pergunta is not Asked.SIM and alertas.is_wrong_person(clause.texto)
        ):
            found.append(Sinal(Tipo.ENGANO, *span))
        if leaves_open(clause, read) and not would and not any(word.isdigit() for word in clause.formas):
            found.append(Sinal(Tipo.ABERTO, *span))
        if alertas.is_ironic(said[clause.frase]) or (clause.liga, clause.texto) == ("so_que", "nao"):
            found.append(Sinal(Tipo.IRONIA, *span))
        would = is_given_up(clause)
    return found


def _frase_of(clause: Oracao) -> int:
    return clause.frase


def _evidence(texto: Texto, clauses: Sequence[Oracao], decisao: Decisao) -> str:
    """The clause that decided, as it was written."""
    sinal = decisao.sinal
    if sinal is None:
        return ""
    around = next((c for c in clauses if c.inicio <= sinal.inicio and sinal.fim <= c.fim), None)
    start, end = (around.inicio, around.fim) if around else (sinal.inicio, sinal.fim)
    return texto.trecho(start, end)


def _wish(texto: Texto, clauses: Sequence[Oracao], consulta: Consulta) -> str | None:
    """The other time that was asked for, from its first word to its last."""
    found = []
    for clause in clauses:
        for mencao in mentions(clause.texto, consulta):
            if mencao.confronto is not Confronto.IGUAL:
                first, last = clause.index_at(mencao.inicio), clause.index_at(mencao.fim)
                found.append((clause.frase, clause.palavras[first].inicio, clause.palavras[last].fim))
    if not found:
        return None
    frase = found[-1][0]
    together = [(start, end) for other, start, end in found if other == frase]
    return texto.trecho(min(start for start, _ in together), max(end for _, end in together))
