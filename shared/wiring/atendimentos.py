"""Atendimentos: how they come in, who gets their messages, how they are moved."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.atendimentos.classe import Leitor
    from shared.atendimentos.respostas import RespostaService
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


@cache
def leitor() -> "Leitor":
    from shared.atendimentos.leitura.regras import RegrasLeitor
    from shared.atendimentos.modelo_leitura import ModelLeitor
    from shared.wiring.relatos import model_chain

    return ModelLeitor(model_chain(), RegrasLeitor())


@cache
def resposta_service() -> "RespostaService":
    from shared.atendimentos.respostas import RespostaService

    return RespostaService(atendimentos=atendimento_service(), leitor=leitor(), vagas=vaga_service())


def _open_tarefas(conta: str) -> "TarefaStore":
    from shared.wiring.relatos import open_tarefas

    return open_tarefas(conta)
