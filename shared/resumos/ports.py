"""What features that cache an answer, or change what is cached, need of resumos."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Resumo:
    """The bytes of a JSON body, gzipped, and its entity tag; `hit` tells whether it was kept."""

    gzip: bytes
    etag: str
    hit: bool


class Resumos(Protocol):
    async def get(self, pedido: Pedido, make: Callable[[], Awaitable[bytes]]) -> Resumo:
        """What is kept, else what `make` gives, kept from now on. Never raises because keeping failed."""


class Invalidacao(Protocol):
    async def changed(self, conta: str, *assuntos: Assunto) -> None:
        """Nothing that was made before now is shown again. Never raises: what it could not tell lasts for its TTL."""
