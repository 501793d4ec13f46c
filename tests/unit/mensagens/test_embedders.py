"""The embedders that need nobody: what they promise, and which one a deployment gets."""

import math
from collections.abc import Iterator
from importlib.machinery import ModuleSpec

import pytest

from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.adapters.embeddings_use import UseEmbedder
from shared.config import BadSettings, load
from shared.mensagens.indice import container_of
from shared.mensagens.indice_models import Embedder
from shared.wiring import indice as wiring
from shared.wiring import relatos
from tests.contract.fresh import run_fresh

pytestmark = pytest.mark.anyio

SECRETS = {"CHAVE_HMAC": "k" * 32, "CHAVE_JWT": "j" * 32}
_SAME = """
import asyncio, json
from shared.adapters.embeddings_ngramas import NgramasEmbedder
print(json.dumps(asyncio.run(NgramasEmbedder().embed(["Preciso da 2ª via do boleto"]))))
"""


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    wiring.embedder.cache_clear()
    relatos.provider_of.cache_clear()


@pytest.mark.parametrize("embedder", [NgramasEmbedder(), UseEmbedder()], ids=lambda one: one.modelo)
async def test_vectors_are_unit_and_as_long_as_said_and_alike_for_like_texts(embedder: Embedder) -> None:
    um, outro, longe, vazio = await embedder.embed(
        ["Preciso da segunda via do boleto", "segunda via de boleto", "que horas abre a loja?", "?!"]
    )

    assert {len(vetor) for vetor in (um, outro, longe, vazio)} == {embedder.dim}
    assert [round(math.hypot(*vetor), 3) for vetor in (um, outro, longe)] == [1.0, 1.0, 1.0]
    assert _dot(um, outro) > _dot(um, longe)
    assert await embedder.embed([]) == []


async def test_ngramas_are_the_same_in_every_process() -> None:
    (here,) = await NgramasEmbedder().embed(["Preciso da 2ª via do boleto"])

    assert run_fresh(_SAME) == [here]


@pytest.mark.parametrize(
    ("environ", "container"),
    [
        ({}, "vetores-use-3-512"),
        ({"EMBEDDINGS__MODELO": "ngramas"}, "vetores-ngramas-1-256"),
        (
            {"EMBEDDINGS__MODELO": "openai:text-embedding-3-small", "OPENAI__API_KEY": "sk-1"},
            "vetores-openai-text-embedding-3-small-1536",
        ),
        (
            {
                "EMBEDDINGS__MODELO": "azure:Vetores_2",
                "EMBEDDINGS__DIM": "256",
                "AZURE_OPENAI__API_KEY": "chave",
                "AZURE_OPENAI__ENDPOINT": "https://retorno.openai.azure.com",
            },
            "vetores-azure-vetores-2-256",
        ),
    ],
)
def test_the_settings_name_the_embedder_and_its_container(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], container: str
) -> None:
    settings = load(SECRETS | environ)
    monkeypatch.setattr(wiring, "settings", lambda: settings)
    monkeypatch.setattr(relatos, "settings", lambda: settings)

    assert container_of(wiring.embedder()) == container


def test_without_the_package_words_alone_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(SECRETS)
    monkeypatch.setattr(wiring, "settings", lambda: settings)
    monkeypatch.setattr(wiring, "find_spec", _not_installed)

    assert isinstance(wiring.embedder(), NgramasEmbedder)


def test_a_package_that_is_named_and_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(SECRETS | {"EMBEDDINGS__MODELO": "use"})
    monkeypatch.setattr(wiring, "settings", lambda: settings)
    monkeypatch.setattr(wiring, "find_spec", _not_installed)

    with pytest.raises(BadSettings):
        wiring.embedder()


def _not_installed(name: str) -> ModuleSpec | None:
    return None


def _dot(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
