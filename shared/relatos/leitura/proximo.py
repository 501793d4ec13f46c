"""The next contact that was promised, and whether the person asked not to be contacted at all."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from shared.kit.dates import MONTH, clip
from shared.kit.dates_relative import find_relative
from shared.relatos.leitura.conversa import Conversa, base_day
from shared.relatos.leitura.documento import Documento

_ENOUGH = 3
_CLOSE = 15
# "Em abril", said in May, was.
_FARTHEST = timedelta(days=270)
_MONTH_NAMED = re.compile(MONTH)
_DAY_AND_MONTH = 2


@dataclass(frozen=True, slots=True)
class Proximo:
    """The promised day, the words that give it, and the stretch that says what is to be done."""

    dia: date
    inicio: int
    fim: int
    relativo: bool


@dataclass(frozen=True, slots=True)
class _Candidato:
    dia: date
    inicio: int
    fim: int
    forca: int
    solto: bool


_CONTACT = re.compile(
    r"\b(?:lig(?!ou\b|aram\b|uei\b|eir|ad[oa])\w{1,8}|telefon(?!ou\b|ei\b|aram\b)\w{1,7}|retorn(?!ou\b|"
    r"aram\b|ei\b|ad[oa])\w{1,8}|"
    r"cham(?!ou\b|aram\b|ei\b|ad[oa])\w{1,7}|contat(?!ou\b|ei\b|aram\b)\w{1,7}|procur(?!ou\b|aram\b|ei\b|"
    r"ando)\w{1,8}|"
    r"fal(?:ar\w{0,4}|o|asse\w*|emos)|entr(?:ar\w{0,4}|o)\s+em\s+contato|rever|revejo|retom(?:ar|o|amos|arei)|follow(?:[\s-]?up)?|"
    r"acompanh(?:ar|o|amento)|insistir|"
    r"cobr(?:ar|o)|tent(?:ar|o|arei|ativa)|volt(?:ar|o)\s+a\s+\w+|conversar(?:mos)?|perguntar|mensagem|"
    r"(?:dar|dou|damos)\s+(?:um\s+)?(?:retorno|toque|alo|oi)|prox(?:imo|\.)?\s+(?:passo|contato)|pos[\s-]venda)\b"
)
_MEETING = re.compile(
    r"\b(?:proxim[oa]|agend\w+|marc(?:ar|ei|ado|ada|amos|ou)|remar\w+|encaix\w+|confirm\w+|combin\w+|"
    r"visita\w*|reuniao|vem|vir|vira|volta(?:m|r|ra)?|"
    r"mand(?:ar|o|arei|e)|envi(?:ar|o|arei|e|amos)|consulta|exame|cirurgia|avaliacao|moldagem|assin\w+|"
    r"comec(?!ou\b|aram\b)\w+|inici(?!ou\b|aram\b|alm)\w+|fech(?:ar|a|amos)|"
    r"entreg(?:ar|o|amos|a)|busc(?:ar|a)|passar|passa|traz\w*|aula|sessao|instal(?!ou\b|aram\b)\w+|manutencao|coloca\w*|"
    r"vou|responde\w*|respost\w+|"
    r"decid\w+|aprov\w+|faz\s+o\s+pix|pagar|paga|simulacao|teste|prova(?!\s+(?:na|da|do|de)\s+(?:faculdade|escola|colegio|concurso))|atende\w*|comparec\w+|reserv\w+|"
    r"pens(?:ar|a)|prov(?:ar|a)|aguard\w+|segur(?:ar|o|e)|(?:pediu|(?:pediu|solicitou|deu)(?:\s+o)?\s+prazo|fic(?:ou|amos|aram))\s+(?=ate|p[rao])|reavali\w+|reve(?:r|mos)|volt(?:am|em|aria)|vem|vêm|venham|venha|vira|virao|"
    r"aparec(?:e|er)|(?:faz|far)(?:er|a|emos)?(?!\s+(?:aniversario|\d))|examinar|revisar|revisao|avaliar|repetir|ver|tirar|aplicar|moldar|"
    r"conferir|verificar|checar|decide|define|definir|resolver|dar|fechar|apresentar|mostrar|levar|leva|buscar|"
    r"entra(?!\s+(?:dinheiro|grana|salario|o\s|um\s|na\s+faculdade))|lev(?:o|amos|am)|pass(?:o|amos)|busc(?:o|am|amos)|retir\w+|"
    r"colet(?:a|ar|amos)|vistoria|medi(?:r|cao|mos)|mont(?:ar|agem|amos|o)|degustacao|apresentacao|aplicacao|subo|desco|"
    r"experimentar|fica(?=\s+p(?:ra|ara|/))|faco|refaco|preparo|v(?:ai|ao|amos)(?=\s*(?:(?:la|ai|aqui)\s+)?(?:n[ao]\s*|no\s+dia\s*|dia\s*)?$)|"
    r"(?:dia|hora|horario|vaga|sessao|retorno)\s+(?:fica|ficou|e|sera))\b"
)
# A note of what is to be done: "Emitir a apólice amanhã".
_TO_DO = re.compile(
    r"\s*(?!qualquer|mulher|lugar|celular|particular|par\b|bar\b|mar\b|lar\b|ser\b|ter\b|ir\b|sair\b)[a-z]{2,}[aei]r\b"
)
# What is said right after a day to be done on it: "sexta eu passo aí", "na terça ela traz os exames".
_DONE_THEN = re.compile(
    r"\s*(?:de\s+\w+\s*)?,?\s*(?:(?:eu|el[ea]s?|a\s+gente|nos|ja|[oa]\s+\w+)\s+){0,2}(?:passo|passa|vou|vem|vamos|venho|levo|levamos|"
    r"busco|mando|mandamos|entrego|entregamos|comec[ao]|traz|aparece|assina|confirm[ao]|respond[eo]|(?:vai|vao)\s+(?:vir|passar|trazer|"
    r"buscar|assinar|la|ai))\b"
)
_AGAINST = re.compile(
    r"\b(?:receb(?:e|er|em|eu|endo)|salario|viaj\w+|viagem|valid\w+|venc\w+|promoc\w+|campanha|casamento|"
    r"formatura|aniversario|nasc\w+|(?<!pediu )(?<!deu )(?<!solicitou )prazo|"
    r"dura\w*|garantia|banco\s+responde|fica\s+pront[oa]|assembleia|resolve\w*|libera\w*|ferias|folga|"
    r"tratamento\s+(?:de|leva)|a\s+cada|"
    r"falei|falamos|conversei|atendi|liguei|veio|esteve|ligou|fez|fizemos|mandei|recebi|desde|paguei|pagou|pago|"
    r"tomou|sente|"
    r"anos|gravida|gestante|parto|boleto|parcela|parcelas|"
    r"(?<!levo )(?<!entrego )(?<!entregar )(?<!levar )pronto|chega|formad[oa]|cai|caiu|depositam|"
    r"entrega\s+(?:em|de|prevista))\b"
)
_ANAPHORA = re.compile(
    r"\b(?:ai|dai|entao|ocasiao|data\s+em\s+que|quando|nesse\s+dia|neste\s+dia|no\s+dia|no\s+mesmo\s+dia|quando|apos\s+isso|"
    r"depois\s+disso|e\s+eu|e\s+(?:ja\s+)?(?=lig|cham|confirm|retorn|mand)|eu)\s"
)
_LABEL = re.compile(
    r"\b(?:retorn(?:o|ar|a)|ret|prox|f/u|fup|proximo\s+(?:passo|contato)|follow[\s-]?up|agendar|agendado|ligar|contatar|"
    r"chamar|volta|lembrete|recontato|"
    r"novo\s+contato)\s*(?:marcad[oa]|agendad[oa]|combinad[oa]|previst[oa])?\.?\s*(?:[:=]|\bem|\bpara|\bpra|"
    r"\bp/|\bdia|\bna|\bno|\bate)?\s*(?:o\s+|a\s+)?$"
)
_GLUE = re.compile(
    r"[\s,(:/-]*(?:(?:no|na|em|a|o|dia|mesmo|agora|ou\s+seja|que\s+e|isto\s+e|ja)\s*)*[\s,(:-]*"
)
_MOVED_FROM = re.compile(r"\bd[eoa]\s+(?:dia\s+)?$")
_MOVED_TO = re.compile(r"[^.;\n]{0,12}\b(?:para|pra|pro)\s+(?:o\s+|a\s+)?(?:dia\s+)?")
_DENIED = re.compile(
    r"\s*(?:\([^)]*\)|(?:de|a|da)\s+(?:manha|tarde|noite))?\s*,?\s*(?:nao\b(?!\s+(?:sei|sabe))|ja\s+nao)"
)
_NEXT_WEEK = re.compile(r"\bsemana\b(?!\s+d[eo])")
_NEXT_MONTH = re.compile(r"\bmes\s+(?:q|que|seguinte|proximo)\b|\bproximo\s+mes\b")
# A "hoje" that tells the hour is most often that of the conversation, a weekend what people do in between.
_TONIGHT = re.compile(r"hoje\s+(?:as|a|de)\s|\w+\s+(?:fim|final)\s+de\s+semana")
_AT_HOUR = re.compile(r"[\s,(]*(?:as|ao|a\s+partir\s+das)?\s*(?:\d{1,2}(?::\d\d|\s?h)|meio[\s-]dia)")
_AFTER_DAY = re.compile(r"\b(?:depois|apos|passando)\s+d?[eo]?\s*(?:o\s+)?$|\bdps\s+d[eo]\s+$")

_VERBS = (
    r"(?:lig\w*|contat\w*|entr\w+\s+(?:mais\s+)?em\s+contato|cham\w*|mand\w*|procur\w*|incomod\w*|insist\w*|"
    r"envi\w*|telefon\w*)"
)
_STOP = re.compile(
    r"\b(?:pediu|pede|pedindo|disse|quer|falou|solicitou|prefere|favor|implorou|"
    r"avisou)\b[^.;\n]{0,40}?\bnao\s+"
    r"(?:(?:a\s+gente|mais|nos|vamos|e|pra|para)\s+)*"
    rf"{_VERBS}\b(?P<resto>[^.;\n]{{0,40}})"
    rf"|\bnao\s+(?:quer|deseja|gostaria|aceita)\s+(?:(?:de|mais|que|a|gente|ser|nenhum\w*|receb\w*|nos|eu|"
    rf"ninguem|o|nem)\s+)*"
    rf"(?:{_VERBS}|contat\w+|mensage\w+|procurad[oa]|incomodad[oa]|perturbad[oa]|"
    rf"ligac\w+)\b(?P<resto2>[^.;\n]{{0,40}})"
    rf"|\b(?:parar?|parem|pare)\s+de\s+{_VERBS}\b"
    r"|\b(?:tirar|tira|remover|remova|retirar|excluir|"
    r"apagar)\s+(?:\w+\s+){0,4}?(?:da\s+(?:nossa\s+)?(?:lista|base|rota|carteira|fila|agenda\s+de\s+\w+)|do\s+(?:cadastro|sistema))"
    rf"|\bnao\s+(?:e\s+(?:pra|para)\s+|devemos\s+|podemos\s+)?(?:mais\s+{_VERBS}|{_VERBS}\s+mais)\b"
    r"|\bsem\s+(?:mais|novos)\s+contatos?\b"
)
_ONLY_THEN = re.compile(
    r"\b(?:antes|depois\s+d[ae]s?\s+\d|ate\b|de\s+manha|a\s+noite|a\s+tarde|no\s+trabalho|hoje|amanha|"
    r"essa\s+semana|esta\s+semana|nessa\s+semana|por\s+enquanto|"
    r"agora|nesse\s+numero|neste\s+numero|(?:para|pra)\s+(?:ela|ele|o|a)\b|no\s+celular|no\s+horario|"
    r"fora\s+d|entre|aos?\s+(?:sabado|domingo|fim)|no\s+fim|muito|"
    r"toda\s+hora|(?:so|somente|apenas)\s+(?:whats|mensagem|por))"
)


def read_nao_contatar(doc: Documento) -> tuple[int, int] | None:
    """Where the person asked to be left alone; "não ligar antes das 18h" is not that."""
    for match in _STOP.finditer(doc.ditado):
        rest = match["resto"] or match["resto2"] or ""
        if not _ONLY_THEN.search(rest):
            return match.start(), match.end()
    return None


def read_proximo(doc: Documento, conversa: Conversa | None) -> Proximo | None:
    """The next contact or appointment agreed on. Of several days, the one nearest to words of contact wins."""
    everything = _candidates(doc, conversa)
    candidates = [
        item
        for item, following in zip_longest(everything, everything[1:])
        if not _withdrawn(doc, item, following)
    ]
    best: tuple[int, _Candidato] | None = None
    for index, item in enumerate(candidates):
        previous = candidates[index - 1].fim if index else 0
        following = candidates[index + 1].inicio if index + 1 < len(candidates) else len(doc.ditado)
        score = _score(doc, item, previous, following)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = (score, item)
    if best is None:
        return None
    item = best[1]
    return Proximo(item.dia, item.inicio, item.fim, item.forca == 0)


def _candidates(doc: Documento, conversa: Conversa | None) -> list[_Candidato]:
    """Days ahead, in order; days said twice in a row ("sexta, dia 13") are one, the written one."""
    base = base_day(doc, conversa)
    found: list[_Candidato] = []
    for data in doc.datas:
        dia = data.next_from(base)
        if dia is not None and not (conversa and dia == conversa.dia and data.inicio != conversa.inicio):
            dia = _shifted(doc, data.inicio, dia)
            found.append(_Candidato(dia, data.inicio, data.fim, 2 if data.mes else 1, solto=False))
    found += [
        _Candidato(item.dia, item.inicio, item.fim, 0, item.solto)
        for item in find_relative(doc.ditado, base)
        if item.dia - base <= _FARTHEST or not _MONTH_NAMED.search(doc.ditado, item.inicio, item.fim)
    ]
    found.sort(key=lambda item: (item.inicio, -item.fim))
    merged = _merge(doc, found)
    span = (conversa.inicio, conversa.fim) if conversa else (-1, -1)
    return [
        item for item in merged if item.dia >= base and not (item.inicio < span[1] and span[0] < item.fim)
    ]


def _shifted(doc: Documento, inicio: int, dia: date) -> date:
    """ "Depois do dia 10" begins on the 11th."""
    after = _AFTER_DAY.search(doc.ditado, max(0, inicio - 14), inicio)
    return date.fromordinal(dia.toordinal() + 1) if after else dia


def _merge(doc: Documento, found: list[_Candidato]) -> list[_Candidato]:
    merged: list[_Candidato] = []
    for item in found:
        last = merged[-1] if merged else None
        if last is None:
            merged.append(item)
            continue
        narrowed = _narrowed(doc, last, item)
        if narrowed is not None:
            merged[-1] = replace(item, dia=narrowed, inicio=last.inicio)
        elif item.fim <= last.fim and item.forca < 2:
            continue
        elif item.inicio < last.fim or _same(doc, last, item):
            strong = item if item.forca > last.forca else last
            merged[-1] = replace(
                strong,
                inicio=last.inicio,
                fim=max(item.fim, last.fim),
                solto=last.solto and item.solto,
            )
        else:
            merged.append(item)
    return merged


def _same(doc: Documento, last: _Candidato, item: _Candidato) -> bool:
    gap = doc.ditado[last.fim : item.inicio]
    return len(gap) <= 16 and last.forca != item.forca and bool(_GLUE.fullmatch(gap))


def _narrowed(doc: Documento, last: _Candidato, item: _Candidato) -> date | None:
    """The day of the week or month just named: "semana que vem, na quinta", "mês que vem, dia 12"."""
    if not (0 <= item.inicio - last.fim <= 16 and _GLUE.fullmatch(doc.ditado, last.fim, item.inicio)):
        return None
    named, said = doc.ditado[last.inicio : last.fim], doc.ditado[item.inicio : item.fim]
    if last.forca or re.search(r"\b(?:semanas?|mes|dias?)\b", said.removeprefix("dia ")):
        return None
    monday = last.dia - timedelta(days=last.dia.weekday())
    if _NEXT_WEEK.search(named) and item.forca == 0:
        return monday + timedelta(days=item.dia.weekday())
    if _NEXT_WEEK.search(named) and monday <= item.dia < monday + timedelta(days=7):
        return item.dia
    if _NEXT_MONTH.search(named) and item.forca == 1:
        return clip(last.dia.year, last.dia.month, item.dia.day)
    return None


def _withdrawn(doc: Documento, item: _Candidato, following: _Candidato | None) -> bool:
    """Whether a day is taken back at once ("segunda não") or moved ("de 18/06 para 02/07")."""
    if _DENIED.match(doc.ditado, item.fim):
        return True
    if following is None or not _MOVED_FROM.search(doc.ditado, max(0, item.inicio - 10), item.inicio):
        return False
    return bool(_MOVED_TO.fullmatch(doc.ditado, item.fim, following.inicio))


def _score(doc: Documento, item: _Candidato, previous: int, following: int) -> int:
    frase = doc.frase(item.inicio)
    inicio = max(frase.inicio, previous if previous > frase.inicio else 0)
    before = doc.ditado[inicio : item.inicio]
    after = doc.ditado[item.fim : min(max(frase.fim, item.fim), following)]
    if _TONIGHT.match(doc.ditado, item.inicio):
        return 7 if _CONTACT.search(before[-_CLOSE:]) else 0
    score = _score_before(doc, item, before) + _score_after(after)
    if _AGAINST.search(before) and _ANAPHORA.search(after) and _CONTACT.search(after):
        score += 3
    score += 3 if _AT_HOUR.match(after) and not _AGAINST.search(before) else 0
    score += 1 if item.forca else 0
    score += 3 if item.forca == _DAY_AND_MONTH and doc.data_so(item.inicio, item.fim) else 0
    return score - (2 if item.solto and score < 5 else 0)


def _score_before(doc: Documento, item: _Candidato, before: str) -> int:
    """What the nearest word before the day says: contact, a meeting, or something else altogether."""
    if _LABEL.search(doc.ditado[max(0, item.inicio - 40) : item.inicio]):
        return 8
    contact, meeting, against = (_last(cue, before) for cue in (_CONTACT, _MEETING, _AGAINST))
    nearest = max(contact, meeting, against)
    if nearest < 0:
        return 5 if _TO_DO.match(before) else 0
    if nearest == against and against > max(contact, meeting):
        return -4
    if nearest == contact or (contact >= 0 and len(before) - contact < 45):
        return 7
    return 5


def _score_after(after: str) -> int:
    if _DONE_THEN.match(after):
        return 5
    if _CONTACT.search(after):
        return 5 if _ANAPHORA.search(after[:60]) else 3
    return 2 if _MEETING.search(after) else 0


def _last(cue: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in cue.finditer(text)), default=-1)
