"""What an automatic answer needs from outside: approved answers, the memory, and a model that may write."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.chamados.classe import Intencao
from shared.mensagens.models import Mensagem
from shared.respostas.models import Resposta


class Aprovadas(Protocol):
    async def many(self, conta_id: str, ids: Sequence[str]) -> dict[str, Resposta]:
        """Those of `ids` that exist."""

    async def active_of(self, conta_id: str, intencao: Intencao) -> list[Resposta]:
        """Those that are on, stale ones too."""

    async def used(self, conta_id: str, resposta_id: str) -> None:
        """Count that it was given; never fails for it."""


class Lembradas(Protocol):
    async def many(self, conta_id: str, ids: Sequence[str]) -> dict[str, Mensagem]:
        """Those of `ids` that exist."""

    async def used(self, conta_id: str, mensagem_id: str) -> None:
        """Count that it was given; never fails for it."""


@dataclass(frozen=True, slots=True)
class Trecho:
    """What a model may build on: something that the conta approved, by its id."""

    id: str
    pergunta: str
    resposta: str


@dataclass(frozen=True, slots=True)
class Pauta:
    """What a model is asked to answer, and all that it may say. `nome` is how the person is greeted, if at all."""

    pergunta: str
    nome: str
    conta: str
    trechos: tuple[Trecho, ...]


@dataclass(frozen=True, slots=True)
class Redigida:
    """What a model wrote and may be said: `fontes` are the trechos that it rests on, `origem` the model."""

    texto: str
    fontes: tuple[str, ...]
    origem: str


class Redator(Protocol):
    async def write(self, pauta: Pauta) -> Redigida | None:
        """None where the trechos do not answer it, no model can, or what it wrote may not be said."""
