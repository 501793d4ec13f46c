"""What a quoted excerpt says in days, money, instalments and ways to pay: parsed by the rules' own grammar.

Apart from the extraction because here is no model: the same excerpt always gives the same values.
"""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from shared.kit.dates import find_dates, find_hours
from shared.kit.dates_relative import find_relative
from shared.kit.money import Clareza, find_amounts
from shared.kit.numerals import COUNT, parse_count
from shared.kit.texto import fold
from shared.relatos.models import FormaPagamento

# A bare number below this is a count, an hour or a tooth, not a budget.
_LEAST_BARE_AMOUNT = 50
_INSTALMENTS = re.compile(
    rf"({COUNT})\s*(?:x\b|vez|vezes|parcela|parcelas|prestacao|prestacoes|mensalidade|mensalidades)"
)
_WORDS = {
    FormaPagamento.A_VISTA: re.compile(r"\ba?\s?vista\b|\bdinheiro\b|\bespecie\b|\bcash\b"),
    FormaPagamento.PIX: re.compile(r"\bpix\b"),
    FormaPagamento.CARTAO_CREDITO: re.compile(r"\bcart|\bcredito\b|\bmaster|\bvisa\b|\belo\b"),
    FormaPagamento.CARTAO_DEBITO: re.compile(r"\bdebito\b"),
    FormaPagamento.BOLETO: re.compile(r"\bboleto|\bcarne\b"),
    FormaPagamento.PARCELADO: re.compile(rf"\bparcel|\bprestac|{_INSTALMENTS.pattern}"),
    FormaPagamento.FINANCIAMENTO: re.compile(r"\bfinanc|\bcredi[a-z]*rio\b|\bemprestimo"),
    FormaPagamento.CONVENIO: re.compile(r"\bconvenio|\bplano\b|\bodonto"),
}
_LABELS = {
    FormaPagamento.A_VISTA: "à vista",
    FormaPagamento.PIX: "pix",
    FormaPagamento.CARTAO_CREDITO: "cartão de crédito",
    FormaPagamento.CARTAO_DEBITO: "cartão de débito",
    FormaPagamento.BOLETO: "boleto",
    FormaPagamento.FINANCIAMENTO: "financiamento",
    FormaPagamento.CONVENIO: "convênio",
    FormaPagamento.PARCELADO: "parcelado",
}


def moment_of(excerpt: str, reference: date) -> str | None:
    """The one day of the conversation, with its hour when there is one: `YYYY-MM-DD[ HH:MM:SS]`."""
    folded = fold(excerpt)
    days = {written.last_until(reference) for written in find_dates(folded)}
    if len(days) != 1 or (day := days.pop()) is None:
        return None
    hours = {hour.hora for hour in find_hours(folded)}
    return f"{day} {hours.pop():%H:%M:%S}" if len(hours) == 1 else str(day)


def day_ahead(excerpt: str, reference: date) -> date | None:
    """The one day that is meant, counted from `reference`; a written day says what the phrases beside it mean."""
    folded = fold(excerpt)
    days = {written.next_from(reference) for written in find_dates(folded)} - {None}
    days = days or {phrase.dia for phrase in find_relative(folded, reference)}
    return days.pop() if len(days) == 1 else None


def amounts_of(excerpt: str) -> frozenset[Decimal]:
    """Every amount of money that may be meant; parts of dates and small bare numbers are none."""
    folded = fold(excerpt)
    days = [(written.inicio, written.fim) for written in find_dates(folded)]
    return frozenset(
        amount.valor
        for amount in find_amounts(folded)
        if (amount.clareza is not Clareza.NUMERO or amount.valor >= _LEAST_BARE_AMOUNT)
        and not any(start < amount.fim and amount.inicio < end for start, end in days)
    )


def instalments_of(excerpt: str) -> frozenset[int]:
    counts = (parse_count(match[1]) for match in _INSTALMENTS.finditer(fold(excerpt)))
    return frozenset(count for count in counts if count)


def mentions(excerpt: str, forma: FormaPagamento) -> bool:
    return bool(_WORDS[forma].search(fold(excerpt)))


def describe_payment(formas: Collection[FormaPagamento], parcelas: int | None) -> str | None:
    """The ways to pay as S0 words them: "À vista, cartão de crédito ou parcelado em 5x"."""
    labels = [label for forma, label in _LABELS.items() if forma in formas]
    if not labels:
        return None
    if labels[-1] == _LABELS[FormaPagamento.PARCELADO] and parcelas:
        labels[-1] += f" em {parcelas}x"
    *first, last = labels
    text = f"{', '.join(first)} ou {last}" if first else last
    return text[0].upper() + text[1:]
