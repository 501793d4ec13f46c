"""What clientes need from outside: the conta's zone, and who else holds the id of a cliente."""

from typing import Protocol

from shared.contas.models import Conta


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Dependentes(Protocol):
    """Documents of another feature that name a cliente."""

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand those of a merged cliente to the one that stays; how many it was. Repeatable."""
