"""What envios need from outside."""

from collections.abc import Sequence
from typing import Protocol

from shared.clientes.models import Versao
from shared.contas.models import Conta
from shared.kit.canais import Carteiro, Provedor


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    async def get(self, conta: str, cliente_id: str) -> Versao:
        """Raises `NotFound`. A merged id gives the one that stays."""


class Supressoes(Protocol):
    async def holds(self, conta: str, *, telefones: Sequence[str], emails: Sequence[str]) -> bool:
        """Whether any of these must not be contacted."""


class Carteiros(Protocol):
    async def of(self, conta: Conta, provedor: Provedor) -> Carteiro | None:
        """The carrier of this conta, None where it has none (inactive, without its secret)."""
