"""Automatic answers over labelled questions: how many are given, and how many of these are another's."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Any

from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.adapters.sqlite import SqliteDocuments
from shared.chamados.classe import Classificacao, Intencao, Prioridade, Setor
from shared.chamados.regras import read_chamado
from shared.chamados.respondedor.aprovado import RespondedorAprovado
from shared.chamados.respondedor.texto import essence
from shared.contas.models import Conta
from shared.kit.breaker import Breaker
from shared.mensagens.indice import IndiceVetores
from shared.mensagens.indice_models import Embedder
from shared.mensagens.itens import item_of_mensagem
from shared.mensagens.lembranca import LembrancaService
from shared.mensagens.models import Mensagem, Validacao
from shared.mensagens.store import MensagemStore
from shared.respostas.indexacao import Indexador
from shared.respostas.service import RespostaService
from shared.respostas.store import RespostaStore
from shared.wiring.base import VECTORS
from tests.fakes_store import FakeQueues
from tests.unit.respostas.mundo import FakeRedator

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CONTA = Conta(id="avaliacao")
Item = Mapping[str, Any]
Classify = Callable[[str], Classificacao]


def as_faq(texto: str) -> Classificacao:
    """As if every text were a question for everybody: the hardest that the answers are put to."""
    return Classificacao(
        intencao=Intencao.INFORMACAO,
        setor=Setor.GERAL,
        prioridade=Prioridade.BAIXA,
        resposta_automatica=True,
    )


class _Contas:
    async def load(self, conta: str) -> Conta:
        return CONTA


@dataclass
class Nota:
    """`asked` are questions that have an answer. `wrong` names what was given in place of a person's."""

    asked: int = 0
    right: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def share_wrong(self) -> float:
        given = self.right + len(self.wrong)
        return len(self.wrong) / given if given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.asked

    def __str__(self) -> str:
        return f"{self.right}/{self.asked} dadas, {len(self.wrong)} indevidas: {self.wrong}"


@dataclass
class Once:
    """An embedder that works each text out once: a model takes its time."""

    inner: Embedder
    known: dict[str, list[float]] = field(default_factory=dict)

    @property
    def modelo(self) -> str:
        return self.inner.modelo

    @property
    def dim(self) -> int:
        return self.inner.dim

    @property
    def externo(self) -> bool:
        return self.inner.externo

    def calibrate(self, cosseno: float) -> float:
        return self.inner.calibrate(cosseno)

    async def embed(self, textos: Sequence[str]) -> list[list[float]]:
        new = [texto for texto in dict.fromkeys(textos) if texto not in self.known]
        self.known |= zip(new, await self.inner.embed(new), strict=True)
        return [self.known[texto] for texto in textos]


@dataclass
class Memoria:
    """A conta whose people validated one mensagem for each item; by words alone where `embedder` is None."""

    embedder: Embedder | None
    documents: SqliteDocuments

    @property
    def indice(self) -> IndiceVetores:
        return IndiceVetores(
            open_vetores=lambda conta: self.documents.open("vetores", conta),
            contas=_Contas(),
            lexico=NgramasEmbedder(),
            embedder=self.embedder,
            breaker=Breaker(lambda: 0.0),
        )

    @property
    def respondedor(self) -> RespondedorAprovado:
        return RespondedorAprovado(
            respostas=RespostaService(
                open_respostas=self._respostas,
                contas=_Contas(),
                indexador=Indexador(self._respostas, self.indice, FakeQueues(), lambda: NOW),
                now=lambda: NOW,
                new_id=lambda: "R1",
            ),
            mensagens=LembrancaService(self._mensagens),
            indice=self.indice,
            redator=FakeRedator(),
            now=lambda: NOW,
        )

    def _respostas(self, conta: str) -> RespostaStore:
        return RespostaStore(self.documents.open("respostas", conta))

    def _mensagens(self, conta: str) -> MensagemStore:
        return MensagemStore(self.documents.open("mensagens", conta))

    async def learn(self, items: Sequence[Item]) -> None:
        for item in items:
            mensagem = Mensagem(
                id=item["id"],
                client_id="outro",
                message=item["pergunta"],
                answer=item["resposta"],
                validated_by=Validacao.HUMAN,
                indexada_em=NOW,
                created_at=NOW,
                updated_at=NOW,
            )
            await self._mensagens(CONTA.id).add(mensagem)
            await self.indice.put(CONTA.id, item_of_mensagem(mensagem))

    async def given(self, texto: str, classify: Classify) -> str | None:
        """The id of what would answer it."""
        parecer = await self.respondedor.judge(CONTA, texto, classify(texto), nome="")
        fonte = parecer.escolha.fonte
        return fonte.id if fonte else None


@asynccontextmanager
async def remembering(items: Sequence[Item], embedder: Embedder | None) -> AsyncIterator[Memoria]:
    if embedder:
        await embedder.embed([texto for item in items for texto in _texts(item)])  # at once: far quicker
    with TemporaryDirectory() as folder:
        documents = SqliteDocuments(f"{folder}/documentos.db", now=lambda: NOW, vectors=VECTORS)
        memoria = Memoria(embedder, documents)
        await memoria.learn(items)
        yield memoria
        await documents.close()


def _texts(item: Item) -> list[str]:
    asked = (*item.get("iguais", ()), *item.get("outras", ()))
    return [item["pergunta"], item["resposta"], *map(essence, asked)]


async def grade(items: Sequence[Item], embedder: Embedder | None, classify: Classify = read_chamado) -> Nota:
    """Each item brings questions that its answer is for, and others that sound alike. Each `parte` is a conta."""
    nota = Nota()
    for parte in sorted({item["parte"] for item in items}):
        of_part = [item for item in items if item["parte"] == parte]
        async with remembering(of_part, embedder) as memoria:
            for item in of_part:
                await _grade_item(nota, item, memoria, classify)
    return nota


async def _grade_item(nota: Nota, item: Item, memoria: Memoria, classify: Classify) -> None:
    for texto in (*item["iguais"], *item["outras"]):
        found = await memoria.given(texto, classify)
        nota.asked += texto in item["iguais"]
        if found == item["id"] and texto in item["iguais"]:
            nota.right += 1
        elif found:
            nota.wrong.append((texto, found))
