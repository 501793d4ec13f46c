"""What becomes of an inbound message: who it is from, which words it holds, which question it answers."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents, queues
from shared.wiring.clientes import open_cadastro

if TYPE_CHECKING:
    from shared.clientes.remetentes import RemetenteService
    from shared.envios.desistencias import DesistenciaService
    from shared.perguntas.service import PerguntaService
    from shared.perguntas.store import PerguntaStore


def open_perguntas(conta: str) -> "PerguntaStore":
    from shared.perguntas.store import PerguntaStore

    return PerguntaStore(documents().open("perguntas", conta))


@cache
def pergunta_service() -> "PerguntaService":
    from shared.perguntas.service import PerguntaService

    return PerguntaService(open_perguntas=open_perguntas, now=clock.now)


@cache
def remetente_service() -> "RemetenteService":
    from shared.clientes.remetentes import RemetenteService

    return RemetenteService(open_cadastro=open_cadastro, now=clock.now)


@cache
def desistencia_service() -> "DesistenciaService":
    from shared.envios.desistencias import DesistenciaService
    from shared.wiring.envios import open_envios

    return DesistenciaService(open_envios=open_envios, queues=queues(), now=clock.now)
