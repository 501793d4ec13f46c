"""The life of an atendimento as pure steps: each gives a new one with its lines of history.

Whoever saves one may be asked to make the step again upon a newer version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.atendimentos.classe import Classe
from shared.atendimentos.errors import MudancaRecusada
from shared.atendimentos.models import (
    ASKING,
    ENDED,
    Atendimento,
    Aviso,
    Mudanca,
    Resposta,
    StatusConfirmacao,
)
from shared.kit.clock import instant

# Who did what nobody of the conta did.
RETORNO, PACIENTE = "retorno", "paciente"
_SILENCIO = "sem resposta até o prazo"
_BECOMES = {
    Classe.CONFIRMADO: StatusConfirmacao.CONFIRMADO,
    Classe.CANCELADO: StatusConfirmacao.CANCELADO,
    Classe.REAGENDAR: StatusConfirmacao.REAGENDAR,
}
_ANSWERS = tuple(_BECOMES.values())
_UNDECIDED = (StatusConfirmacao.CONFIRMADO, StatusConfirmacao.REAGENDAR)
_AFTERWARDS = (StatusConfirmacao.REALIZADO, StatusConfirmacao.FALTOU)
_MOST_RESPOSTAS, _MOST_LINES = 50, 200


@dataclass(frozen=True, slots=True)
class Desejo:
    """The state that a person of the conta wants an atendimento in."""

    status: StatusConfirmacao
    por: str
    motivo: str = ""


def asked(at: Atendimento, aviso: Aviso, *, now: datetime, pergunta_id: str | None = None) -> Atendimento:
    """A message about it was handed to the gate, which counts once by its `chave`.

    What was answered or changed while it was handed over asks nothing any more.
    """
    if any(one.chave == aviso.chave for one in at.avisos):
        return at
    changes: dict[str, Any] = {"avisos": (*at.avisos, aviso)}
    if pergunta_id is not None and at.is_asking and aviso.versao == at.versao:
        changes |= {"pergunta_id": pergunta_id, "perguntou_em": at.perguntou_em or aviso.em}
    return at.updated(now, **changes)


def opened(at: Atendimento, pergunta_id: str, *, versao: int, now: datetime) -> Atendimento:
    """About to be asked: whoever answers before that is written down is heard, too."""
    if at.versao != versao or not at.is_asking or at.pergunta_id == pergunta_id:
        return at
    return at.updated(now, pergunta_id=pergunta_id)


def came_back(at: Atendimento, aviso: Aviso, *, now: datetime) -> Atendimento:
    """The message never left, so nobody was asked by it. Its kind is not tried again, the next ones are."""
    if any(one.chave == aviso.chave and one.voltou for one in at.avisos):
        return at
    others = tuple(one for one in at.avisos if one.chave != aviso.chave)
    asked_em = [one.em for one in others if one.versao == at.versao and not one.voltou]
    return at.updated(
        now,
        avisos=(*others, aviso.model_copy(update={"voltou": True})),
        perguntou_em=min(asked_em, default=None) if at.perguntou_em else None,
    )


def answered(at: Atendimento, resposta: Resposta, *, versao: int, now: datetime) -> Atendimento:
    """The person said something of the hour `versao`, which counts once by its recebimento.

    It acts only on the hour that it speaks of, before it comes, and while it may: what was cancelled is not brought
    back by a word, since the hour may be somebody else's by now.
    """
    if any(one.recebimento_id == resposta.recebimento_id for one in at.respostas):
        return at
    becomes = _BECOMES.get(resposta.lida.classe)
    acts = becomes is not None and versao == at.versao and may_still_say(at, now)
    line = resposta.model_copy(update={"aplicada": acts})
    known = at.updated(now, respostas=(*at.respostas, line)[-_MOST_RESPOSTAS:])
    if becomes is None or not acts:
        return known
    return _set(
        known.updated(now, **_settled(at, becomes, resposta.em, now=now)),
        {"status_confirmacao": becomes},
        now=now,
        por=PACIENTE,
    )


def may_still_say(at: Atendimento, now: datetime) -> bool:
    """Whether a word of the person still counts: it is to come and nobody ended it."""
    return not at.is_over and now < at.data_consulta


def stands(at: Atendimento, resposta: Resposta) -> bool:
    """Whether it is still as this answer made it."""
    return at.status_confirmacao is _BECOMES.get(resposta.lida.classe)


def _settled(at: Atendimento, becomes: StatusConfirmacao, em: datetime, *, now: datetime) -> dict[str, Any]:
    """What goes with a new state. The first answer counts as when it came; who confirmed, or wants another hour,
    may still press something else after all."""
    is_over, is_asking = becomes in ENDED, becomes in ASKING
    return {
        "respondido_em": None if is_asking else at.respondido_em or (em if becomes in _ANSWERS else None),
        "pergunta_id": at.pergunta_id if becomes in _UNDECIDED else None,
        "encerrado_em": now if is_over else at.encerrado_em,
    }


def rescheduled(
    at: Atendimento, data_consulta: datetime, *, now: datetime, por: str, motivo: str = ""
) -> Atendimento:
    """At another hour, to be confirmed anew; whatever spoke of the old one is stale.

    The same hour changes nothing. Raises `MudancaRecusada` for what took place, and for an hour that is over.
    """
    if data_consulta == at.data_consulta and not at.is_over:
        return at
    if at.status_confirmacao in _AFTERWARDS:
        raise MudancaRecusada("O que já aconteceu não se remarca: crie um novo atendimento.")
    if data_consulta <= now:
        raise MudancaRecusada("A nova data já passou.")
    fields = {
        "data_consulta": data_consulta,
        "status_confirmacao": StatusConfirmacao.PENDENTE,
    }
    fresh: dict[str, Any] = {
        "versao": at.versao + 1,
        "pergunta_id": None,
        "perguntou_em": None,
        "respondido_em": None,
        "escalado_em": None,
        "encerrado_em": None,
        "fluxo_encerrado": False,
    }
    return _set(at.updated(now, **fresh), fields, now=now, por=por, motivo=motivo)


def moved(at: Atendimento, desejo: Desejo, *, now: datetime) -> Atendimento:
    """As a person of the conta says. Raises `MudancaRecusada` for what makes no sense."""
    if desejo.status is at.status_confirmacao:
        return at
    if refusal := _refusal(at, desejo.status, now):
        raise MudancaRecusada(refusal)
    settled = _settled(at, desejo.status, now, now=now)
    if desejo.status is StatusConfirmacao.REAGENDAR:
        settled["pergunta_id"] = None  # what was agreed with the team is not taken back by an old button
    known = at.updated(now, **settled)
    return _set(known, {"status_confirmacao": desejo.status}, now=now, por=desejo.por, motivo=desejo.motivo)


def _refusal(at: Atendimento, wanted: StatusConfirmacao, now: datetime) -> str | None:
    is_past = now >= at.data_consulta
    if wanted in _AFTERWARDS and not is_past:
        return "Só se marca presença ou falta depois do horário."
    if wanted in _AFTERWARDS and at.status_confirmacao is StatusConfirmacao.CANCELADO:
        return "Este atendimento foi cancelado."
    if at.status_confirmacao is StatusConfirmacao.CANCELADO:
        return "Um atendimento cancelado só volta quando é remarcado."
    if wanted not in _AFTERWARDS and is_past:
        return "O horário já passou: marque presença ou falta."
    return None


def escalated(at: Atendimento, *, now: datetime) -> Atendimento:
    """The team was told that nobody confirmed, which is said once for each hour."""
    return at if at.escalado_em else at.updated(now, escalado_em=now)


def waits_since(at: Atendimento) -> datetime | None:
    """Since when a person who wants another hour waits for one; None where they do not, or the team said so itself."""
    lines = [line for line in at.historico if line.campo == "status_confirmacao"]
    wants = at.status_confirmacao is StatusConfirmacao.REAGENDAR
    return lines[-1].em if wants and lines and lines[-1].por == PACIENTE else None


def asked_another(at: Atendimento) -> list[datetime]:
    """When they asked for another hour, those times that are settled by now."""
    wanted = [
        line.em for line in at.historico if (line.para, line.por) == (StatusConfirmacao.REAGENDAR, PACIENTE)
    ]
    return [moment for moment in wanted if moment != waits_since(at)]


def is_handed_over(at: Atendimento) -> bool:
    """Whether the team was told that this person waits for another hour."""
    since = waits_since(at)
    return since is not None and at.escalado_em is not None and at.escalado_em >= since


def handed_over(at: Atendimento, *, now: datetime) -> Atendimento:
    """Somebody of the team is to agree on another hour with them."""
    return at if waits_since(at) is None or is_handed_over(at) else at.updated(now, escalado_em=now)


def cancelled_by_silence(at: Atendimento, *, now: datetime) -> Atendimento:
    """Where the conta wants so: nobody confirmed, and the hour is given to somebody else."""
    if not at.is_asking:
        return at
    known = at.updated(now, pergunta_id=None, escalado_em=now, encerrado_em=now)
    fields = {"status_confirmacao": StatusConfirmacao.CANCELADO}
    return _set(known, fields, now=now, por=RETORNO, motivo=_SILENCIO)


def was_freed_by_silence(at: Atendimento) -> bool:
    """Whether the state that it is in comes of `cancelled_by_silence`."""
    lines = [line for line in at.historico if line.campo == "status_confirmacao"]
    return (
        at.status_confirmacao is StatusConfirmacao.CANCELADO and bool(lines) and lines[-1].motivo == _SILENCIO
    )


def passed(at: Atendimento, *, now: datetime) -> Atendimento:
    """Its hour has come: nobody is asked any more, and whose answer never came is marked so."""
    if at.encerrado_em is not None:
        return at
    over = at.updated(now, pergunta_id=None, encerrado_em=now)
    if at.status_confirmacao is not StatusConfirmacao.PENDENTE:
        return over
    return _set(over, {"status_confirmacao": StatusConfirmacao.SEM_RESPOSTA}, now=now, por=RETORNO)


def _set(
    at: Atendimento, fields: Mapping[str, Any], *, now: datetime, por: str, motivo: str = ""
) -> Atendimento:
    lines = tuple(
        Mudanca(campo=campo, de=_text(getattr(at, campo)), para=_text(value), em=now, por=por, motivo=motivo)
        for campo, value in fields.items()
        if getattr(at, campo) != value
    )
    return at.updated(now, historico=(*at.historico, *lines)[-_MOST_LINES:], **fields)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return instant(value) if isinstance(value, datetime) else str(value)
