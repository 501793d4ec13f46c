"""Contas, credentials and the audit: what every route passes before its handler runs."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.kit.auth import Principal
from shared.wiring.base import documents, real_ulid, settings

if TYPE_CHECKING:
    from shared.auditoria.service import AuditoriaService
    from shared.contas.service import ContaService
    from shared.contas.store import ContaStore
    from shared.kit.routes import Ato, Finish


@cache
def conta_store() -> "ContaStore":
    from shared.contas.store import ContaStore

    return ContaStore(documents())


@cache
def conta_service() -> "ContaService":
    from shared.contas.service import ContaService

    chosen = settings()
    return ContaService(
        contas=conta_store(),
        hmac_key=chosen.chave_hmac.get_secret_value().encode(),
        conta_padrao=chosen.conta_padrao,
        api_token=chosen.api_token.get_secret_value() if chosen.api_token else None,
    )


async def authenticate(headers: Mapping[str, str]) -> Principal:
    """Raises `Unauthorized`."""
    return await conta_service().authenticate(headers)


@cache
def auditoria_service() -> "AuditoriaService":
    from shared.auditoria.service import AuditoriaService
    from shared.auditoria.store import AuditoriaStore

    return AuditoriaService(
        open_auditoria=lambda conta: AuditoriaStore(documents().open("auditoria", conta)),
        now=clock.system_now,
        new_id=real_ulid,
    )


async def audit(ato: "Ato") -> "Finish":
    """Raises `TransientError`: an act that cannot be recorded is not done."""
    return await auditoria_service().begin(ato)
