"""When the next thing is due about an atendimento: asking, reminding, telling the team, ending. Pure.

Design §9 and the original requirement of S3 (CEM F002.2): first 48 hours before, again after 12 hours of silence,
a last notice 12 hours before; all within the conta's hours for reminders, where the appointment takes place.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shared.atendimentos.estados import is_handed_over, waits_since
from shared.atendimentos.models import Atendimento, StatusConfirmacao, TipoAviso
from shared.contas.atendimentos import Autocancelar
from shared.contas.models import Conta
from shared.kit.expediente import Expediente

# Nobody is told the same thing twice within so short a time: of two that fall together the later kind is left.
APART = timedelta(hours=3)
# What is said so shortly before the hour is of no use any more.
_TOO_LATE = timedelta(minutes=30)
# What quiet hours would push so close to the hour goes before them, where that is still possible.
_OF_USE = timedelta(hours=3)
# Who was offered other hours has so long to choose one.
_CHOOSING = timedelta(hours=24)
_ORDER = tuple(TipoAviso)


class Ato(StrEnum):
    """What is done at a step: a message of a kind, telling the team, ending."""

    CONFIRMACAO = "confirmacao"
    LEMBRETE = "lembrete"
    ULTIMO = "ultimo"
    ESCALAR = "escalar"
    ENCERRAR = "encerrar"


@dataclass(frozen=True, slots=True)
class Passo:
    """What to do next and when; `em` may be past: then it is due now."""

    ato: Ato
    em: datetime
    versao: int


def next_step(at: Atendimento, conta: Conta, now: datetime) -> Passo | None:
    """None where nothing is left to do about it."""
    if at.encerrado_em is not None:
        return None
    message = next_message(at, conta, now)
    found = (message, _escalation(at, conta, message), _ending(at))
    return min((one for one in found if one is not None), key=lambda passo: passo.em)


def _ending(at: Atendimento) -> Passo:
    return Passo(Ato.ENCERRAR, at.data_consulta, at.versao)


def _escalation(at: Atendimento, conta: Conta, message: Passo | None) -> Passo | None:
    """Once for each hour, of whoever is still to answer; of who was offered others and chose none, too."""
    policy = conta.atendimentos
    if (since := waits_since(at)) is not None:
        return None if is_handed_over(at) else Passo(Ato.ESCALAR, _chosen_by(at, conta, since), at.versao)
    if not at.is_asking or at.escalado_em or policy.autocancelar is Autocancelar.NUNCA:
        return None
    em = at.data_consulta - timedelta(hours=policy.autocancelar_h)
    asked = at.perguntou_em or (message.em if message else None)
    # Who is asked late still has a while to answer, and whom nobody can ask is the team's at once.
    return Passo(Ato.ESCALAR, max(em, min(asked + APART, _last_moment(at))) if asked else em, at.versao)


def _chosen_by(at: Atendimento, conta: Conta, since: datetime) -> datetime:
    """The sooner the nearer the hour is, with a while to choose where there is one."""
    near = at.data_consulta - timedelta(hours=conta.atendimentos.autocancelar_h)
    return min(since + _CHOOSING, max(near, min(since + APART, _last_moment(at))))


def next_message(at: Atendimento, conta: Conta, now: datetime) -> Passo | None:
    """The next message, brought into the hours; None where none is to be sent, or none can be in time."""
    if at.encerrado_em is not None:
        return None
    done = max((_ORDER.index(one.tipo) for one in at.avisos if one.versao == at.versao), default=-1)
    for tipo, wanted in _wanted(at, conta):
        if _ORDER.index(tipo) <= done or (tipo is TipoAviso.ULTIMO and _is_told(at, wanted)):
            continue
        em = _within_hours(max(wanted, _earliest(at)), at, conta, now)
        if em is not None and not _is_swallowed(tipo, em, at, conta, now):
            return Passo(Ato(tipo), em, at.versao)
    return None


def is_last_word(at: Atendimento, conta: Conta, em: datetime) -> bool:
    """Whether a message about it at `em` is so near the last notice that it stands for it."""
    return em > _last_notice(at, conta) - APART


def _is_told(at: Atendimento, last: datetime) -> bool:
    """Whether something was said about it so near the moment of the last notice that there is no need of that."""
    told = [one.em for one in at.avisos if one.versao == at.versao and not one.voltou]
    return any(moment > last - APART for moment in (*told, at.respondido_em) if moment is not None)


def _wanted(at: Atendimento, conta: Conta) -> list[tuple[TipoAviso, datetime]]:
    """The messages that this atendimento calls for by now and when, whatever the hours; in their order."""
    policy, last = conta.atendimentos, _last_notice(at, conta)
    if at.status_confirmacao is StatusConfirmacao.CONFIRMADO:
        return [(TipoAviso.ULTIMO, last)]
    if not at.is_asking:
        return []
    first = at.data_consulta - timedelta(hours=policy.antecedencia_h)
    silent_since = max([at.perguntou_em or first, *heard(at)])
    again = silent_since + timedelta(hours=policy.silencio_h)
    # Those that come from another system, all at once, are not asked about all at once.
    is_fresh = at.id_externo is None or at.versao > 1
    begins = born(at) if policy.confirmar_ao_criar and is_fresh else first
    return [
        (TipoAviso.CONFIRMACAO, begins),
        (TipoAviso.LEMBRETE, max(again, first)),
        (TipoAviso.ULTIMO, last),
    ]


def _last_notice(at: Atendimento, conta: Conta) -> datetime:
    return at.data_consulta - timedelta(hours=conta.atendimentos.ultimo_aviso_h)


def heard(at: Atendimento) -> list[datetime]:
    """When they wrote something about this hour, whatever it was."""
    return [one.em for one in at.respostas if one.em >= born(at)]


def born(at: Atendimento) -> datetime:
    """Since when this person has this hour."""
    changed = [line.em for line in at.historico if line.campo in ("data_consulta", "paciente")]
    return changed[-1] if changed else at.criado_em


def _earliest(at: Atendimento) -> datetime:
    """Not before it has this hour, nor close upon what was sent about it or said last."""
    sent = [one.em for one in at.avisos if one.versao == at.versao]
    answered = [at.respondido_em] if at.respondido_em else []
    return max([born(at), *(moment + APART for moment in (*sent, *answered, *heard(at)))])


def _last_moment(at: Atendimento) -> datetime:
    return at.data_consulta - _TOO_LATE


def _within_hours(wanted: datetime, at: Atendimento, conta: Conta, now: datetime) -> datetime | None:
    """`wanted`, else the next opening that is in time, else the end of the last before; None where there is none."""
    expediente, wanted = hours_of(at, conta), max(wanted, now)
    if wanted > _last_moment(at):
        return None
    opens = expediente.next(wanted)
    later = opens if opens is not None and opens <= _last_moment(at) else None
    if later is not None and (later == wanted or at.data_consulta - later >= _OF_USE):
        return later
    vaga = expediente.previous(wanted, now)
    if vaga is not None and max(vaga.inicio, _earliest(at)) < vaga.fim:
        return max(vaga.inicio, _earliest(at), now)
    return later


def _is_swallowed(tipo: TipoAviso, em: datetime, at: Atendimento, conta: Conta, now: datetime) -> bool:
    """Whether a later kind falls so close behind that one message is enough; the question itself is never left out."""
    if tipo is not TipoAviso.LEMBRETE:
        return False
    last = _within_hours(_last_notice(at, conta), at, conta, now)
    return last is not None and em + APART > last


def hours_of(at: Atendimento, conta: Conta) -> Expediente:
    """The conta's hours for reminders, where the appointment takes place."""
    return conta.expediente(conta.mensageria.horarios.lembretes, ZoneInfo(at.fuso))
