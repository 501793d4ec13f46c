"""What search is asked and what it finds; apart from `models` because approved answers are searched by it too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared.chamados.classe import Setor
from shared.mensagens.models import Validacao


class TipoItem(StrEnum):
    MENSAGEM = "mensagem"
    RESPOSTA = "resposta"


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be found: a mensagem or an approved answer. `perguntas` are indexed each, and `resposta` beside."""

    tipo: TipoItem
    id: str
    perguntas: tuple[str, ...]
    resposta: str | None
    setor: Setor
    validacao: Validacao
    client_id: str | None = None
    tag: str | None = None
    vale_ate: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consulta:
    """`limiar` and the scores are on the calibrated scale, 0 to 1, the same for every embedder. With `so_perguntas` an
    answer's own words find nothing. `agora` leaves out what is stale; None leaves nothing out.
    """

    texto: str
    limite: int = 10
    limiar: float = 0.0
    tipos: tuple[TipoItem, ...] = (TipoItem.MENSAGEM,)
    setor: Setor | None = None
    client_id: str | None = None
    tag: str | None = None
    validacoes: tuple[Validacao, ...] = ()
    so_perguntas: bool = False
    agora: datetime | None = None


@dataclass(frozen=True, slots=True)
class Achado:
    """`semantico` False: words alone were compared, because the embedder is down, may not be asked, or knows no more.
    The score is on the same scale either way.
    """

    tipo: TipoItem
    id: str
    pontuacao: float
    validacao: Validacao
    semantico: bool = True


class Indice(Protocol):
    """Search over one conta's items. All may raise `TransientError`."""

    async def put(self, conta: str, item: Item) -> None:
        """Make it findable, by its words at once, then by its meaning; what it was before is replaced. Repeatable.

        Raises `TransientError` while the embedder is down, when its words can be found already.
        """

    async def remove(self, conta: str, tipo: TipoItem, item_id: str) -> None:
        """Repeatable."""

    async def search(self, conta: str, consulta: Consulta) -> Sequence[Achado]:
        """One per item, validated by a person first, then by score; each at or above `limiar`."""


class Embedder(Protocol):
    """Texts into vectors of one space. `modelo` names the space, `dim` its length; `externo`: the texts leave us."""

    @property
    def modelo(self) -> str: ...

    @property
    def dim(self) -> int: ...

    @property
    def externo(self) -> bool: ...

    async def embed(self, textos: Sequence[str]) -> list[list[float]]:
        """Unit vectors, in order. Raises `TransientError` while it is down."""

    def calibrate(self, semelhanca: float) -> float:
        """The cosine, and half of the share of words in common, on the common scale: 0 unrelated, 0.7 surely the same
        matter (S2's default threshold), 1 equal.
        """
