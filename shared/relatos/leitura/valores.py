"""The value of the quote now in force: what was closed, corrected or chosen; never a guess between two."""

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

from shared.relatos.leitura.documento import Documento
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
_CHOICE = re.compile(
    r"\b(?:escolh(?:eu|eram|i|o)|opt(?:ou|aram|o)(?:\s+p(?:or|el[oa]))?|pref[ei]r(?:e|em|iu|iram|o)|"
    r"decidi(?:u|ram)?(?:\s+p(?:or|el[oa]))?|(?:vai|vao|vou|vamos)\s+(?:de|querer|fazer|fechar|ficar\s+com|levar)|"
    r"fech(?:ou|aram|o|amos)(?:\s+(?:com|n[ao]|o|a))?|fic(?:ou|aram|o|amos)\s+com|quis|quer(?:o|em)?)\s+(?:(?:a|o|as|os|so|somente|apenas|mesmo|fazer|opcao|plano|pacote|com|de|"
    r"pela|pelo|na|no)\s+)*(?P<palavra>\w[\w-]*)(?:\s+(?P<outra>\w+))?"
)
_OPTION = re.compile(r"\bopc(?:ao|oes)\b|\bou\b|\bplano\b|\balternativa\b|[a-z0-9]\)")
_REST = re.compile(r"\b(?:resto|restante|saldo|diferenca|complemento)\b")
_JOINED = re.compile(r"\+|\bmais\b|,?\s\be\b\s")
_NOT_JOINED = re.compile(
    rf"{_OPTION.pattern}|[.;]|\s-\s|\s/\s|\d\s?x\b|\b(?:entre|contra|que|nao|mas|fez|fizeram|parcel\w+|vezes)\b"
)
_CONDITION = re.compile(
    r"\b(?:a\s*vista|avista|pix|dinheiro|se\b|caso|fechando|ate\s+(?:sexta|amanha|hoje|o\s+fim))"
)


def read_valor(doc: Documento, pagamento: Pagamento) -> Valor | None:
    """The value in force, by the label rules; None where the relato leaves it open."""
    partes = [parte for parte in find_partes(doc) if parte.papel is not Papel.FORA]
    cash = _chosen_cash(doc, partes)
    if cash is not None:
        return _of(cash)
    for papel in (Papel.FECHADO, Papel.TOTAL):
        found = [parte for parte in partes if parte.papel is papel]
        if found:
            return _of(found[-1])
    return _full(doc, partes) or _computed(doc, partes, pagamento)


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
    if len(values) > 1:
        chosen = _among(doc, full)
        return chosen
    if not full:
        return None
    return _less_discount(doc, full[-1], partes)


def _among(doc: Documento, full: list[Parte]) -> Valor | None:
    """One of several full prices: the chosen option, the sum stated or joined by "+", the one that is labelled."""
    chosen = _chosen_option(doc, full)
    if chosen is not None:
        return _of(chosen)
    biggest = max(full, key=lambda parte: parte.valor)
    others = sum((parte.valor for parte in full if parte is not biggest), Decimal(0))
    if biggest.valor == others:
        return _of(biggest)
    between = [doc.ditado[a.fim : b.inicio] for a, b in itertools.pairwise(full)]
    if all(_JOINED.search(gap) and not _NOT_JOINED.search(gap) and len(gap) < 60 for gap in between):
        return Valor(sum((parte.valor for parte in full), Decimal(0)), full[0].inicio, full[-1].fim)
    labelled = [parte for parte in full if parte.rotulado]
    return _of(labelled[-1]) if len({parte.valor for parte in labelled}) == 1 else None


def _chosen_option(doc: Documento, full: list[Parte]) -> Parte | None:
    """The price whose own words come back after "escolheu", "prefere"..."""
    for match in reversed(list(_CHOICE.finditer(doc.ditado))):
        words = [
            word
            for word in (match["outra"], match["palavra"])
            if word and (len(word) > 3 or len(word) == 1 or word.isdigit())
        ]
        for word in words:
            hits = [parte for parte in full if _described_by(doc, parte, full, word)]
            if len(hits) == 1 and hits[0].fim <= match.start():
                return hits[0]
    return None


def _described_by(doc: Documento, parte: Parte, full: list[Parte], word: str) -> bool:
    previous = max((other.fim for other in full if other.fim <= parte.inicio), default=0)
    following = min((other.inicio for other in full if other.inicio >= parte.fim), default=parte.fim)
    before = doc.ditado[max(previous, parte.inicio - 60) : parte.inicio]
    after = re.split(
        r"[,;.]|\s/\s|\bou\b", doc.ditado[parte.fim : max(parte.fim, min(following, parte.fim + 40))]
    )[0]
    stem = word[: max(1, len(word) - 2)] if len(word) > 4 else word
    return bool(re.search(rf"\b{re.escape(stem)}", before.rpartition(";")[2] + " " + after))


def _less_discount(doc: Documento, parte: Parte, partes: list[Parte]) -> Valor:
    """The full price, less a discount in percent that was given without condition or whose condition was taken."""
    off = percent_off(doc)
    if off is None or any(other.papel is Papel.A_VISTA for other in partes):
        return _of(parte)
    percent, inicio, fim = off
    frase = doc.frase(inicio)
    conditional = _CONDITION.search(doc.ditado, max(frase.inicio, inicio - 45), min(frase.fim, fim + 45))
    chose = any(not _undecided(doc, match) for match in _CHOSE_CASH.finditer(doc.ditado))
    given = re.search(
        r"\b(?:dei|demos|concedi|apliquei|autorizei|liberei|ja\s+com|fechou|aceitou|topou)\b[^.;]{0,40}$",
        doc.ditado[frase.inicio : inicio],
    )
    if (conditional and chose) or (given and not conditional):
        return Valor(
            parte.valor * (100 - percent) / 100,
            parte.inicio,
            max(parte.fim, fim) if fim > parte.inicio else parte.fim,
        )
    return _of(parte)


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
