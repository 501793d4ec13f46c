"""What relatos need from outside: readers and writers of text, with or without a model behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from shared.clientes.models import Pessoa
from shared.contas.models import Conta
from shared.relatos.models import Contato, Extracao, TextosEstrategia


@dataclass(frozen=True, slots=True)
class Leitura:
    """What a reader gets: the text, the local day that relative dates count from, and the conta's switches."""

    texto: str
    data_referencia: date
    llm_externo: bool = True


@dataclass(frozen=True, slots=True)
class Plano:
    """What a writer gets: the extraction, the contatos that code planned, and the only offers it may mention."""

    extracao: Extracao
    contatos: Sequence[Contato]
    ofertas_permitidas: tuple[str, ...] = ()
    llm_externo: bool = True


class Extractor(Protocol):
    async def extract(self, leitura: Leitura) -> Extracao:
        """Read a relato. With rules behind it, never fails; a chain of models ends in the rules."""


class Strategist(Protocol):
    async def write(self, plano: Plano) -> TextosEstrategia:
        """Write one suggested text for each contato of the plan, in its order."""


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        """The id of the cliente behind a phone or e-mail, made when there is none; None without either.

        The same `chave` never makes two.
        """

    async def canonical_id(self, conta: str, cliente_id: str) -> str:
        """The id, or the one it was merged into. Raises `NotFound`."""


class Desistencias(Protocol):
    async def cancel_for(
        self, conta: str, *, cliente_id: str | None = None, relato_id: str | None = None
    ) -> int:
        """Let go the proactive messages that still wait for this person, or about this relato; how many it was."""


class Tarefas(Protocol):
    async def dismiss_for_relato(self, relato_id: str, now: datetime) -> int:
        """Let go what is still open for this relato; how many it was. Idempotent."""
