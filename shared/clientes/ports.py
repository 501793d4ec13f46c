"""What clientes need from outside: the conta's zone, who else holds the id of a cliente, what addresses carry."""

from typing import Protocol

from shared.clientes.models import OptOut, Supressao
from shared.contas.models import Conta
from shared.kit.titulares import Titular


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Dependentes(Protocol):
    """Documents of another feature that name a cliente."""

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand those of a merged cliente to the one that stays; how many it was. Repeatable."""


class Supressoes(Protocol):
    """What stays at the addresses of a titular, for whoever has them later. Shared ones are left out. Repeatable."""

    async def find(self, conta: str, titular: Titular) -> Supressao: ...

    async def silence(self, conta: str, titular: Titular, opt_out: OptOut) -> None:
        """Who is reached there asked for silence."""

    async def end_silence(self, conta: str, titular: Titular) -> None:
        """And took it back. What an erasure left stays."""
