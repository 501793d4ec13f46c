"""The port of a language model: one prompt in, one JSON answer out, and the four ways in which it fails.

Apart from the chain because adapters implement this and know nothing of models tried before or after them.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol, Self, TypeVar

from pydantic import BaseModel, ValidationError

from shared.kit.errors import TransientError


@dataclass(frozen=True, slots=True)
class Correction:
    """An answer that could not be used and why, to be shown to the model that gave it."""

    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked. `schema` obeys the strict rules: every property required, nothing additional.

    `system` is ours; `user` carries what others wrote, fenced by `fenced` and without personal identifiers.
    """

    version: str
    system: str
    user: str
    schema_name: str
    schema: Mapping[str, Any]
    max_tokens: int
    correction: Correction | None = None

    def corrected(self, answer: str, reason: str) -> Self:
        return replace(self, correction=Correction(answer, reason))


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back: untrusted text. `truncated` means that the token limit cut it."""

    content: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    truncated: bool = False


class ModelError(TransientError):
    """A model gave no usable answer. `reason` is a short word for logs, never text of the prompt or the answer."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class ModelUnknown(ModelError):
    """The provider does not have this model (any more): asking again cannot help."""


class ModelUnavailable(ModelError):
    """An outage, a timeout or a limit. `wait_s` is set on a limit: the seconds the provider asks for, or a guess."""

    def __init__(self, reason: str, *, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class ModelRefused(ModelError):
    """The provider does not accept the request. `by_credential`: no request will pass until settings change."""

    def __init__(self, reason: str, *, by_credential: bool) -> None:
        super().__init__(reason)
        self.by_credential = by_credential


class InvalidCompletion(ModelError):
    """The answer breaks the schema. `hint` tells the model what to correct; `answer` is what it had said."""

    def __init__(self, reason: str, *, hint: str, answer: str = "") -> None:
        super().__init__(reason)
        self.hint = hint
        self.answer = answer


class ChatModel(Protocol):
    @property
    def name(self) -> str:
        """`provider:model`, the `origem` of what it answers, e.g. `groq:openai/gpt-oss-20b`."""

    async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:
        """One request, never repeated here: the chain owns every retry. Raises only `ModelError`."""


Answer = TypeVar("Answer", bound=BaseModel)


def json_parser(model: type[Answer]) -> Callable[[str], Answer]:
    """A parser that raises `InvalidCompletion` with the places that are wrong, and never their values."""

    def parse(content: str) -> Answer:
        try:
            return model.model_validate_json(content)
        except ValidationError as error:
            details = error.errors(include_input=False, include_url=False, include_context=False)
        places = "; ".join(
            f"{'.'.join(map(str, detail['loc'])) or 'JSON'}: {detail['type']}" for detail in details[:10]
        )
        raise InvalidCompletion("schema", hint=f"A resposta não segue o esquema ({places}).")

    return parse


def fenced(name: str, text: str) -> str:
    """`text` between marks that it cannot close: the mark carries a digest of the text and never occurs in it."""
    mark = name
    while mark in text or mark == name:
        mark = f"{name}-{hashlib.sha256((mark + text).encode('utf-8', 'replace')).hexdigest()[:12]}"
    return f"<{mark}>\n{text}\n</{mark}>"


_KEPT = ("type", "enum")


@cache  # milliseconds to make, and every prompt carries it
def strict_schema(model: type[BaseModel]) -> Mapping[str, Any]:
    """The schema of `model` under the strict rules: no references, all properties required, nothing additional.

    What a field may lack is a nullable type. Limits of length and number stay in the model, which checks them anyway.
    """
    whole = model.model_json_schema()
    return _strict(whole, whole.get("$defs", {}))


def _strict(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _strict(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    strict = {key: schema[key] for key in _KEPT if key in schema}
    if "properties" in schema:
        properties = {name: _strict(child, definitions) for name, child in schema["properties"].items()}
        strict |= {"properties": properties, "required": list(properties), "additionalProperties": False}
    if "items" in schema:
        strict["items"] = _strict(schema["items"], definitions)
    if "anyOf" in schema:
        strict["type"] = [_strict(child, definitions)["type"] for child in schema["anyOf"]]
    return strict
