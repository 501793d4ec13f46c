"""Who is calling: the principal every route works for, and the roles a route may ask."""

from dataclasses import dataclass
from enum import StrEnum


class Papel(StrEnum):
    ADMIN = "admin"
    ATENDENTE = "atendente"
    CS = "cs"
    LEITURA = "leitura"
    INTEGRACAO = "integracao"


@dataclass(frozen=True, slots=True)
class Principal:
    """The conta comes from the credential, never from a body; `sujeito` names the user or token in audits.

    `escopos` None means whatever the papel may do; else only those routes whose `Route.escopo` is among them.
    """

    conta: str
    sujeito: str
    papel: Papel
    escopos: frozenset[str] | None = None


TODOS = frozenset(Papel)
QUEM_ATENDE = TODOS - {Papel.LEITURA}
QUEM_ADMINISTRA = frozenset({Papel.ADMIN})
