"""The value of the quote now in force: what was closed, corrected or chosen; never a guess between two."""

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.escolha import read_escolha
from shared.relatos.leitura.pagamento import Pagamento
from shared.relatos.leitura.pagamento_texto import percent_off
from shared.relatos.leitura.quantias import Papel, Parte, find_partes


@dataclass(frozen=True, slots=True)
class Valor:
    """The value and the stretch of text that gives it."""

    valor: Decimal
    inicio: int
    fim: int


_CHOSE_CASH = re.compile(
    r"\b(?:optou|escolh\w+|fech(?:o|ou|amos)|(?:vai|vou|vamos)\s+(?:pagar|fazer|querer|ser)|vai|vou|"
    r"quer(?:o|em)?\s+(?:pagar|fazer)|quer(?:o|em)?|fic(?:o|ou|amos)\s+com|pref[ei]r\w+|pagou|decidiu|aceitou|topou)\b"
    r"(?:\s+(?:(?:mesmo|pel[oa]|por|em|tudo|o|a|no|de|pagar|pagamento|fazer|com|dinheiro|valor|esse|essa|"
    r"opcao)\b)){0,4}\s+(?:a\s*vista|avista|pix|dinheiro)\b"
)
_ACCEPTED = re.compile(
    r"\b(?:e\s+)?(?:ele|ela|eles|o\s+cliente|a\s+cliente)?\s*(?:ja\s+)?(?:topou|aceitou|fechou|concordou|"
    r"pagou|gostou\s+e\s+fechou|deu\s+ok|bateu\s+o\s+martelo)\b"
)
_OPTION = re.compile(r"\bopc(?:ao|oes)\b|\bou\b|\bplano\b|\balternativa\b|[a-z0-9]\)")
_REST = re.compile(r"\b(?:resto|restante|saldo|diferenca|complemento)\b")
_JOINED = re.compile(r"\+|\bmais\b|,?\s\be\b\s")
_NOT_JOINED = re.compile(
    rf"{_OPTION.pattern}|[.;]|\s-\s|\s/\s|\d\s?x\b|\b(?:entre|contra|que|nao|mas|fez|fizeram|parcel\w+|vezes)\b"
)
# Words that announce alternatives: their prices are never summed.
_COMPARED = re.compile(
    r"\b(?:cot(?:ei|amos|ado|acoes|acao)|simul\w+|opc(?:ao|oes)|alternativas?|versoes|modelos|marcas|planos|seguradoras|"
    r"dois\s+orcamentos|duas\s+propostas|entre)\b"
)
_CONDITION = re.compile(
    r"\b(?:a\s*vista|avista|pix|dinheiro|se\b|caso|fechando|ate\s+(?:sexta|amanha|hoje|o\s+fim))"
)

_GIVEN = re.compile(r"\b(?:dei|demos|concedi|apliquei|autorizei|liberei|fechou|aceitou|topou)\b[^.;]{0,40}$")


def read_valor(doc: Documento, pagamento: Pagamento) -> Valor | None:
    """The value in force, by the label rules; None where the relato leaves it open."""
    todas = [parte for parte in find_partes(doc) if parte.papel is not Papel.FORA]
    partes = [parte for parte in todas if parte.papel is not Papel.SUPERADO]
    return _in_force(doc, partes, pagamento) or _turned_down(partes, todas)


def _turned_down(partes: list[Parte], todas: list[Parte]) -> Valor | None:
    """Our one price that was recused, or told as past, when no other was ever given."""
    old = [parte for parte in todas if parte.papel is Papel.SUPERADO]
    alone = all(parte.papel in (Papel.DESCONTO, Papel.ENTRADA) for parte in partes)
    return _of(old[-1]) if alone and len({parte.valor for parte in old}) == 1 else None


def _in_force(doc: Documento, partes: list[Parte], pagamento: Pagamento) -> Valor | None:
    cash = _chosen_cash(doc, partes)
    if cash is not None:
        return _of(cash)
    for papel in (Papel.FECHADO, Papel.TOTAL):
        found = [parte for parte in partes if parte.papel is papel]
        if found:
            return _of(found[-1])
    return _full(doc, partes) or _computed(doc, partes, pagamento)


def _sum(partes: list[Parte]) -> Valor:
    return Valor(sum((parte.valor for parte in partes), Decimal(0)), partes[0].inicio, partes[-1].fim)


def _of(parte: Parte) -> Valor:
    return Valor(parte.valor, parte.inicio, parte.fim)


def _chosen_cash(doc: Documento, partes: list[Parte]) -> Parte | None:
    cash = [parte for parte in partes if parte.papel is Papel.A_VISTA]
    if not cash:
        return None
    chose = any(not _undecided(doc, match) for match in _CHOSE_CASH.finditer(doc.ditado))
    last = cash[-1]
    accepted = _ACCEPTED.search(doc.ditado, last.fim, doc.frase(last.inicio).fim)
    return last if chose or accepted else None


def _undecided(doc: Documento, match: re.Match[str]) -> bool:
    lead = doc.ditado[max(0, match.start() - 15) : match.start()]
    tail = doc.ditado[match.end() : match.end() + 30]
    return bool(
        re.search(r"\b(?:nao|se|nem|talvez)\s+(?:sabe\s+se\s+)?$", lead)
        or re.match(r"\s*(?:\w+\s+)?ou\b", tail)
    )


def _full(doc: Documento, partes: list[Parte]) -> Valor | None:
    full = [parte for parte in partes if parte.papel is Papel.CHEIO]
    values = {parte.valor for parte in full}
    off = sum((parte.valor for parte in partes if parte.papel is Papel.DESCONTO), Decimal(0))
    if off and full and max(values) - full[-1].valor == off:
        return _of(full[-1])
    if len(values) > 1:
        chosen = _among(doc, full)
        return chosen
    if not full:
        return None
    return _less_discount(doc, full[-1], partes)


def _among(doc: Documento, full: list[Parte]) -> Valor | None:
    """One of several full prices: the chosen option, the sum stated or joined by "+", the one that is labelled."""
    chosen = read_escolha(doc, full)
    if chosen:
        return _sum(chosen)
    biggest = max(full, key=lambda parte: parte.valor)
    others = sum((parte.valor for parte in full if parte is not biggest), Decimal(0))
    if biggest.valor == others:
        return _of(biggest)
    between = [doc.ditado[a.fim : b.inicio] for a, b in itertools.pairwise(full)]
    joined = all(_JOINED.search(gap) and not _NOT_JOINED.search(gap) and len(gap) < 60 for gap in between)
    if joined and not _COMPARED.search(doc.ditado, doc.frase(full[0].inicio).inicio, full[0].inicio):
        return _sum(full)
    labelled = [parte for parte in full if parte.rotulado]
    return _of(labelled[-1]) if len({parte.valor for parte in labelled}) == 1 else None


def _less_discount(doc: Documento, parte: Parte, partes: list[Parte]) -> Valor:
    """The full price, less a discount that was given without condition or whose condition was taken."""
    off = _discount(doc, parte, partes)
    if off is None or any(other.papel is Papel.A_VISTA for other in partes):
        return _of(parte)
    amount, inicio, fim = off
    frase = doc.frase(inicio)
    conditional = _CONDITION.search(doc.ditado, max(frase.inicio, inicio - 45), min(frase.fim, fim + 45))
    chose = any(not _undecided(doc, match) for match in _CHOSE_CASH.finditer(doc.ditado))
    given = _GIVEN.search(doc.ditado[frase.inicio : inicio])
    if (conditional and chose) or (given and not conditional):
        return Valor(
            parte.valor - amount, parte.inicio, max(parte.fim, fim) if fim > parte.inicio else parte.fim
        )
    return _of(parte)


def _discount(doc: Documento, parte: Parte, partes: list[Parte]) -> tuple[Decimal, int, int] | None:
    """The one discount told, in money, and where it stands."""
    percent = percent_off(doc)
    if percent is not None:
        return parte.valor * percent[0] / 100, percent[1], percent[2]
    amounts = [other for other in partes if other.papel is Papel.DESCONTO and other.valor < parte.valor]
    return (amounts[0].valor, amounts[0].inicio, amounts[0].fim) if len(amounts) == 1 else None


def _computed(doc: Documento, partes: list[Parte], pagamento: Pagamento) -> Valor | None:
    """A value that only its parcels give, or the units, or what remains: the price for cash or by the month."""
    parcels = [parte for parte in partes if parte.papel is Papel.PARCELA]
    monthly = [parte for parte in partes if parte.papel is Papel.MENSAL]
    entry = [parte for parte in partes if parte.papel is Papel.ENTRADA]
    cash = [parte for parte in partes if parte.papel is Papel.A_VISTA]
    units = [parte for parte in partes if parte.papel is Papel.UNITARIO]
    interest = re.search(r"\bcom\s+juros\b|\bfinanci", doc.ditado)
    if parcels and not (cash and interest):
        total = _parcelled(doc, parcels, entry, pagamento)
        if total is not None:
            return total
    if cash:
        return _of(cash[-1])
    if monthly and not parcels:
        return _by_month(monthly, pagamento)
    if units and len({parte.valor for parte in units}) == 1:
        unit = units[-1]
        return Valor(unit.valor * unit.vezes, unit.inicio, unit.fim) if unit.vezes else None
    return None


def _parcelled(
    doc: Documento, parcels: list[Parte], entry: list[Parte], pagamento: Pagamento
) -> Valor | None:
    chosen = [parte for parte in parcels if parte.vezes == pagamento.parcelas] or parcels
    parcel = chosen[-1]
    times = parcel.vezes or pagamento.parcelas
    if times is None or len({parte.valor for parte in chosen}) > 1:
        return None
    if not entry and _REST.search(doc.ditado, doc.frase(parcel.inicio).inicio, parcel.inicio):
        return None
    down = entry[-1].valor if entry else Decimal(0)
    return Valor(down + parcel.valor * times, min(parte.inicio for parte in [*entry, parcel]), parcel.fim)


def _by_month(monthly: list[Parte], pagamento: Pagamento) -> Valor | None:
    if len({parte.valor for parte in monthly}) > 1:
        return None
    month = monthly[-1]
    return Valor(month.valor * (pagamento.parcelas or 1), month.inicio, month.fim)
