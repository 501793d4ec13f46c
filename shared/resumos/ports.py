"""What features that cache an answer, or change what is cached, need of resumos."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Assunto(StrEnum):
    """What a cached answer is made of; a write that matters to it makes all of them stale."""

    CLIENTES = "clientes"
    SAUDE = "saude"


@dataclass(frozen=True, slots=True)
class Pedido:
    """`chave` in S4's format, `{endpoint}:{inicio|all}:{fim|all}`; `ttl_s` how long it may be shown."""

    conta: str
    chave: str
    ttl_s: int
    assuntos: tuple[Assunto, ...]


def chave_de(endpoint: str, inicio: date | None, fim: date | None, *variantes: str) -> str:
    """S4's key of an answer about some days; what is not S4's own shape is told at its end."""
    days = (day.isoformat() if day else "all" for day in (inicio, fim))
    return ":".join((endpoint, *days, *variantes))


@dataclass(frozen=True, slots=True)
class Resumo:
    """The bytes of a JSON body, gzipped, and its entity tag; `hit` tells whether it was kept.

    `gzip` is empty when the caller has this body already. `atualizado_em` is the instant that `Corpo` told.
    """

    gzip: bytes
    etag: str
    hit: bool
    atualizado_em: str | None = None


class Corpo(Protocol):
    """A body that is made piece by piece, so that a long one is never in memory whole."""

    def pieces(self) -> AsyncIterator[bytes]: ...

    @property
    def atualizado_em(self) -> str | None:
        """Of when the oldest of what is shown is; asked after the last piece."""


class Resumos(Protocol):
    """`known` is the caller's `If-None-Match`: what is kept and known already is not read again."""

    async def get(self, pedido: Pedido, make: Callable[[], Awaitable[bytes]], *, known: str = "") -> Resumo:
        """What is kept, else what `make` gives, kept from now on. Never raises because keeping failed.

        Two callers that miss at once both make it, and each gets a whole answer.
        """

    async def stream(self, pedido: Pedido, make: Callable[[], Corpo], *, known: str = "") -> Resumo:
        """As `get`, for a body in pieces."""


class Invalidacao(Protocol):
    async def changed(self, conta: str, *assuntos: Assunto) -> None:
        """Nothing that was made before now is shown again. Never raises: what it could not tell lasts for its TTL."""
