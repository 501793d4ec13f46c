"""What an importação needs from outside: who knows what becomes of a row."""

from typing import Protocol

from shared.clientes.importacao.models import ErroLinha, Importacao, LinhaGuardada
from shared.clientes.models import Aplicada, Ficha, Origem, Resultado


class Aplicador(Protocol):
    async def apply(
        self, conta: str, importacao: Importacao, linha: LinhaGuardada
    ) -> Resultado | list[ErroLinha]:
        """What a row made of what is known, or why it cannot be taken; running it twice makes one. Raises
        `TransientError`.
        """


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
