"""Deadlines of a chamado in the conta's working hours, and when the timer must look at it again; pure arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.chamados.classe import Prioridade
from shared.chamados.models import Chamado, ChamadoStatus
from shared.contas.models import Conta

# While it is in one of these, no deadline of ours runs.
PAUSED = (ChamadoStatus.AGUARDANDO_CLIENTE, ChamadoStatus.RESOLVIDO, ChamadoStatus.FECHADO)
_WARN_AT = 0.8


class Meta(StrEnum):
    """What is due."""

    PRIMEIRA_RESPOSTA = "primeira_resposta"
    RESOLUCAO = "resolucao"


class Sinal(StrEnum):
    """What the timer says of it, once each."""

    AVISO = "aviso"
    ESTOURO = "estouro"


@dataclass(frozen=True, slots=True)
class Alerta:
    meta: Meta
    sinal: Sinal
    em: datetime


def campo_of(meta: Meta) -> str:
    """How the history names the deadline."""
    return f"prazo_{meta}"


def timed(chamado: Chamado, conta: Conta) -> Chamado:
    """With its deadlines and the next look of the timer, all from what the chamado tells of itself.

    Time is counted from its opening, of one that came from another system from the first step that is taken here,
    whatever the priority was before; the hours in which the cliente had the word do not count. A first answer that was
    given keeps the deadline that it was given under.
    """
    if chamado.migrado_em and chamado.prazos_desde is None:
        chamado = chamado.model_copy(update={"prazos_desde": chamado.atualizado_em})
    changes: dict[str, object] = {"resolver_ate": _due(chamado, conta, Meta.RESOLUCAO)}
    if chamado.primeira_resposta_em is None:
        changes["responder_ate"] = _due(chamado, conta, Meta.PRIMEIRA_RESPOSTA)
    dated = chamado.model_copy(update=changes)
    return dated.model_copy(update={"proximo_em": next_look(dated, conta)})


def next_look(chamado: Chamado, conta: Conta) -> datetime | None:
    """The earliest of what the timer must do with it; None where time changes nothing."""
    found = [alerta.em for alerta in alerts(chamado, conta)]
    found += [moment for moment in (silence_ends(chamado, conta), closes(chamado, conta)) if moment]
    return min(found, default=None)


def alerts(chamado: Chamado, conta: Conta) -> list[Alerta]:
    """The warnings and breaches that were not told yet, past or to come; a breach makes its warning pointless."""
    if chamado.status in PAUSED:
        return []
    said, found = said_alerts(chamado), list[Alerta]()
    for meta in _running(chamado):
        for sinal, share in ((Sinal.AVISO, _WARN_AT), (Sinal.ESTOURO, 1.0)):
            moment = _due(chamado, conta, meta, share)
            if moment:
                found.append(Alerta(meta, sinal, moment))
    return [one for one in found if not said & {(one.meta, one.sinal), (one.meta, Sinal.ESTOURO)}]


def said_alerts(chamado: Chamado) -> frozenset[tuple[Meta, Sinal]]:
    """The warnings and breaches that people were told of."""
    lines = {(line.campo, line.para) for line in chamado.historico}
    named = ((meta, sinal) for meta in Meta for sinal in Sinal)
    return frozenset((meta, sinal) for meta, sinal in named if (campo_of(meta), sinal) in lines)


def silence_ends(chamado: Chamado, conta: Conta) -> datetime | None:
    """When silence on the newest answer counts as consent; None where it does not."""
    waits = chamado.status is ChamadoStatus.AGUARDANDO_CLIENTE and chamado.aceita_silencio
    if not waits or chamado.respondido_em is None:
        return None
    return chamado.respondido_em + timedelta(hours=conta.chamados.silencio_horas)


def closes(chamado: Chamado, conta: Conta) -> datetime | None:
    """When a solved one can no longer be opened again."""
    if chamado.status is not ChamadoStatus.RESOLVIDO or chamado.resolvido_em is None:
        return None
    return chamado.resolvido_em + timedelta(days=conta.chamados.reabertura_dias)


def _running(chamado: Chamado) -> tuple[Meta, ...]:
    return (Meta.RESOLUCAO,) if chamado.primeira_resposta_em else tuple(Meta)


def _due(chamado: Chamado, conta: Conta, meta: Meta, share: float = 1.0) -> datetime | None:
    prazo = getattr(conta.chamados.prazos, chamado.prioridade or Prioridade.MEDIA)
    minutes = prazo.primeira_resposta if meta is Meta.PRIMEIRA_RESPOSTA else prazo.resolucao
    expediente = conta.expediente(conta.chamados.expediente)
    paused = sum(expediente.between(begin, end) for begin, end in _pauses(chamado))
    return expediente.after(chamado.prazos_desde or chamado.criado_em, minutes * share + paused)


def _pauses(chamado: Chamado) -> Iterator[tuple[datetime, datetime]]:
    """The stretches, over by now, in which the cliente had the word; that which goes on stops the clock by itself."""
    since: datetime | None = None
    for line in chamado.historico:
        if line.campo != "status":
            continue
        if since is not None and line.para not in PAUSED:
            yield since, line.em
            since = None
        elif since is None and line.para in PAUSED:
            since = line.em
