"""What an acompanhamento needs of relatos and tarefas: to read and save the one, to open and let go the other."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from shared.contas.models import Conta
from shared.envios.models import Envio, NovoEnvio
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


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Envios(Protocol):
    async def request(self, conta_id: str, novo: NovoEnvio, *, sujeito: str, traceparent: str = "") -> Envio:
        """Hand a message to the gate, once for its `chave`. Raises `InvalidInput` for what no gate would take."""


class Desistencias(Protocol):
    async def cancel_for(
        self, conta: str, *, cliente_id: str | None = None, relato_id: str | None = None
    ) -> int:
        """Let go the proactive messages that still wait; how many it was."""


class Tarefas(Protocol):
    async def open_for_contato(
        self, relato: Relato, contato: Contato, now: datetime, *, explicacao: str | None = None
    ) -> Tarefa:
        """Idempotent: the id comes from the relato and the contato's number."""

    async def dismiss_for_relato(self, relato_id: str, now: datetime) -> int:
        """Let go what is still open for this relato; how many it was. Idempotent."""

    async def forget_relato(self, relato_id: str) -> None:
        """Delete all that hangs on this relato. Idempotent."""
