"""Amounts that are not this quote's: someone else's, old, wished for, set aside. Apart from the parts of our own."""

import re
from enum import StrEnum

from shared.kit.money import Quantia
from shared.relatos.leitura.documento import Documento


class Alheia(StrEnum):
    """Why an amount is not the quote in force."""

    FORA = "fora"
    SUPERADO = "superado"
    DESCONTO = "desconto"


_OTHERS = (
    r"(?:prim[oa]|vizinh[oa]|amig[oa]|coleg(?:a|uinha)|cunhad[oa]|sogr[oa]|irmao|irma|tia|tio|patrao|patroa|chefe|"
    r"conhecid[oa]|nora|genro|comadre|compadre|parente|sobrinh[oa])s?"
)
_PAID = (
    r"(?:pag(?:ou|aram|a|am|ava)|gast(?:ou|aram)|fez|fizeram|compr(?:ou|aram)|consegui(?:u|ram)|contrat(?:ou|aram)|"
    r"desembolsou|ach(?:ou|aram)|viu|viram|arrum(?:ou|aram)|fech(?:ou|aram))"
)
_FOREIGN = re.compile(
    r"\b(?:concorren\w+|outra\s+(?:clinica|loja|empresa|escola|pessoa|oficina|academia)|outro\s+(?:lugar|"
    r"profissional|dentista|orcamento|"
    r"local|escritorio|fornecedor|advogado)|com\s+outr[oa]|em\s+outr[oa]|la\s+n[oa]|vizinh\w+|"
    r"amig[oa]\s+(?:dele|dela|pagou|fez)|"
    r"na\s+epoca|antigamente|ano\s+passado|entre\s+(?:a\s+gente|nos)\s+e|compar(?:ou|ando)\s+com|em\s+20[012]\d|tabela\s+antiga|valor\s+antigo|preco\s+antigo|"
    r"pesquisou|viu\s+(?:por|na|no)|"
    r"achou\s+por|na\s+internet|olx|mercado\s+livre|shopee|amazon|magalu|aliexpress|casas\s+bahia|na\s+loja|"
    r"um[a]?\s+(?:nov|usad)[oa]|por\s+conta\s+d(?:el[ea]|[oa]\s+client\w+)"
    rf"|{_OTHERS}\b[^,.;]{{0,40}}\b{_PAID}"
    r"|(?:pessoal|rapaz|cara|moc[oa]|firma|turma|galera|gente|povo|senhor|empresa)\s+(?:d[eoa]|la)\b[^,.;]{0,40}\b"
    r"(?:fez|faz|fazem|fazia|cobr\w+|passou|passaram|pediu|pediram|deu|deram|orc\w+)"
    r"|(?:convenio|plano\s+de\s+saude|plano\s+odonto\w*|seguradora)\b[^,.;]{0,20}\b(?:paga|pagou|cobre|cobriu|reembols\w+)"
    r"|(?:plano|contrato|fornecedor|operadora|seguro|apolice|provedor|sistema|academia|escola|mensalidade)\s+"
    r"(?:\w+\s+){0,3}?(?:atual|anterior|antig[oa]|de\s+hoje)"
    r"|(?:hoje|atualmente)\s+(?:(?:el[ea]s?|[oa]\s+client\w+)\s+)?(?:paga|pagam|gasta|gastam)"
    r"|(?:vem|vinha|tava|estava|ta|esta)\s+(?:pagando|gastando)|(?:paga|gasta)\s+(?:hoje|atualmente))\b"
)
# What brings the talk back to our own price after someone else's was told.
_OURS = re.compile(
    r"\b(?:aqui|agora|noss[oa]s?|a\s+gente|conosco|ess[ea]\s+ano|est[ea]\s+ano|d?ess[ae]\s+vez|hoje|reajust\w+|atualiz\w+|comigo|ofereci|propus|passei|cotei)\b"
)
_ELSEWHERE_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:por\s+mes\s+|ao\s+mes\s+)?(?:n[oa]|com\s+[oa]|d[oa])\s+\w+\s+(?:atual|anterior|antig[oa])\b"
)
_DONE_ELSEWHERE_AFTER = re.compile(
    r"\s*,?\s*(?:que\s+)?(?:el[ea]s?\s+)?(?:vai\s+|vao\s+|ja\s+|mesm[oa]\s+)*(?:faz|fazer|fara|compra|comprar|pega|pegar|contrata)\s+(?:[oa]\s+\w+\s+)?"
    r"(?:com\s+[oa]\s+(?!gente)|em\s+outr|com\s+outr|la\b|por\s+fora)"
)
# Beyond these the clause tells something else.
_PAST_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:(?:em|no\s+mes\s+de)\s+(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|"
    r"novembro|dezembro)\b|(?:n?[oa]\s+)?(?:mes|ano|semana)\s+passad[oa]\b|da\s+(?:outra|ultima|primeira)\s+vez\b)"
)
_PAID_BEFORE = re.compile(r"\bpag(?:o|ou|aram|uei|amos)\s+(?:r\$\s*)?$")
_EXPIRED_AFTER = re.compile(r"[^.;\d]{0,45}?\b(?:venceu|expirou|caducou|nao\s+vale\s+mais)\b")
_TURN = re.compile(r"\be\s+(?:el[ea]s?|a\s+gente|ja|[oa]\s+\w+)\b|\bmas\b|\bporem\b")
_NOT_THAT_BEFORE = re.compile(
    r"\b(?:antes\s+(?:era|custava)(?:\s+r\$)?|cobrava|baix\w+\s+de|caiu\s+de|reduz\w+\s+de|"
    r"nao\s+(?:e|eh|era|sao|custa)(?:\s+(?:mais|de))*|em\s+vez\s+de|ao\s+inves\s+de|no\s+lugar\s+de|pedido\s+era|"
    r"errado)\s*:?\s*$"
)
_WAS_BEFORE = re.compile(
    r"\b(?:(?:proposta|orcamento|valor|preco)\s+(?:anterior|original|inicial)(?:\s+(?:de|era|foi))*|era(?:\s+(?:de|r\$))?|de\s+tabela(?:\s+(?:e|era|de))*|tabela(?:\s+(?:e|era|de))*|custava|"
    r"tinha\s+(?:passado|falado|orcado|dito|informado)|havia\s+(?:passado|informado|dito|"
    r"orcado)|inicialmente(?:\s+(?:informei|passei|era|de|foi))*|"
    r"orcamento\s+cheio(?:\s+(?:e|era))*|valor\s+cheio(?:\s+(?:e|era))*|cheio(?:\s+(?:e|era|de))*|"
    r"primeir[oa]\s+(?:valor|proposta|orcamento)(?:\s+(?:foi|era|de))*|"
    r"ja\s+(?:pag(?:o|ou|aram|uei|amos)|deu|deram|adiantou)|"
    r"(?:fic(?:a|ou|am|aram)|deix(?:a|ou|amos|aram))\s+(?:pra|para)\s+(?:depois|outra\s+vez|o\s+futuro)[\s(,:]*)\s*:?\s*$"
)
_WISH_BEFORE = re.compile(
    r"\b(?:queria|quer|gostaria\s+de|pretende|poderia|consegue|conseguiria|pode|paga|pagaria|pagava|"
    r"aceitaria)\s+(?:pagar\s+)?(?:so|no\s+maximo|ate|apenas|somente|uns|por)\s*"
    r"(?:ate|uns)?\s*$|\b(?:ofereceu|contraproposta\s+(?:dele|dela)|pagaria|verba(?:\s+(?:so|de|e|maxima|apenas))*|so\s+tem|tem\s+(?:so|apenas|"
    r"uns)|dispoe\s+de|limite\s+(?:do\s+cartao\s+)?(?:e\s+)?(?:de)?|"
    r"ganha|salario(?:\s+de)?|renda(?:\s+de)?|recebe|orcamento\s+d(?:ele|ela)\s+(?:e|"
    r"era)(?:\s+de)?(?:\s+ate)?|esperava(?:\s+pagar)?|deve(?:ndo)?|vender\w*(?:\s+\w+){0,2}\s+por|"
    r"no\s+maximo|pediram|cobraram|ofereceram|orcaram|(?:pediu|queria)\s+por|pediu\s+(?:pra|para)\s+(?:fazer|fechar|"
    r"deixar)\s+(?:por|em)|choro\w+\s+por|(?:el[ea]s?|client\w+)\s+(?:quer|queria|querem|pede|propos)|"
    r"se\s+(?:\w+\s+){0,3}?(?:fazia|faz|fazemos|saia|sai|fechava|dava|da|deixa|deixava)\s+(?:pra\s+\w+\s+)?(?:por|em|a))\s*$"
)
_ASIDE_BEFORE = re.compile(
    r"\b(?:menos|cashback\s+de|multa\s+de|"
    r"taxa\s+(?:de\s+\w+\s+)?(?:e\s+)?(?:de)?|economi\w+(?:\s+de)?|fora|"
    r"juros\s+(?:de|fica|da|vai)|com\s+(?:os\s+)?juros(?:\s+(?:da|fica|vai|sai|chega|totaliza|"
    r"passa))*(?:\s+(?:a|para|pra|em|por|de))?|"
    r"a\s+partir\s+d[eo]s?|desde|frete\s+(?:de)?|bonus\s+de|credito\s+de|sobr(?:a|am|ou|aram|ando)|"
    r"resto\s*:?|restante(?:\s+de)?|saldo(?:\s+de)?|diferenca\s+de|"
    r"faltam?|troco\s+de|vale\s+de|comissao\s+de|mais\s+uns|reembols\w+(?:\s+(?:ate|de|uns|"
    r"so))*|cobre(?:\s+(?:ate|so|uns))*)\s*$"
)
_ASIDE_AFTER = re.compile(
    r"\s*(?:reais\s+)?(?:de\s+(?:juros|cashback|multa|bonus|diferenca|taxa)|a\s+menos|"
    r"a\s+parte|por\s+fora|"
    r"com\s+(?:os\s+)?juros|\(?financiad|mais\s+barato|abaixo|acima|a\s+mais)\b"
)
_OFF_BEFORE = re.compile(
    r"\b(?:desconto\s+(?:de|e)|abatimento\s+de|cupom\s+de|voucher\s+de|"
    r"(?:caiu|desceu|abat(?:eu|i|emos)|descont(?:ei|ou|amos))(?:\s+mais)?(?:\s+uns)?)\s*(?:r\$\s*)?$"
)
_OFF_AFTER = re.compile(r"\s*(?:reais\s+)?de\s+(?:desconto|abatimento|cupom)\b")
# An item or an offer that was turned down: in force only where nothing else was offered.
_DECLINED_BEFORE = re.compile(
    r"\b(?:recus\w+|dispens\w+|descart\w+|rejeit\w+|nao\s+(?:quis|quer|aceitou|topou|animou)|abriu\s+mao|"
    r"tir(?:ou|amos|ei)|exclui\w*|retir(?:ou|amos|ei)|ach(?:ou|aram)\s+(?:muito\s+|bem\s+)?(?:car|salgad|puxad|alt|pesad)[oa]s?)\s(?:(?!\b(?:mas|porem|so|somente|parcel\w+|entrada|juros)\b)[^.;,]){0,45}$"
)
_DECLINED_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:por\s+mes\s*)?,?\s*(?:mas\s+|que\s+|so\s+que\s+)?(?:(?:el[ea]s?|[oa]\s+client\w+|iss[oa]|ess[ea])\s+)?"
    r"(?:ja\s+)?(?:descart(?:ou|aram)|recus(?:ou|aram)|rejeit(?:ou|aram)|dispens(?:ou|aram)|nao\s+(?:quis|topou|aceitou)|"
    r"achou\s+(?:muito\s+|bem\s+)?(?:caro|salgado|puxado|alto|pesado))\b(?!\s+(?:o|a|os|as|de|fazer|parcel\w+|pagar|entrada)\b)"
)
# The thing that was turned down, wherever its price stood: "fotos 890 e álbum 350, ela dispensou o álbum".
_DECLINED_THING = re.compile(
    r"\b(?:dispens(?:ou|aram)|recus(?:ou|aram)|descart(?:ou|aram)|tir(?:ou|aram|amos)|nao\s+(?:quis|vai\s+querer|vai\s+fazer)|cancelou|"
    r"desist(?:iu|iram)\s+d[oae]s?|abriu\s+mao\s+d[oae]s?)\s+(?:(?:[oa]s?|d[oa]s?|ess[ea]|fazer)\s+)*(?P<coisa>[a-z]{4,})"
)
_STEM = 5
_RANGE = re.compile(r"\s*(?:mil\s+)?(?:a|e|ate|-|ou)\s*(?:r\$\s*)?\d")
_AND_ANOTHER = re.compile(r"\s*(?:mil\s+)?e\s+(?:r\$\s*)?\d")
_RANGE_BEFORE = re.compile(
    r"\b(?:de|entre|faixa|varia\w*|fica\w*|uns|media|custa\w*)\s+(?:de\s+|uns\s+|entre\s+|r\$\s*)*$"
)
_TAKEN_BACK = re.compile(r"\s*(?:reais\s*)?,?\s*nao\b\s*(?:[,.;!]|$|(?:e|eh|era|foi|mais)\b|(?:r\$\s*)?\d)")
# "3 ou 4 mil": neither is told.
_PAIR_BEFORE = re.compile(r"(?<![\d.,])\d{1,2}\s*(?:a|ou|-)\s*(?:r\$\s*)?$")
_REPLACED = re.compile(r"\bde\s+(?:r\$\s*)?$")
_BY = re.compile(r"\s*(?:,\s*)?(?:por|para|pra)\s+(?:apenas\s+|so\s+)?(?:r\$\s*)?\d")


def alheia_de(doc: Documento, amount: Quantia, before: str, after: str) -> Alheia | None:
    """Why an amount is not the quote in force, by what stands before and after it; None when it may be."""
    if _OFF_BEFORE.search(before) or _OFF_AFTER.match(after):
        return Alheia.DESCONTO
    if _is_foreign(doc, amount, before, after):
        return Alheia.FORA
    past = any(cue.search(before) for cue in (_WAS_BEFORE, _DECLINED_BEFORE))
    past = past or any(cue.match(after) for cue in (_DECLINED_AFTER, _EXPIRED_AFTER))
    past = past or bool(_PAID_BEFORE.search(before) and _PAST_AFTER.match(after))
    return Alheia.SUPERADO if past else None


def declined_things(doc: Documento) -> frozenset[str]:
    """The stems of the things that were turned down somewhere in the relato."""
    return frozenset(match["coisa"][:_STEM] for match in _DECLINED_THING.finditer(doc.ditado))


def _is_foreign(doc: Documento, amount: Quantia, before: str, after: str) -> bool:
    if before.endswith("~~") and after.startswith("~~"):
        return True
    if _REPLACED.search(before) and _BY.match(doc.ditado, amount.fim):
        return True
    if _told_of_others(doc, amount, before, after):
        return True
    if _TAKEN_BACK.match(after):
        return True
    return _in_range(doc, amount, before) or _set_aside(before, after)


def _told_of_others(doc: Documento, amount: Quantia, before: str, after: str) -> bool:
    """Whether others' prices are told in the clause, and nothing on the way to the amount comes back to ours."""
    clause = doc.clausula(amount.inicio)
    reach = doc.ditado[min(clause.inicio, amount.inicio - len(before[-45:])) : amount.inicio]
    cues = list(_FOREIGN.finditer(reach))
    if cues and not _OURS.search(reach, cues[-1].end()):
        return True
    turn = _TURN.search(doc.ditado, amount.fim, clause.fim)
    if _FOREIGN.search(doc.ditado, amount.fim, turn.start() if turn else clause.fim):
        return True
    return any(cue.match(after) for cue in (_ELSEWHERE_AFTER, _DONE_ELSEWHERE_AFTER))


def _in_range(doc: Documento, amount: Quantia, before: str) -> bool:
    """Whether an amount is an end of "de 300 a 500"."""
    if _AND_ANOTHER.match(doc.ditado, amount.fim):
        return bool(re.search(r"\bentre\s+(?:uns\s+|r\$\s*)*$", before))
    if _RANGE.match(doc.ditado, amount.fim) and not re.match(
        r"\s*ou\s*r?\$?\s*\d+\s?x", doc.ditado[amount.fim : amount.fim + 12]
    ):
        return bool(_RANGE_BEFORE.search(before))
    if _PAIR_BEFORE.search(before):
        return True
    return bool(
        re.search(
            r"\b(?:entre|de)\s+(?:r\$\s*)?[\d.,]+\s*(?:mil|k|reais)?\s*(?:a|e|ate)\s*(?:r\$\s*)?$",
            doc.ditado[max(0, amount.inicio - 40) : amount.inicio],
        )
    )


def _set_aside(before: str, after: str) -> bool:
    return any(cue.search(before) for cue in (_NOT_THAT_BEFORE, _WISH_BEFORE, _ASIDE_BEFORE)) or bool(
        _ASIDE_AFTER.match(after)
    )
