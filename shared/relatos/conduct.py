"""What a suggested text may say to a cliente: no price, no advertising, no day that is not planned, no invented name.

Apart from the strategy because it is the clinic's duty (CFO Res. 118/2012, arts. 41-44), whoever wrote the text.
"""

import re
from collections.abc import Iterable
from datetime import date

from shared.kit.dates import DataEscrita, find_dates
from shared.kit.dates_relative import find_relative
from shared.kit.texto import key_of
from shared.relatos.ports import Plano
from shared.relatos.quotes import amounts_of

_LONGEST = 700
_FORBIDDEN = re.compile(
    r"[$%@<>\[\]{}]|https?:|www\.|\.com\b|\breais\b|\bpor cento\b|\bmetade d|\bmil\b"
    r"|\bdescont|\bpromo(?:c|t)|\bofertas?\b|\bgratis\b|\bgratuit|\bcortesia|\bbrinde|\bcashback|\bliquida|\bsorteio"
    r"|\bparcel|\bprestac|(?<!\bas )\bvezes\b|\bjuros\b|\bentrada\b|\bfinanci|\bconvenio|\bcredi[a-z]*rio\b"
    r"|\bvista\b|\bpix\b|\bboleto|\bcartao|\bcartoes|\bdinheiro\b|\bdebito\b|\bcredito\b|\bcarne\b"
    r"|\bpreco|\bcust[ao]|\bbarat|\bcondic(?:ao|oes)\b|\bimperdivel|\bultimas? vagas?\b|\bgaranti[ar]|\bgarantimos\b"
)
_GREETED = re.compile(
    r"\b(?:Ol[áa]|Oi|Oie|Bom dia|Boa tarde|Boa noite|Prezad[oa]|Car[oa]),?\s+"
    r"(?:(?:Seu|Dona|Sr|Sra|Dr|Dra|[Ss]enhora?)\b\.?\s+)?(?P<nome>[A-ZÀ-Ý][\w'-]+)"
)


def may_be_said(texto: str, plano: Plano, *, on: date) -> bool:
    """Whether `texto`, said on the day `on`, keeps to the plan's days, its permitted offers and its cliente."""
    rest = key_of(texto)
    if not rest or len(texto) > _LONGEST or not _greets_the_cliente(texto, plano.extracao.identidade_cliente):
        return False
    if not texto.replace(
        "\n", ""
    ).isprintable():  # signs without width would hide a word from the rules below
        return False
    for offer in plano.ofertas_permitidas:
        rest = rest.replace(key_of(offer), " ")
    planned = {day for contato in plano.contatos for day in (contato.data_nominal, contato.data_ajustada)}
    if any(phrase.dia not in planned for phrase in find_relative(rest, on)):
        return False
    written = list(find_dates(rest))
    if not all(_is_one_of(planned, data) for data in written):
        return False
    rest = _without(rest, written)
    return not (_FORBIDDEN.search(rest) or amounts_of(rest) or any(char.isdigit() for char in rest))


def _is_one_of(planned: Iterable[date], data: DataEscrita) -> bool:
    return any(
        data.dia == day.day and data.mes in (None, day.month) and data.ano in (None, day.year)
        for day in planned
    )


def _without(text: str, written: list[DataEscrita]) -> str:
    for data in reversed(written):
        text = f"{text[: data.inicio]} {text[data.fim :]}"
    return text


def _greets_the_cliente(texto: str, cliente: str | None) -> bool:
    names = key_of(cliente or "").split()
    return all(key_of(match["nome"]) in names for match in _GREETED.finditer(texto))
