"""OpenAI and Azure OpenAI: the only place that imports their SDK, and their models behind the `ChatModel` port.

Azure speaks the same contract under `{endpoint}/openai/v1`, where a model's id is the name of its deployment.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from openai import APIConnectionError, APIStatusError, APITimeoutError, AsyncOpenAI

from shared.adapters.chat_completions import USER_AGENT, read_completion, read_failure, request
from shared.kit.llm import Completion, ModelRefused, ModelUnavailable, Prompt

# A key, or what fetches a token of the managed identity before each request (Azure only).
Credential = str | Callable[[], Awaitable[str]]


class OpenAi:
    """One client for all models of the account; `provider` is the first half of their names."""

    def __init__(
        self, *, api_key: Credential, base_url: str = "https://api.openai.com/v1", provider: str = "openai"
    ) -> None:
        # At DEBUG the SDK logs request bodies, and those are people's words.
        logging.getLogger("openai").setLevel(logging.INFO)
        self.provider = provider
        self._client = AsyncOpenAI(
            api_key=api_key, base_url=base_url, max_retries=0, default_headers={"User-Agent": USER_AGENT}
        )

    @classmethod
    def azure(cls, *, api_key: Credential, endpoint: str) -> "OpenAi":
        """`endpoint` is the resource's, e.g. `https://retorno.openai.azure.com`."""
        return cls(api_key=api_key, base_url=f"{endpoint.rstrip('/')}/openai/v1", provider="azure")

    def model(self, model_id: str) -> "OpenAiModel":
        return OpenAiModel(self, model_id)

    async def post(self, path: str, body: Mapping[str, Any], *, timeout_s: float) -> bytes:
        """One request, never repeated here; the body of a 200. Raises `ModelError`."""
        try:
            response = await self._client.post(
                path, cast_to=Response, body=body, options={"timeout": timeout_s}
            )
        except UnicodeEncodeError:  # a key pasted with a typographic quote, say: no header can carry it
            raise ModelRefused("key_not_ascii", by_credential=True) from None
        except APITimeoutError:
            raise ModelUnavailable("timeout") from None
        except APIConnectionError:
            raise ModelUnavailable("connection") from None
        except APIStatusError as error:
            failed = error.response
            raise read_failure(failed.status_code, failed.content, failed.headers) from None
        return response.content

    async def close(self) -> None:
        await self._client.close()


@dataclass(frozen=True, slots=True)
class OpenAiModel:
    client: OpenAi
    model_id: str

    @property
    def name(self) -> str:
        return f"{self.client.provider}:{self.model_id}"

    async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:
        body = request(prompt, self.model_id)
        return read_completion(await self.client.post("/chat/completions", body, timeout_s=timeout_s))
