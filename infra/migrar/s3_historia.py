"""What S3 knew of an appointment, told as an atendimento tells it: what was sent, what was answered, how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.atendimentos.classe import Classe, RespostaLida
from shared.atendimentos.models import ENDED, Atendimento, Aviso, Resposta, StatusConfirmacao, TipoAviso
from shared.atendimentos.names import aviso_prefix
from shared.kit.clock import instant

ORIGEM = "s3"
# What is compared and taken over as one.
GRUPOS: Mapping[str, tuple[str, ...]] = {
    "pessoa": ("nome_paciente", "telefone", "email"),
    "quando": ("data_consulta",),
    "status": ("status_confirmacao",),
    "dados": ("nome_medico", "especialidade", "observacoes", "agenda_id", "subscriber_id"),
}
_BEFORE_48H, _BEFORE_12H = timedelta(hours=48), timedelta(hours=12)
_ANSWERED = (StatusConfirmacao.CONFIRMADO, StatusConfirmacao.CANCELADO, StatusConfirmacao.REAGENDAR)


@dataclass(frozen=True, slots=True)
class AtendimentoS3:
    """One row, its cells read. `enviado_em` is S3's first message, the others its two reminders."""

    nome_paciente: str
    telefone: str | None
    email: str | None
    nome_medico: str
    especialidade: str
    observacoes: str
    data_consulta: datetime
    agenda_id: str | None
    subscriber_id: str | None
    status_confirmacao: StatusConfirmacao
    mensagem: str
    enviado_em: datetime | None
    lembrete_48h: bool
    lembrete_12h: bool
    ultimo_lembrete: datetime | None
    resposta: str
    interpretacao: Classe | None
    respondido_em: datetime | None
    criado_em: datetime | None
    atualizado_em: datetime | None

    @property
    def campos(self) -> dict[str, str]:
        return {grupo: said(self, names) for grupo, names in GRUPOS.items()}


def said(of: Any, names: tuple[str, ...]) -> str:
    """As both a row and an atendimento say it."""
    values = (getattr(of, name) for name in names)
    return "\x1f".join(instant(one) if isinstance(one, datetime) else str(one or "") for one in values)


def arrived(registro_id: str, dados: AtendimentoS3, *, fuso: str, sujeito: str, now: datetime) -> Atendimento:
    """One that is over stays as it was, and nobody is written to about it; one to come goes on with its flow."""
    is_past, status = dados.data_consulta <= now, dados.status_confirmacao
    if is_past and status is StatusConfirmacao.PENDENTE:
        status = StatusConfirmacao.SEM_RESPOSTA
    is_over = is_past or status in ENDED
    avisos = _avisos(registro_id, dados, now)
    resposta = _resposta(registro_id, dados, now)
    asked = [one.em for one in avisos]
    names = (name for names in GRUPOS.values() for name in names)
    return Atendimento(
        **{name: getattr(dados, name) for name in names} | {"status_confirmacao": status},
        id=registro_id,
        id_externo=registro_id,
        agenda_em=dados.data_consulta if dados.agenda_id else None,
        fuso=fuso,
        avisos=avisos,
        respostas=(resposta,) if resposta else (),
        perguntou_em=min(asked, default=None),
        respondido_em=resposta.em if resposta and status in _ANSWERED else None,
        encerrado_em=min(dados.data_consulta, now) if is_over else None,
        fluxo_encerrado=is_over,
        proximo_em=None if is_over else now,
        criado_em=dados.criado_em or now,
        criado_por=sujeito,
        atualizado_em=dados.atualizado_em or dados.criado_em or now,
    )


def _avisos(registro_id: str, dados: AtendimentoS3, now: datetime) -> tuple[Aviso, ...]:
    """S3 dated its last reminder alone; the other went out when it was due, if not before something else did."""
    first, last = dados.enviado_em, dados.ultimo_lembrete
    sent: list[tuple[TipoAviso, datetime]] = []
    if first:
        sent.append((TipoAviso.CONFIRMACAO, first))
    if dados.lembrete_48h:
        due = dados.data_consulta - _BEFORE_48H
        em = last if last and not dados.lembrete_12h else due
        sent.append((TipoAviso.LEMBRETE, max(em, first or em)))
    if dados.lembrete_12h:
        sent.append((TipoAviso.ULTIMO, last or dados.data_consulta - _BEFORE_12H))
    prefix = aviso_prefix(registro_id, 1)
    return tuple(
        Aviso(
            tipo=tipo,
            versao=1,
            chave=f"{prefix}{tipo}",
            em=min(em, now),
            texto=dados.mensagem if tipo is TipoAviso.CONFIRMACAO else "",
        )
        for tipo, em in sent
    )


def _resposta(registro_id: str, dados: AtendimentoS3, now: datetime) -> Resposta | None:
    """What the person wrote, as S3 read it; it counted where S3's state says the same."""
    if not dados.resposta:
        return None
    by_status = Classe(dados.status_confirmacao) if dados.status_confirmacao in _ANSWERED else None
    classe = dados.interpretacao or by_status or Classe.INDEFINIDO
    return Resposta(
        lida=RespostaLida(classe=classe, origem=ORIGEM),
        texto=dados.resposta,
        recebimento_id=f"{ORIGEM}:{registro_id}",
        em=min(dados.respondido_em or dados.atualizado_em or now, now),
        aplicada=classe == by_status,
    )
