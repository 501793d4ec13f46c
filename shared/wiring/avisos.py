"""What the flows of atendimentos do when they wake."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.atendimentos.avisos import AvisoService
    from shared.atendimentos.workflow import WorkflowService
    from shared.tarefas.store import TarefaStore


@cache
def aviso_service() -> "AvisoService":
    from shared.atendimentos.avisos import AvisoService
    from shared.atendimentos.escalada import Escalada
    from shared.envios.entradas import EntradaStore
    from shared.wiring.atendimentos import open_atendimentos, vaga_service
    from shared.wiring.clientes import cliente_service
    from shared.wiring.envios import envio_service
    from shared.wiring.routing import desistencia_service, pergunta_service

    return AvisoService(
        open_atendimentos=open_atendimentos,
        contas=conta_store(),
        clientes=cliente_service(),
        perguntas=pergunta_service(),
        envios=envio_service(),
        desistencias=desistencia_service(),
        escalada=Escalada(
            open_atendimentos=open_atendimentos,
            open_tarefas=_open_tarefas,
            clientes=cliente_service(),
            perguntas=pergunta_service(),
            envios=envio_service(),
            desistencias=desistencia_service(),
            vagas=vaga_service(),
            entradas=EntradaStore(documents()),
            now=clock.now,
        ),
        now=clock.now,
    )


@cache
def workflow_service() -> "WorkflowService":
    from shared.atendimentos.workflow import WorkflowService
    from shared.wiring.atendimentos import atendimento_service

    return WorkflowService(atendimento_service(), aviso_service(), _Assinantes())


class _Assinantes:
    """The port `Assinantes` on the conta's Botconversa."""

    async def subscribe(self, conta: str, telefone: str, nome: str) -> str:
        from shared.wiring.canais import fluxo_service

        return str((await fluxo_service().subscribe(conta, telefone, nome)).subscriber.id)


def _open_tarefas(conta: str) -> "TarefaStore":
    from shared.wiring.relatos import open_tarefas

    return open_tarefas(conta)
