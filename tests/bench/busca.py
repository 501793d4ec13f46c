"""A search by meaning over 50,000 mensagens of one conta, beside numpy alone on the same matrix."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.adapters.embeddings_use import UseEmbedder
from shared.adapters.sqlite import SqliteDocuments
from shared.chamados.classe import Setor
from shared.contas.models import Conta
from shared.kit.breaker import Breaker
from shared.kit.clock import system_now
from shared.mensagens.indice import IndiceVetores, container_of
from shared.mensagens.indice_models import Consulta, Embedder, Item, TipoItem
from shared.mensagens.models import Validacao
from shared.wiring.base import INDEXES, VECTORS
from tests.bench.memory import own_kilobytes
from tests.bench.report import Row, at_most

_MENSAGENS = 50_000
_CONTA = "demonstracao"
_SEARCHES = 15
_GOAL = 15
_QUERY = "não consigo emitir a segunda via do boleto"
_SUBJECTS = ("boleto", "consulta", "internet", "contrato", "aparelho", "senha", "entrega", "convênio")


class _Scattered:
    """Unit vectors in all directions, in place of what texts would give: only their number and length matter here."""

    modelo = UseEmbedder.modelo
    dim = UseEmbedder.dim
    externo = False

    def __init__(self) -> None:
        self._random = np.random.default_rng(7)

    async def embed(self, textos: Sequence[str]) -> list[list[float]]:
        vetores = self._random.standard_normal((len(textos), self.dim), dtype=np.float32)
        found: list[list[float]] = (vetores / np.linalg.norm(vetores, axis=1, keepdims=True)).tolist()
        return found

    def calibrate(self, semelhanca: float) -> float:
        return semelhanca


class _Contas:
    async def load(self, conta: str) -> Conta:
        return Conta(id=conta)


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        return asyncio.run(_measure(Path(scratch)))


async def _measure(scratch: Path) -> list[Row]:
    path = str(scratch / "documentos.db")
    documents = SqliteDocuments(path, now=system_now, indexes=INDEXES, vectors=VECTORS)
    await _fill(_indice(documents, _Scattered()))
    await documents.close()
    floor = _bare_dot()
    documents = SqliteDocuments(path, now=system_now, indexes=INDEXES, vectors=VECTORS)
    indice = _indice(documents, UseEmbedder())
    await indice.search(
        _CONTA, Consulta("qualquer")
    )  # the encoder is loaded, the file's pages are in the system's cache
    own = own_kilobytes()
    found = await _median_ms(lambda: indice.search(_CONTA, Consulta(_QUERY)))
    more = (own_kilobytes() - own) / 1024
    words = _indice(documents, None, container=container_of(UseEmbedder()))
    by_words = await _median_ms(lambda: words.search(_CONTA, Consulta(_QUERY)))
    of_sector = await _median_ms(lambda: indice.search(_CONTA, Consulta(_QUERY, setor=Setor.VENDAS)))
    await documents.close()
    return [
        at_most(f"search over {_MENSAGENS:,} mensagens", found, floor, unit="ms", goal=_GOAL),
        Row("  memory of its own kept by 15 searches", f"{more:.1f} MB"),
        Row("  by words alone (the embedder is down)", f"{by_words:.0f} ms"),
        Row("  of a sector that one in eight is of", f"{of_sector:.0f} ms"),
    ]


def _indice(documents: SqliteDocuments, embedder: Embedder | None, container: str = "") -> IndiceVetores:
    name = container or container_of(embedder or NgramasEmbedder())
    return IndiceVetores(
        open_vetores=lambda conta: documents.open(name, conta),
        contas=_Contas(),
        lexico=NgramasEmbedder(),
        embedder=embedder,
        breaker=Breaker(time.monotonic),
    )


async def _fill(indice: IndiceVetores) -> None:
    for start in range(0, _MENSAGENS, 500):
        await asyncio.gather(*(indice.put(_CONTA, _item(start + one)) for one in range(500)))


def _item(number: int) -> Item:
    return Item(
        tipo=TipoItem.MENSAGEM,
        id=f"{number:026}",
        perguntas=(f"dúvida {number} sobre {_SUBJECTS[number % 8]} da unidade {number % 13}",),
        resposta=None,
        setor=Setor.VENDAS if number % 8 == 0 else Setor.GERAL,
        validacao=Validacao.PENDING,
        client_id=str(number % 1_000),
        tag="geral",
    )


def _bare_dot() -> float:
    matrix = np.random.default_rng(7).standard_normal((_MENSAGENS, UseEmbedder.dim), dtype=np.float32)
    vector = matrix[11].copy()
    times = []
    for _ in range(_SEARCHES):
        begun = time.perf_counter()
        matrix @ vector
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


async def _median_ms(search: Callable[[], Awaitable[Any]]) -> float:
    times = []
    for _ in range(_SEARCHES):
        begun = time.perf_counter()
        await search()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)
