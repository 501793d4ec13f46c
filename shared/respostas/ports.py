"""What approved answers need from outside: the conta, whose variables they name."""

from typing import Protocol

from shared.contas.models import Conta


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""
