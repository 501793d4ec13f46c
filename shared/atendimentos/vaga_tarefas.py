"""What the team is asked to do about hours: agree on one with somebody, give away one that fell free. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.atendimentos import textos
from shared.atendimentos.horario_store import horario_id
from shared.atendimentos.models import Atendimento
from shared.atendimentos.resposta_models import Ouvida
from shared.kit.ids import digest_id
from shared.tarefas.models import Tarefa, TipoTarefa

VAGA, REMARCAR = "horario_livre", "remarcar_atendimento"
_MOST_WAITING = 20


def by_hand(conta_id: str, assunto: textos.Assunto, ouvida: Ouvida) -> Tarefa:
    """None of the hours will do, or there are none: once for the message that says so."""
    at = assunto.at
    return Tarefa(
        id=digest_id(conta_id, REMARCAR, at.id, ouvida.recebimento_id),
        tipo=TipoTarefa.ATENDIMENTO,
        atendimento_id=at.id,
        cliente_id=at.cliente_id,
        recebimento_id=ouvida.recebimento_id,
        motivo=REMARCAR,
        cliente=at.nome_paciente,
        telefone=at.telefone,
        email=at.email,
        assunto=textos.about_question(assunto),
        mensagem=ouvida.texto or None,
        vence_em=_due(at, assunto.now),
        criada_em=assunto.now,
    )


def freed_hour(conta_id: str, at: Atendimento, wanting: Sequence[str], now: datetime) -> Tarefa:
    """Once for each time that this appointment leaves an hour; of nobody's data but the hour."""
    return Tarefa(
        id=digest_id(conta_id, VAGA, at.id, str(at.versao)),
        tipo=TipoTarefa.VAGA,
        atendimento_id=at.id,
        horario_id=horario_id(at.nome_medico, at.data_consulta),
        motivo=VAGA,
        assunto=textos.freed_hour(at),
        interessados=tuple(wanting[:_MOST_WAITING]),
        vence_em=_due(at, now),
        vale_ate=at.data_consulta,
        criada_em=now,
    )


def _due(at: Atendimento, now: datetime) -> datetime:
    return min(now + timedelta(hours=4), max(at.data_consulta, now))
