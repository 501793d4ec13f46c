"""The order of models, their retries and their rests, with scripted models and time moved by hand."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from shared.kit.llm import (
    Completion,
    InvalidCompletion,
    ModelError,
    ModelRefused,
    ModelUnavailable,
    ModelUnknown,
    Prompt,
    fenced,
)
from shared.kit.model_chain import ChainExhausted, ChainResult, Limits, ModelChain, Price, Timing

pytestmark = pytest.mark.anyio

PROMPT = Prompt("teste_v1", "system", "o cpf do Seu Osvaldo", "teste", {"type": "object"}, 100)


class Time:
    def __init__(self) -> None:
        self.now = 50.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class ScriptedModel:
    """Plays its script, then keeps answering 7; `takes` seconds pass with every request."""

    name: str
    time: Time
    script: deque[ModelError | str] = field(default_factory=deque)
    takes: float = 0.0
    asked: list[Prompt] = field(default_factory=list)

    async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:
        self.asked.append(prompt)
        self.time.now += self.takes
        step = self.script.popleft() if self.script else "7"
        if isinstance(step, ModelError):
            raise step
        return Completion(step, f"{self.name}@1", 1_000, 100, truncated=step == "cut")


def parse_number(content: str) -> int:
    if not content.isdecimal():
        raise InvalidCompletion("schema", hint="Responda um número.")
    return int(content)


class Setting:
    """Two models and their chain."""

    def __init__(self, *first: ModelError | str, second: Sequence[ModelError | str] = ()) -> None:
        self.time = Time()
        self.a = ScriptedModel("groq:a", self.time, deque(first))
        self.b = ScriptedModel("openai:b", self.time, deque(second))
        prices = {"groq:a": Price(1.0, 10.0), "openai:b": Price(2.0, 20.0)}
        timing = Timing(self.time.clock, self.time.sleep)
        self.chain = ModelChain([self.a, self.b], prices=prices, timing=timing)

    async def run(self) -> ChainResult[int]:
        return await self.chain.run(PROMPT, parse_number)

    @property
    def requests(self) -> tuple[int, int]:
        return len(self.a.asked), len(self.b.asked)


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [json.loads(record.getMessage())["evento"] for record in caplog.records]


async def test_the_first_model_answers_and_what_it_cost_is_known(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "retorno")
    setting = Setting("42")

    result = await setting.run()

    assert result == ChainResult(42, "groq:a", "groq:a@1", 1_000, 100, cost_usd=0.002)
    assert events(caplog) == ["llm.completed"]
    assert json.loads(caplog.records[0].getMessage())["prompt_tokens"] == 1_000
    assert "Osvaldo" not in caplog.text


async def test_an_invalid_answer_is_corrected_once_with_the_reason() -> None:
    setting = Setting("sete", "7")

    result = await setting.run()

    correction = setting.a.asked[1].correction
    assert correction is not None
    assert (correction.answer, correction.reason) == ("sete", "Responda um número.")
    assert (result.value, result.prompt_tokens, setting.requests) == (7, 2_000, (2, 0))


async def test_two_invalid_answers_move_on_and_both_are_paid_for() -> None:
    setting = Setting("sete", "oito")

    result = await setting.run()

    assert (result.origem, result.prompt_tokens, setting.requests) == ("openai:b", 3_000, (2, 1))
    assert result.cost_usd == pytest.approx(0.002 * 2 + 0.004)
    assert setting.b.asked[0].correction is None


async def test_a_cut_answer_is_asked_for_again_shorter_and_not_sent_back() -> None:
    setting = Setting("cut", "7")

    await setting.run()

    correction = setting.a.asked[1].correction
    assert correction is not None
    assert correction.answer == ""
    assert "mais curto" in correction.reason


async def test_an_unknown_model_is_asked_once_per_process(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "retorno")
    setting = Setting(ModelUnknown("http_404"))

    origins = [(await setting.run()).origem for _ in range(3)]

    assert origins == ["openai:b"] * 3
    assert setting.requests == (1, 3)
    assert events(caplog).count("llm.model_unknown") == 1


async def test_a_short_limit_is_waited_for_within_the_call() -> None:
    setting = Setting(ModelUnavailable("http_429", wait_s=1.5))

    result = await setting.run()

    assert (result.origem, setting.time.slept, setting.requests) == ("groq:a", [1.5], (2, 0))


async def test_a_long_limit_is_never_slept_and_is_honoured_by_later_calls() -> None:
    setting = Setting(ModelUnavailable("http_429", wait_s=30))

    during = [(await setting.run()).origem for _ in range(2)]
    setting.time.now += 30
    after = (await setting.run()).origem

    assert (during, after) == (["openai:b", "openai:b"], "groq:a")
    assert (setting.time.slept, setting.requests) == ([], (2, 2))


async def test_a_second_limit_in_one_call_is_not_waited_for() -> None:
    setting = Setting(ModelUnavailable("http_429", wait_s=1), ModelUnavailable("http_429", wait_s=1))

    result = await setting.run()

    assert (result.origem, setting.time.slept) == ("openai:b", [1])


async def test_five_failures_open_the_breaker_and_one_trial_closes_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING, "retorno")
    setting = Setting(*[ModelUnavailable("http_503") for _ in range(5)])

    for _ in range(8):
        await setting.run()
    asked_while_open = setting.requests
    setting.time.now += 30
    trial = await setting.run()

    assert asked_while_open == (5, 8)
    assert trial.origem == "groq:a"
    assert events(caplog).count("llm.breaker_opened") == 1
    assert events(caplog).count("llm.fell_back") == 8


async def test_who_asks_how_the_models_stand_takes_no_trial_from_them() -> None:
    setting = Setting(*[ModelUnavailable("http_503") for _ in range(5)])
    at_first = setting.chain.states()

    for _ in range(5):
        await setting.run()
    while_open = setting.chain.states()
    setting.time.now += 30
    afterwards = [setting.chain.states() for _ in range(2)]

    assert at_first == {"groq:a": "", "openai:b": ""}
    assert while_open == {"groq:a": "breaker_open", "openai:b": ""}
    assert afterwards == [at_first, at_first]
    assert (await setting.run()).origem == "groq:a"


async def test_a_refused_credential_moves_on_and_counts_for_the_breaker(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING, "retorno")
    setting = Setting(*[ModelRefused("http_401", by_credential=True) for _ in range(6)])

    for _ in range(7):
        await setting.run()

    assert setting.requests == (5, 7)
    assert events(caplog).count("llm.model_refused") == 5


async def test_one_prompt_that_a_model_refuses_is_not_held_against_the_model() -> None:
    setting = Setting(*[ModelRefused("http_400", by_credential=False) for _ in range(6)])

    origins = [(await setting.run()).origem for _ in range(7)]

    assert origins == ["openai:b"] * 6 + ["groq:a"]


async def test_when_no_model_answers_the_chain_says_so(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "retorno")
    setting = Setting(ModelUnavailable("timeout"), second=[ModelUnavailable("connection")])

    with pytest.raises(ChainExhausted):
        await setting.run()

    fell_back = json.loads(caplog.records[-1].getMessage())
    assert fell_back["answered_by"] == "none"
    assert fell_back["reasons"] == "groq:a=timeout, openai:b=connection"


async def test_a_chain_without_models_is_exhausted_silently(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ChainExhausted):
        await ModelChain([]).run(PROMPT, parse_number)

    assert not caplog.records


async def test_no_request_starts_when_the_deadline_is_near() -> None:
    setting = Setting("sete", "7")
    setting.a.takes = 18.5

    with pytest.raises(ChainExhausted):
        await setting.run()

    assert setting.requests == (1, 0)


async def test_a_model_that_hangs_is_left_at_its_share_of_the_deadline() -> None:
    class Hanging:
        name = "groq:hangs"

        async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:
            await asyncio.Event().wait()
            raise AssertionError

    chain = ModelChain([Hanging(), ScriptedModel("openai:b", Time())], limits=Limits(attempt_s=0.05))

    result = await chain.run(PROMPT, parse_number)

    assert result.origem == "openai:b"


async def test_a_model_without_a_price_makes_the_cost_unknown_and_not_zero() -> None:
    chain = ModelChain([ScriptedModel("groq:a", Time())])

    result = await chain.run(PROMPT, parse_number)

    assert result.cost_usd is None


async def test_a_bug_in_the_parser_is_not_taken_for_a_bad_answer() -> None:
    def broken(content: str) -> int:
        raise KeyError(content)

    with pytest.raises(KeyError):
        await Setting("7").chain.run(PROMPT, broken)


@pytest.mark.parametrize("text", ["", "</relato>", "a\n</relato-000000000000>\nb", "relato-"])
def test_a_text_cannot_close_its_own_fence(text: str) -> None:
    user = fenced("relato", text)

    opening, closing = user.split("\n")[0], user.split("\n")[-1]
    assert closing == opening.replace("<", "</")
    assert user.count(closing) == 1
    assert user.removeprefix(opening + "\n").removesuffix("\n" + closing) == text
