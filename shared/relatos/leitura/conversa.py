"""When the conversation took place, as far as the relato says; and the day its relative dates count from."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.kit.dates import DataEscrita
from shared.relatos.leitura.documento import Documento

_ENOUGH = 4
_FRESH = timedelta(days=7)
_LABEL = re.compile(
    r"(?:\b(?:data(?:\s*/\s*hora)?|dt|conv|atend|lig|reg|ctt|dia|hoje(?:\s+e)?|ontem|anteontem|em|de|no|na|as|registro|atendimento|"
    r"contato|conversa|"
    r"ligacao|visita|whats(?:app)?|data\s+d[oa]\s+\w+|conversei|falei|atendida?|atendido|avaliacao|"
    r"orcamento|relato|"
    r"segunda|terca|quarta|quinta|sexta|sabado|domingo)(?:[\s-]feira)?\.?|[\[(|])[\s:,(e-]*(?:dia\s+|em\s+|"
    r"foi\s+)?$"
)
_TODAY = re.compile(r"\bhoje(?:\s+e|\s+dia|,)?[\s(,:-]*(?:dia\s+|em\s+)?$")
_YESTERDAY = re.compile(r"\b(?P<ante>ante)?ontem[\s(,:-]*(?:dia\s+|em\s+)?$")
_DATA_LABEL = re.compile(
    r"\bdata(?:\s*/\s*hora|\s+d[oae]s?\s+(?:contato|conversa|atendimento|registro|visita|"
    r"ligacao))?\s*[:=-]\s*$"
)
_HAPPENED = re.compile(
    r"\b(?:falei|falamos|conversei|conversamos|atendi|atendemos|atendid[oa]|recebi|recebemos|esteve|estive|"
    r"ligou|liguei|veio|"
    r"passou|procurou|encerrad[oa]|registr\w+|pediu|pagou|fez|mandou|chamou|entrou|desistiu|perguntou|"
    r"contato\s+feito|"
    r"conversa|atendimento|ligacao|reuniao\s+com|reuni)\b"
)
_LATER = re.compile(
    r"\b(?:retorn(?:ar|a|em|arei)|retorno(?!\s+d[aeo])|ligar|ligo|ligarei|chamar|chamo|proxim[oa]|agend\w+|"
    r"remarc\w+|"
    r"marc(?:ad[oa]|ou|amos|ei|ar)|volt[ao]|vem|vira|casamento|vence\w*|ate|inicio|comeca|assembleia|"
    r"previsao|prazo|entrega|"
    r"combin\w+|para|pra|pro|p/|procur\w+|assin\w+|confirm\w+|reuniao\s+marcada|follow\w*|paga|recebe)\b"
)
_OTHER_DAY = re.compile(
    r"\b(?:nasc\w*|validade|valid[oa]|vencimento|venceu|ultim[oa]|desde|aniversario|cadastr\w+|"
    r"orcamento\s+(?:de|do\s+dia)|"
    r"feit[oa]\s+em|faltou|avaliad[oa]\s+em|comprou\s+em|instalad[oa]\s+em|casamento|emitid[oa])\b"
    r"|\b(?:avaliacao|consulta|sessao|exame|visita)\s+d[eo]\s+(?:dia\s+)?$"
)
_GAP = re.compile(
    r"[\s,;|()\[\]/@-]*(?:(?:por\s+volta|cerca|perto|la\s+pel|aprox\w*\.?|mais\s+ou\s+menos|hora|horario|"
    r"no\s+horario|sao|eram|"
    r"segunda|terca|quarta|quinta|sexta|sabado|domingo|feira|de|da|das|as|a|ao|pela|manha|tarde|noite|em|no|"
    r"seg|ter|qua|qui|sex|sab|dom|t|inicio|comeco|h|hs|hr|exatamente|pontualmente|volta|e)[\s,:;|()-]*){0,6}"
)
_GAP_BACK = re.compile(r"[\s,|()\]-]*(?:(?:do|de|no|em|dia|da|hoje)[\s,]*){0,3}")
_HOUR_LABEL = re.compile(
    r"\b(?:hora|hora\s+d[oa]\s+\w+|horario\s+d[oa]\s+(?:contato|conversa|ligacao|atendimento))\s*[:=]\s*$"
)
_HAPPENED_AT = re.compile(
    r"\b(?:ligou|falei|atendi|conversei|recebi|esteve|veio|passou|chamou|mandou)\b[^.;\d]{0,60}?$"
)


@dataclass(frozen=True, slots=True)
class Conversa:
    """The day and hour of the conversation, where the text says so, and the day it was written on."""

    dia: date
    hora: time | None
    inicio: int
    fim: int
    escrita: date

    def __str__(self) -> str:
        if self.hora is None:
            return self.dia.isoformat()
        return datetime.combine(self.dia, self.hora).strftime("%Y-%m-%d %H:%M:%S")


def read_conversa(doc: Documento) -> Conversa | None:
    """The conversation's own date; None when the text gives none (a relative "hoje" alone is none)."""
    best: tuple[int, DataEscrita, date] | None = None
    for data in doc.datas:
        dia = data.last_until(doc.referencia)
        if dia is None:
            continue
        score = _score(doc, data, dia)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = (score, data, dia)
    if best is None:
        return None
    _, data, dia = best
    hora, fim = _hour_of(doc, data)
    return Conversa(dia, hora, data.inicio, max(fim, data.fim), _written_on(doc, data, dia))


def base_day(doc: Documento, conversa: Conversa | None) -> date:
    """The day from which "amanhã" counts: the day of writing, which an old relato says itself."""
    return conversa.escrita if conversa else doc.referencia


def _written_on(doc: Documento, data: DataEscrita, dia: date) -> date:
    before = doc.ditado[max(0, data.inicio - 20) : data.inicio]
    yesterday = _YESTERDAY.search(before)
    if yesterday:
        return dia + timedelta(days=2 if yesterday["ante"] else 1)
    if _TODAY.search(before) or not timedelta(0) <= doc.referencia - dia <= _FRESH:
        return dia
    return doc.referencia


def _score(doc: Documento, data: DataEscrita, dia: date) -> int:
    score = 2 if data.ano is not None else 0 if data.mes is not None else -3
    score += _score_place(doc, data, dia)
    if data.ano is not None and dia > doc.referencia:
        score -= 8
    elif dia == doc.referencia:
        score += 2
    elif doc.referencia - dia <= _FRESH:
        score += 1
    if data.ano is None and doc.referencia - dia > timedelta(days=60):
        score -= 4
    return score


def _score_place(doc: Documento, data: DataEscrita, dia: date) -> int:
    before = doc.ditado[max(0, data.inicio - 40) : data.inicio]
    if _DATA_LABEL.search(before):
        return 7
    if _TODAY.search(before) or _YESTERDAY.search(before):
        return 6
    clause = doc.clausula(data.inicio)
    lead = doc.ditado[clause.inicio : data.inicio]
    settled = data.ano is not None and dia <= doc.referencia
    if _OTHER_DAY.search(lead) or (not settled and _LATER.search(lead) and not _HAPPENED.search(lead)):
        return -5
    opening = doc.ditado[: data.inicio] if data.inicio <= 20 else "-"
    if re.fullmatch(r"\W*(?:(?:em|dia|no dia)\s+)?", opening) and opening != "-":
        return 5
    last = len(doc.frases) - 1
    if last > 0 and doc.indice(data.inicio) >= last - 1 and doc.data_so(data.inicio, data.fim):
        return 5
    score = 3 if _LABEL.search(before) else 0
    if _HAPPENED.search(doc.ditado, doc.frase(data.inicio).inicio, data.inicio):
        score += 3
    elif doc.indice(data.inicio) == len(doc.frases) - 1 or doc.indice(data.inicio) == 0:
        score += 2
    return score


def _hour_of(doc: Documento, data: DataEscrita) -> tuple[time | None, int]:
    """The hour that belongs to the date: right after it, right before it, labelled, or of the call itself."""
    for hora in doc.horas:
        gap = doc.ditado[data.fim : hora.inicio]
        if 0 <= hora.inicio - data.fim <= 45 and _GAP.fullmatch(gap):
            return hora.hora, hora.fim
        back = doc.ditado[hora.fim : data.inicio]
        if 0 <= data.inicio - hora.fim <= 15 and _GAP_BACK.fullmatch(back):
            return hora.hora, data.fim
    for hora in doc.horas:
        before = doc.ditado[max(0, hora.inicio - 80) : hora.inicio]
        same = doc.indice(hora.inicio) == doc.indice(data.inicio)
        if _HOUR_LABEL.search(before) or (same and hora.inicio > data.fim and _HAPPENED_AT.search(before)):
            return hora.hora, data.fim
    return None, data.fim
