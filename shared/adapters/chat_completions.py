"""The chat-completions contract that Groq, OpenAI and Azure OpenAI share: body, answer and error table, no SDK.

Apart from the adapters so that their two SDKs, whose types do not mix, are told about once.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.kit.llm import (
    Completion,
    InvalidCompletion,
    ModelError,
    ModelRefused,
    ModelUnavailable,
    ModelUnknown,
    Prompt,
)

USER_AGENT = "retorno/0.1 (+python)"
# A provider that limits us without saying for how long.
_GUESSED_WAIT_S = 10.0
_GONE = {"model_not_found", "model_decommissioned", "deploymentnotfound"}
# OpenAI's reasoning models answer 400 to any temperature but their own.
_FIXED_TEMPERATURE = re.compile(r"o\d|gpt-5")
_BROKEN_JSON = "A resposta anterior não era um JSON válido segundo o esquema."


def request(prompt: Prompt, model_id: str) -> dict[str, Any]:
    """The body of one request: strict JSON, as repeatable and as little thinking as the model lets one choose."""
    body: dict[str, Any] = {
        "model": model_id,
        "max_completion_tokens": prompt.max_tokens,
        "messages": _messages(prompt),
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": prompt.schema_name, "strict": True, "schema": dict(prompt.schema)},
        },
    }
    if not _FIXED_TEMPERATURE.match(model_id):
        body["temperature"] = 0
    if "gpt-oss" in model_id:
        body["reasoning_effort"] = "low"
    return body


def _messages(prompt: Prompt) -> list[dict[str, str]]:
    """System, user and, on the corrective retry, the bad answer with what is wrong about it."""
    turns = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    if prompt.correction is None:
        return turns
    if prompt.correction.answer:
        turns.append({"role": "assistant", "content": prompt.correction.answer})
    again = f"{prompt.correction.reason} Responda de novo, só com o JSON do esquema."
    return [*turns, {"role": "user", "content": again}]


class _Loose(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="ignore")


class _Message(_Loose):
    content: str | None = None


class _Choice(_Loose):
    message: _Message
    finish_reason: str | None = None


class _Usage(_Loose):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Response(_Loose):
    model: str
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


def read_completion(body: bytes) -> Completion:
    """The answer in a 200. Anything that is not a completion is a proxy's page: `ModelUnavailable`."""
    try:
        response = _Response.model_validate_json(body)
    except ValidationError:
        raise ModelUnavailable("not_a_completion") from None
    choice, usage = response.choices[0], response.usage or _Usage()
    return Completion(
        content=choice.message.content or "",
        model=response.model,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        truncated=choice.finish_reason == "length",
    )


def read_failure(status: int, body: bytes, headers: Mapping[str, str]) -> ModelError:
    """What a status of 400 or more means for the chain; its texts are left behind, they may quote the prompt."""
    error = _error_of(body)
    code = str(error.get("code") or "").lower()
    if status == 404 or code in _GONE:
        return ModelUnknown(f"http_{status}")
    if code == "json_validate_failed":
        answer = str(error.get("failed_generation") or "")
        return InvalidCompletion("json_validate_failed", hint=_BROKEN_JSON, answer=answer)
    if status == 429:
        return ModelUnavailable("http_429", wait_s=_seconds(headers.get("retry-after")))
    if status in (408, 409, 498) or status >= 500:
        return ModelUnavailable(f"http_{status}")
    return ModelRefused(f"http_{status}", by_credential=status in (401, 403))


def _error_of(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body)
    except ValueError:
        return {}
    error = parsed.get("error") if isinstance(parsed, dict) else None
    return error if isinstance(error, dict) else {}


def _seconds(header: str | None) -> float:
    try:
        seconds = float(header or "")
    except ValueError:
        return _GUESSED_WAIT_S
    return seconds if math.isfinite(seconds) and seconds >= 0 else _GUESSED_WAIT_S
