"""Brazilian identifiers in one normal form each: phones, CPF, CNPJ, e-mails; apart as the one place that knows them.

What is refused raises `ValueError` with a fixed sentence in Portuguese that may be shown to who typed it.
"""

import re
import unicodedata

_NOT_PHONE = "deve ser um telefone com DDD, como (11) 98888-7777"
_NO_SUCH_DDD = "tem um DDD que não existe"
_NOT_EMAIL = "deve ser um e-mail, como nome@exemplo.com.br"
_NOT_DOCUMENT = "deve ser um CPF ou um CNPJ válido"

# Source: https://www.gov.br/anatel (Plano Geral de Códigos Nacionais), 67 codes.
_DDD = re.compile("[14689][1-9]|2[12478]|3[1-578]|5[1345]|7[134579]")
# Twilio's and RFC 3966's prefixes; the suffix of a WhatsApp address, with the device's number before it.
_SCHEME = re.compile(r"(?:whatsapp|tel):", re.IGNORECASE)
_JID = re.compile(r"(\d{7,15})(?::\d{1,3})?@(?:s\.whatsapp\.net|c\.us)")
_PHONE_MARKS = re.compile(r"[\s().\-\u2010-\u2015/]+")
_OPERATOR_PLACE = re.compile(r"0\s*xx", re.IGNORECASE)
# After +: no country code starts with 0, no area of country 1 with 0 or 1.
_ABROAD = re.compile(r"(?!1[01])[1-9][0-9]{6,14}")
_LANDLINE_OR_OLD_MOBILE, _MOBILE = re.compile(r"[2-9][0-9]{7}"), re.compile(r"9[0-9]{8}")
_BRAZILIAN_MOBILE = re.compile(r"\+55(\d{2})(?:9(\d{8})|([6-9]\d{7}))")

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")

_DOCUMENT_MARKS = re.compile(r"[\s.\-\u2010-\u2015/]+")
_CPF, _CNPJ = re.compile(r"[0-9]{11}"), re.compile(r"[0-9A-Z]{12}[0-9]{2}")


def phone_number(text: str) -> str:
    """E.164, as dialled: a mobile written without its ninth digit stays without it (`phone_key` matches both).

    Abroad only with `+` or `00`. Raises `ValueError`.
    """
    plain = _SCHEME.sub("", unicodedata.normalize("NFKC", text).strip(), count=1)
    if jid := _JID.fullmatch(plain):
        plain = f"+{jid[1]}"
    plain = _PHONE_MARKS.sub("", _OPERATOR_PLACE.sub("0", plain))
    digits = plain.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal()):
        raise ValueError(_NOT_PHONE)
    if plain.startswith("00"):
        plain, digits = f"+{digits[2:]}", digits[2:]
    if plain.startswith("+") and not digits.startswith("55"):
        return _abroad(digits)
    # Eleven digits that start with 55 9 are a mobile of DDD 55, not the country and half a number.
    has_country = plain.startswith("+") or (digits.startswith("55") and len(digits) in (12, 13))
    return "+55" + _national(digits[2:] if has_country else digits)


def _abroad(digits: str) -> str:
    if not _ABROAD.fullmatch(digits):
        raise ValueError(_NOT_PHONE)
    return f"+{digits}"


def _national(digits: str) -> str:
    """DDD and subscriber, after a trunk zero and an operator's two digits are taken off."""
    if digits.startswith("0"):
        digits = digits[3:] if len(digits) in (13, 14) else digits[1:]
    ddd, subscriber = digits[:2], digits[2:]
    if not (_LANDLINE_OR_OLD_MOBILE.fullmatch(subscriber) or _MOBILE.fullmatch(subscriber)):
        raise ValueError(_NOT_PHONE)
    if not _DDD.fullmatch(ddd):
        raise ValueError(_NO_SUCH_DDD)
    return digits


def phone_key(e164: str) -> str:
    """What two spellings of one phone have in common: DDD and last eight digits of a Brazilian mobile, else all."""
    if found := _BRAZILIAN_MOBILE.fullmatch(e164):
        return found[1] + (found[2] or found[3])
    return e164


def email_address(text: str) -> str:
    """Lower case: no provider of note tells cases apart, people do not either. Raises `ValueError`."""
    plain = text.strip().lower()
    if len(plain) > 254 or not _EMAIL.fullmatch(plain):
        raise ValueError(_NOT_EMAIL)
    return plain


def document_number(text: str) -> str:
    """CPF (11 digits) or CNPJ (14, letters allowed in the first 12), upper case, no marks. Raises `ValueError`."""
    plain = _DOCUMENT_MARKS.sub("", text).upper()
    is_cpf = _CPF.fullmatch(plain) and has_cpf_digits(plain)
    is_cnpj = _CNPJ.fullmatch(plain) and has_cnpj_digits(plain)
    if len(set(plain)) == 1 or not (is_cpf or is_cnpj):
        raise ValueError(_NOT_DOCUMENT)
    return plain


def has_cpf_digits(plain: str) -> bool:
    """Whether the last two of eleven digits check the first nine."""
    return all(int(plain[size]) == _check_digit(plain[:size], range(2, 12)) for size in (9, 10))


def has_cnpj_digits(plain: str) -> bool:
    """Whether the last two of fourteen characters check the first twelve."""
    return all(int(plain[size]) == _check_digit(plain[:size], range(2, 10)) for size in (12, 13))


def _check_digit(body: str, weights: range) -> int:
    """Modulo 11 from the right; a letter counts as its ASCII code less 48 (IN RFB 2.229/2024)."""
    total = sum((ord(char) - 48) * weights[index % len(weights)] for index, char in enumerate(reversed(body)))
    return 0 if total % 11 < 2 else 11 - total % 11
