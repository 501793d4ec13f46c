"""What atividades need from outside: who is meant, and the conta's zone."""

from collections.abc import Collection
from typing import Protocol

from shared.contas.models import Conta


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    """Many at once, in a few queries. Blocked clientes are nobody."""

    async def of_tenants(self, conta: str, tenant_ids: Collection[str]) -> dict[str, str]:
        """The id of the cliente of each; of several with one tenant the oldest."""

    async def of_client_ids(self, conta: str, client_ids: Collection[str]) -> dict[str, str]: ...

    async def current(self, conta: str, ids: Collection[str]) -> dict[str, str]:
        """Each id as it stands now: its own, of whom it was merged into, or of who was imported by it."""
