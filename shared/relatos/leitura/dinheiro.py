"""Which numbers of a relato are money, by their looks or by the words around them; what they mean is read elsewhere."""

import re
from collections.abc import Iterator
from itertools import islice

from shared.kit.money import Clareza, Quantia, find_amounts
from shared.kit.texto import Trecho, Trechos
from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.servicos import SERVICOS

_CUE_BEFORE = re.compile(
    r"\b(?:valor(?:es)?|por|preco|particular|cust\w+|cobr\w+|total|da|deu|sai(?:u|ria)?|fic\w+|fech\w+(?:\s+(?:em|"
    r"por))?|fiz|fazer?|orcamento|"
    r"passei|informei|entrada|sinal|proposta|pag\w+|oferec\w+|mensalidade|parcelas?|vezes|investimento|"
    r"honorarios|taxa|x|"
    r"instalacao|matricula|orcei|cotei|cotado|orcado|pedimos|pedi|fizemos|deixei|deixamos|cai(?:u)?|"
    r"baix\w+|era|ticket|(?:liber|autoriz|aprov|aceit|negoci|acert|reduz|abaix|arredond)\w+|(?:sess\w+|aulas?|diarias?|encontros?)\s+de|"
    r"resto|restante|saldo|desconto|cupom|abatimento|diz|digo|alias|mais|menos|soma|tudo|falei|ate|vista|r\$|sessao|cada|"
    r"plano|pacote)"
    r"(?:\s+(?:de|em|por|a|o|os|as|do|da|e|foi|esta|so|uns|uma|aprox\w*|total|final|cheio|r\$|cerca|torno|"
    r"volta|so|para|pra|p/|dele|dela)){0,4}"
    r"\s*[:=(-]?\s*(?:r\$\s*)?$|[+=]\s*$|\d\s?x\s*(?:de\s+)?$"
    r"|\+\s+(?:[a-z]+\s+){1,4}$|\b(?:orc|vlr|vl|inv)\.?\s*[:=-]?\s*$|\b(?:ou\s+seja|isto\s+e)\s*,?\s*$"
    r"|\b(?:valor|preco|custo|orcamento)\s+d[aeo]s?\s+(?:\w+\s+){1,5}?\w+\s*[,:(-]\s*$"
)
_CUE_AFTER = re.compile(
    r"\s*[,)-]?\s*(?:a\s*vista|avista|no\s+(?:pix|cartao|debito|boleto|credito|dinheiro|total|ato)|pix\b|"
    r"em\s+(?:ate\s+)?\d{1,2}\s?x|"
    r"\d{1,2}\s?x\b|cada\b|tudo\b|total\b|por\s+(?:mes|sessao|olho|pessoa|dente|hora)|mensais|/\s?mes|"
    r"[oa]\s+(?:par|casal|dupla|conjunto|sessao|unidade|hora|aula|diaria|metro|lente|faceta|dente|pacote|completo)\b|(?:os|"
    r"as)\s+(?:dois|duas)|de\s+(?:entrada|desconto)|"
    r"a\s+(?:implantacao|instalacao|avaliacao)|em\s+(?:duas|tres|quatro|cinco|seis|oito|dez|doze)\s+vezes)"
)
_NOT_MONEY_BEFORE = re.compile(
    r"(?:\b(?:dente|elemento|elementos|numero|n\.?|sala|apto|ap|bloco|lote|cro|crm|oab|rua|av|tel|fone|"
    r"whats|cep|cpf|cnpj|"
    r"protocolo|codigo|cod|pedido|ordem|os(?=\s*[:.#-])|rg|nivel|tamanho|idade|ate\s+as|as)\s*[:.#-]?\s*|#\s*|\d[/-])$"
)
_UNIT = re.compile(
    r"[oa]\b|/\d|\s*(?:%|por\s+cento|[oa]\b(?!\s+[a-z]{2})|dias?\b|mes(?:es)?\b|anos?\b|semanas?\b|horas?\b|h\b|hs\b|"
    r"min\w*\b|x\b|vezes\b|"
    r"parcelas?\b|mensalidades\b|prestac|boletos\b|btus?\b|m2\b|ml\b|mg\b|kg\b|km\b|cm\b|mm\b|gb\b|mb\b|"
    r"mega\b|kwp?\b|litros?\b|"
    r"sess\w+\b|pessoas\b|pagina|unidades?\b|dentes?\b|elementos?\b|facetas?\b|lentes?\b|implantes?\b|"
    r"coroas?\b|pecas?\b|usuarios\b|"
    r"alunos\b|funcionarios\b|aparelhos\b|canais\b|canal\b|sisos?\b|restaurac|itens\b|quadrantes?\b|"
    r"arcadas?\b|ou\s+\d+\s+(?:dias|x)|"
    r"pontos\b|quilos\b|seguidores\b|metros\b|cc\b|cv\b|cabecas\b|laminas\b|de\s+(?:janeiro|fevereiro|"
    r"marco|abril|maio|junho|julho|agosto)|"
    r"cameras?\b|placas\b|impressoras\b|quartos\b|fotos\b|lados?\b|caixas\b|ampolas?\b|ui\b|pacientes\b|"
    r"clientes\b)"
)
# A number that is a field of its own in a note: "placa / 780 / débito".
_FIELD_BEFORE = re.compile(r"[a-z)]\s*(?:\s[/|-]|\|)\s+$")
_FIELD_AFTER = re.compile(r"\s+[/|-](?:\s|$)")
_LEDGER = re.compile(
    r"\(?\b\d{2}\)?\s?9?\d{4}[-\s]\d{4}\b|\b\d{3}\.\d{3}\.\d{3}-\d{2}\b|\b\d{5}-\d{3}\b|\b\d{8,}\b"
)


def find_money(doc: Documento) -> Iterator[Quantia]:
    """The numbers of a relato that are money, in order: not dates, hours, counts, telephones or teeth."""
    taken = _taken(doc)
    for amount in find_amounts(doc.ditado):
        if not taken.touch(amount.inicio, amount.fim) and _is_money(doc.ditado, amount):
            yield amount


# A bare number that stands alone as a field, or closes the phrase that names a service: "(680, no pix)".
_LOOSE_FIELD = re.compile(r"[a-z0-9][,(:/-]\s?$|[a-z0-9]\s[(/-]\s?$")
_LOOSE_NAMED = re.compile(r"(?:[a-z]{3,}|\bde)\s$")
_SOLD = re.compile(
    r"\b(?:consulta|sessao|avaliacao|exames?|aulas?|corte|kit|pacote|plano|conserto|visita|frete|servico|peca|troca|"
    r"instalacao|manutencao|limpeza|diaria|completo|basico|opcao|opcoes)\b"
)
_LOOSE_END = re.compile(r"\s*(?:[,;)\n/]|\.(?!\d)|-\s|\+|$|(?:e|ou|no|em)\s)")
_DEALING = re.compile(
    r"\b(?:pix|cart\w+|debito|credito|boleto|crediario|carne|avista|a\s+vista|dinheiro|\d{1,2}\s?x|vezes|parcel\w+|pag(?:a|ou|ar|amento)|pgto|opcoes|valor(?:es)?|preco|orcamento|desconto|"
    r"fech(?:ou|ado|amos)|topou|aceitou|escolheu|(?:peg|lev)(?:ou|aram)|por\s+enquanto|fic(?:ou|aram)\s+com)\b"
)
_OTHER_NUMBER = re.compile(
    r"\b(?:rua|av|avenida|travessa|alameda|estrada|rodovia|endereco)\b[^.;]{0,40}$"
    r"|\b(?:titan|cg|biz|bros|cb|fan|xre|moto|modelo|galaxy|iphone|redmi|gol|uno|palio|fiesta|civic|corolla|onix|hb|"
    r"motor)\b[^.,;]{0,15}$"
    r"|\b(?:quadra|casa|quarto|apto|apartamento|torre|andar|turma|serie|pagina|linha|km|protocolo|senha|ramal|codigo|nr|"
    r"artigo|lei|ano|tamanho|numero|tensao|volts?|bivolt)\s+(?:n\w{0,2}\.?\s*)?$"
)
_LEAST_LOOSE = 50
_ABOVE_TEETH = 100
# A text with more numbers than these is a table, not a relato.
_MOST_NUMBERS = 60
_PLUS_AFTER = re.compile(r"\s*\+\s+[a-z]")
_NEXT_SENTENCE = 60


def find_loose_money(doc: Documento) -> Iterator[Quantia]:
    """Bare numbers that only their place and talk of a deal nearby make money; `find_money` gives the others."""
    taken = _taken(doc)
    for amount in islice(find_amounts(doc.ditado), _MOST_NUMBERS):
        if (
            amount.clareza is Clareza.NUMERO
            and not taken.touch(amount.inicio, amount.fim)
            and _is_loose(doc, amount)
        ):
            yield amount


def _is_loose(doc: Documento, amount: Quantia) -> bool:
    ditado, frase = doc.ditado, doc.frase(amount.inicio)
    before = ditado[max(frase.inicio, amount.inicio - 50) : amount.inicio]
    if _is_money(ditado, amount) or not _price_like(amount) or _OTHER_NUMBER.search(before):
        return False
    if (
        _UNIT.match(ditado, amount.fim)
        or _NOT_MONEY_BEFORE.search(before)
        or not _LOOSE_END.match(ditado, amount.fim)
    ):
        return False
    if not _DEALING.search(ditado, frase.inicio, frase.fim + _NEXT_SENTENCE):
        return False
    return bool(_LOOSE_FIELD.search(before) or (_LOOSE_NAMED.search(before) and _names_service(doc, frase)))


def _price_like(amount: Quantia) -> bool:
    """Whether it ends as prices do; a year is no price."""
    whole = int(amount.valor)
    return (
        whole >= _LEAST_LOOSE and whole == amount.valor and whole % 10 in (0, 5, 9) and not _is_year(amount)
    )


def _is_year(amount: Quantia) -> bool:
    return 1990 <= amount.valor <= 2035 and amount.valor % 50 != 0


def _names_service(doc: Documento, frase: Trecho) -> bool:
    return bool(_SOLD.search(doc.ditado, frase.inicio, frase.fim)) or any(
        padrao.search(doc.ditado, frase.inicio, frase.fim) for padrao, _ in SERVICOS
    )


def _taken(doc: Documento) -> Trechos:
    spans = [Trecho(data.inicio, data.fim) for data in doc.datas]
    spans += [Trecho(hora.inicio, hora.fim) for hora in doc.horas]
    spans += [Trecho(match.start(), match.end()) for match in _LEDGER.finditer(doc.ditado)]
    return Trechos(spans)


def _is_money(ditado: str, amount: Quantia) -> bool:
    if amount.clareza is Clareza.MOEDA:
        return True
    if _UNIT.match(ditado, amount.fim) and not _CUE_AFTER.match(ditado, amount.fim):
        return False
    before = ditado[max(0, amount.inicio - 50) : amount.inicio]
    if amount.valor >= 100 and _FIELD_BEFORE.search(before) and _FIELD_AFTER.match(ditado, amount.fim):
        return True
    if amount.clareza is Clareza.FORMATO:
        return amount.valor >= 10
    if amount.valor < 20 or _is_year(amount) or _NOT_MONEY_BEFORE.search(before):
        return False
    if amount.valor >= _ABOVE_TEETH and _PLUS_AFTER.match(ditado, amount.fim):
        return True
    return bool(_CUE_BEFORE.search(before) or _CUE_AFTER.match(ditado, amount.fim))
