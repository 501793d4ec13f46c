"""Who is the cliente and who wrote the relato, by what stands around each name."""

import re
from itertools import pairwise

from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.nomes import Nome, Nomes, is_role

_ENOUGH = 3
_ENOUGH_ALONE = 1
_A_SIGNATURE = 5
_LONGEST_SIGNATURE = 80

_TITLE = r"(?:(?:sr|sra|srta|dr|dra|dona|seu|senhor|senhora|prof|profa|d)\.?\s+)?"
_CLIENT_LABEL = re.compile(
    r"\b(?:client[ea]s?|pacientes?|nome(?:\s+completo)?|lead|tutora?|alun[oa]|interessad[oa]|contratante|"
    r"solicitante|"
    r"quem\s+ligou|assinado\s+cliente|comprador[a]?|titular|contato|contato\s+com|hospede|"
    r"associad[oa])\s*[:=,-]?\s*"
    r"(?:(?:da|de|do|a|o|e)\s+)?" + _TITLE + "$"
)
_GUARDIAN_LABEL = re.compile(
    r"\b(?:responsavel(?:\s+(?:legal|financeir[oa]))?)\s*[:=-]?\s*(?:e\s+)?(?:[ao]\s+)?" + _TITLE + "$"
)
_MET = re.compile(
    r"\b(?:falei|falamos|conversei|conversamos|conversa|atendi|atendemos|atendimento|recebi|recebemos|"
    r"liguei|ligacao|"
    r"contato|contactei|contatei|reuniao|reuni|estive|visita|visitei|retorno|tratei|telefonei|"
    r"mandei\s+mensagem|bate-papo|mensagem|msg|audio|direct|recado|mandei|passei|mostrei|expliquei|apresentei|"
    r"respondi|consultei|encontrei|orientei|"
    r"orcamento|pedido|orcei|adicionei|proposta|cotacao|negociei|negociacao|papo|encontro|ligou|telefonou|"
    r"apareceu|"
    r"fechei|fechamos|agendei|avaliei|avaliacao|passei\s+(?:o\s+)?(?:valor|orcamento)|cliente|caso|"
    r"tratamento|plano|exame|consulta|prontuario)\b"
    r"[^.;\n]{0,45}?\b(?:com|c|para|pra|pro|p|ao|da|do|de|a|o|um|uma)?[/\s]*(?:a\s+|o\s+)?"
    r"(?:(?:lead|cliente|paciente|sindico|socia?|tutora?|casal|dona|moca|jovem)\s*,?\s+)?" + _TITLE + "$"
)
_ACTED = re.compile(
    r"[\s,]*(?:\([^)]{0,60}\)|,[^,.;]{1,40},)?\s*(?:(?:me|nos|ja|so|tambem|nao|ainda|hoje|ontem|que|"
    r"o\s+qual|a\s+qual)\s+){0,3}"
    r"(?:quer|quis|queria|querem|ligou|veio|vieram|perguntou|pediu|fez|desistiu|esteve|precisa|esta|estava|"
    r"passou|procurou|"
    r"gostaria|tem|entrou|mandou|aceitou|fechou|solicitou|chamou|trouxe|disse|vai|ficou|pagou|topou|gostou|"
    r"achou|recusou|"
    r"prefere|optou|quebrou|apareceu|contou|escolheu|recebeu|confirmou|comentou|viu|marcou|remarcou|busca|"
    r"deseja|sofre|perguntando|pedindo|querendo|caiu|bateu|enviou|sumiu|avisou|falou|negociou|decidiu|desmarcou|"
    r"cancelou|faltou|mora|trabalha|comprou|assinou|conseguiu|acabou|indicou|"
    r"respondeu|demonstrou|mostrou|reclamou|agendou|retornou|voltou|e\s+paciente|pensa|vem|compareceu|"
    r"procura|adorou)\b"
)
_FAMILY = re.compile(
    r"[\s,(]*(?:[ea]\s+)?(?:mae|pai|avo|responsavel|tia|tio|madrasta|padrasto|filh[oa]|espos[oa]|marido|"
    r"irma|irmao|tutor[a]?|noiv[oa]s?)"
    r"\s+d[aoe]"
)
_RELATED = re.compile(
    r"\b(?:indicad[oa]s?|indicacao|encaminhad[oa]s?)(?:\s+(?:pel[oa]|por|d[aoe]))?(?:\s+(?:amiga|amigo))?\s+"
    + _TITLE
    + "$"
    r"|\b(?:amig[oa]|filh[oa]s?|marido|espos[oa]|irm[ao]o?|irma|net[oa]|sobrinh[oa]|vizinh[oa]|cunhad[oa]|"
    r"noiv[oa]|namorad[oa]|"
    r"chefe|pet|cachorr[oa]|gat[oa]|caes|cao|bebe)\s*(?:d(?:ele|ela)\s*)?[,:(]?\s*(?:[oa]\s+|d[aoe]\s+|e\s+)?"
    + _TITLE
    + "$"
    r"|\b(?:mae|pai|avo|tia|tio|filh[oa]|marido|espos[oa]|irma|irmao|responsavel)\s+d[aoe]s?\s+"
    + _TITLE
    + "$"
    r"|\b(?:dr|dra|doutor|doutora)\.?\s+$|\bclinica\s+(?:d[aoe]\s+)?$|\bloja\s+(?:d[aoe]\s+)?$|"
    r"\btrouxe\s+[oa]\s+$"
)
# Whoever brings, pays for or decides about another person is whom the deal is talked over with.
_DECIDES = re.compile(
    r"\bquem\s+(?:trouxe|decide|decidiu|paga|pagou|vai\s+pagar|fechou|conversou|veio|ligou|negociou|assina|responde|"
    r"manda|resolve|fala|falou|acompanha\w*|cuida)\b[^.;\n]{0,40}?\b(?:e|foi|eh|sera)\s+(?:[ao]\s+)?"
    r"(?:(?:mae|pai|avo|tia|tio|filh[oa]|espos[oa]|marido|irma|irmao|madrinha|sogra)\s*,?\s+)?(?:[ao]\s+)?"
    + _TITLE
    + "$"
)
_KIN = re.compile(
    r"\b(?:mae|pai|avo|tia|tio|madrinha|madrasta|padrasto|responsavel)\s*[,:(]\s*(?:[ao]\s+)?" + _TITLE + "$"
)
# Where a name is that of a place, a brand or a house of business.
_PLACE_BEFORE = re.compile(
    r"\b(?:n[ao]s?|pel[ao]s?|bairro|rua|avenida|av|praca|jardim|vila|cidade|hospital|colegio|escola|igreja|loja|banco|"
    r"clinica|lab|laboratorio|convenio|plano|marca|edificio|ed|predio|condominio|residencial|fazenda|shopping|"
    r"concorrente|empresa|construtora|grupo|instituto|industria|transportadora|distribuidora|associacao|"
    r"cooperativa|restaurante|hotel|pousada|farmacia|familia|promocao|campanha|sao|santo|santa)\.?\s+(?:d[aeo]\s+)?$"
)
_COURTESY = frozenset({"sr", "sra", "srta", "dona", "seu", "senhor", "senhora"})
_CUES_BEFORE = (
    (4, re.compile(r"\b(?:sr|sra|srta|dona|seu|senhor|senhora)\.?\s+$")),
    (
        4,
        re.compile(
            r"\b(?:disse|falou|contou|segundo|pediu|perguntou|explicou|informou|avisou)\s+(?:[oa]\s+)?"
            + _TITLE
            + "$"
        ),
    ),
    (4, _MET),
    (
        9,
        re.compile(
            r"\b(?:mae|pai|avo|tia|tio|responsavel)\s+d[aoe]\s+\w+\s*[(,]\s*(?:[oa]\s+)?" + _TITLE + "$"
        ),
    ),
    (3, re.compile(r"\bcom\s+(?:[ao]\s+)?" + _TITLE + "$")),
    (9, _DECIDES),
    (6, _KIN),
    (7, re.compile(r"\b(?:aos\s+cuidados\s+d[aeo]|a/c)\s+" + _TITLE + "$")),
    (2, re.compile(r"\b(?:segue|registro|relato|lead|ficha|cadastro|novo\s+contato)\s*:\s*" + _TITLE + "$")),
)
_STAFF_AFTER = re.compile(r"\s+(?:aqui\b|falando\b|da\s+recepcao|do\s+comercial|do\s+atendimento)")
_CUES_AFTER = (
    (4, _ACTED),
    (3, _FAMILY),
    (-3, re.compile(r"\s*,?\s*(?:\(|de\s+)?(?:\d|1[0-7])\s*(?:anos|aninhos|meses|a\b)")),
    (3, re.compile(r"\s*,?\s*(?:\(|de\s+)?(?:1[89]|[2-9]\d)\s*(?:anos|a\b)")),
)
_OPENING_WORDS = re.compile(
    r"\d+(?:hs?|o)?|\b(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|"
    r"dezembro|segunda|terca|quarta|"
    r"quinta|sexta|sabado|domingo|feira|as|e|foi|conv|data|contato|hoje|ontem|sr|sra|dr|dra|dona|seu|a|o|as|em|meio|dia|h|hs|oi|ola|de)\b"
)
_FIELD_START = re.compile(r"(?:^|[|;\n.:/-])\s*" + _TITLE + "$")
_FIELD_END = re.compile(r"\s*(?:[|;,\n.:(/-]|$)")
_DASH = re.compile(r"\s+-\s+[a-z]|\s*,\s*[a-z]")
_PAIR = re.compile(r"\b(?:casal|noivos|irmaos|irmas|socios|socias|senhores)\b")
_PLURAL = re.compile(r"\s*(?:,|\(|querem|vieram|fizeram|pediram|ligaram|estao|vao|ficaram|perguntaram)")

_STAFF_LABEL = re.compile(
    r"\b(?:atendentes?|atend|atd|plantonista|rec|anotad[oa]\s+por|digitad[oa]\s+por|lancad[oa]\s+por|"
    r"escrit[oa]\s+por|"
    r"(?:quem|que)\s+(?:\w+\s+)?(?:registr\w+|anot\w+|escrev\w+|preench\w+)(?:\s+(?:e|foi|sou\s+eu))?\s*,?|"
    r"atendid[oa]\s+por|atendeu|ass(?:inado)?(?:\s+por)?|"
    r"resp(?:onsavel)?\.?(?:\s+(?:pelo|pela|por|do)\s+\w+)?|"
    r"att|atte|atenciosamente|abs|abracos?|beijos?|bjs|cordialmente|grat[oa]|obrigad[oa]|"
    r"registrad[oa]\s+por|registro\s+(?:de|por)|"
    r"recepcionista|recepcao|vendedor[a]?|consultor[a]?|secretaria|enviado\s+por|relatado\s+por|"
    r"feito\s+por|preenchido\s+por|"
    r"quem\s+(?:fala|escreve|atendeu)(?:\s+e)?|aqui\s+(?:e|quem\s+fala\s+e)|eu\s+sou|sou|me\s+chamo|eu,|"
    r"operador[a]?|"
    r"relato\s+d[aeo]|recado\s+d[aeo]|por|colaborador[a]?|corretor[a]?|tecnico|instrutor[a]?|sdr|"
    r"usuari[oa]|funcionari[oa]|"
    r"assinatura|at)\s*[.:,=-]{0,2}\s*(?:(?:a|o|da|do|de)\s+)?" + _TITLE + "$"
)
_STAFF_WORDS = re.compile(r"[a-z]+")
# The first person of who opens the text with a name: "Paula aqui", "Nutricionista Amanda - atendi".
_FIRST_PERSON = re.compile(
    r"[\s,:;|/-]*(?:aqui\b|falando\b|(?:hoje\s+|ontem\s+)?(?:eu\s+)?(?:atendi|falei|conversei|consultei|avaliei|"
    r"recebi|liguei|visitei|registro|informo)\b)"
)
_STAFF_HEADER = re.compile(
    r"(?:,\s*\w+)?\s*(?:-|:|\|)\s*(?:registro|atendimento|relato|anotac|recepc|comercial)"
)


def read_atendente(doc: Documento, nomes: Nomes) -> Nome | None:
    """Who signs or writes the relato. A dentist who is merely mentioned is not."""
    best: tuple[int, Nome] | None = None
    for nome in nomes.todos:
        score = _staff_score(doc, nome)
        if score >= _ENOUGH and (best is None or score >= best[0]):
            best = (score, nome)
    return best[1] if best else None


def read_cliente(doc: Documento, nomes: Nomes, atendente: Nome | None) -> Nome | None:
    """With whom the deal is talked over: the guardian, when the patient is a child."""
    others = [nome for nome in nomes.todos if atendente is None or nome.texto != atendente.texto]
    if not others:
        return None
    scores = [_client_score(doc, nome) - min(index, 3) for index, nome in enumerate(others)]
    best = scores.index(max(scores))
    alone = len({nome.texto for nome in others}) == 1 and others[0].certo
    if scores[best] < (_ENOUGH_ALONE if alone else _ENOUGH):
        return None
    return _couple(doc, nomes, others[best])


def _staff_score(doc: Documento, nome: Nome) -> int:
    before = doc.ditado[max(0, nome.inicio - 60) : nome.inicio]
    if _CLIENT_LABEL.search(before) or nome.titulo in _COURTESY:
        return 0
    if not nome.certo and _PLACE_BEFORE.search(before):
        return 0
    if _speaks(doc, nome, ours=True) or (
        _STAFF_AFTER.match(doc.ditado, nome.fim) and doc.indice(nome.inicio) == 0
    ):
        return 8
    if _opens(doc, nome) and _FIRST_PERSON.match(doc.ditado, nome.fim):
        return 8
    if _STAFF_LABEL.search(before):
        return 8 if doc.indice(nome.inicio) in (0, len(doc.frases) - 1) or ":" in before[-25:] else 5
    if _STAFF_HEADER.match(doc.ditado, nome.fim) and (nome.titulo.startswith("dr") or _ends_alone(doc, nome)):
        return 7
    return _signature_score(doc, nome)


def _opens(doc: Documento, nome: Nome) -> bool:
    """Whether nothing but a greeting, a title or a trade stands before a name."""
    lead = _OPENING_WORDS.sub("", doc.ditado[: nome.inicio]) if nome.inicio <= 60 else "-"
    return all(is_role(word) for word in _STAFF_WORDS.findall(lead)) and "-" not in lead


def _speaks(doc: Documento, nome: Nome, *, ours: bool) -> bool:
    return any(fala.inicio <= nome.inicio < fala.fim and fala.nossa is ours for fala in doc.falas)


def _signature_score(doc: Documento, nome: Nome) -> int:
    """A name that closes the text: alone, with a role, a farewell or a date beside it."""
    last = doc.frases[-1]
    if nome.fim < last.inicio and not _only_signature(doc.ditado[nome.fim :]):
        return 0
    last = doc.frases[doc.indice(nome.inicio)]
    head = doc.ditado[max(last.inicio, nome.inicio - 120) : nome.inicio]
    tail = doc.ditado[nome.fim : last.fim]
    if not _only_signature(tail) or _KIN.search(head):
        return 0
    if len(doc.frases) > 1 and _only_signature(head):
        return 7
    if re.search(r"[,;|)!?-]\s*" + _TITLE + "$", head) and not re.search(
        r"\b(?:com|para|pra)\s+[^,]*,\s*$", head
    ):
        return 5
    words = head.split()
    loose = (
        nome.certo and words and len(words[-1]) > 2 and words[-1] not in ("com", "para", "pra", "dona", "seu")
    )
    return 3 if loose and not _RELATED.search(head) else 0


def _only_signature(piece: str) -> bool:
    if len(piece) > _LONGEST_SIGNATURE:
        return False
    piece = re.sub(r"\d[\d/:.h]*(?:\s*(?:h|hs|horas)\b)?", " ", piece)
    piece = re.sub(r"\b(?:sr|sra|srta|dr|dra|dona|em|as|e|a|o|da|do|de|dia|cro|crm|oab|horas?)\b", " ", piece)
    return all(is_role(word) for word in _STAFF_WORDS.findall(piece))


def _ends_alone(doc: Documento, nome: Nome) -> bool:
    return not re.search(r"[a-z]", doc.ditado[: nome.inicio][:80])


def _client_score(doc: Documento, nome: Nome) -> int:
    before = doc.ditado[max(0, nome.inicio - 70) : nome.inicio]
    score = 1 if nome.certo else -1
    if _GUARDIAN_LABEL.search(before):
        score += 9
    elif _CLIENT_LABEL.search(before):
        score += 7
    elif _RELATED.search(before) or (not nome.certo and _PLACE_BEFORE.search(before)):
        return score - 6
    score += 5 if _speaks(doc, nome, ours=False) else 0
    score += sum(points for points, cue in _CUES_BEFORE if cue.search(before))
    score += sum(points for points, cue in _CUES_AFTER if cue.match(doc.ditado, nome.fim))
    return score + _place_score(doc, nome) - _signs(doc, nome)


def _signs(doc: Documento, nome: Nome) -> int:
    return 0 if nome.titulo in _COURTESY or _signature_score(doc, nome) < _A_SIGNATURE else 6


def _place_score(doc: Documento, nome: Nome) -> int:
    """Names that open the text or a field of it are usually whom it is about."""
    lead = doc.ditado[max(0, nome.inicio - 80) : nome.inicio]
    opening = nome.inicio <= 80 and not re.search(r"[a-z]", _OPENING_WORDS.sub("", lead))
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
