"""What the API shows of an atendimento: S3's fields, told from its notices and answers, beside ours.

All are read from an `Atendimento`; see `kit.routes.Route.answers`.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, model_validator

from shared.atendimentos.classe import Classe
from shared.atendimentos.models import (
    Atendimento,
    Aviso,
    Mudanca,
    Resposta,
    StatusConfirmacao,
    TipoAviso,
)
from shared.clientes.models import Identificador
from shared.kit.models import Document, Instant

# S3 told two kinds of reminder apart by the hours before the appointment.
_48H, _12H = "48h", "12h"
_TIPO_S3 = {TipoAviso.CONFIRMACAO: _48H, TipoAviso.LEMBRETE: _48H, TipoAviso.ULTIMO: _12H}
# What S3 read of an answer; it knew no more.
_INTERPRETADAS = (Classe.CONFIRMADO, Classe.CANCELADO, Classe.REAGENDAR)
_SITUACOES = {
    StatusConfirmacao.CONFIRMADO: "A pessoa confirmou que vem.",
    StatusConfirmacao.CANCELADO: "Foi cancelado.",
    StatusConfirmacao.SEM_RESPOSTA: "A hora chegou sem uma resposta.",
    StatusConfirmacao.REAGENDAR: "A pessoa quer outro horário, que ainda não foi combinado.",
    StatusConfirmacao.REALIZADO: "Aconteceu: a pessoa veio.",
    StatusConfirmacao.FALTOU: "A pessoa não veio.",
}
_NAO_PERGUNTADO = "Ainda não perguntamos se a pessoa vem."
_PERGUNTADO = "Perguntamos se a pessoa vem e esperamos a resposta."


class AtendimentoResumo(Document):
    """One row of a list: first what S3 had. `data_consulta` is told at the clock of where it takes place.

    `cliente_id` is who gets the messages, `paciente_id` who comes: two people only for a child.
    """

    id: Identificador
    nome_paciente: str
    telefone: str | None
    email: str | None
    nome_medico: str
    especialidade: str
    data_consulta: AwareDatetime
    observacoes: str
    nr_seq_agenda: Identificador | None
    status_confirmacao: StatusConfirmacao
    subscriber_id: Identificador | None
    mensagem_enviada: str | None
    resposta_paciente: str | None
    interpretacao_resposta: str | None
    lembrete_48h_enviado: bool
    lembrete_12h_enviado: bool
    ultimo_lembrete_enviado: Instant | None
    tipo_ultimo_lembrete: str | None
    enviado_em: Instant | None
    respondido_em: Instant | None
    criado_em: Instant
    atualizado_em: Instant

    situacao: str
    cliente_id: Identificador | None
    paciente_id: Identificador | None
    procedimento: str
    local: str
    fuso: str
    duracao_min: int
    quer_antes: bool
    versao: int
    escalado_em: Instant | None
    encerrado_em: Instant | None

    @model_validator(mode="before")
    @classmethod
    def _told(cls, value: Any) -> Any:
        return _fields(value) if isinstance(value, Atendimento) else value


class AtendimentoDetalhe(AtendimentoResumo):
    """All of it: what was sent, each answer as it was written and as it was read, each change and whose it was.
    `proximo_em` is when something happens next by itself, `proximo_ato` what: a message (`confirmacao`, `lembrete`,
    `ultimo`), telling the team (`escalar`), the end (`encerrar`)."""

    avisos: tuple[Aviso, ...]
    respostas: tuple[Resposta, ...]
    historico: tuple[Mudanca, ...]
    criado_por: str
    proximo_em: Instant | None
    proximo_ato: str | None


class AtendimentoLista(Document):
    itens: tuple[AtendimentoResumo, ...]
    cursor: str | None = None


class AtendimentoS3(Document):
    """What S3's own routes showed of one; there `status` was the state's name."""

    id: Identificador
    nome_paciente: str
    telefone: str | None
    nome_medico: str
    especialidade: str
    data_consulta: AwareDatetime
    status: StatusConfirmacao
    subscriber_id: Identificador | None
    criado_em: Instant
    resposta_paciente: str | None
    interpretacao_resposta: str | None
    respondido_em: Instant | None

    @model_validator(mode="before")
    @classmethod
    def _told(cls, value: Any) -> Any:
        return _fields(value) if isinstance(value, Atendimento) else value


class AtendimentoCriadoS3(Document):
    success: bool = True
    message: str = "Atendimento criado com sucesso"
    atendimento: AtendimentoS3


class AtendimentosS3(Document):
    success: bool = True
    message: str
    atendimentos: tuple[AtendimentoS3, ...]


class AtendimentoDoTelefoneS3(Document):
    """`atendimento` only where the phone has no more than one: of a family's nobody is picked, all are told."""

    success: bool
    message: str
    atendimento: AtendimentoS3 | None
    atendimentos: tuple[AtendimentoS3, ...]


class StatusMudadoS3(Document):
    success: bool = True
    message: str
    atendimento_id: Identificador
    novo_status: StatusConfirmacao


def as_criado(atendimento: Atendimento) -> AtendimentoCriadoS3:
    return AtendimentoCriadoS3(atendimento=AtendimentoS3.model_validate(atendimento))


def as_pendentes(atendimentos: list[Atendimento]) -> AtendimentosS3:
    message = f"Encontrados {len(atendimentos)} atendimentos pendentes"
    return AtendimentosS3(message=message, atendimentos=_all_s3(atendimentos))


def as_do_telefone(atendimentos: list[Atendimento]) -> AtendimentoDoTelefoneS3:
    found = _all_s3(atendimentos)
    match found:
        case []:
            message = "Atendimento não encontrado"
        case [_]:
            message = "Atendimento encontrado"
        case _:
            message = f"Encontrados {len(found)} atendimentos deste telefone"
    only = found[0] if len(found) == 1 else None
    return AtendimentoDoTelefoneS3(success=bool(found), message=message, atendimento=only, atendimentos=found)


def as_status_mudado(atendimento: Atendimento) -> StatusMudadoS3:
    status, shown = atendimento.status_confirmacao, atendimento.id
    return StatusMudadoS3(
        message=f"Status do atendimento {shown} atualizado para {status}",
        atendimento_id=shown,
        novo_status=status,
    )


def _all_s3(atendimentos: list[Atendimento]) -> tuple[AtendimentoS3, ...]:
    return tuple(map(AtendimentoS3.model_validate, atendimentos))


def _fields(at: Atendimento) -> dict[str, Any]:
    own = {name: getattr(at, name) for name in Atendimento.model_fields}
    return (
        own
        | _about_avisos(at)
        | {
            "data_consulta": at.data_consulta.astimezone(ZoneInfo(at.fuso)),
            "nr_seq_agenda": at.agenda_id,
            "status": at.status_confirmacao,
            "situacao": situacao(at),
            "resposta_paciente": at.respostas[-1].texto if at.respostas else None,
            "interpretacao_resposta": _interpretation(at.respostas[-1]) if at.respostas else None,
        }
    )


def _about_avisos(at: Atendimento) -> dict[str, Any]:
    """Of the hour that it has now, and of what left: what was said of another is not what this one was asked."""
    avisos = [one for one in at.avisos if one.versao == at.versao and not one.voltou]
    sent = {_TIPO_S3[one.tipo] for one in avisos}
    last = avisos[-1] if avisos else None
    first: datetime | None = avisos[0].em if avisos else None
    return {
        "mensagem_enviada": last.texto if last else None,
        "lembrete_48h_enviado": _48H in sent,
        "lembrete_12h_enviado": _12H in sent,
        "ultimo_lembrete_enviado": last.em if last else None,
        "tipo_ultimo_lembrete": _TIPO_S3[last.tipo] if last else None,
        "enviado_em": first,
    }


def _interpretation(resposta: Resposta) -> str:
    classe = resposta.lida.classe
    return classe if classe in _INTERPRETADAS else Classe.INDEFINIDO


def situacao(at: Atendimento) -> str:
    """Where it stands, as a person reads it."""
    if at.status_confirmacao is StatusConfirmacao.PENDENTE:
        return _PERGUNTADO if at.perguntou_em else _NAO_PERGUNTADO
    return _SITUACOES[at.status_confirmacao]
