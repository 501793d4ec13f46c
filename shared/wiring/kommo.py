"""Kommo, where an account of it is configured; it belongs to `conta_padrao`."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents, queues, settings
from shared.wiring.contas import auditoria_service
from shared.wiring.resumos import invalidacao

if TYPE_CHECKING:
    from shared.clientes.kommo_service import KommoService


@cache
def kommo_service() -> "KommoService | None":
    """None where no account is configured."""
    chosen = settings()
    if not (chosen.kommo.base_url and chosen.kommo.token):
        return None
    from shared.adapters.kommo import Kommo
    from shared.clientes.kommo_service import KommoService
    from shared.clientes.kommo_store import PosicaoStore
    from shared.wiring.clientes import ficha_service

    return KommoService(
        conta=chosen.conta_padrao,
        crm=Kommo(base_url=chosen.kommo.base_url, token=chosen.kommo.token.get_secret_value()),
        fichas=ficha_service(),
        posicoes=PosicaoStore(documents().open("importacoes", chosen.conta_padrao)),
        auditor=auditoria_service(),
        queues=queues(),
        now=clock.system_now,
        invalidacao=invalidacao(),
    )


def kommo_service_of(conta: str) -> "KommoService | None":
    """None where the conta has no account of Kommo."""
    service = kommo_service()
    return service if service and service.conta == conta else None


async def conta_behind(segredo: str) -> str:
    """The conta whose webhook this secret is. Raises `Unauthorized`."""
    from shared.contas.models import TipoAcesso
    from shared.wiring.credenciais import credencial_service

    return (await credencial_service().resolve(TipoAcesso.KOMMO, segredo)).conta
