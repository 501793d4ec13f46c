"""How the relato says it may be paid: forms offered or wanted, refused ones left out, and how many parcels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.kit.numerals import COUNT, parse_count
from shared.relatos.leitura.documento import Documento
from shared.relatos.models import FormaPagamento as Forma

_FORMS: tuple[tuple[Forma, re.Pattern[str]], ...] = (
    (
        Forma.A_VISTA,
        re.compile(r"\ba\s*vista\b|\bavista\b|\b(?:em|no|so|de)?\s*dinheiro\b|\bem\s+especie\b|\bcash\b"),
    ),
    (Forma.PIX, re.compile(r"\bpix\b")),
    (
        Forma.CARTAO_CREDITO,
        re.compile(
            r"\bcart\b|\bcart(?:ao|oes)\b(?!\s+(?:de\s+)?(?:debito|visita|sus|do\s+sus|de\s+(?:natal|"
            r"vacina\w*|desconto)))"
            r"|(?<!analise de )(?<!carta de )(?<!score de )\bcredito\b"
            r"(?!\s+(?:consignado|imobiliario|rural|pessoal|aprovado|negado|pre))"
        ),
    ),
    (Forma.CARTAO_DEBITO, re.compile(r"(?<!em )\bdebito\b(?!s)")),
    (
        Forma.BOLETO,
        re.compile(
            r"\bboletos?\b|\bbolet\w{1,3}\b|\bcarnes?\b(?!\s+(?:de\s+(?:boi|porco)|moida))|\bcrediario\b"
        ),
    ),
    (
        Forma.FINANCIAMENTO,
        re.compile(
            r"\bfinanci(?:a(?:mento|r|do|da|ndo|mos|m|ria)?|e|ou|ei)\w*|\bfinanceira\s+parceira|"
            r"\bpela\s+financeira\b"
        ),
    ),
    (
        Forma.CONVENIO,
        re.compile(r"\bconven\w{2,4}\b|\bplano\s+(?:odonto\w*|de\s+saude|dental|dele|dela)\b"),
    ),
)
_PARCELED = re.compile(
    r"(?<!ultima )(?<!proxima )(?<!primeira )\bparcel\w+(?!\s+(?:unica|atras|vencid|pendente|em\s+aberto|\d))"
    r"|\bprestac\w+|\bem\s+(?:varias|algumas)\s+vezes\b|\bcrediario\b"
)
_NOT_DEAL = re.compile(
    r"\b(?:dificuldade|situacao|vida|setor|area|parte|pelo|pro|para\s+o)\s+financeir\w+|"
    r"\bmaquina\s+de\s+cartao\b|"
    r"\b(?:troca|contrat\w+|proposta|cotacao|venda|adesao|mudanca|migra\w+|orcamento|renovacao)\s+(?:d[eo]\s+)?plano\s|"
    r"\bplano\s+(?:de\s+saude|odonto\w*|dental)\s+(?:empresarial|pme|familiar|individual|coletivo)\b"
)

_DENIAL = re.compile(
    r"\b(?:nao|nem|nunca|sem|recus\w+|descart\w+|rejeit\w+|nega(?:ou|do)|dispens\w+|exceto|menos|nada\s+de|"
    r"tampouco)\b"
)
_DENIED_VERB = re.compile(r"^\s+(?:\w{1,4}\s+)?(?:quer|quis|queria|aceita\w*|pode|prefere|vai)\b")
_SCOPE_ENDS = re.compile(
    r"[.;!?\n:)(]|,(?!\s*nem)|\s-\s|\b(?:mas|porem|so|somente|apenas|pref[ei]r\w+|"
    r"quer(?!\s+(?:\w+\s+)?\w*(?:cart|bolet|financ))|aceita|"
    r"mandei|entao|e\s+quer|ou\s+seja|pode|decidiu|incomoda|exceto)\b"
)
_DENIED_AFTER = re.compile(
    r"\s*(?:automatico\s*)?(?:,|-)?\s*(?:(?:ele|ela|a\s+gente|nos|eles|o\s+cliente|a\s+cliente|de\s+credito|de\s+debito|"
    r"da\s+clinica|do\s+banco)\s+)?"
    r"(?:ja\s+)?(?:nao\b(?!\s+(?:decid|sab|definiu|escolh|resolv|tem\s+(?:juros|problema|pressa)|precis|"
    r"cobr\w+\s+juros|paga\s+juros))"
    r"|nem\s+pensar|(?:com\s+\w+\s+)?(?:acabou|encerrou|foi\s+cancelad|esta\s+suspens)|(?:recusou|rejeitou|dispensou|descartou)\b(?!\s+[oa]s?\s)|foi\s+(?:recusad|"
    r"negad|descartad)|recusad|negad|descartad)"
)
_UNDECIDED = re.compile(
    r"\s*(?:decid\w+|sabe|definiu|escolheu|resolveu|informou|falou|tem\s+(?:juros|pressa)|precisa\s+ser)\b"
)
_FOREIGN = re.compile(
    r"\b(?:concorren\w+|pediram|cobraram|ofereceram|orcaram|outra\s+(?:clinica|loja|empresa|escola|oficina|"
    r"academia)|outro\s+(?:lugar|profissional|dentista))\b"
)

_TIMES = re.compile(
    rf"(?<![\d.,/])(?P<n1>\d{{1,2}})\s?x\b(?!\s*(?:/\s?|p/\s?)?semana)(?!\s*(?:por|ao|a|na|no|essa|nessa|de\s+novo|mais|"
    rf"d?a)\s+(?:semana|dia|mes|ano|noite))"
    rf"(?!\s?\d{{1,3}}\s?(?:cm|m|mm)\b)"
    rf"|\b(?P<n2>{COUNT})\s+(?:parcelas?|prestac\w+|mensalidades|boletos|cheques|pagamentos)\b"
    rf"|\b(?:em|de|ate|por|nas|divid\w+\s+(?:em|por)|parcel\w+\s+(?:em|por)?|no\s+cartao|no\s+boleto|ou|"
    rf"faz)\s+(?:ate\s+)?"
    rf"(?P<n3>{COUNT})\s+vezes\b"
    rf"|\b(?P<n4>{COUNT})\s+vezes\b(?=\s+(?:no|na|sem|s/|com|de|iguais|fixas|pelo))"
    rf"|\d\s+(?:reais\s+)?(?:por|durante)\s+(?P<n7>{COUNT})\s+meses\b"
    r"|\b(?:ou|e)\s+(?:ate\s+|em\s+)?(?P<n6>\d{1,2})\s+(?=n[oa]\s+(?:boleto|cartao|carne|credito|financ))"
    rf"|\b(?:parcel|divid|financi)\w+\s+(?:em|por)\s+(?:ate\s+)?(?P<n8>{COUNT})\b(?!\s*(?:[/%,]|mil\b|dias|de\s|vezes|x\b|parc))"
    rf"|\bpor\s+mes\s*,?\s*(?:em\s+)?(?P<n10>{COUNT})\s+meses\b(?!\s+de\s+(?:fidelidade|contrato|garantia|carencia))"
    rf"|\bem\s+(?:ate\s+)?(?P<n11>{COUNT})\s+(?=n[oa]\s+(?:boleto|cartao|carne|credito))"
    rf"|\b(?:cartao|credito|boleto|carne)\s+em\s+(?:ate\s+)?(?P<n12>{COUNT})\b(?!\s*(?:[/%]|mil\b|dias|meses|de\s|vezes|x\b|parc))"
    rf"|(?<=[,:] )(?P<n9>{COUNT})\s+vezes\b(?!\s+(?:por|ao|na|essa|esta|hoje|ja|seguidas|mais))"
    rf"|\b(?:entrada|sinal)\b(?:[^.;\n]|\.\d){{0,40}}?\b(?:e|mais|\+)\s+(?:mais\s+)?(?P<n13>{COUNT})\s+de\s+(?=(?:r\$\s*)?\d{{3}}|mil\b)"
    rf"|\b(?P<n5>dez|doze|seis|cinco|quatro|tres|duas|oito|dezoito|quinze)\s+x\b"
)
# "3 x 190 = 570" multiplies units, unless the sentence goes on to say how the parcels are paid.
_PRODUCT = re.compile(r"\s*(?:de\s+)?(?:r\$\s*)?\d[\d.,]*\s*(?:reais\s*)?=")
# How often a week, not in how many parcels: "natação 2x por semana".
_WEEKLY = re.compile(r"(?<!\d)(\d)\s?x\s*(?:por\s+|na\s+|a\s+|/\s?|p/\s?)?semana")
_PAID_IN = re.compile(r"\b(?:cart\w*|boleto|carne|credito|juros|parcel\w+|vezes|mensais|financ\w+)\b")
_NET_TERMS = re.compile(r"(?<![\d/])(?P<dias>(?:\d{2,3}/){1,11}\d{2,3})(?![\d/])\s*(?:dias|dd|ddl)?\b")
_CHOSEN = re.compile(
    r"\b(?:pref[ei]r\w+|quer(?:o|em)?\b(?!\s+(?:saber|ver|pensar))|vou\s+(?:fazer|pagar|dividir|parcelar|passar|querer|de|no)|optou|escolh\w+|vai\s+(?:fazer|pagar|dividir|parcelar|"
    r"passar|querer)|fech(?:ou|amos|ado)|"
    r"topou|aceitou|decidiu|ficou|combinamos|gostou)\b"
)


@dataclass(frozen=True, slots=True)
class Parcelas:
    """One mention of a number of parcels."""

    numero: int
    inicio: int
    fim: int
    escolhida: bool


@dataclass(frozen=True, slots=True)
class Mencao:
    """One mention of a form of payment."""

    forma: Forma
    inicio: int
    fim: int
    recusada: bool


@dataclass(frozen=True, slots=True)
class Pagamento:
    """What may be used to pay, and the parcels: the chosen number, else the largest offered."""

    formas: tuple[Forma, ...]
    parcelas: int | None
    escolhidas: bool
    mencoes: tuple[Mencao, ...]
    trechos: tuple[Parcelas, ...]


def read_pagamento(doc: Documento) -> Pagamento:
    """Every form offered or wanted for this quote; what was refused is not among them."""
    mentions = list(_mentions(doc))
    refused = {item.forma for item in mentions if item.recusada}
    kept = tuple(item for item in mentions if item.forma not in refused)
    parcels = tuple(_parcels(doc))
    number, chosen = _number(parcels)
    forms = {item.forma for item in kept}
    if number or any(_counts(doc, match) for match in _PARCELED.finditer(doc.ditado)):
        forms.add(Forma.PARCELADO)
    return Pagamento(tuple(forma for forma in Forma if forma in forms), number, chosen, kept, parcels)


def _mentions(doc: Documento) -> Iterator[Mencao]:
    for forma, padrao in _FORMS:
        for match in padrao.finditer(doc.ditado):
            inicio, fim = match.span()
            if _NOT_DEAL.search(doc.ditado, max(0, inicio - 20), fim + 14) or _foreign(doc, inicio):
                continue
            refused = _refused(doc, inicio, fim)
            if not (refused and _only_without(doc, inicio)):
                yield Mencao(forma, inicio, fim, refused)


def _counts(doc: Documento, match: re.Match[str]) -> bool:
    return not _foreign(doc, match.start()) and not _refused(doc, match.start(), match.end())


def _foreign(doc: Documento, posicao: int) -> bool:
    clause = doc.clausula(posicao)
    return bool(_FOREIGN.search(doc.ditado, clause.inicio, clause.fim))


def _refused(doc: Documento, inicio: int, fim: int) -> bool:
    if _DENIED_AFTER.match(doc.ditado, fim):
        return True
    lead = doc.ditado[max(doc.frase(inicio).inicio, inicio - 60) : inicio]
    denials = list(_DENIAL.finditer(lead))
    if not denials:
        return False
    last = denials[-1]
    between = _DENIED_VERB.sub("", lead[last.end() :])
    return not _SCOPE_ENDS.search(between) and not _harmless(last, between)


def _harmless(denial: re.Match[str], between: str) -> bool:
    """Denials of something else: "sem juros no cartão", "não decidiu se boleto"."""
    if denial.group() == "sem":
        return bool(between.strip())
    return bool(_UNDECIDED.match(between))


def _only_without(doc: Documento, inicio: int) -> bool:
    return bool(re.search(r"\b(?:sem|menos)\s+(?:o\s+|a\s+)?$", doc.ditado[max(0, inicio - 10) : inicio]))


def _parcels(doc: Documento) -> Iterator[Parcelas]:
    weekly = {int(match[1]) for match in _WEEKLY.finditer(doc.ditado)}
    for match in _TIMES.finditer(doc.ditado):
        group = match.lastgroup or ""
        numero = parse_count(match[group])
        if numero is None or not 2 <= numero <= 120 or _foreign(doc, match.start()):
            continue
        if numero in weekly and not _PAID_IN.search(doc.ditado, match.end(), match.end() + 25):
            continue
        if _refused(doc, match.start(), match.end()) or is_product(doc, match.end()):
            continue
        clause = doc.clausula(match.start())
        chosen = bool(_CHOSEN.search(doc.ditado, clause.inicio, match.start()))
        yield Parcelas(numero, match.start(group), match.end(), chosen)
    for match in _NET_TERMS.finditer(doc.ditado):
        days = [int(value) for value in match["dias"].split("/")]
        if len(days) > 1 and days[0] in (15, 20, 28, 30) and days == sorted(days) and days[-1] <= 360:
            yield Parcelas(len(days), match.start(), match.end(), escolhida=False)


def is_product(doc: Documento, posicao: int) -> bool:
    """Whether the count that ends at a position multiplies units: "4 x 220 = 880" teeth."""
    match = _PRODUCT.match(doc.ditado, posicao)
    return match is not None and not _PAID_IN.search(doc.ditado, match.end(), doc.frase(posicao).fim)


def _number(parcels: tuple[Parcelas, ...]) -> tuple[int | None, bool]:
    chosen = [item.numero for item in parcels if item.escolhida]
    if chosen:
        return chosen[-1], True
    return max((item.numero for item in parcels), default=None), False
