"""What saúde needs from outside: contas, the clientes' own routes' manners, and tarefas."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Protocol

from shared.clientes.models import Versao
from shared.contas.models import Conta
from shared.tarefas.models import Tarefa


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    async def get(self, conta: str, cliente_id: str) -> Versao:
        """The cliente, or the one it was merged into. Raises `ClienteNotFound`."""


class Tarefas(Protocol):
    async def open(self, tarefa: Tarefa) -> Tarefa:
        """The tarefa of this id; made once, and found again on every repetition."""

    async def dismiss_saude(
        self, cliente_ids: Collection[str], now: datetime, *, keep: Collection[str] = ()
    ) -> int:
        """Let go the open tarefas of a fall of these clientes, but those whose id is in `keep`; how many it was."""

    async def saude_opened(self, since: datetime) -> int:
        """How many tarefas of saúde were opened since then, whatever became of them."""

    async def saude_open(self) -> int:
        """How many of saúde are open."""

    async def dismiss_saude_resumo(self, now: datetime, *, keep: str = "") -> None:
        """Let go what is open of saúde and speaks of no one cliente, but `keep`."""


class Atividades(Protocol):
    async def bodies(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The raw counters of those of `ids` that have any."""
