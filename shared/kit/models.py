"""The kinds of pydantic model and the field types used everywhere; apart so that they are decided once.

All are built on first use (`defer_build`), which keeps them out of the cold start. Their errors do not repeat what
came in (`hide_input_in_errors`): tracebacks go to the logs.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer

from shared.kit.clock import instant

# Decimal in code, a JSON number with at most two places outside and in the store (so that it can be summed).
Money = Annotated[
    Decimal, PlainSerializer(lambda money: float(round(money, 2)), return_type=float, when_used="json")
]
# Aware UTC in code, fixed-width ISO text in the store, so that text order is time order.
Instant = Annotated[AwareDatetime, PlainSerializer(instant, when_used="json")]
# A day that somebody sends: near enough that counting from it and zones around it stay within the calendar.
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]


class Document(BaseModel):
    """What is stored or handed between our own parts: unknown fields of a newer version are ignored."""

    model_config = ConfigDict(defer_build=True, extra="ignore", frozen=True, hide_input_in_errors=True)


class NewInput(BaseModel):
    """The body of a new route: JSON types to the letter, and a field that nobody declared is an error."""

    model_config = ConfigDict(
        defer_build=True,
        extra="forbid",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )


class QueryInput(BaseModel):
    """The query string of a new route: always text, types are read from it; an unknown name is an error."""

    model_config = ConfigDict(
        defer_build=True, extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )


class SourceInput(BaseModel):
    """The body of a source system's route: unknown fields are ignored, numbers in strings are accepted."""

    model_config = ConfigDict(
        defer_build=True,
        extra="ignore",
        frozen=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )
