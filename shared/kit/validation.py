"""Pydantic errors as sentences in Portuguese, without the input; the one table of its kind."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from shared.kit.errors import FieldError, InvalidInput, MalformedRequest

_SENTENCES: dict[str, str | Callable[[dict[str, Any]], str]] = {
    "missing": "é obrigatório",
    "extra_forbidden": "traz um campo que não conhecemos",
    "string_type": "deve ser um texto",
    "string_too_short": lambda limits: _at_least(limits["min_length"]),
    "string_too_long": lambda limits: f"deve ter no máximo {_thousands(limits['max_length'])} caracteres",
    "string_pattern_mismatch": "não tem o formato esperado",
    "string_unicode": "contém caracteres inválidos",
    "int_type": "deve ser um número inteiro",
    "int_parsing": "deve ser um número inteiro",
    "int_from_float": "deve ser um número inteiro",
    "float_type": "deve ser um número",
    "float_parsing": "deve ser um número",
    "finite_number": "deve ser um número finito",
    "decimal_type": "deve ser um número",
    "decimal_parsing": "deve ser um número",
    "bool_type": "deve ser verdadeiro ou falso",
    "bool_parsing": "deve ser verdadeiro ou falso",
    "enum": lambda limits: f"deve ser um destes valores: {limits['expected'].replace(' or ', ' ou ')}",
    "literal_error": lambda limits: (
        f"deve ser um destes valores: {limits['expected'].replace(' or ', ' ou ')}"
    ),
    "date_type": "deve ser uma data no formato AAAA-MM-DD",
    "date_parsing": "deve ser uma data no formato AAAA-MM-DD",
    "date_from_datetime_parsing": "deve ser uma data no formato AAAA-MM-DD",
    "date_from_datetime_inexact": "deve ser uma data sem hora, no formato AAAA-MM-DD",
    "datetime_type": "deve ser data e hora no formato ISO 8601",
    "datetime_parsing": "deve ser data e hora no formato ISO 8601",
    "datetime_from_date_parsing": "deve ser data e hora no formato ISO 8601",
    "time_type": "deve ser uma hora, como 09:00",
    "time_parsing": "deve ser uma hora, como 09:00",
    "timezone_aware": "deve trazer o fuso horário, como -03:00",
    "greater_than": lambda limits: f"deve ser maior que {limits['gt']}",
    "greater_than_equal": lambda limits: f"deve ser no mínimo {limits['ge']}",
    "less_than": lambda limits: f"deve ser menor que {limits['lt']}",
    "less_than_equal": lambda limits: f"deve ser no máximo {limits['le']}",
    "model_type": "deve ser um objeto JSON",
    "model_attributes_type": "deve ser um objeto JSON",
    "dict_type": "deve ser um objeto JSON",
    "list_type": "deve ser uma lista",
    "tuple_type": "deve ser uma lista",
    "too_long": lambda limits: f"deve ter no máximo {limits['max_length']} itens",
    "too_short": lambda limits: f"deve ter no mínimo {limits['min_length']} itens",
}
# An error of ours inside a validator: its message is a fixed sentence of our own, so it may be shown.
_OURS = "value_error"


Model = TypeVar("Model", bound=BaseModel)


def parse_json(model: type[Model], raw: bytes) -> Model:
    """Raises `MalformedRequest` when `raw` is not JSON in UTF-8, `InvalidInput` when it is not a `model`."""
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise _refusal(error) from None


def parse_fields(model: type[Model], fields: dict[str, Any]) -> Model:
    """The same for values already read, as those of a query string. Raises `InvalidInput`."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise _refusal(error) from None


def _refusal(error: ValidationError) -> MalformedRequest | InvalidInput:
    details = error.errors(include_input=False, include_url=False)
    if any(detail["type"] in ("json_invalid", "json_type") for detail in details):
        return MalformedRequest("O corpo não é um JSON válido em UTF-8.")
    return InvalidInput(errors=field_errors(error))


def field_errors(error: ValidationError) -> list[FieldError]:
    """Each wrong field with its sentence, which holds nothing of what came in."""
    details = error.errors(include_input=False, include_url=False)
    return [_field_error(dict(detail)) for detail in details]


def _field_error(detail: dict[str, Any]) -> FieldError:
    if detail["type"] == _OURS:
        return FieldError(_pointer(detail["loc"]), str(detail["ctx"]["error"]))
    sentence = _SENTENCES.get(detail["type"], "não é válido")
    text = sentence if isinstance(sentence, str) else sentence(detail.get("ctx", {}))
    return FieldError(_pointer(_known(detail)), text)


def _known(detail: dict[str, Any]) -> tuple[int | str, ...]:
    """The place of the error; the name of an unknown field is the caller's input, so it is left out."""
    place: tuple[int | str, ...] = detail["loc"]
    return place[:-1] if detail["type"] == "extra_forbidden" else place


def _pointer(place: tuple[int | str, ...]) -> str:
    """A JSON pointer as a URI fragment (RFC 6901)."""
    return "#" + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in place)


def _at_least(length: int) -> str:
    return "não pode ficar vazio" if length == 1 else f"deve ter no mínimo {length} caracteres"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
