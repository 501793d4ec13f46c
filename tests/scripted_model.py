"""A chat model that says what a test tells it to; the chain around it is the real one."""

import json
from dataclasses import dataclass, field

from shared.kit.llm import Completion, ModelUnavailable, Prompt
from shared.kit.model_chain import ModelChain


@dataclass
class ScriptedModel:
    """Answers the same to every prompt; None is an outage."""

    answer: object = None
    name: str = "groq:openai/gpt-oss-20b"
    asked: list[Prompt] = field(default_factory=list)

    async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:
        self.asked.append(prompt)
        if self.answer is None:
            raise ModelUnavailable("http_503")
        return Completion(json.dumps(self.answer, ensure_ascii=False), self.name, 10, 10)

    def chain(self) -> ModelChain:
        return ModelChain([self])
