"""The three kinds of pydantic model used everywhere; apart so that their settings are decided once.

All are built on first use (`defer_build`), which keeps them out of the cold start.
"""

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """What is stored or handed between our own parts: unknown fields of a newer version are ignored."""

    model_config = ConfigDict(defer_build=True, extra="ignore", frozen=True)


class NewInput(BaseModel):
    """The body of a new route: JSON types to the letter, and a field that nobody declared is an error."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class SourceInput(BaseModel):
    """The body of a source system's route: unknown fields are ignored, numbers in strings are accepted."""

    model_config = ConfigDict(defer_build=True, extra="ignore", frozen=True, allow_inf_nan=False)
