"""The port of the audit for acts that no HTTP call of a principal makes: workers, timers, webhooks, sign-ups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Nota:
    """`acao` is `noun.verb`, `recurso` the path of what was changed; `detalhe` holds ids, counts and field names."""

    conta: str
    sujeito: str
    acao: str
    recurso: str
    detalhe: Mapping[str, str | int] = field(default_factory=dict)


class Auditor(Protocol):
    async def note(self, nota: Nota) -> None:
        """Record an act. Raises `TransientError`: what cannot be recorded is not done."""
