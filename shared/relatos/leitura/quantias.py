"""The amounts of money in a relato and the part each plays: full price, parcel, down payment, someone else's..."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from shared.kit.money import Clareza, Quantia
from shared.kit.numerals import COUNT, parse_count
from shared.relatos.leitura.alheias import alheia_de, declined_things
from shared.relatos.leitura.dinheiro import find_loose_money, find_money
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
    TAXA = "taxa"
    DESCONTO = "desconto"
    SUPERADO = "superado"
    FORA = "fora"


_NO_PRICE = frozenset({Papel.FORA, Papel.DESCONTO})
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
_PARCEL_BEFORE = re.compile(
    rf"(?P<n>{COUNT})\s?(?:x|vezes|parcelas?|mensalidades?|prestac\w+|boletos?|cheques?|pagamentos|"
    rf"carnes?)\s*(?:\w*\s*(?:iguais|fixas|mensais|sem\s+juros|s/\s*juros|"
    r"no\s+(?:cartao|boleto|carne|credito)(?:\s+de\s+credito)?))?\s*(?:de|por|a|x|"
    r"=)?\s*(?:r\$\s*)?(?:so\s+)?$"
)
_PARCEL_AFTER_ENTRY = re.compile(
    rf"\b(?:entrada|sinal)\b(?:[^.;\n]|\.\d){{0,40}}?(?:\be|\bmais|\+)\s+(?:mais\s+)?(?P<n>{COUNT})\s+de\s+(?:r\$\s*)?$"
)
_MONTHS_AFTER = re.compile(rf"\s*(?:reais\s*)?,?\s*(?:por|durante)\s+(?P<n>{COUNT})\s+meses\b")
_PARCEL_LOOSE = re.compile(
    r"\b(?:parcelas?|prestac\w+)\s+(?:\w+\s+)?(?:de|a|por|fica\w*(?:\s+(?:em|por))?|sai\w*(?:\s+por)?)\s*$"
)
_MONTHLY_BEFORE = re.compile(
    r"\bmensa(?:lidades?|l|is)(?:\s+(?:\w+\s+){0,3}?(?:de|e|fica|sai|por|em|custa))*\s*:?\s*$"
)
_MONTHLY_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:,\s*)?(?:por\s+mes|ao\s+mes|mensa\w+|/\s?mes|todo\s+mes|por\s+trimestre|"
    r"/\s?trimestre|/\s?ano|por\s+ano|anuais)"
)
_ENTRY_BEFORE = re.compile(
    r"\b(?:entrada|sinal|no\s+ato|ato)(?:\s+(?:de|do|e|no\s+valor\s+de|em|via\s+pix|no\s+pix))*\s*:?\s*(?:r\$\s*)?$"
)
# A fee beside the rest of the price; standing alone it is the price.
_FEE_BEFORE = re.compile(r"\b(?:instalacao|matricula|adesao)(?:\s+(?:de|do|e|em))*\s*:?\s*(?:r\$\s*)?$")
_ENTRY_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:(?:no|via|em|por)\s+\w+\s+)?(?:de|como|na|pra\s+dar\s+de)\s+(?:entrada|sinal)\b|"
    r"\s*(?:reais\s+)?no\s+ato\b"
)
_UNIT_AFTER = re.compile(
    r"\s*(?:reais\s*)?(?:cada\b|a\s+unidade|unitari\w+|por\s+(?:dente|sessao|olho|pagina|pessoa|unidade|"
    r"elemento|faceta|lente|arcada|m2|metro|aula|hora|visita|"
    r"implante|dia|noite|aluno|usuario|peca|aparelho|lado|placa|camera|coroa|canal|cabeca|vida|"
    r"funcionario|colaborador|participante|convidado|crianca|km|hectare|quilo|kg|caixa|turma|comodo|ambiente|lauda|"
    r"foto|item|par|diaria)|/\s?(?:sessao|vida|"
    r"un|dente|hora|aula|pessoa|m2|unidade|elemento|usuario)|"
    r"(?:a|o)\s+(?:sessao|elemento|unidade|hora|aula|diaria|lente|faceta|dente|metro)\b)"
)
_UNIT_TIMES = re.compile(
    r"\d\s+[a-z]{4,}\s+(?:x|a)\s+(?:r\$\s*)?$"
    r"|(?<!pacote de )(?<!pacote com )(?<![\d.,])\b\d{1,2}\s+"
    r"(?:sess\w+|aulas|diarias|visitas|encontros|consultas)\s+de\s+(?:r\$\s*)?$"
)
_CASH_AFTER = re.compile(
    r"\s*(?:reais\s*)?,?\s*\(?(?:se\s+(?:for|fosse|pagar|pagasse|fechar|fechasse)\s+|para\s+|pra\s+|p/\s*|no\s+|pagando\s+|"
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
    r"acert\w+|negoci\w+|acab(?:ei|amos|ou)\s+\w+ndo|caiu|cai|valor\s+final|valor\s+certo|valor\s+correto|correto|corrig\w+|"
    r"na\s+verdade|alias|digo|quer\s+dizer|retific\w+|"
    r"melhor\s+dizendo|ou\s+melhor|refi(?:z|zemos)|recalcul\w+|(?:proposta|orcamento|valor|preco)\s+(?:revisad|refeit|atualizad|nov)[oa]|com\s+(?:o\s+|esse\s+)?desconto|desconto\s+(?:ficou|saiu|deu|foi)|agora(?!\s+e\b)|hoje\s+(?:esta|custa|sai|e)|"
    r"passou|atualiz\w+|novo\s+valor|nova\s+proposta|liberou|chegamos|"
    r"so\s+(?:vai\s+)?pag(?:a|ar|aria)|pacote\s+fechado|combinad[oa]|pagou|aprov\w+|por\s+fim|no\s+fim|desculpa|errei|perdao|"
    r"minto)\b[^.;\d]{0,45}$"
)
_CLOSED_AFTER = re.compile(r"\s*(?:reais\s*)?(?:cheio\s+)?(?:mesmo|msm|fechad[oa])\b")
_SUMMED_AFTER = re.compile(r"\s*(?:reais\s*)?=")
_EQUALS = re.compile(r"=\s*(?:r\$\s*)?$")
_TOTAL_BEFORE = re.compile(
    r"\b(?:ou\s+seja|isto\s+e|no\s+caso)\s*,?\s*(?:r\$\s*)?$|\b(?:total(?:iza\w*|izando)?(?:\s+(?:da|do|de|dos|das)\s+\w+)?|soma(?:ndo|m)?|"
    r"tudo(?:\s+junto)?|ao\s+todo|no\s+todo|da|deu|dando|valor\s+final|resultando|entao|portanto|logo|"
    r"pacote(?:\s+completo)?|combo|todos)"
    r"(?:\s+(?:da|do|dos|das|e|em|de|fica|sai|por|deu|ficou|foi|um|o|geral|a|para|pra|os|as|dois|duas|que|"
    r"fecha)){0,4}\s*[:=]?\s*(?:r\$\s*)?$"
)
_NAMED_WITHIN = 25
_RESULT = re.compile(
    r"\b(?:subiu|aumentou|passou|foi|mudou|pulou|caiu|baixou|desceu|diminuiu)\s+(?:pra|para)\s+(?:uns\s+)?(?:r\$\s*)?$"
    r"|(?:^|[,.;]|\be|\bmas)\s*(?:(?:ai|entao|dai|no\s+fim|por\s+fim|agora|e|mas|ja|assim|com\s+isso)\s+)*"
    r"(?:ficou|saiu)\s+(?:(?:em|por|tudo|com)\s+){0,2}(?:r\$\s*)?$"
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
    """The amounts of the relato in order, each with its part; what is not this quote's money is `FORA`.

    Bare numbers that nothing near calls money are heard only where no clearer amount could be the quote's.
    """
    clear = list(find_money(doc))
    partes = _partes(doc, clear)
    ours = [amount for amount, parte in zip(clear, partes, strict=True) if parte.papel not in _NO_PRICE]
    if any(amount.clareza is not Clareza.NUMERO for amount in ours):
        return _fees_told(partes)
    return _fees_told(_partes(doc, sorted([*clear, *find_loose_money(doc)], key=lambda item: item.inicio)))


def _fees_told(partes: list[Parte]) -> list[Parte]:
    """A fee is paid beside parcels or a price by the month; where there is neither it is the price itself."""
    beside = any(parte.papel in (*_PRICES, Papel.PARCELA, Papel.MENSAL) for parte in partes)
    papel = Papel.ENTRADA if beside else Papel.CHEIO
    return [replace(parte, papel=papel) if parte.papel is Papel.TAXA else parte for parte in partes]


def _partes(doc: Documento, amounts: list[Quantia]) -> list[Parte]:
    partes: list[Parte] = []
    for index, amount in enumerate(amounts):
        before = amounts[index - 1].fim if index else 0
        after = amounts[index + 1].inicio if index + 1 < len(amounts) else len(doc.ditado)
        parte = _role(doc, amount, before, after)
        if parte.papel is Papel.CHEIO and _results(doc, amount, before, partes):
            parte = replace(parte, papel=Papel.FECHADO)
        if partes and _corrects(doc, partes[-1], parte):
            partes[-1] = replace(partes[-1], papel=Papel.FORA)
        partes.append(parte)
    return _without_declined(doc, partes)


def _without_declined(doc: Documento, partes: list[Parte]) -> list[Parte]:
    """The parts with the price of what was turned down set aside, when its name stands right before it."""
    declined = declined_things(doc)
    if not declined:
        return partes
    return [
        replace(parte, papel=Papel.SUPERADO)
        if parte.papel is Papel.CHEIO and _is_named(doc, parte, previous, declined)
        else parte
        for previous, parte in zip([0, *(parte.fim for parte in partes)], partes, strict=False)
    ]


def _is_named(doc: Documento, parte: Parte, previous: int, stems: frozenset[str]) -> bool:
    words = re.findall(r"[a-z]+", doc.ditado[max(previous, parte.inicio - _NAMED_WITHIN) : parte.inicio])
    return any(word[: len(stem)] == stem for word in words for stem in stems)


def _results(doc: Documento, amount: Quantia, previous: int, partes: list[Parte]) -> bool:
    """Whether an earlier price of ours changed into this one: "1.900, subiu pra 2.650", "950, aí ficou 800"."""
    earlier = any(parte.papel in (Papel.CHEIO, Papel.TOTAL) for parte in partes)
    return earlier and bool(_RESULT.search(doc.ditado[max(previous, amount.inicio - 60) : amount.inicio]))


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
    lead = doc.ditado[max(frase.inicio, amount.inicio - 60) : amount.inicio]
    counted = months or _PARCEL_BEFORE.search(lead) or _PARCEL_AFTER_ENTRY.search(lead)
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
    alheia = alheia_de(doc, amount, before, after)
    if alheia:
        return Papel(alheia.value)
    if _SUMMED_AFTER.match(after):
        return Papel.CHEIO
    for papel, left, right in _PARTS:
        if (left and left.search(before)) or (right and right.match(after)):
            return papel
    return Papel.CHEIO


_PARTS = (
    (Papel.TOTAL, _EQUALS, None),
    (Papel.UNITARIO, _UNIT_TIMES, _UNIT_AFTER),
    (Papel.MENSAL, _MONTHLY_BEFORE, _MONTHLY_AFTER),
    (Papel.PARCELA, _PARCEL_LOOSE, None),
    (Papel.ENTRADA, _ENTRY_BEFORE, _ENTRY_AFTER),
    (Papel.TAXA, _FEE_BEFORE, None),
    (Papel.A_VISTA, _CASH_BEFORE, None),
    (Papel.FECHADO, _CLOSED_BEFORE, _CLOSED_AFTER),
    (Papel.A_VISTA, None, _CASH_AFTER),
    (Papel.TOTAL, _TOTAL_BEFORE, _TOTAL_AFTER),
)
