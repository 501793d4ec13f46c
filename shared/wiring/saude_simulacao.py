"""What-ifs of saúde: apart from `saude`, which writes."""

from functools import cache
from typing import TYPE_CHECKING

from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.saude.prontos import PerfisProntos
    from shared.saude.simulacao import SimulacaoService


@cache
def simulacao_service() -> "SimulacaoService":
    from shared.saude.simulacao import SimulacaoService
    from shared.wiring.clientes import cliente_service
    from shared.wiring.saude import pagina_service

    return SimulacaoService(contas=conta_store(), clientes=cliente_service(), pagina=pagina_service())


def perfis_prontos() -> "PerfisProntos":
    from shared.saude.prontos import prontos

    return prontos()
