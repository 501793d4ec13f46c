"""What métricas need from outside."""

from collections.abc import Sequence
from typing import Protocol

from shared.contas.models import Conta


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Usuarios(Protocol):
    async def names(self, conta: str, usuario_ids: Sequence[str]) -> dict[str, str]:
        """The usernames of those that exist and are active."""
