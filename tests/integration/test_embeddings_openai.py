"""Embeddings of OpenAI and Azure OpenAI, through the real SDK, against the loopback server."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest

from shared.adapters.embeddings_openai import OpenAiEmbedder
from shared.adapters.openai import OpenAi
from shared.kit.errors import TransientError
from shared.kit.llm import ModelError
from tests.groq_server import BAD_KEY, DOWN, HANG, PROXY_PAGE, RESET, GroqServer, Received, Reply, limited

pytestmark = pytest.mark.anyio

KEY = "sk-test-0123456789abcdef"


@pytest.fixture
def server() -> Iterator[GroqServer]:
    with GroqServer().serving() as serving:
        yield serving


@pytest.fixture
async def embedder(server: GroqServer) -> AsyncIterator[OpenAiEmbedder]:
    client = OpenAi(api_key=KEY, base_url=f"{server.url}/v1")
    yield OpenAiEmbedder(client, "text-embedding-3-small", 3)
    await client.close()


def embeddings(vetores: Sequence[Sequence[float]]) -> Reply:
    """As the service answers: each with its place, in no order that is promised."""
    data = [{"object": "embedding", "index": at, "embedding": vetor} for at, vetor in enumerate(vetores)]
    return Reply(body=json.dumps({"object": "list", "data": data[::-1], "usage": {"prompt_tokens": 2}}))


async def test_vectors_come_back_in_the_order_of_their_texts(
    server: GroqServer, embedder: OpenAiEmbedder
) -> None:
    server.script(embeddings([[1.0, 0, 0], [0, 1.0, 0]]))

    vetores = await embedder.embed(["um", "dois"])

    (sent,) = server.received
    assert vetores == [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    assert (sent.path, embedder.modelo) == ("/v1/embeddings", "openai:text-embedding-3-small")
    assert sent.body == {"model": "text-embedding-3-small", "input": ["um", "dois"], "dimensions": 3}
    assert sent.headers["authorization"] == f"Bearer {KEY}"


async def test_identifiers_of_people_never_leave(server: GroqServer, embedder: OpenAiEmbedder) -> None:
    server.script(embeddings([[1.0, 0, 0]]))

    await embedder.embed(["meu CPF é 529.982.247-25 e o e-mail maria@exemplo.com.br"])

    assert server.received[0].body["input"] == ["meu CPF é [CPF_1] e o e-mail [EMAIL_1]"]


async def test_many_texts_are_sent_in_batches(server: GroqServer, embedder: OpenAiEmbedder) -> None:
    def answer(received: Received) -> Reply:
        return embeddings([[float(texto), 0, 0] for texto in received.body["input"]])

    server.answer_with(answer)

    vetores = await embedder.embed([str(number) for number in range(150)])

    assert [vetor[0] for vetor in vetores] == [float(number) for number in range(150)]
    assert [len(sent.body["input"]) for sent in server.received] == [64, 64, 22]
    assert await embedder.embed([]) == []


async def test_azure_is_asked_by_deployment(server: GroqServer) -> None:
    client = OpenAi.azure(api_key=KEY, endpoint=server.url)
    server.script(embeddings([[1.0, 0, 0]]))

    embedder = OpenAiEmbedder(client, "vetores", 3)
    await embedder.embed(["um"])
    await client.close()

    assert (server.received[0].path, embedder.modelo) == ("/openai/v1/embeddings", "azure:vetores")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (DOWN, "http_503"),
        (BAD_KEY, "http_401"),
        (limited("3"), "http_429"),
        (RESET, "connection"),
        (HANG, "timeout"),
        (PROXY_PAGE, "not_embeddings"),
        (embeddings([[1.0, 0.0]]), "not_embeddings"),
        (embeddings([]), "not_embeddings"),
    ],
)
async def test_failures_are_outages_told_without_the_text(
    server: GroqServer, embedder: OpenAiEmbedder, reply: Reply, reason: str
) -> None:
    impatient = OpenAiEmbedder(embedder.client, embedder.model_id, embedder.dim, timeout_s=0.3)
    server.script(reply)

    with pytest.raises(ModelError) as caught:
        await impatient.embed(["segredo de alguém"])

    assert isinstance(caught.value, TransientError)
    assert caught.value.reason == reason
    assert "segredo" not in str(caught.value)
    assert len(server.received) == 1
