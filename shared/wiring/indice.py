"""Search over mensagens and approved answers: the embedder of this deployment and the container of its space."""

import time
from functools import cache
from typing import TYPE_CHECKING

from shared.wiring.base import documents
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.kit.store import DocumentStore
    from shared.mensagens.indice import IndiceVetores
    from shared.mensagens.indice_models import Embedder


@cache
def embedder() -> "Embedder":
    from shared.adapters.embeddings_ngramas import NgramasEmbedder

    return NgramasEmbedder()


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
