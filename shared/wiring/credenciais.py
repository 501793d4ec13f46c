"""Credenciais, what the page of a form says of its conta, and the settings of a conta."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents, real_ulid, settings
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.contas.conta_service import AjusteService
    from shared.contas.credenciais import CredencialService
    from shared.contas.formularios import FormularioService


@cache
def credencial_service() -> "CredencialService":
    from shared.contas.credenciais import CredencialService
    from shared.contas.credencial_store import AcessoStore, CredencialStore

    return CredencialService(
        open_credenciais=lambda conta: CredencialStore(documents().open("credenciais", conta)),
        acessos=AcessoStore(documents()),
        hmac_key=settings().chave_hmac.get_secret_value().encode(),
        now=clock.system_now,
        new_id=real_ulid,
    )


@cache
def formulario_service() -> "FormularioService":
    from shared.contas.formularios import FormularioService

    return FormularioService(chaves=credencial_service(), contas=conta_store())


@cache
def ajuste_service() -> "AjusteService":
    from shared.contas.conta_service import AjusteService
    from shared.contas.conta_store import ContaVersaoStore

    return AjusteService(contas=conta_store(), versoes=ContaVersaoStore(documents()))
