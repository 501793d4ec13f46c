"""What the brief needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from shared.contas.models import Conta
from shared.envios.models import Envio, NovoEnvio


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Usuarios(Protocol):
    async def names(self, conta: str, usuario_ids: Sequence[str]) -> dict[str, str]:
        """The usernames of those that exist and are active."""


class Envios(Protocol):
    async def find(self, conta_id: str, chave: str) -> Envio | None:
        """The envio of this `chave`."""

    async def request(self, conta_id: str, novo: NovoEnvio, *, sujeito: str, traceparent: str = "") -> Envio:
        """Store it, then queue its id. Raises `InvalidInput`, also for a `chave` that came with other words."""
