"""What envios need from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.clientes.models import Canal, Supressao, Versao
from shared.contas.models import Conta
from shared.kit.canais import Carteiro, FalhaDeEnvio, Provedor
from shared.kit.titulares import Titular


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    async def get(self, conta: str, cliente_id: str) -> Versao:
        """Raises `NotFound`. A merged id gives the one that stays."""

    async def names(self, conta: str, cliente_ids: Sequence[str]) -> dict[str, str]:
        """The names of those that are known."""

    async def opt_out(self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str) -> None:
        """From now on silence. One who asked before keeps the first request. Raises `NotFound`."""


class Supressoes(Protocol):
    async def find(self, conta: str, titular: Titular) -> Supressao:
        """What the addresses of the titular carry by themselves, whoever had them before."""


@dataclass(frozen=True, slots=True)
class UltimaEntrada:
    """The newest message of somebody by one channel: when it came, and how its sender is reached by that channel."""

    em: datetime
    endereco: str
    telefone: str | None = None


class Entradas(Protocol):
    async def last(
        self, conta: str, cliente_id: str, provedores: Sequence[Provedor]
    ) -> Mapping[Provedor, UltimaEntrada]:
        """The newest message of this person by each of `provedores`, and by any other that they wrote by lately."""


class Carteiros(Protocol):
    def provedores(self, conta: Conta) -> Sequence[Provedor]:
        """Those that the conta may use, in its order; without any of its own, the deployment's default."""

    async def of(self, conta: Conta, provedor: Provedor) -> Carteiro | None:
        """The carrier of this conta, None where it has none (inactive, without its secret)."""

    def failure(self, provedor: Provedor, codigo: str) -> FalhaDeEnvio | None:
        """What a provider's code in a receipt says went wrong; None where it says nothing that can be acted on."""
