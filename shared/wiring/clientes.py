"""Clientes: who we serve, how they are found, merged and what they agreed to."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents, settings

if TYPE_CHECKING:
    from shared.clientes.cadastro import Cadastro
    from shared.clientes.fichas import FichaService


def open_cadastro(conta: str) -> "Cadastro":
    from shared.clientes.cadastro import Cadastro
    from shared.clientes.identidades import CONTAINER, IdentidadeStore
    from shared.clientes.models import Cliente
    from shared.clientes.store import ClienteStore

    return Cadastro(
        clientes=ClienteStore(documents().open(Cliente.CONTAINER, conta)),
        identidades=IdentidadeStore(
            documents().open(CONTAINER, conta),
            secret=settings().chave_hmac.get_secret_value().encode(),
            now=clock.system_now,
        ),
    )


@cache
def ficha_service() -> "FichaService":
    from shared.clientes.fichas import FichaService

    return FichaService(open_cadastro=open_cadastro, now=clock.now)
