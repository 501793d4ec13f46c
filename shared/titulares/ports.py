"""What the rights of a titular need from outside: who the person is, where they are found, and the conta."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Protocol

from shared.clientes.models import Cliente, GuardaLegal
from shared.contas.models import Conta
from shared.kit.titulares import About, Guardiao, Titular


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Guardiao, Protocol):
    async def titular(self, conta: str, cliente_id: str) -> Titular:
        """The person behind an id, merged duplicates included. Raises `NotFound`."""

    async def held(self, conta: str, titular: Titular) -> GuardaLegal | None:
        """Why something of the titular is kept, where it is."""


class Relatos(Guardiao, Protocol):
    async def locate(self, conta: str, titular: Titular, about: About) -> list[str]:
        """The ids of the titular's relatos, and of those linked to nobody that are `about` the titular."""


class Assinantes(Protocol):
    """Whom one account of an outside channel keeps by itself. Raises `FalhaDeEnvio`."""

    async def find(self, telefone: str) -> int | None:
        """The subscriber behind an E.164 phone."""

    async def delete_subscriber(self, assinante: int) -> None:
        """Forget them there; one who is gone already is no error."""


class Traces(Protocol):
    async def erase_traces(self) -> None:
        """Leave nothing readable of what was deleted. Raises `TransientError`."""


class ClientesVencidos(Protocol):
    """What is read of either may be erased before the next is."""

    def expired(self, conta: str, before: datetime) -> AsyncIterator[Cliente]:
        """Leads that nobody touched since `before` and that became nothing."""

    def released(self, conta: str, today: date) -> AsyncIterator[Cliente]:
        """Blocked ones whose guarda legal is over."""


class RelatosVencidos(Protocol):
    async def expired(self, conta: str, before: datetime, *, limit: int) -> list[tuple[str, str | None]]:
        """Relatos that did not convert and that nobody touched since `before`, with their clientes."""

    async def talkative(self, conta: str, before: datetime, *, limit: int) -> list[str]:
        """Ended relatos, untouched since `before`, that still hold the conversation."""

    async def pseudonymise(self, conta: str, relato_id: str) -> None:
        """Take out who it was and what was said; the figures stay."""

    async def has_any(self, conta: str, cliente_id: str) -> bool:
        """Whether the cliente has a relato."""


class Vencidos(Protocol):
    """What else is kept for as long as conversations are; `nome` is what it is told by."""

    @property
    def nome(self) -> str: ...

    async def erase_expired(self, conta: str, before: datetime, *, held: frozenset[str], limit: int) -> int:
        """Erase what nobody touched since `before`, or who and what it speaks of, but for what is of one of `held`.

        How many it was; less than `limit` when nothing is left.
        """
