"""The amounts of money in a relato and the part each plays: full price, parcel, down payment, someone else's..."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from shared.kit.money import Quantia
from shared.kit.numerals import COUNT, parse_count
from shared.relatos.leitura.dinheiro import find_money
from shared.relatos.leitura.documento import Documento


class Papel(StrEnum):
    """The part that an amount plays in the quote."""

    FECHADO = "fechado"
    TOTAL = "total"
    CHEIO = "cheio"
    A_VISTA = "a_vista"
    PARCELA = "parcela"
    MENSAL = "mensal"
    ENTRADA = "entrada"
    UNITARIO = "unitario"
    FORA = "fora"


_PRICES = frozenset({Papel.FECHADO, Papel.TOTAL, Papel.CHEIO, Papel.A_VISTA})


@dataclass(frozen=True, slots=True)
class Parte:
    """One amount with its part, and how many times it is paid when it is a parcel or a unit."""

    valor: Decimal
    papel: Papel
    inicio: int
    fim: int
    vezes: int | None = None
    rotulado: bool = False


_CORRECTION = re.compile(
    r"\bnao\s*,?\s*(?:desculpa|perdao|espera|pera|alias|errei|na\s+verdade|digo|e\s|eh\s|sao\s)|"
    r"\b(?:desculpa|perdao|alias|digo|quer\s+dizer|"
    r"corrigi\w*|na\s+verdade|ou\s+melhor|melhor\s+dizendo|retific\w+|minto|errei|valor\s+(?:certo|"
    r"correto))\b"
)
_FOREIGN = re.compile(
    r"\b(?:concorren\w+|outra\s+(?:clinica|loja|empresa|escola|pessoa|oficina|academia)|outro\s+(?:lugar|"
    r"profissional|dentista|orcamento|"
    r"local|escritorio|fornecedor|advogado)|com\s+outr[oa]|em\s+outr[oa]|la\s+n[oa]|vizinh\w+|"
    r"amig[oa]\s+(?:dele|dela|pagou|fez)|"
    r"na\s+epoca|antigamente|ano\s+passado|entre\s+(?:a\s+gente|nos)\s+e|compar(?:ou|ando)\s+com|em\s+20[012]\d|tabela\s+antiga|valor\s+antigo|preco\s+antigo|"
    r"pesquisou|viu\s+(?:por|na|no)|"
    r"achou\s+por|na\s+internet)\b"
)
_OLD_BEFORE = re.compile(
    r"\b(?:antes\s+era|antes\s+custava|era(?:\s+(?:de|r\$))?|de\s+tabela(?:\s+(?:e|era|de))*|"
    r"tabela(?:\s+(?:e|era|de))*|"
    r"custava|cobrava|tinha\s+(?:passado|falado|orcado|dito|informado)|havia\s+(?:passado|informado|dito|"
    r"orcado)|inicialmente(?:\s+(?:informei|passei|era|de|foi))*|"
    r"orcamento\s+cheio(?:\s+(?:e|era))*|valor\s+cheio(?:\s+(?:e|era))*|cheio(?:\s+(?:e|era|de))*|"
    r"baix\w+\s+de|caiu\s+de|reduz\w+\s+de|"
    r"nao\s+(?:e|eh|era|sao|custa)(?:\s+(?:mais|de))*|em\s+vez\s+de|ao\s+inves\s+de|no\s+lugar\s+de|pedido\s+era|primeir[oa]\s+(?:valor|proposta|"
    r"orcamento)(?:\s+(?:foi|era|de))*|errado)\s*:?\s*$"
)
_WISH_BEFORE = re.compile(
    r"\b(?:queria|quer|gostaria\s+de|pretende|poderia|consegue|conseguiria|pode|paga|pagaria|pagava|"
    r"aceitaria)\s+(?:pagar\s+)?(?:so|no\s+maximo|ate|apenas|somente|uns|por)\s*"
    r"(?:ate|uns)?\s*$|\b(?:ofereceu|contraproposta\s+(?:dele|dela)|pagaria|so\s+tem|tem\s+(?:so|apenas|"
    r"uns)|dispoe\s+de|limite\s+(?:do\s+cartao\s+)?(?:e\s+)?(?:de)?|"
    r"ganha|salario(?:\s+de)?|renda(?:\s+de)?|recebe|orcamento\s+d(?:ele|ela)\s+(?:e|"
    r"era)(?:\s+de)?(?:\s+ate)?|esperava(?:\s+pagar)?|deve(?:ndo)?|vender\w*(?:\s+\w+){0,2}\s+por|"
    r"no\s+maximo|pediram|cobraram|ofereceram|orcaram|(?:pediu|queria)\s+por|pediu\s+(?:pra|para)\s+(?:fazer|fechar|"
    r"deixar)\s+(?:por|em)|choro\w+\s+por)\s*$"
)
_ASIDE_BEFORE = re.compile(
    r"\b(?:desconto\s+(?:de|e)|abatimento\s+de|menos|cashback\s+de|multa\s+de|"
    r"taxa\s+(?:de\s+\w+\s+)?(?:e\s+)?(?:de)?|economi\w+(?:\s+de)?|fora|"
    r"juros\s+(?:de|fica|da|vai)|com\s+(?:os\s+)?juros(?:\s+(?:da|fica|vai|sai|chega|totaliza|"
    r"passa))*(?:\s+(?:a|para|pra|em|por|de))?|"
    r"a\s+partir\s+d[eo]s?|desde|frete\s+(?:de)?|bonus\s+de|credito\s+de|sobr(?:a|am|ou|aram|ando)|"
    r"resto\s*:?|restante(?:\s+de)?|saldo(?:\s+de)?|diferenca\s+de|"
    r"faltam?|troco\s+de|vale\s+de|cupom\s+de|comissao\s+de|mais\s+uns|reembols\w+(?:\s+(?:ate|de|uns|"
    r"so))*|cobre(?:\s+(?:ate|so|uns))*)\s*$"
)
_ASIDE_AFTER = re.compile(
    r"\s*(?:reais\s+)?(?:de\s+(?:desconto|juros|cashback|multa|bonus|abatimento|diferenca|taxa)|a\s+menos|"
    r"a\s+parte|por\s+fora|"
    r"com\s+(?:os\s+)?juros|\(?financiad|mais\s+barato|abaixo|acima|a\s+mais)\b"
)
_RANGE = re.compile(r"\s*(?:mil\s+)?(?:a|e|ate|-|ou)\s*(?:r\$\s*)?\d")
_REPLACED = re.compile(r"\bde\s+(?:r\$\s*)?$")
_BY = re.compile(r"\s*(?:,\s*)?(?:por|para|pra)\s+(?:apenas\s+|so\s+)?(?:r\$\s*)?\d")
_PARCEL_BEFORE = re.compile(
    rf"(?P<n>{COUNT})\s?(?:x|vezes|parcelas?|mensalidades?|prestac\w+|boletos?|cheques?|pagamentos|"
    rf"carnes?)\s*(?:\w*\s*(?:iguais|fixas|mensais|sem\s+juros|s/\s*juros|"
    r"no\s+(?:cartao|boleto|carne|credito)(?:\s+de\s+credito)?))?\s*(?:de|por|a|x|"
    r"=)?\s*(?:r\$\s*)?(?:so\s+)?$"
)
_MONTHS_AFTER = re.compile(rf"\s*(?:reais\s*)?,?\s*(?:por|durante)\s+(?P<n>{COUNT})\s+meses\b")
_PARCEL_LOOSE = re.compile(
    r"\b(?:parcelas?|prestac\w+)\s+(?:\w+\s+)?(?:de|a|por|fica\w*(?:\s+(?:em|por))?|sai\w*(?:\s+por)?)\s*$"
)
_MONTHLY_BEFORE = re.compile(
    r"\bmensalidades?(?:\s+(?:\w+\s+){0,3}?(?:de|e|fica|sai|por|em|custa))*\s*:?\s*$"
)
_MONTHLY_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:,\s*)?(?:por\s+mes|ao\s+mes|mensa\w+|/\s?mes|todo\s+mes|por\s+trimestre|"
    r"/\s?trimestre|/\s?ano|por\s+ano|anuais)"
)
_ENTRY_BEFORE = re.compile(
    r"\b(?:entrada|sinal|no\s+ato|ato|instalacao|matricula|adesao)(?:\s+(?:de|do|e|no\s+valor\s+de|em|"
    r"via\s+pix|no\s+pix))*\s*:?\s*(?:r\$\s*)?$"
)
_ENTRY_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:(?:no|via|em|por)\s+\w+\s+)?(?:de|como|na|pra\s+dar\s+de)\s+(?:entrada|sinal)\b|"
    r"\s*(?:reais\s+)?no\s+ato\b"
)
_UNIT_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:cada\b|a\s+unidade|unitari\w+|por\s+(?:dente|sessao|olho|pagina|pessoa|unidade|"
    r"elemento|faceta|lente|arcada|m2|metro|aula|hora|visita|"
    r"implante|dia|noite|aluno|usuario|peca|aparelho|lado|placa|camera|coroa|canal|cabeca)|/\s?(?:sessao|"
    r"un|dente|hora|aula|pessoa|m2|unidade|elemento|usuario)|"
    r"(?:a|o)\s+(?:sessao|elemento|unidade|hora|aula|diaria|lente|faceta|dente|metro)\b)"
)
_UNIT_TIMES = re.compile(r"\d\s+[a-z]{4,}\s+(?:x|a)\s+(?:r\$\s*)?$")
_CASH_AFTER = re.compile(
    r"\s*(?:reais\s*)?,?\s*\(?(?:se\s+(?:for|pagar|fechar)\s+|para\s+|pra\s+|p/\s*|no\s+|pagando\s+|"
    r"pagamento\s+|so\s+){0,3}(?:a\s*vista|avista|pix|dinheiro|em\s+(?:dinheiro|especie))"
)
_CASH_BEFORE = re.compile(
    r"\b(?:a\s*vista|avista|pix|dinheiro)\s*(?:\([^)]{0,30}\)\s*)?(?:,|:|=|-)?\s*(?:(?:ele|ela|eu|"
    r"a\s+gente)\s+)?(?:(?:sai|fica|cai|seria|custa|consigo|consegue|faco|fazemos|faz|da|vai|baixa|tem|com|"
    r"o|desconto|de|\d+\s?%|ficaria|sairia|valor|total|no|para|pra|por|em|r\$)[\s,:]*){0,7}$"
)
_CLOSED_BEFORE = re.compile(
    r"\b(?:fech(?:ou|amos|ei|ado|ada|ar)|topou|aceitou|autoriz\w+|baix(?:ei|ou|amos)|consegui\w*|reduzi\w*|"
    r"fiz|fizemos|deixei|deixamos|"
    r"acert\w+|negociad\w+|negociei|caiu|cai|valor\s+final|valor\s+certo|valor\s+correto|correto|corrig\w+|"
    r"na\s+verdade|alias|digo|quer\s+dizer|retific\w+|"
    r"melhor\s+dizendo|ou\s+melhor|com\s+(?:o\s+|esse\s+)?desconto|desconto\s+(?:ficou|saiu|deu|foi)|agora(?!\s+e\b)|hoje\s+(?:esta|custa|sai|e)|"
    r"passou|atualiz\w+|novo\s+valor|nova\s+proposta|liberou|chegamos|"
    r"so\s+(?:vai\s+)?pag(?:a|ar|aria)|pacote\s+fechado|combinad[oa]|pagou|aprov\w+|por\s+fim|no\s+fim|desculpa|errei|perdao|"
    r"minto)\b[^.;\d]{0,45}$"
)
_CLOSED_AFTER = re.compile(r"\s*(?:reais\s*)?(?:cheio\s+)?(?:mesmo|msm|fechad[oa])\b")
_TOTAL_BEFORE = re.compile(
    r"=\s*(?:r\$\s*)?$|\b(?:ou\s+seja|isto\s+e|no\s+caso)\s*,?\s*(?:r\$\s*)?$|\b(?:total(?:iza\w*|izando)?(?:\s+(?:da|do|de|dos|das)\s+\w+)?|soma(?:ndo|m)?|"
    r"tudo(?:\s+junto)?|ao\s+todo|no\s+todo|da|deu|dando|valor\s+final|resultando|entao|portanto|logo|"
    r"pacote(?:\s+completo)?|combo|todos)"
    r"(?:\s+(?:da|do|dos|das|e|em|de|fica|sai|por|deu|ficou|foi|um|o|geral|a|para|pra|os|as|dois|duas|que|"
    r"fecha)){0,4}\s*[:=]?\s*(?:r\$\s*)?$"
)
_TOTAL_AFTER = re.compile(
    r"\s*(?:reais\s*)?\(?(?:no\s+total|total|ao\s+todo|tudo\b|(?:os|as)\s+(?:dois|duas|tres)|o\s+par|"
    r"o\s+pacote|o\s+conjunto|o\s+casal)"
)
_LABEL_BEFORE = re.compile(
    r"\b(?:valor|orcamento|investimento|preco|proposta|honorarios|orcad[oa])(?:\s+\w+){0,3}?\s*(?:[:=]|"
    r"\bde|\be|\bficou|\bfoi|\bem)?\s*(?:r\$\s*)?$"
)


def find_partes(doc: Documento) -> list[Parte]:
    """The amounts of the relato in order, each with its part; what is not this quote's money is `FORA`."""
    amounts = list(find_money(doc))
    partes: list[Parte] = []
    for index, amount in enumerate(amounts):
        before = amounts[index - 1].fim if index else 0
        after = amounts[index + 1].inicio if index + 1 < len(amounts) else len(doc.ditado)
        parte = _role(doc, amount, before, after)
        if partes and _corrects(doc, partes[-1], parte):
            partes[-1] = replace(partes[-1], papel=Papel.FORA)
        partes.append(parte)
    return partes


def _corrects(doc: Documento, said: Parte, parte: Parte) -> bool:
    """Whether words of correction stand between two amounts that play the same kind of part."""
    gap = doc.ditado[said.fim : parte.inicio]
    return (
        parte.papel in _PRICES and said.papel in _PRICES and len(gap) <= 80 and bool(_CORRECTION.search(gap))
    )


def _role(doc: Documento, amount: Quantia, previous: int, following: int) -> Parte:
    frase = doc.frase(amount.inicio)
    before = doc.ditado[max(frase.inicio, previous, amount.inicio - 90) : amount.inicio]
    after = doc.ditado[amount.fim : min(frase.fim + 1, following, amount.fim + 60)]
    months = _MONTHS_AFTER.match(after)
    counted = months or _PARCEL_BEFORE.search(
        doc.ditado[max(frase.inicio, amount.inicio - 60) : amount.inicio]
    )
    papel = Papel.PARCELA if counted else _papel(doc, amount, before, after)
    vezes = parse_count(counted["n"]) if counted else _units(before) if papel is Papel.UNITARIO else None
    label = bool(_LABEL_BEFORE.search(before))
    return Parte(amount.valor, papel, amount.inicio, amount.fim, vezes, label)


_UNITS_BEFORE = re.compile(
    rf"(?<![\d.,])(?P<n>{COUNT})\s+[a-z]{{4,}}(?:\s+[a-z]+){{0,3}}?\s*(?:,|:|-|x|a|de|por|=)*\s*(?:r\$\s*)?$"
)


def _units(before: str) -> int | None:
    counted = _UNITS_BEFORE.search(before)
    return parse_count(counted["n"]) if counted else None


def _papel(doc: Documento, amount: Quantia, before: str, after: str) -> Papel:
    if _is_foreign(doc, amount, before, after):
        return Papel.FORA
    for papel, left, right in _PARTS:
        if (left and left.search(before)) or (right and right.match(after)):
            return papel
    return Papel.CHEIO


def _is_foreign(doc: Documento, amount: Quantia, before: str, after: str) -> bool:
    clause = doc.clausula(amount.inicio)
    if before.endswith("~~") and after.startswith("~~"):
        return True
    if _REPLACED.search(before) and _BY.match(doc.ditado, amount.fim):
        return True
    if _FOREIGN.search(doc.ditado, clause.inicio, clause.fim) or _FOREIGN.search(before[-45:]):
        return True
    if re.match(r"\s*(?:,\s*)?nao\b(?!\s+(?:decid|sab|tem|quis|quer|aceit|fech|cab|deu))", after):
        return True
    if _RANGE.match(doc.ditado, amount.fim) and not re.match(
        r"\s*(?:e|ou)\s*r?\$?\s*\d+\s?x", doc.ditado[amount.fim : amount.fim + 12]
    ):
        return bool(
            re.search(
                r"\b(?:de|entre|faixa|varia\w*|fica\w*|uns|media|custa\w*)\s+(?:de\s+|uns\s+|entre\s+|"
                r"r\$\s*)*$",
                before,
            )
        )
    if re.search(
        r"\b(?:entre|de)\s+(?:r\$\s*)?[\d.,]+\s*(?:mil|k|reais)?\s*(?:a|e|ate)\s*(?:r\$\s*)?$",
        doc.ditado[max(0, amount.inicio - 40) : amount.inicio],
    ):
        return True
    return any(cue.search(before) for cue in (_OLD_BEFORE, _WISH_BEFORE, _ASIDE_BEFORE)) or bool(
        _ASIDE_AFTER.match(after)
    )


_PARTS = (
    (Papel.UNITARIO, _UNIT_TIMES, _UNIT_AFTER),
    (Papel.MENSAL, _MONTHLY_BEFORE, _MONTHLY_AFTER),
    (Papel.PARCELA, _PARCEL_LOOSE, None),
    (Papel.ENTRADA, _ENTRY_BEFORE, _ENTRY_AFTER),
    (Papel.A_VISTA, _CASH_BEFORE, None),
    (Papel.FECHADO, _CLOSED_BEFORE, _CLOSED_AFTER),
    (Papel.A_VISTA, None, _CASH_AFTER),
    (Papel.TOTAL, _TOTAL_BEFORE, _TOTAL_AFTER),
)
