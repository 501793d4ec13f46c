"""The OpenAI and Azure OpenAI adapter, through the real SDK, against the same loopback server."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from shared.adapters.groq import Groq
from shared.adapters.openai import OpenAi
from shared.kit.llm import ModelError, ModelRefused, ModelUnavailable, Prompt, json_parser, strict_schema
from shared.kit.model_chain import ModelChain
from shared.kit.models import Document
from tests.groq_server import (
    BAD_KEY,
    DOWN,
    GONE,
    HANG,
    PROXY_PAGE,
    RESET,
    GroqServer,
    Reply,
    completion,
    limited,
)

pytestmark = pytest.mark.anyio

KEY = "sk-test-0123456789abcdef"


class Numero(Document):
    numero: int | None


PROMPT = Prompt("teste_v1", "Responda.", "Quanto é 3 + 4?", "numero", strict_schema(Numero), 100)
SEVEN = completion({"numero": 7}, model="gpt-4.1-mini-2025-04-14")


@pytest.fixture
def server() -> Iterator[GroqServer]:
    with GroqServer().serving() as serving:
        yield serving


@pytest.fixture
async def openai(server: GroqServer) -> AsyncIterator[OpenAi]:
    adapter = OpenAi(api_key=KEY, base_url=f"{server.url}/v1")
    yield adapter
    await adapter.close()


async def test_openai_gets_the_same_request_at_its_own_address(server: GroqServer, openai: OpenAi) -> None:
    server.script(SEVEN)

    answer = await openai.model("gpt-4.1-mini").complete(PROMPT, timeout_s=1)

    sent = server.received[0]
    assert (answer.content, answer.model) == ('{"numero": 7}', "gpt-4.1-mini-2025-04-14")
    assert (answer.prompt_tokens, answer.completion_tokens, answer.truncated) == (900, 120, False)
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert sent.headers["user-agent"].startswith("retorno/")
    assert sent.body["response_format"]["json_schema"]["strict"] is True
    assert (sent.body["temperature"], "reasoning_effort" in sent.body) == (0, False)


async def test_a_model_with_a_fixed_temperature_is_not_sent_one(server: GroqServer, openai: OpenAi) -> None:
    server.script(SEVEN)

    await openai.model("gpt-5-mini").complete(PROMPT, timeout_s=1)

    assert "temperature" not in server.received[0].body


async def test_azure_is_asked_by_deployment_with_a_fresh_token_each_time(server: GroqServer) -> None:
    tokens = iter(["first", "second"])

    async def fetch_token() -> str:
        return next(tokens)

    server.script(SEVEN, SEVEN)
    azure = OpenAi.azure(api_key=fetch_token, endpoint=f"{server.url}/")
    model = azure.model("nosso-deployment")

    await model.complete(PROMPT, timeout_s=1)
    await model.complete(PROMPT, timeout_s=1)
    await azure.close()

    assert model.name == "azure:nosso-deployment"
    assert [sent.path for sent in server.received] == ["/openai/v1/chat/completions"] * 2
    assert [sent.headers["authorization"] for sent in server.received] == ["Bearer first", "Bearer second"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (GONE, "http_404"),
        (DOWN, "http_503"),
        (BAD_KEY, "http_401"),
        (limited("3"), "http_429"),
        (RESET, "connection"),
        (HANG, "timeout"),
        (PROXY_PAGE, "not_a_completion"),
    ],
)
async def test_failures_are_told_in_the_chains_words(
    server: GroqServer, openai: OpenAi, reply: Reply, reason: str
) -> None:
    server.script(reply)

    with pytest.raises(ModelError) as caught:
        await openai.model("gpt-4.1-mini").complete(PROMPT, timeout_s=0.3)

    assert caught.value.reason == reason
    assert len(server.received) == 1


async def test_a_failed_groq_is_followed_by_openai(
    server: GroqServer, openai: OpenAi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(DOWN, SEVEN)
    groq = Groq(api_key="gsk_test", base_url=server.url)
    chain = ModelChain([groq.model("openai/gpt-oss-20b"), openai.model("gpt-4.1-mini")])

    result = await chain.run(PROMPT, json_parser(Numero))
    await groq.close()

    assert result.origem == "openai:gpt-4.1-mini"
    assert [sent.path for sent in server.received] == ["/openai/v1/chat/completions", "/v1/chat/completions"]
    assert KEY not in caplog.text
    assert "3 + 4" not in caplog.text


async def test_a_closed_port_is_an_outage(server: GroqServer) -> None:
    openai = OpenAi(api_key=KEY, base_url="http://127.0.0.1:9/v1")

    with pytest.raises(ModelUnavailable):
        await openai.model("gpt-4.1-mini").complete(PROMPT, timeout_s=1)
    await openai.close()


@pytest.mark.parametrize("provider", [Groq, OpenAi])
async def test_a_key_that_no_header_can_carry_is_a_refusal_and_not_a_crash(
    provider: type[Groq | OpenAi],
) -> None:
    adapter = provider(api_key="“sk-colada”", base_url="http://127.0.0.1:9")

    with pytest.raises(ModelRefused) as refused:
        await adapter.model("qualquer").complete(PROMPT, timeout_s=1)

    assert refused.value.by_credential
    assert refused.value.__cause__ is None
    await adapter.close()
