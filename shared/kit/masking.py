"""Personal identifiers out of a text before it leaves, and back into what returns; apart as the one place to audit.

Masked: CPF, CNPJ (alphanumeric ones too), phones, e-mails. Never masked: money, dates, hours, names. In doubt
between a phone and an amount, what is marked as money (`R$`, `reais`, cents) or reads as a date or a range stays.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import count

from shared.kit.brasil import has_cnpj_digits, has_cpf_digits

_GAP = r"[ \u00a0\u2011\u2013.\-]{0,3}"
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_CNPJ = re.compile(
    r"(?<!\w)[A-Z0-9]{2}\.?[A-Z0-9]{3}\.?[A-Z0-9]{3}(?P<slash>/?)[A-Z0-9]{4}-?\d{2}(?!\w)", re.IGNORECASE
)
_CPF = re.compile(r"(?<!\d)(?<!\d[.,])\d{3}[. ]?\d{3}[. ]?\d{3}[-\u2013./ ]?\d{2}(?!\d)(?!,\d)")
# Country, DDD with or without trunk zero and brackets, ninth digit, then 4 + 4.
_PHONE = re.compile(
    rf"(?<!\d)(?<!\d[.,\-])(?P<money>R\$\s*)?(?P<country>\+?55{_GAP})?(?P<ddd>\(?0?[1-9][1-9]\)?{_GAP})?"
    rf"(?P<nine>9{_GAP})?(?P<first>\d{{4}})(?P<gap>{_GAP})(?P<last>\d{{4}})(?!\d)(?!,\d)(?!\s*reais\b)",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"(?<![\d+])\+\d(?:[ ().\-]{0,2}\d){8,14}(?!\d)")
_MOBILE = re.compile(r"[1-9][1-9]9\d{8}")
_CPF_LABEL = re.compile(r"cpf\W{0,4}$", re.IGNORECASE)
_PHONE_LABEL = re.compile(
    r"(?:tel|fone|telefone|celular|cel|whats\w*|zap|wpp|n[uú]mero)\W{0,4}$", re.IGNORECASE
)
_LABEL_REACH = 16


@dataclass(frozen=True, slots=True)
class Masked:
    """`originals` maps each placeholder in `text`, none of which the source text held, to what it stands for."""

    text: str
    originals: dict[str, str]

    def restore(self, text: str) -> str:
        """`text`, which may repeat placeholders, with the originals back in their places."""
        if not self.originals:
            return text
        pattern = "|".join(re.escape(placeholder) for placeholder in self.originals)
        return re.sub(pattern, lambda match: self.originals[match[0]], text)


@dataclass(slots=True)
class _Hider:
    """Gives out placeholders: one for each distinct value of a kind, never one that the source text holds."""

    source: str
    placeholders: dict[tuple[str, str], str] = field(default_factory=dict)

    def hide(self, kind: str, value: str) -> str:
        known = self.placeholders.get((kind, value))
        if known is None:
            known = self.placeholders[kind, value] = self._fresh(kind)
        return known

    def _fresh(self, kind: str) -> str:
        taken = set(self.placeholders.values())
        candidates = (f"[{kind}_{number}]" for number in count(1))
        return next(name for name in candidates if name not in taken and name not in self.source)


def mask(text: str) -> Masked:
    """The same value gets the same placeholder: `[CPF_1]`, `[CNPJ_1]`, `[TELEFONE_1]`, `[EMAIL_1]`."""
    hider = _Hider(text)
    masked = text
    for kind, pattern, accepts in _KINDS:
        masked = _mask_kind(masked, pattern, accepts, hide=partial(hider.hide, kind))
    return Masked(masked, {placeholder: value for (_, value), placeholder in hider.placeholders.items()})


def _mask_kind(
    text: str, pattern: re.Pattern[str], accepts: "_Accepts", *, hide: Callable[[str], str]
) -> str:
    return pattern.sub(lambda match: hide(match[0]) if accepts(match) else match[0], text)


def _is_cnpj(match: re.Match[str]) -> bool:
    plain = re.sub(r"\W", "", match[0]).upper()
    return bool(match["slash"]) or plain.isdecimal() or has_cnpj_digits(plain)


def _is_cpf(match: re.Match[str]) -> bool:
    if set(match[0]) & set(".-/\u2013"):
        return True
    plain = match[0].replace(" ", "")
    if plain == match[0] and not _MOBILE.fullmatch(plain):
        return True
    labelled = _CPF_LABEL.search(_before(match))
    return bool(labelled) or has_cpf_digits(plain)


def _is_phone(match: re.Match[str]) -> bool:
    if match["money"]:
        return False
    if match["nine"]:
        return True
    if match["first"][0] in "01":
        return False
    return bool(match["ddd"]) or bool(_PHONE_LABEL.search(_before(match))) or _is_local(match)


def _is_local(match: re.Match[str]) -> bool:
    """Eight digits without a DDD: not a day, not two years, not a range of round amounts, not split by a space."""
    first, last, gap = match["first"], match["last"], match["gap"].strip()
    if not match["gap"]:
        return not (_is_day(last, first[2:], first[:2]) or _is_day(first, last[:2], last[2:]))
    years = all(1900 <= int(part) < 2100 for part in (first, last))
    amounts = int(first) < int(last) and int(first) % 50 == int(last) % 50 == 0
    return bool(gap) and not years and not amounts


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return 1900 <= date(int(year), int(month), int(day)).year < 2100
    except ValueError:
        return False


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _LABEL_REACH) : match.start()]


def _always(match: re.Match[str]) -> bool:
    return bool(match)


_Accepts = Callable[[re.Match[str]], bool]
_KINDS: tuple[tuple[str, re.Pattern[str], _Accepts], ...] = (
    ("EMAIL", _EMAIL, _always),
    ("CNPJ", _CNPJ, _is_cnpj),
    ("CPF", _CPF, _is_cpf),
    ("TELEFONE", _PHONE, _is_phone),
    ("TELEFONE", _ABROAD, _always),
)
