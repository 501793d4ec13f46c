"""One clause read into signals: set phrases first, then verbs, short answers, times; then what being asked changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.atendimentos.leitura import alertas
from shared.atendimentos.leitura.expressoes import EXPRESSIONS, IMPOSSIBLE, NEVER, WHATEVER, Expressao
from shared.atendimentos.leitura.oracoes import Oracao, Pergunta
from shared.atendimentos.leitura.respostas import weak_answer
from shared.atendimentos.leitura.sinais import OPPOSITE, Forca, Sinal, Tipo, one_of, words
from shared.atendimentos.leitura.tempo import Confronto, Consulta, Mencao, lateness, mentions
from shared.atendimentos.leitura.verbos import nuclei

_DENIALS = words("nao nunca nem @jamais")
_BETWEEN = words("me te se nos voces pode podem precisa precisam vou mais precisar")
_DENIED = one_of("nao|nunca|jamais|nem|sem")


@dataclass
class _Clausula:
    """The words of a clause while it is read: what a phrase has used up is `_`."""

    oracao: Oracao
    formas: list[str]
    sinais: list[Sinal]
    usadas: set[int]

    @property
    def texto(self) -> str:
        return " ".join(self.formas)

    def note(self, tipo: Tipo, first: int, last: int, forca: Forca = Forca.PLENA) -> None:
        palavras = self.oracao.palavras
        self.sinais.append(Sinal(tipo, palavras[first].inicio, palavras[last].fim, forca))

    def note_all(self, tipo: Tipo, forca: Forca = Forca.PLENA) -> None:
        self.note(tipo, 0, len(self.formas) - 1, forca)

    def places(self, match: re.Match[str]) -> range:
        return range(_word_at(match.string, match.start()), _word_at(match.string, match.end()) + 1)

    def use(self, places: range, last: str = "_") -> None:
        for place in places:
            self.formas[place] = "_"
            self.usadas.add(place)
        self.formas[places[-1]] = last


def _word_at(text: str, position: int) -> int:
    return text.count(" ", 0, position)


def read_clause(oracao: Oracao, consulta: Consulta) -> list[Sinal]:
    """The signals of one clause, in the order of their words."""
    clausula = _Clausula(oracao, list(oracao.formas), [], set())
    if not _read_lateness(clausula, consulta):
        whatever = _put_negations(clausula)
        _read_phrases(clausula)
        _read_verbs(clausula, whatever=whatever)
        _read_times(clausula, consulta)
        _read_professional(clausula, consulta)
        _read_short_answer(clausula)
        _read_hint(clausula)
        _read_regret(clausula)
    _read_condition(clausula)
    found = sorted(clausula.sinais, key=lambda sinal: (sinal.inicio, sinal.fim))
    return list(_as_asked(found, clausula))


def _read_lateness(clausula: _Clausula, consulta: Consulta) -> bool:
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
        clausula.note_all(Tipo.SIM, Forca.PLENA if late.is_tolerable else Forca.FRACA)
    return True


def _put_negations(clausula: _Clausula) -> bool:
    """ "De jeito nenhum" becomes one word that denies. Whether it was a "nem que chova", which denies only missing."""
    for pattern, word in ((WHATEVER, "@jamais"), (NEVER, "@jamais"), (IMPOSSIBLE, "@impossivel")):
        match = pattern.search(clausula.texto)
        if match:
            places = clausula.places(match)
            is_last = places[-1] == len(clausula.formas) - 1
            clausula.use(places, "_" if pattern is WHATEVER and is_last else word)
            return pattern is WHATEVER
    return False


def _read_phrases(clausula: _Clausula) -> None:
    for expressao in EXPRESSIONS:
        match = expressao.padrao.search(clausula.texto)
        while match and match[0].strip():
            places = clausula.places(match)
            if expressao.tipo:
                tipo = _turned(expressao, clausula, places[0])
                clausula.note(tipo, places[0], places[-1], expressao.forca)
            clausula.use(places)
            match = expressao.padrao.search(clausula.texto)


def _turned(expressao: Expressao, clausula: _Clausula, first: int) -> Tipo:
    """The sense of a phrase, contrary where it may be denied and is."""
    tipo = expressao.tipo or Tipo.TALVEZ
    before = first - 1
    while before >= 0 and clausula.formas[before] in _BETWEEN:
        before -= 1
    denied = before >= 0 and clausula.formas[before] in _DENIALS
    may_turn = expressao.nega or (tipo is Tipo.NAO and clausula.formas[first] not in _DENIALS)
    return OPPOSITE[tipo] if may_turn and denied else tipo


def _read_verbs(clausula: _Clausula, *, whatever: bool) -> None:
    for nucleo in nuclei(clausula.formas):
        tipo = Tipo.TALVEZ if whatever and nucleo.tipo is Tipo.NAO else nucleo.tipo
        clausula.note(tipo, nucleo.de, nucleo.palavra, nucleo.forca)


def _read_short_answer(clausula: _Clausula) -> None:
    """Only where nothing else was understood."""
    if clausula.sinais:
        return
    formas = [word for word in clausula.formas if word != "_"]
    answer = weak_answer(formas) if formas else None
    if answer:
        clausula.note_all(answer, Forca.FRACA)


_HINT = one_of(
    r"datas?|horarios?|proxim[oa]s?|marca\w*|marque\w*|agendar|agenda|semana|mes que|quando|cedo|antes|tardinha",
    r"remarc\w*|reagend\w*|outr[oa]s? (?:dias?|datas?|hor\w+|vagas?)|(?:nova|proxim[oa]) (?:data|vaga|horario|dia)|vagas?|encaix\w*|"
    r"outr[oa]$|disponi\w+|transferir|trocar|adiar|mudar",
)


def _read_hint(clausula: _Clausula) -> None:
    """A word about another time that no phrase explains makes of a "no" the wish for one, and of nothing else."""
    match = _HINT.search(clausula.texto)
    if match and not any(sinal.tipo in (*OPPOSITE, Tipo.OUTRO) for sinal in clausula.sinais):
        places = clausula.places(match)
        clausula.note(Tipo.OUTRO, places[0], places[-1], Forca.FRACA)


def _read_regret(clausula: _Clausula) -> None:
    """ "Infelizmente" and a reason, and nothing else: a no that is left unsaid."""
    regrets = set(clausula.oracao.formas) & words("infelizmente lamentavelmente")
    if regrets and len(clausula.formas) > 1 and not clausula.sinais:
        clausula.note_all(Tipo.NAO, Forca.FRACA)


_FRAME = one_of(
    r"pode|podem|podia|poderia|poderiam|posso|podemos|poderei|da pra|daria|teria|teriam|tem|tinha|haveria|consigo|conseguimos|consegue|conseguem|conseguiria",
    r"prefiro|prefere|preferia|preferimos|quero|queremos|quer|queria|gostaria|melhor|serve|serviria|so|apenas|somente|marc\w+|coloc\w+|bot\w+|poe|poem|por|pass\w+|jog\w+",
    r"mud\w+|deix\w+|fica|ficar|ficaria|seria|rola|rolaria|encaix\w+|disponi\w+|vagas?|horarios?|agenda|que tal|se for|fosse|empurr\w+|livre|ve|veja|"
    r"preciso|precisava|necessito|me ve|ser|troc\w+|arrum\w+|puder|tiver|disponho|combinamos|combinar|remanej\w+|realoc\w+|transf\w+|nao (?:da|posso|consigo)",
)
_WISHES = one_of(
    r"(?:nao )?teriam?|tem (?:vaga|horario|algum\w?|nada|como|outr\w)|pode ser|prefiro|preferia|queria|gostaria|consegue|da pra|poderia"
)
_NARRATIVE = words(
    "viajo volto voltarei viajei trabalho trabalhei saio sai nasci liguei marquei era fui ontem viajando trabalhando moro operei "
    "opero plantao prova aula reuniao viagem curso termino acaba comeca comecei termina estudo retorno chegou recebi "
    "mandei pagar paguei tomo remedio nasce viajar trabalhar buscar busco"
)
_COPULA = re.compile(
    r"^(?:oi |mas |entao |a |minha |essa |o |meu |consulta |exame |horario |nao |ola |bom dia |boa tarde |ela |voces )*(?:e|era|sera|foi|esta|ficou|vai ser|fica|seria|atende\w*|abre\w*|funciona\w*|trabalha\w*|fecha\w*)(?!\S)"
)
_BARE = words(
    "ou e na no nas nos pra de a as o os la pelas por favor mas so mesmo sim dia horario hora pfv obrigado ai em do da feira "
    "entao confirmo nao & oi bom boa tarde noite ola parte periodo um uma pode ser tambem apenas qualquer pela manha @"
)
_ARRIVING = one_of(r"cheg\w+|precis\w+ ir|acord\w+|sai\w*|levant\w+")


_ASKED_FOR = one_of(
    r"vagas?|encaix\w+|pode ser|da pra ser|disponib\w+|disponivel|marcar|passar|mudar|antecipar|adiantar"
)


def _read_times(clausula: _Clausula, consulta: Consulta) -> None:
    """Another day, hour or part of the day that is wished for is another time, whatever the verb beside it says."""
    text = clausula.oracao.texto
    found = [m for m in mentions(text, consulta) if _is_free(m, clausula)]
    others = [m for m in found if _is_other(m, clausula)]
    if not others or not _is_wished(clausula, found, text):
        return
    first, last = _word_at(text, others[0].inicio), _word_at(text, others[-1].fim)
    if clausula.oracao.pergunta is not Pergunta.NAO and _COPULA.match(text):
        clausula.note(Tipo.DUVIDA, first, last)
        return
    clausula.sinais[:] = [sinal for sinal in clausula.sinais if sinal.tipo in (Tipo.OUTRO, Tipo.DUVIDA)]
    clausula.note(Tipo.OUTRO, first, last)


def _is_other(mencao: Mencao, clausula: _Clausula) -> bool:
    """Another time, or one that may be another and is asked for; "de manhã não posso" asks for another too."""
    if mencao.confronto is Confronto.OUTRO:
        return True
    if mencao.periodo and any(sinal.tipo is Tipo.NAO for sinal in clausula.sinais):
        return True
    asked = clausula.oracao.pergunta is Pergunta.SIM and bool(_ASKED_FOR.search(clausula.oracao.texto))
    return asked and mencao.confronto is Confronto.ABERTO


def _is_free(mencao: Mencao, clausula: _Clausula) -> bool:
    """Not used up by a phrase such as "mais tarde te confirmo"."""
    text = clausula.oracao.texto
    places = range(_word_at(text, mencao.inicio), _word_at(text, mencao.fim) + 1)
    return not set(places) & clausula.usadas


def _is_wished(clausula: _Clausula, found: list[Mencao], text: str) -> bool:
    inside = {
        place
        for mencao in found
        for place in range(_word_at(text, mencao.inicio), _word_at(text, mencao.fim) + 1)
    }
    rest = [forma for place, forma in enumerate(clausula.oracao.formas) if place not in inside]
    if all(forma in _BARE for forma in rest):
        return True
    if _WISHES.search(" ".join(rest)):
        return True
    if set(rest) & _NARRATIVE or ("mais cedo" in text and _ARRIVING.search(text)):
        return False
    speaks = any(sinal.tipo in (*OPPOSITE, Tipo.OUTRO) for sinal in clausula.sinais)
    return speaks or bool(_FRAME.search(" ".join(rest)))


def _read_condition(clausula: _Clausula) -> None:
    """Under a condition a yes or a no is neither; another time stays what it is."""
    if alertas.condition_in(clausula.oracao.texto) is None:
        return
    clausula.sinais[:] = [
        sinal.as_(Tipo.TALVEZ) if sinal.tipo in OPPOSITE else sinal for sinal in clausula.sinais
    ]


_PROFESSIONAL = one_of(
    r"outr[oa] (?:medic\w+|dentista|doutora?|dra?|profissional|especialista|psicolog\w+|fisio\w*|nutri\w*)",
    r"(?:com|pra|pro) (?:[ao] )?(?:dra?|doutora?) (?P<nome>[a-z]{3,})",
)


def _read_professional(clausula: _Clausula, consulta: Consulta) -> None:
    """Somebody else than who our message named is wished for."""
    match = _PROFESSIONAL.search(clausula.texto)
    if match and match["nome"] not in consulta.enviada and _FRAME.search(clausula.texto):
        places = clausula.places(match)
        clausula.note(Tipo.OUTRO, places[0], places[-1])


_ASKED_TO_CANCEL = one_of(
    r"(?:pode|podem|poderia|poderiam|consegue|conseguem|quer|favor)(?: me| por favor| voces?)* (?:cancelar|desmarcar)"
)
_ASKED_TO_CONFIRM = one_of(
    r"(?:pode|podem|poderia|poderiam)(?: me| por favor| voces?)* (?:confirmar|manter) (?:a )?(?:minha )?(?:presenca|ida)"
)
_GREETING = re.compile(
    r"^(?:oi|ola|opa|ei|bom dia|boa tarde|boa noite|tudo (?:bem|bom|certo|joia|ok)|como vai|&|ai|beleza|voces?|com| )+$"
)
_FIRST_PERSON = words("confirmo vou irei vamos iremos estarei estaremos consigo posso comparecerei")


def is_greeting(text: str) -> bool:
    """Whether a clause but says hello: "tudo bem" after "bom dia" agrees to nothing."""
    return bool(_GREETING.match(text))


def _as_asked(found: list[Sinal], clausula: _Clausula) -> Iterator[Sinal]:
    """In a question a yes or a no is asked and not said, but for "pode cancelar pra mim?"."""
    oracao = clausula.oracao
    text = oracao.texto
    if oracao.pergunta is Pergunta.NAO:
        yield from found
        return
    if is_greeting(text):
        return
    said = oracao.pergunta is Pergunta.ETIQUETA and bool(set(oracao.formas) & (_FIRST_PERSON | {"sim"}))
    for sinal in found:
        stands = said or sinal.tipo is Tipo.OUTRO
        if sinal.tipo is Tipo.NAO:
            stands = stands or bool(_ASKED_TO_CANCEL.search(text))
        if sinal.tipo is Tipo.SIM:
            stands = stands or bool(_ASKED_TO_CONFIRM.search(text))
        if stands:
            yield sinal
    if not said:
        yield Sinal(Tipo.DUVIDA, oracao.inicio, oracao.fim, Forca.FRACA)
