"""What usuarios need from outside: passwords, signed tokens, limits, credenciais, invitations."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from shared.contas.models import Acesso, TipoAcesso
from shared.kit.auth import Papel
from shared.limites.models import Cota


class Senhas(Protocol):
    """Password hashing. It takes long on purpose and never runs on the event loop."""

    async def hash(self, senha: str) -> str: ...

    async def verify(self, senha_hash: str | None, senha: str) -> bool:
        """False for None, after the same time as for a wrong password: a stranger learns nothing by waiting."""

    def is_outdated(self, senha_hash: str) -> bool:
        """Whether it was made with other parameters than today's."""


@dataclass(frozen=True, slots=True)
class Sessao:
    """What a signed token says of the usuario it was given to; only the document says what holds now."""

    usuario_id: str
    conta: str
    papel: Papel
    versao_token: int


class Assinador(Protocol):
    """Signs sessions and reads them back."""

    def sign(self, sessao: Sessao) -> str: ...

    def read(self, token: str) -> Sessao:
        """Raises `Unauthorized` for whatever was not signed here, for us, and is still young enough."""


class Tentativas(Protocol):
    """Limits on attempts, over all instances (`shared.limites`)."""

    def turn(self, cota: Cota) -> AbstractAsyncContextManager[None]:
        """One attempt at a time: many good ones at once wait, instead of using up the limit."""

    async def require(self, *cotas: Cota) -> None:
        """Raises `TooManyRequests` when one is used up."""

    async def count(self, *cotas: Cota) -> None:
        """Count one of each, in order. Raises `TooManyRequests` at the first that is used up."""

    async def give_back(self, *cotas: Cota) -> None: ...

    async def forgive(self, cota: Cota) -> None: ...


class Consumo(Protocol):
    """The limit that every request of a principal meets (`shared.limites`)."""

    async def spend(self, cota: Cota) -> None:
        """Raises `TooManyRequests`."""


class Convite(Protocol):
    """Where whoever redeems an invitation goes, and as what. With an `email`, it is for nobody else."""

    @property
    def conta(self) -> str: ...

    @property
    def papel(self) -> Papel: ...

    @property
    def email(self) -> str | None: ...

    @property
    def credencial_id(self) -> str: ...


class Convites(Protocol):
    """Invitations. Both raise a 403 when it is unknown, used, revoked or expired."""

    async def look(self, codigo: str) -> Convite:
        """What it gives, without using it up."""

    async def redeem(self, codigo: str) -> Convite:
        """Use it up: of several who try at once, over all instances, one gets it."""


class Credenciais(Protocol):
    async def resolve(self, tipo: TipoAcesso, segredo: str) -> Acesso:
        """What a presented secret opens by now. Raises `Unauthorized`."""
