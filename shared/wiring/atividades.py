"""Atividades: counted for the scores, listed as logins."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents, real_ulid
from shared.wiring.clientes import localizacao_service
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.atividades.logins import LoginService
    from shared.atividades.service import AtividadeService
    from shared.atividades.store import AtividadeStore


def open_atividades(conta: str) -> "AtividadeStore":
    from shared.atividades.models import Contadores
    from shared.atividades.store import AtividadeStore

    return AtividadeStore(documents().open(Contadores.CONTAINER, conta))


@cache
def atividade_service() -> "AtividadeService":
    from shared.atividades.service import AtividadeService
    from shared.wiring.resumos import invalidacao

    return AtividadeService(
        open_atividades=open_atividades,
        clientes=localizacao_service(),
        contas=conta_store(),
        invalidacao=invalidacao(),
        now=clock.now,
        new_id=real_ulid,
    )


@cache
def login_service() -> "LoginService":
    from shared.atividades.logins import LoginService

    return LoginService(
        open_atividades=open_atividades, clientes=localizacao_service(), contas=conta_store(), now=clock.now
    )
