"""Groq behind the `ChatModel` port: the only place that imports its SDK."""

import logging
from dataclasses import dataclass

from groq import APIConnectionError, APIStatusError, APITimeoutError, AsyncGroq
from httpx import Response

from shared.adapters.chat_completions import USER_AGENT, read_completion, read_failure, request
from shared.kit.llm import Completion, ModelRefused, ModelUnavailable, Prompt


class Groq:
    """One client for all models of the account."""

    def __init__(self, *, api_key: str, base_url: str = "https://api.groq.com") -> None:
        # At DEBUG the SDK logs request bodies, and those are people's words.
        logging.getLogger("groq").setLevel(logging.INFO)
        self._client = AsyncGroq(
            api_key=api_key, base_url=base_url, max_retries=0, default_headers={"User-Agent": USER_AGENT}
        )

    def model(self, model_id: str) -> "GroqModel":
        return GroqModel(self._client, model_id)

    async def close(self) -> None:
        await self._client.close()


@dataclass(frozen=True, slots=True)
class GroqModel:
    client: AsyncGroq
    model_id: str

    @property
    def name(self) -> str:
        return f"groq:{self.model_id}"

    async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:
        try:
            response = await self.client.post(
                "/openai/v1/chat/completions",
                cast_to=Response,
                body=request(prompt, self.model_id),
                options={"timeout": timeout_s},
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
        return read_completion(response.content)
