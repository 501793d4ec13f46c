"""Embeddings of OpenAI and Azure OpenAI; identifiers of people are masked before a text leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from shared.adapters.calibragem import on_scale
from shared.adapters.openai import OpenAi
from shared.kit.llm import ModelUnavailable
from shared.kit.masking import mask

# The service takes 300,000 tokens a request; our texts end at 4,000 characters.
_BATCH = 64

# Not measured, for want of a key: those of the offline encoder, whose cosines of short texts lie about where theirs do.
_KNOTS = ((0.0, 0.0), (0.3, 0.2), (0.6, 0.5), (0.8, 0.7), (1.05, 0.85), (1.5, 1.0))


@dataclass(frozen=True, slots=True)
class OpenAiEmbedder:
    """`model_id` is a model of the third generation, or Azure's deployment of one: it shortens vectors to `dim`."""

    client: OpenAi
    model_id: str
    dim: int
    timeout_s: float = 10.0
    externo: bool = True

    @property
    def modelo(self) -> str:
        return f"{self.client.provider}:{self.model_id}"

    async def embed(self, textos: Sequence[str]) -> list[list[float]]:
        masked = [mask(texto).text for texto in textos]
        batches = [masked[start : start + _BATCH] for start in range(0, len(masked), _BATCH)]
        return [vetor for batch in batches for vetor in await self._request(batch)]

    def calibrate(self, semelhanca: float) -> float:
        return on_scale(semelhanca, _KNOTS)

    async def _request(self, textos: list[str]) -> list[list[float]]:
        body = {"model": self.model_id, "input": textos, "dimensions": self.dim}
        answered = await self.client.post("/embeddings", body, timeout_s=self.timeout_s)
        try:
            found = sorted(_Answer.model_validate_json(answered).data, key=lambda one: one.index)
        except ValidationError:
            raise ModelUnavailable("not_embeddings") from None
        if [(one.index, len(one.embedding)) for one in found] != [
            (at, self.dim) for at in range(len(textos))
        ]:
            raise ModelUnavailable("not_embeddings")
        # As float32 keeps them, and half as long in JSON: thirty questions go in one batch of 2 MB.
        return [[round(value, 7) for value in one.embedding] for one in found]


class _Loose(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="ignore")


class _Embedding(_Loose):
    index: int
    embedding: list[float]


class _Answer(_Loose):
    data: list[_Embedding]
