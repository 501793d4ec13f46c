"""What an acompanhamento needs of relatos and tarefas: to read and save the one, to open and let go the other."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from shared.relatos.models import Contato, Relato
from shared.tarefas.models import Tarefa


class Versao(Protocol):
    @property
    def relato(self) -> Relato: ...


class RelatoPage(Protocol):
    @property
    def itens(self) -> list[Relato]: ...

    @property
    def cursor(self) -> str | None: ...


class Relatos(Protocol):
    async def get(self, relato_id: str) -> Versao:
        """Raises `NotFound`."""

    async def update(self, relato_id: str, change: Callable[[Relato], Relato]) -> Relato:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        Raises `NotFound`.
        """

    async def following(self, *, limit: int, cursor: str | None) -> RelatoPage:
        """The relatos in acompanhamento, nearest contato first."""


class Tarefas(Protocol):
    async def open_for_contato(self, relato: Relato, contato: Contato, now: datetime) -> Tarefa:
        """Idempotent: the id comes from the relato and the contato's number."""

    async def dismiss_for_relato(self, relato_id: str, now: datetime) -> int:
        """Let go what is still open for this relato; how many it was. Idempotent."""

    async def forget_relato(self, relato_id: str) -> None:
        """Delete all that hangs on this relato. Idempotent."""
