"""What mensagens need from outside: the conta, and who a client_id is by now."""

from typing import Protocol

from shared.contas.models import Conta


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    async def canonical_id(self, conta: str, cliente_id: str) -> str:
        """The id of the cliente, or of the one it was merged into. Raises `NotFound`."""
