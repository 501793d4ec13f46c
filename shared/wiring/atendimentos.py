"""Atendimentos: how they come in, who gets their messages, how they are moved."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.atendimentos.service import AtendimentoService
    from shared.atendimentos.store import AtendimentoStore
    from shared.tarefas.store import TarefaStore


def open_atendimentos(conta: str) -> "AtendimentoStore":
    from shared.atendimentos.store import AtendimentoStore

    return AtendimentoStore(documents().open("atendimentos", conta))


@cache
def atendimento_service() -> "AtendimentoService":
    from shared.atendimentos.service import AtendimentoService
    from shared.wiring.clientes import cliente_service
    from shared.wiring.routing import desistencia_service, pergunta_service
    from shared.wiring.titulares import eliminados

    return AtendimentoService(
        open_atendimentos=open_atendimentos,
        contas=conta_store(),
        clientes=cliente_service(),
        eliminados=eliminados(),
        queues=queues(),
        now=clock.now,
        new_id=business_ulid,
        perguntas=pergunta_service(),
        desistencias=desistencia_service(),
        open_tarefas=_open_tarefas,
    )


def _open_tarefas(conta: str) -> "TarefaStore":
    from shared.wiring.relatos import open_tarefas

    return open_tarefas(conta)
