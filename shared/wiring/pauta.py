"""The morning brief, and its way to the team."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.pauta.service import PautaService


@cache
def pauta_service() -> "PautaService":
    from shared.pauta.leitura import Leitor
    from shared.pauta.service import PautaService
    from shared.wiring.chamados import usuarios

    return PautaService(contas=conta_store(), leitor=Leitor(documents()), usuarios=usuarios(), now=clock.now)
