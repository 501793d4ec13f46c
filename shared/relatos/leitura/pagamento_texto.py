"""The forms of payment as a person would say them, and the discount that the relato names with them."""

import re

from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.pagamento import Pagamento
from shared.relatos.models import FormaPagamento as Forma

_PERCENT_OFF = re.compile(
    r"\b(?P<a>\d{1,2})\s?(?:%|por\s+cento)\s*(?:de\s+)?(?:desconto|off)\b|"
    r"\bdesconto\s+de\s+(?P<b>\d{1,2})\s?(?:%|por\s+cento)"
    r"|\b(?:ganha|com|menos|tem)\s+(?P<c>\d{1,2})\s?%"
)
_PARTED = re.compile(r"[.;]\s|\bou\b")
_NAMES = {
    Forma.A_VISTA: "à vista",
    Forma.PIX: "no pix",
    Forma.CARTAO_DEBITO: "no cartão de débito",
    Forma.CARTAO_CREDITO: "no cartão de crédito",
    Forma.BOLETO: "no boleto",
    Forma.FINANCIAMENTO: "por financiamento",
    Forma.CONVENIO: "pelo convênio",
}


def percent_off(doc: Documento) -> tuple[int, int, int] | None:
    """The one discount in percent that the relato names, and where; None when there is none or several."""
    found = [(int(m["a"] or m["b"] or m["c"]), m.start(), m.end()) for m in _PERCENT_OFF.finditer(doc.ditado)]
    return found[0] if len({item[0] for item in found}) == 1 and found[0][0] > 0 else None


def phrase_of(doc: Documento, pagamento: Pagamento) -> str | None:
    """The forms as a person would say them: "À vista com 10% de desconto ou em até 5x no cartão de crédito"."""
    parts: list[str] = []
    rest = pagamento.parcelas
    for forma in (forma for forma in _NAMES if forma in pagamento.formas):
        number = _number_for(doc, pagamento, forma)
        times = f"em {'' if pagamento.escolhidas else 'até '}{number}x " if number else ""
        parts.append(times + _NAMES[forma] + _discount_of(doc, pagamento, forma))
        rest = None if number == rest else rest
    if rest:
        parts.append(f"em {'' if pagamento.escolhidas else 'até '}{rest}x")
    elif Forma.PARCELADO in pagamento.formas and not pagamento.parcelas:
        parts.append("parcelado")
    text = " ou ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return text[0].upper() + text[1:] if text else None


def _number_for(doc: Documento, pagamento: Pagamento, forma: Forma) -> int | None:
    """The parcels said together with a form, in one clause or right after it."""
    if forma in (Forma.A_VISTA, Forma.PIX, Forma.CARTAO_DEBITO, Forma.CONVENIO):
        return None
    near = [
        item.numero
        for item in pagamento.trechos
        for other in pagamento.mencoes
        if other.forma is forma
        and (-35 < other.inicio - item.fim < 35 and -35 < item.inicio - other.fim < 35)
        and not _PARTED.search(doc.ditado[min(other.fim, item.fim) : max(other.inicio, item.inicio)])
    ]
    return max(near, default=None)


def _discount_of(doc: Documento, pagamento: Pagamento, forma: Forma) -> str:
    found = percent_off(doc)
    if found is None:
        return ""
    amount, inicio, fim = found
    near = any(
        item.forma is forma and max(inicio - item.fim, item.inicio - fim) < 40 for item in pagamento.mencoes
    )
    first = next((item for item in _NAMES if item in pagamento.formas), None)
    return (
        f" com {amount}% de desconto"
        if near and forma is first and forma in (Forma.A_VISTA, Forma.PIX)
        else ""
    )
