"""An answer read over Groq's contract: what leaves the house, what an obedient model may do, what a storm leaves."""

import re
from collections.abc import AsyncIterator, Iterator

import pytest

from shared.adapters.groq import Groq
from shared.atendimentos.classe import Classe, Pergunta
from shared.atendimentos.leitura.regras import RegrasLeitor
from shared.atendimentos.modelo_leitura import ModelLeitor
from shared.kit.model_chain import Limits, ModelChain
from tests.groq_server import BAD_KEY, DOWN, GARBAGE, GONE, RESET, GroqServer, Reply, completion, limited

pytestmark = pytest.mark.anyio

SMALL, LARGE = "openai/gpt-oss-20b", "openai/gpt-oss-120b"
ENVIADA = "Sua consulta é na quinta-feira, 08/10/2026, às 14h. Dúvidas: (11) 3333-4444."


@pytest.fixture
def server() -> Iterator[GroqServer]:
    with GroqServer().serving() as serving:
        yield serving


@pytest.fixture
async def chain(server: GroqServer) -> AsyncIterator[ModelChain]:
    groq = Groq(api_key="gsk_test", base_url=server.url)
    yield ModelChain([groq.model(SMALL), groq.model(LARGE)], limits=Limits(attempt_s=1.0))
    await groq.close()


async def test_an_answer_leaves_without_identifiers_and_is_read_through_the_sdk(
    server: GroqServer, chain: ModelChain
) -> None:
    texto = "bato ponto aí na quinta, meu zap é (11) 98888-7777"
    server.answer_with(
        lambda _: completion({"classe": "confirmado", "evidencia": "bato ponto aí na quinta", "desejo": None})
    )

    lida = await ModelLeitor(chain, RegrasLeitor()).read(Pergunta(ENVIADA, texto))

    assert (lida.classe, lida.origem, lida.prompt) == (Classe.CONFIRMADO, f"groq:{SMALL}", "leitura_v1")
    assert not [found for found in ("98888", "3333-4444") if found in server.received[0].raw]


async def test_a_model_that_confirms_everybody_confirms_nobody_who_does_not_come(
    server: GroqServer, chain: ModelChain
) -> None:
    server.answer_with(
        lambda asked: completion({"classe": "confirmado", "evidencia": answer_in(asked.user), "desejo": None})
    )
    leitor = ModelLeitor(chain, RegrasLeitor())
    texts = [
        "não vou",
        "se der eu vou",
        "pode ser sexta?",
        "qual o endereço?",
        "talvez",
        "confirmo que não vou",
    ]

    read = [(await leitor.read(Pergunta(ENVIADA, texto))).classe for texto in texts]

    assert set(read) == {Classe.INDEFINIDO}


def answer_in(user: str) -> str:
    """The person's words within the prompt."""
    match = re.search(r"<(resposta-[0-9a-f]+)>\n(.*)\n</\1>", user, re.DOTALL)
    assert match
    return match[2]


@pytest.mark.parametrize(
    "storm",
    [
        DOWN,
        RESET,
        limited("60"),
        GONE,
        BAD_KEY,
        GARBAGE,
        completion("{"),
        completion("", finish_reason="length"),
    ],
)
async def test_whatever_storm_blows_the_answer_is_read_by_the_rules_and_says_so(
    server: GroqServer, chain: ModelChain, storm: Reply
) -> None:
    server.answer_with(lambda _: storm)
    leitor = ModelLeitor(chain, RegrasLeitor())

    read = [await leitor.read(Pergunta(ENVIADA, "não vou poder ir")) for _ in range(7)]

    assert {(lida.origem, lida.classe) for lida in read} == {("regras:1", Classe.CANCELADO)}
