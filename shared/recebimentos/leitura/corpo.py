"""What every reading of a body shares: JSON that may be hostile, and values as a document can keep them."""

import json
from dataclasses import dataclass
from typing import Any

from shared.kit.brasil import phone_number
from shared.kit.canais import TipoConteudo
from shared.kit.errors import MalformedRequest
from shared.kit.ids import digest_id

MAX_TEXTO = 20_000
MAX_BRUTO = 64_000
MAX_BOTAO = 256
_MAX_ID = 200
_MAX_DIGITS = 15
_LAST_SECOND = 253_370_764_799  # of the year 9998: every zone has it
_CONTROLS = dict.fromkeys([*range(9), 11, 12, 13, *range(14, 32), 127])

Objeto = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conteudo:
    """What a message holds, whatever the provider calls it."""

    tipo: TipoConteudo = TipoConteudo.OUTRO
    texto: str = ""
    botao: str | None = None
    midia: str | None = None


def read_object(raw: bytes) -> Objeto:
    """Raises `MalformedRequest` for what is no JSON object in UTF-8, however it was made to hurt."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise MalformedRequest("O corpo não é um JSON válido em UTF-8.") from None
    if not isinstance(found, dict):
        raise MalformedRequest("O corpo deve ser um objeto JSON.")
    return found


def read_inner(value: Any) -> Objeto:
    """The object in a text of JSON, as some forms carry it; empty for anything else."""
    try:
        return as_object(json.loads(value)) if isinstance(value, str) else {}
    except (ValueError, RecursionError):
        return {}


def as_object(value: Any) -> Objeto:
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def as_text(value: Any, most: int = 200) -> str:
    """A text or a number as clean text of at most `most` characters; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        return clean(str(value), most)
    except ValueError:  # an integer of thousands of digits
        return ""


def clean(text: str, most: int) -> str:
    """Without control characters (but line breaks and tabs) and half characters, which no store can keep."""
    whole = text[: most * 2].encode("utf-8", "replace").decode()
    return whole.translate(_CONTROLS).strip()[:most].rstrip()


def as_id(value: Any) -> str:
    """An id from outside; a longer one than ours may be is named by its digest."""
    found = as_text(value, _MAX_ID * 10)
    return found if len(found) <= _MAX_ID else digest_id(found)


def as_seconds(value: Any) -> int:
    """Unix seconds from a number or its text; 0 for what is none."""
    return _seconds(value, a_second=1)


def as_milliseconds(value: Any) -> int:
    """Unix seconds from milliseconds."""
    return _seconds(value, a_second=1_000)


def _seconds(value: Any, *, a_second: int) -> int:
    found = as_text(value, 20)
    seconds = int(found) // a_second if found.isascii() and found.isdecimal() else 0
    return seconds if seconds <= _LAST_SECOND else 0


def excerpt(part: Any) -> str:
    """A part of the body as JSON text, cut where it is longer than is kept."""
    try:
        return clean(json.dumps(part, ensure_ascii=False), MAX_BRUTO)
    except (ValueError, RecursionError):
        return ""


def international(text: str) -> str | None:
    """E.164 of a number that begins with its country, with or without a plus; None for what is no phone."""
    try:
        return phone_number(text if text.startswith("+") else f"+{text}")
    except ValueError:
        return None


def national(text: str) -> str | None:
    """E.164 of a number as Brazilians write it; None for what is no phone."""
    try:
        return phone_number(text)
    except ValueError:
        return None


def reach(text: str) -> str:
    """How somebody is answered whose number we could not check: digits become a dialled number, the rest stays."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
    return f"+{text}" if is_number else text
