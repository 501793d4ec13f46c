"""The wish for another time or another professional, told from a time that is only mentioned."""

import re

from shared.atendimentos.leitura.clausula import Clausula, word_at
from shared.atendimentos.leitura.oracoes import Pergunta
from shared.atendimentos.leitura.sinais import OPPOSITE, Forca, Tipo, one_of, words
from shared.atendimentos.leitura.tempo import Confronto, Consulta, Mencao, mentions

_FRAME = one_of(
    r"pode|podem|podia|poderia|poderiam|posso|podemos|poderei|da pra|daria|teria|teriam|tem|tinha|"
    r"haveria|consigo|conseguimos|consegue|conseguem|conseguiria",
    r"prefiro|prefere|preferia|preferimos|quero|queremos|quer|queria|gostaria|melhor|serve|serviria|"
    r"so|apenas|somente|marc\w+|coloc\w+|bot\w+|poe|poem|por|pass\w+|jog\w+",
    r"mud\w+|deix\w+|fica|ficar|ficaria|seria|rola|rolaria|encaix\w+|disponi\w+|vagas?|horarios?|"
    r"agenda|que tal|se for|fosse|empurr\w+|livre|ve|veja|"
    r"preciso|precisava|necessito|me ve|ser|troc\w+|arrum\w+|puder|tiver|disponho|combinamos|combinar|"
    r"topo|aceito|encaro|animo|iria|vem|"
    r"venham?|vir|vim|manda|mandem?|"
    r"remanej\w+|realoc\w+|transf\w+|nao (?:da|posso|consigo)",
)
_WISHES = one_of(
    r"(?:nao )?teriam?|tem (?:vaga|horario|algum\w?|nada|como|outr\w)|pode ser|prefiro|preferia|"
    r"queria|gostaria|consegue|da pra|poderia|(?:da|daria)$"
)
_NARRATIVE = words(
    "viajo volto volta voltam voltarei viajei trabalho trabalhei saio sai nasci liguei marquei era fui ontem "
    "viajando trabalhando moro operei "
    "opero plantao prova aula reuniao viagem curso termino acaba comeca comecei termina estudo "
    "retorno chegou recebi "
    "mandei pagar paguei tomo remedio nasce viajar trabalhar buscar busco"
)
_COPULA = re.compile(
    r"^(?:oi |mas |entao |a |minha |essa |o |meu |consulta |exame |horario |nao |ola |bom dia |"
    r"boa tarde |ela |voces )*(?:e|era|sera|foi|esta|ficou|vai ser|fica|seria|atende\w*|abre\w*|"
    r"funciona\w*|trabalha\w*|fecha\w*)(?!\S)"
)
_BARE = words(
    "ou e na no nas nos pra de a as o os la pelas por favor mas so mesmo sim dia horario hora pfv "
    "obrigado ai em do da feira "
    "entao confirmo nao & oi bom boa tarde noite ola parte periodo um uma pode ser tambem apenas "
    "qualquer pela manha @"
)
_EARLY = one_of(r"mais cedo|cedinho|cedo|antes")
_ARRIVING = one_of(r"cheg\w+|precis\w+ ir|acord\w+|sai\w*|levant\w+|lev[oa]\w*|deixo|entrego|deixarei")


_ASKED_FOR = one_of(
    r"vagas?|encaix\w+|pode ser|da pra ser|disponib\w+|disponivel|marcar|passar|mudar|"
    r"antecipar|adiantar|tem (?:pra|na|no|em)"
)


def read_times(clausula: Clausula, consulta: Consulta) -> None:
    """Another day, hour or part of the day that is wished for is another time, whatever the verb beside it says."""
    text = clausula.oracao.texto
    found = [m for m in mentions(text, consulta) if _is_free(m, clausula)]
    others = [m for m in found if _is_other(m, clausula)]
    if not others:
        _put_off(clausula, found)
        return
    first, last = word_at(text, others[0].inicio), word_at(text, others[-1].fim)
    asked = clausula.oracao.pergunta is not Pergunta.NAO
    named = _COPULA.match(text) or (clausula.oracao.liga == "ou" and len(found) == len(others))
    if (asked and named) or not _is_wished(clausula, found, text):
        if asked:
            clausula.note(Tipo.OUTRO, first, last, Forca.FRACA)
        return
    clausula.sinais[:] = [sinal for sinal in clausula.sinais if sinal.tipo in (Tipo.OUTRO, Tipo.DUVIDA)]
    clausula.note(Tipo.OUTRO, first, last)


def _put_off(clausula: Clausula, found: list[Mencao]) -> None:
    """ "Confirmo amanhã", of an appointment on another day, is no answer yet."""
    if "confirmo" in clausula.formas and [m.confronto for m in found] == [Confronto.ABERTO]:
        clausula.sinais[:] = [
            sinal.as_(Tipo.TALVEZ) if sinal.tipo is Tipo.SIM else sinal for sinal in clausula.sinais
        ]


def _is_other(mencao: Mencao, clausula: Clausula) -> bool:
    """Another time, or one that may be another and is asked for; "de manhã não posso" asks for another too."""
    if mencao.confronto is Confronto.OUTRO:
        return True
    if mencao.periodo and any(sinal.tipo is Tipo.NAO for sinal in clausula.sinais):
        return True
    asked = clausula.oracao.pergunta is Pergunta.SIM and bool(_ASKED_FOR.search(clausula.oracao.texto))
    return asked and mencao.confronto is Confronto.ABERTO


def _is_free(mencao: Mencao, clausula: Clausula) -> bool:
    """Not used up by a phrase such as "mais tarde te confirmo"."""
    text = clausula.oracao.texto
    places = range(word_at(text, mencao.inicio), word_at(text, mencao.fim) + 1)
    return not set(places) & clausula.usadas


def _is_wished(clausula: Clausula, found: list[Mencao], text: str) -> bool:
    inside = {
        place
        for mencao in found
        for place in range(word_at(text, mencao.inicio), word_at(text, mencao.fim) + 1)
    }
    rest = [forma for place, forma in enumerate(clausula.oracao.formas) if place not in inside]
    if all(forma in _BARE for forma in rest):
        return True
    if _WISHES.search(" ".join(rest)):
        return True
    if set(rest) & _NARRATIVE or (_EARLY.search(text) and _ARRIVING.search(text)):
        return False
    speaks = any(sinal.tipo in (*OPPOSITE, Tipo.OUTRO) for sinal in clausula.sinais)
    return speaks or bool(_FRAME.search(" ".join(rest)))


_FOUND_ELSEWHERE = words("consegui arrumei achei encontrei agendei")
_PROFESSIONAL = one_of(
    r"outr[oa] (?:medic\w+|dentista|doutora?|dra?|profissional|especialista|psicolog\w+|"
    r"fisio\w*|nutri\w*|vet\w*|tecnic\w|professora?|esteticista)",
    r"(?:com|pra|pro) (?:[ao] )?(?:dra?|doutora?) (?P<nome>[a-z]{3,})",
)


def read_professional(clausula: Clausula, consulta: Consulta) -> None:
    """Somebody else than who our message named is wished for."""
    match = _PROFESSIONAL.search(clausula.texto)
    if (
        match
        and not set(clausula.oracao.formas) & _FOUND_ELSEWHERE
        and match["nome"] not in consulta.enviada
        and _FRAME.search(clausula.texto)
    ):
        places = clausula.places(match)
        clausula.note(Tipo.OUTRO, places[0], places[-1])


_HINT = one_of(
    r"(?:que|qual|quais)(?: outr\w+| os| as)* (?:dias?|datas?|hor\w+)|dias?(?: mais)? tem",
    r"datas?|horarios?|proxim[oa]s?|marca\w*|marque\w*|agendar|agenda|semana|mes que|^quando|cedo|antes|"
    r"tardinha",
    r"remarc\w*|reagend\w*|outr[oa]s? (?:dias?|datas?|hor\w+|vagas?)|(?:nova|proxim[oa]) (?:data|vaga|"
    r"horario|dia)|vagas?|encaix\w*|"
    r"outr[oa]s?(?! (?:vez|pessoa|paciente|lugar|local|clinica|medic|cidade|compromisso|dentista|hospital|"
    r"consultorio|coisa|cliente))|disponi\w+|transferir|trocar|adiar|mudar",
)

# "Só volto mês que vem" says why, and asks for nothing.
_BACK = words("volto voltarei voltamos volta voltam")


def read_hint(clausula: Clausula) -> None:
    """A word about another time that no phrase explains makes of a "no" the wish for one, and of nothing else."""
    match = _HINT.search(clausula.texto)
    if (
        match
        and not set(clausula.oracao.formas) & (_FOUND_ELSEWHERE | _BACK)
        and not any(sinal.tipo in (*OPPOSITE, Tipo.OUTRO) for sinal in clausula.sinais)
    ):
        places = clausula.places(match)
        clausula.note(Tipo.OUTRO, places[0], places[-1], Forca.FRACA)
