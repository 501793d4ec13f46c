"""Atendimentos: how they come in, who gets their messages, how they are moved."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.atendimentos.agenda_livre import AgendaService
    from shared.atendimentos.classe import Leitor
    from shared.atendimentos.dia import DiaService
    from shared.atendimentos.horario_store import HorarioStore
    from shared.atendimentos.models import Atendimento
    from shared.atendimentos.ports import Guardas
    from shared.atendimentos.respostas import RespostaService
    from shared.atendimentos.service import AtendimentoService
    from shared.atendimentos.store import AtendimentoStore
    from shared.atendimentos.vagas import VagaService
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
        liberadas=_Liberadas(),
    )


@cache
def dia_service() -> "DiaService":
    from shared.atendimentos.dia import DiaService

    return DiaService(open_atendimentos=open_atendimentos, contas=conta_store(), now=clock.now)


@cache
def leitor() -> "Leitor":
    from shared.atendimentos.leitura.regras import RegrasLeitor
    from shared.atendimentos.modelo_leitura import ModelLeitor
    from shared.wiring.relatos import model_chain

    return ModelLeitor(model_chain(), RegrasLeitor())


def open_horarios(conta: str) -> "HorarioStore":
    from shared.atendimentos.horario_store import HorarioStore

    return HorarioStore(documents().open("horarios", conta))


@cache
def vaga_service() -> "VagaService":
    from shared.atendimentos.vagas import VagaService

    return VagaService(atendimentos=atendimento_service(), open_horarios=open_horarios)


@cache
def agenda_service() -> "AgendaService":
    from shared.atendimentos.agenda_livre import AgendaService

    return AgendaService(contas=conta_store(), vagas=vaga_service(), now=clock.now)


@cache
def resposta_service() -> "RespostaService":
    from shared.atendimentos.respostas import RespostaService

    return RespostaService(atendimentos=atendimento_service(), leitor=leitor(), vagas=vaga_service())


@cache
def guardas() -> "Guardas":
    return _Guardas()


class _Liberadas:
    """The port `Liberadas` on the service of vagas, which stands on that of atendimentos."""

    async def freed(self, conta: str, atendimento: "Atendimento") -> None:
        await vaga_service().freed(conta, atendimento)


class _Guardas:
    """The port `Guardas` on clientes."""

    async def held(self, conta: str, cliente_ids: "Sequence[str]") -> frozenset[str]:
        from shared.clientes.titular import is_held
        from shared.kit.clock import local_day
        from shared.wiring.clientes import open_cadastro

        today = local_day(clock.now())
        read = await open_cadastro(conta).clientes.many(cliente_ids)
        return frozenset(one for one, versao in read.items() if is_held(versao.cliente, today))


def _open_tarefas(conta: str) -> "TarefaStore":
    from shared.wiring.relatos import open_tarefas

    return open_tarefas(conta)
