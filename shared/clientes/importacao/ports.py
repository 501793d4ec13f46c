"""What an importação needs from outside: somebody who knows how a ficha becomes or changes a cliente."""

from typing import Protocol

from shared.clientes.models import Aplicada, Ficha, Origem


class Fichas(Protocol):
    async def apply(
        self, conta: str, ficha: Ficha, *, novo_id: str, origem: Origem, sujeito: str
    ) -> Aplicada:
        """Make or change the cliente that `ficha` tells of; a new one without an id of its own gets `novo_id`.

        Running it twice with one `novo_id` makes one cliente. Raises `DomainError` for a ficha that contradicts what
        is known, `TransientError` for an outage.
        """

    async def forget(self, conta: str, cliente_id: str) -> None:
        """Take away whom a ficha has made, as its titular was erased meanwhile; nothing where there is nobody."""
