"""What tarefas need from outside: the conta, for its time zone."""

from typing import Protocol

from shared.contas.models import Conta


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""
