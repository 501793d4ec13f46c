"""Who is the cliente: with whom the deal is talked over, by what stands around each name."""

import re
from itertools import pairwise

from shared.relatos.leitura.assinatura import signature_score
from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.nomes import Nome, Nomes
from shared.relatos.leitura.pessoas import (
    CLIENT_LABEL,
    COURTESY,
    GUARDIAN_LABEL,
    KIN,
    OPENING_WORDS,
    PLACE_BEFORE,
    RELATED,
    TITLE,
    speaks,
)

_ENOUGH = 3
_ENOUGH_ALONE = 1
_A_SIGNATURE = 5
_MET = re.compile(
    r"\b(?:falei|falamos|conversei|conversamos|conversado|conversa|falado|atendi|atendemos|atendimento|recebi|recebemos|"
    r"liguei|ligacao|"
    r"contato|contactei|contatei|reuniao|reuni|estive|visita|visitei|retorno|tratei|telefonei|"
    r"mandei\s+mensagem|bate-papo|whats(?:app)?|zap|telefonema|chamada|mensagem|msg|audio|direct|recado|mandei|passei|mostrei|expliquei|apresentei|"
    r"respondi|consultei|encontrei|orientei|"
    r"orcamento|pedido|orcei|adicionei|proposta|cotacao|negociei|negociacao|papo|encontro|ligou|telefonou|"
    r"apareceu|"
    r"fechei|fechamos|agendei|avaliei|avaliacao|passei\s+(?:o\s+)?(?:valor|orcamento)|cliente|caso|"
    r"tratamento|plano|exame|consulta|prontuario)\b"
    r"[^.;\n]{0,45}?\b(?:com|c|para|pra|pro|p|ao|da|do|de|a|o|um|uma)?[/\s]*(?:a\s+|o\s+)?"
    r"(?:(?:lead|cliente|paciente|sindico|socia?|tutora?|casal|dona|moca|jovem)\s*,?\s+)?" + TITLE + "$"
)
_ACTED = re.compile(
    r"[\s,]*(?:\([^)]{0,60}\)|,[^,.;]{1,40},|d[aoe]s?\s+\w+\s)?\s*(?:(?:me|nos|ja|so|tambem|nao|ainda|hoje|ontem|que|"
    r"o\s+qual|a\s+qual)\s+){0,3}"
    r"(?:quer|quis|queria|querem|ligou|veio|vieram|perguntou|pediu|fez|desistiu|esteve|precisa|esta|estava|"
    r"passou|procurou|"
    r"gostaria|tem|entrou|mandou|aceitou|fechou|solicitou|chamou|trouxe|disse|vai|ficou|pagou|topou|gostou|"
    r"achou|recusou|"
    r"prefere|optou|quebrou|apareceu|contou|escolheu|recebeu|confirmou|comentou|viu|marcou|remarcou|busca|"
    r"deseja|sofre|perguntando|pedindo|querendo|caiu|bateu|enviou|sumiu|avisou|falou|negociou|decidiu|desmarcou|"
    r"cancelou|faltou|mora|trabalha|comprou|assinou|conseguiu|acabou|indicou|"
    r"respondeu|demonstrou|mostrou|reclamou|agendou|retornou|voltou|e\s+paciente|pensa|vem|compareceu|"
    r"procura|adorou|pode|podia|consegue|aceita|gosta|acha|pede|pergunta|fecha|paga|usa|toma|faz|foi|segue|"
    r"continua|pretende|esqueceu|perdeu|viajou|operou|reagendou|insistiu|reclama|deve|manda|liga|sumiu|atendeu)\b"
)
_FAMILY = re.compile(
    r"[\s,(]*(?:[ea]\s+)?(?:mae|pai|avo|responsavel|tia|tio|madrasta|padrasto|filh[oa]|espos[oa]|marido|"
    r"irma|irmao|tutor[a]?|noiv[oa]s?)"
    r"\s+d[aoe]"
)
# Whoever brings, pays for or decides about another person is whom the deal is talked over with.
_DECIDES = re.compile(
    r"\bquem\s+(?:trouxe|decide|decidiu|paga|pagou|vai\s+pagar|fechou|conversou|veio|ligou|negociou|assina|responde|"
    r"manda|resolve|fala|falou|acompanha\w*|cuida)\b[^.;\n]{0,40}?\b(?:e|foi|eh|sera)\s+(?:[ao]\s+)?"
    r"(?:(?:mae|pai|avo|tia|tio|filh[oa]|espos[oa]|marido|irma|irmao|madrinha|sogra)\s*,?\s+)?(?:[ao]\s+)?"
    + TITLE
    + "$"
)
_TALKED_WITH_KIN = re.compile(
    r"\b(?:falei|falamos|conversei|conversamos|negociei|negociamos|tratei|tratamos|fechei|fechamos|combinei|combinamos|"
    r"acertei|resolvi|liguei|atendi|recebi)\b[^.;\n]{0,25}?\b(?:com|pra|para|c)[/\s]+(?:[ao]\s+)?"
    r"(?:espos[oa]|marido|mae|pai|filh[oa]|irmao|irma|nora|genro|tia|tio|avo|net[oa]|soci[oa]|secretaria|mulher|sobrinh[oa])"
    r"(?:\s+d(?:el[ea]|[ao]\s+(?:(?:dona|seu|sra?)\.?\s+)?\w+|[ao]))?\s*[,:(]?\s*(?:[ao]\s+)?" + TITLE + "$"
)
_KIN_OF_SOMEONE = re.compile(
    r"\b(?:mae|pai|avo|tia|tio|responsavel)\s+d[aoe]s?\s+\w+\s*[(,]\s*(?:[oa]\s+)?" + TITLE + "$"
)
_IS_CLIENT = re.compile(
    r"\s*[,(]\s*(?:(?:o|a|nosso|nossa|e)\s+)?(?:cliente|paciente|proprietari[oa]|tutora?|inquilin[oa]|sindic[oa])\b"
)
_CUES_BEFORE = (
    (
        3,
        re.compile(
            r"\b(?:ligar|ligo|retornar|retorno|falar|avisar|mandar|chamar|cobrar|procurar|enviar|confirmar)\b[^.;\n]{0,20}?"
            r"\b(?:com|pr[oa]|para|c)[/\s]+(?:[ao]\s+)?" + TITLE + "$"
        ),
    ),
    # Whose thing it is: "o freezer da padaria do Nilo".
    (2, re.compile(r"[a-z0-9]{3,}\s+(?:d[aoe]|pr[ao]|para)\s+" + TITLE + "$")),
    (4, re.compile(r"\b(?:sr|sra|srta|dona|seu|senhor|senhora)\.?\s+$")),
    (
        4,
        re.compile(
            r"\b(?:disse|falou|contou|segundo|pediu|perguntou|explicou|informou|avisou)\s+(?:[oa]\s+)?"
            + TITLE
            + "$"
        ),
    ),
    (4, _MET),
    (3, re.compile(r"\bcom\s+(?:[ao]\s+)?" + TITLE + "$")),
    (9, _DECIDES),
    (6, KIN),
    (7, re.compile(r"\b(?:aos\s+cuidados\s+d[aeo]|a/c)\s+" + TITLE + "$")),
    (2, re.compile(r"\b(?:segue|registro|relato|lead|ficha|cadastro|novo\s+contato)\s*:\s*" + TITLE + "$")),
)
_CUES_AFTER = (
    (4, _ACTED),
    (3, _FAMILY),
    (-3, re.compile(r"\s*,?\s*(?:\(|de\s+)?(?:\d|1[0-7])\s*(?:anos|aninhos|meses|a\b)")),
    (3, re.compile(r"\s*,?\s*(?:\(|de\s+)?(?:1[89]|[2-9]\d)\s*(?:anos|a\b)")),
)
_FIELD_START = re.compile(r"(?:^|[|;\n.:/-])\s*" + TITLE + "$")
_FIELD_END = re.compile(r"\s*(?:[|;,\n.:(/-]|$)")
_DASH = re.compile(r"\s+-\s+[a-z]|\s*,\s*[a-z]")
_PAIR = re.compile(r"\b(?:casal|noivos|irmaos|irmas|socios|socias|senhores)\b")
_PLURAL = re.compile(r"\s*(?:,|\(|querem|vieram|fizeram|pediram|ligaram|estao|vao|ficaram|perguntaram)")

_KIN_OF = re.compile(
    r"\b(?:mae|pai|filh[oa]s?|marido|espos[oa]|irmao|irma|net[oa]|sobrinh[oa]|cachorr[oa]|gat[oa]|pet)\s+d[aoe]\s+"
    + TITLE
    + "$"
)


def read_cliente(doc: Documento, nomes: Nomes, atendente: Nome | None) -> Nome | None:
    """With whom the deal is talked over: the guardian, when the patient is a child."""
    others = [nome for nome in nomes.todos if atendente is None or nome.texto != atendente.texto]
    if not others:
        return None
    scores = [_client_score(doc, nome) - min(index, 3) for index, nome in enumerate(others)]
    best = scores.index(max(scores))
    alone = len({nome.texto for nome in others}) == 1 and others[0].certo
    if scores[best] < (_ENOUGH_ALONE if alone else _ENOUGH):
        return _whose_kin(doc, others)
    return _couple(doc, nomes, others[best])


def _whose_kin(doc: Documento, others: list[Nome]) -> Nome | None:
    """The one person whose family is spoken of, when nobody else is: "a filha da Marlene"."""
    spoken = [
        nome
        for nome in others
        if nome.certo and _KIN_OF.search(doc.ditado[max(0, nome.inicio - 60) : nome.inicio])
    ]
    return spoken[0] if len({nome.texto for nome in spoken}) == 1 else None


def _client_score(doc: Documento, nome: Nome) -> int:
    before = doc.ditado[max(0, nome.inicio - 70) : nome.inicio]
    score = 1 if nome.certo else -1
    if GUARDIAN_LABEL.search(before):
        score += 12
    elif CLIENT_LABEL.search(before):
        score += 10
    elif _KIN_OF_SOMEONE.search(before):
        score += 9
    elif _TALKED_WITH_KIN.search(before) or _IS_CLIENT.match(doc.ditado, nome.fim):
        score += 8
    elif RELATED.search(before) or (not nome.certo and PLACE_BEFORE.search(before)):
        return score - 6
    score += 5 if speaks(doc, nome, ours=False) else 0
    score += sum(points for points, cue in _CUES_BEFORE if cue.search(before))
    score += sum(points for points, cue in _CUES_AFTER if cue.match(doc.ditado, nome.fim))
    return score + _place_score(doc, nome) - _signs(doc, nome)


def _signs(doc: Documento, nome: Nome) -> int:
    return 0 if nome.titulo in COURTESY or signature_score(doc, nome) < _A_SIGNATURE else 6


def _place_score(doc: Documento, nome: Nome) -> int:
    """Names that open the text or a field of it are usually whom it is about."""
    lead = doc.ditado[max(0, nome.inicio - 80) : nome.inicio]
    opening = nome.inicio <= 80 and not re.search(r"[a-z]", OPENING_WORDS.sub("", lead))
    field = _FIELD_START.search(lead) and _FIELD_END.match(doc.ditado, nome.fim)
    known = nome.certo or " " in nome.texto or _ACTED.match(doc.ditado, nome.fim)
    titled = nome.inicio == 0 and _DASH.match(doc.ditado, nome.fim)
    score = 3 if opening and (known or titled) else 0
    if field and doc.indice(nome.inicio) < len(doc.frases) - 1:
        score += 2
    return score + (1 if doc.indice(nome.inicio) == 0 else 0)


def _couple(doc: Documento, nomes: Nomes, nome: Nome) -> Nome:
    """Two people who decide together, when the text names them as a pair."""
    for one, other in pairwise(nomes.todos):
        if nome.inicio in (one.inicio, other.inicio) and _are_pair(doc, one, other):
            return Nome(f"{one.texto} e {other.texto}", one.inicio, other.fim, one.titulo, one.certo)
    return nome


def _are_pair(doc: Documento, one: Nome, other: Nome) -> bool:
    if doc.ditado[one.fim : other.inicio] != " e ":
        return False
    before = doc.ditado[max(0, one.inicio - 20) : one.inicio]
    after = doc.ditado[other.fim : other.fim + 30]
    return bool(_PAIR.search(before + after) or _PLURAL.match(after))
