"""The Groq adapter and the chain, through the real SDK, against a server that fails in every way Groq does."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from shared.adapters.groq import Groq
from shared.kit.llm import (
    InvalidCompletion,
    ModelRefused,
    ModelUnavailable,
    ModelUnknown,
    Prompt,
    json_parser,
    strict_schema,
)
from shared.kit.model_chain import ChainExhausted, ChainResult, Limits, ModelChain
from shared.kit.models import Document
from tests.groq_server import (
    BAD_KEY,
    CAPACITY,
    DOWN,
    GARBAGE,
    GONE,
    HANG,
    PROXY_PAGE,
    RESET,
    GroqServer,
    Reply,
    completion,
    failure,
    limited,
)

pytestmark = pytest.mark.anyio

KEY = "gsk_test_0123456789abcdef"
SMALL, LARGE = "openai/gpt-oss-20b", "openai/gpt-oss-120b"


class Numero(Document):
    numero: int | None


PROMPT = Prompt("teste_v1", "Responda.", "Quanto é 3 + 4?", "numero", strict_schema(Numero), 100)
SEVEN = completion({"numero": 7})


@pytest.fixture
def server() -> Iterator[GroqServer]:
    with GroqServer().serving() as serving:
        yield serving


@pytest.fixture
async def groq(server: GroqServer) -> AsyncIterator[Groq]:
    adapter = Groq(api_key=KEY, base_url=server.url)
    yield adapter
    await adapter.close()


@dataclass
class Setting:
    server: GroqServer
    chain: ModelChain

    async def run(self) -> ChainResult[Numero]:
        return await self.chain.run(PROMPT, json_parser(Numero))

    @property
    def asked(self) -> list[str]:
        return [received.model for received in self.server.received]


@pytest.fixture
def setting(server: GroqServer, groq: Groq) -> Setting:
    limits = Limits(attempt_s=1.0)
    return Setting(server, ModelChain([groq.model(SMALL), groq.model(LARGE)], limits=limits))


async def test_what_goes_out_is_the_documented_request(setting: Setting) -> None:
    setting.server.script(SEVEN)

    result = await setting.run()

    sent = setting.server.received[0]
    assert (result.value.numero, result.origem, result.prompt_tokens) == (7, f"groq:{SMALL}", 900)
    assert sent.path == "/openai/v1/chat/completions"
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert sent.headers["user-agent"].startswith("retorno/")
    assert sent.body == {
        "model": SMALL,
        "temperature": 0,
        "max_completion_tokens": 100,
        "reasoning_effort": "low",
        "messages": [
            {"role": "system", "content": "Responda."},
            {"role": "user", "content": "Quanto é 3 + 4?"},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "numero",
                "strict": True,
                "schema": {
                    "type": "object",
                    "properties": {"numero": {"type": ["integer", "null"]}},
                    "required": ["numero"],
                    "additionalProperties": False,
                },
            },
        },
    }


async def test_reasoning_effort_is_only_sent_to_models_that_take_it(server: GroqServer, groq: Groq) -> None:
    server.script(SEVEN)

    await groq.model("qwen/qwen3-32b").complete(PROMPT, timeout_s=1)

    assert "reasoning_effort" not in server.received[0].body


async def test_an_invalid_answer_is_shown_to_the_model_with_its_fault(setting: Setting) -> None:
    setting.server.script(completion({"numero": "sete"}), SEVEN)

    result = await setting.run()

    turns = setting.server.received[1].body["messages"][2:]
    assert result.value.numero == 7
    assert turns[0] == {"role": "assistant", "content": '{"numero": "sete"}'}
    assert "numero: int_parsing" in turns[1]["content"]
    assert setting.asked == [SMALL, SMALL]


async def test_a_generation_that_groq_itself_rejected_is_corrected_too(setting: Setting) -> None:
    setting.server.script(failure(400, "json_validate_failed", failed_generation='{"numero": '), SEVEN)

    result = await setting.run()

    assert result.origem == f"groq:{SMALL}"
    assert setting.server.received[1].body["messages"][2] == {"role": "assistant", "content": '{"numero": '}


@pytest.mark.parametrize(
    "bad", [completion("no json"), completion(""), completion({"numero": 7}, finish_reason="length")]
)
async def test_twice_invalid_is_the_next_models_turn(setting: Setting, bad: Reply) -> None:
    setting.server.script(bad, bad, SEVEN)

    result = await setting.run()

    assert result.origem == f"groq:{LARGE}"
    assert setting.asked == [SMALL, SMALL, LARGE]


@pytest.mark.parametrize(
    "bad",
    [
        CAPACITY,
        DOWN,
        RESET,
        GARBAGE,
        PROXY_PAGE,
        BAD_KEY,
        failure(413, "too_large"),
        Reply(500, "<html>", {}, "text/html"),
    ],
    ids=["capacity", "down", "reset", "garbage", "proxy page", "bad key", "too large", "error page"],
)
async def test_every_failure_of_a_model_is_the_next_models_turn_at_once(setting: Setting, bad: Reply) -> None:
    setting.server.script(bad, SEVEN)

    result = await setting.run()

    assert result.origem == f"groq:{LARGE}"
    assert setting.asked == [SMALL, LARGE]


async def test_a_server_that_holds_the_answer_is_left(server: GroqServer, groq: Groq) -> None:
    server.script(HANG, SEVEN)
    chain = ModelChain([groq.model(SMALL), groq.model(LARGE)], limits=Limits(attempt_s=0.2))

    result = await chain.run(PROMPT, json_parser(Numero))

    assert result.origem == f"groq:{LARGE}"


async def test_a_model_that_was_shut_down_is_not_asked_again(setting: Setting) -> None:
    setting.server.script(GONE, SEVEN, SEVEN)

    await setting.run()
    await setting.run()

    assert setting.asked == [SMALL, LARGE, LARGE]


async def test_a_limit_of_no_seconds_is_asked_again_and_a_long_one_is_respected(setting: Setting) -> None:
    setting.server.script(limited("0"), SEVEN, limited("7.66"), SEVEN, SEVEN)

    for _ in range(3):
        await setting.run()

    assert setting.asked == [SMALL, SMALL, SMALL, LARGE, LARGE]


async def test_a_storm_of_failures_opens_the_breakers_and_spares_the_provider(setting: Setting) -> None:
    setting.server.answer_with(lambda _: DOWN)

    for _ in range(9):
        with pytest.raises(ChainExhausted):
            await setting.run()

    assert setting.asked.count(SMALL) == setting.asked.count(LARGE) == 5


async def test_neither_key_nor_texts_reach_the_logs(
    setting: Setting, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    setting.server.script(completion("não sei"), BAD_KEY, failure(400, "x", failed_generation="3 + 4"), SEVEN)

    with pytest.raises(ChainExhausted):
        await setting.run()
    await setting.run()

    assert "llm.completed" in caplog.text
    assert KEY not in caplog.text
    assert "3 + 4" not in caplog.text
    assert "não sei" not in caplog.text


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (GONE, ModelUnknown),
        (failure(400, "model_decommissioned"), ModelUnknown),
        (BAD_KEY, ModelRefused),
        (failure(422, "invalid"), ModelRefused),
        (failure(400, "json_validate_failed"), InvalidCompletion),
        (failure(408), ModelUnavailable),
        (RESET, ModelUnavailable),
        (PROXY_PAGE, ModelUnavailable),
    ],
)
async def test_each_failure_has_its_name(
    server: GroqServer, groq: Groq, reply: Reply, error: type[Exception]
) -> None:
    server.script(reply)

    with pytest.raises(error):
        await groq.model(SMALL).complete(PROMPT, timeout_s=1)


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("7.66", 7.66), (None, 10.0), ("nan", 10.0), ("-1", 10.0)]
)
async def test_a_limit_says_how_long_to_wait(
    server: GroqServer, groq: Groq, header: str | None, seconds: float
) -> None:
    server.script(limited(header))

    with pytest.raises(ModelUnavailable) as caught:
        await groq.model(SMALL).complete(PROMPT, timeout_s=1)

    assert caught.value.wait_s == seconds
