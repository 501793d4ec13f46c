"""What a limit says, and the counter behind it as it is stored."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from shared.kit.models import Document, Instant

ANTES_DA_CONTA = "limites"


@dataclass(frozen=True, slots=True)
class Cota:
    """At most `limite` within `janela_s` seconds of whatever `chave` names, in `conta` where one is known.

    `chave` may hold a name or an address: it is stored as a keyed hash.
    """

    chave: str
    limite: int
    janela_s: int
    conta: str = ANTES_DA_CONTA


class Janela(Document):
    """How many were counted in the window that ends at `termina_em`, by the real clock."""

    CONTAINER: ClassVar[str] = "limites"

    v: int = 1
    usados: int = Field(ge=0)
    termina_em: Instant
