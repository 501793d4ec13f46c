"""What becomes of a chamado when the cliente says something: pure, so that it may be done again on a newer version."""

from datetime import datetime, timedelta

from shared.chamados import textos
from shared.chamados.classe import Desfecho
from shared.chamados.estados import CLIENTE, heard, routed, settled
from shared.chamados.models import MOST_FALAS, Chamado, ChamadoStatus, Fala
from shared.contas.models import Conta

_OPEN_AGAIN = (ChamadoStatus.AGUARDANDO_CLIENTE, ChamadoStatus.RESOLVIDO)


def holds(chamado: Chamado, fala_id: str) -> bool:
    return any(fala.id == fala_id for fala in chamado.falas)


def takes(chamado: Chamado, conta: Conta, now: datetime) -> bool:
    """Whether what the cliente says now belongs to it: it is not over, or was solved lately, and has room."""
    if chamado.status is ChamadoStatus.FECHADO or len(chamado.falas) >= MOST_FALAS:
        return False
    if chamado.status is not ChamadoStatus.RESOLVIDO or chamado.resolvido_em is None:
        return True
    return now < chamado.resolvido_em + timedelta(days=conta.chamados.reabertura_dias)


def conversation(recentes: list[Chamado], conta: Conta, now: datetime) -> Chamado | None:
    """The one that new words belong to, of some that are ordered from the newest: one that is open before others."""
    taking = [one for one in recentes if takes(one, conta, now)]
    is_open = [one for one in taking if one.status is not ChamadoStatus.RESOLVIDO]
    return next(iter((*is_open, *taking)), None)


def said(chamado: Chamado, fala: Fala, desfecho: Desfecho, *, conta: Conta, now: datetime) -> Chamado:
    """With these words of the cliente, once. Only what is a question, or news, is left to the worker.

    Words that an answer helped settle it where it waited for them, and open nothing again; words that it did not help
    bring a person.
    """
    if holds(chamado, fala.id) or chamado.status is ChamadoStatus.FECHADO:
        return chamado
    if desfecho is Desfecho.RESOLVEU and chamado.status is ChamadoStatus.RESOLVIDO:
        return _thanked(chamado, chamado.updated(now, falas=(*chamado.falas, fala)), fala)
    spoken = heard(chamado, fala, conta=conta, now=now)
    if desfecho is Desfecho.NAO_RESOLVEU and chamado.status in _OPEN_AGAIN:
        return routed(spoken, conta=conta, now=now, motivo=textos.NAO_RESOLVEU)
    if desfecho is Desfecho.RESOLVEU and chamado.status is not ChamadoStatus.ABERTO:
        return _concluded(chamado, _thanked(chamado, spoken, fala), conta=conta, now=now)
    return spoken


def _thanked(before: Chamado, spoken: Chamado, fala: Fala) -> Chamado:
    """Nobody has to read these words; what came before them and was not read yet, somebody still has."""
    if before.pendente:
        return spoken
    return spoken.model_copy(update={"pendente": False, "lida_ate": fala.id})


def _concluded(before: Chamado, thanked: Chamado, *, conta: Conta, now: datetime) -> Chamado:
    waited = before.status is ChamadoStatus.AGUARDANDO_CLIENTE and before.aceita_silencio
    if waited and not before.pendente:
        return settled(thanked, conta=conta, now=now, por=CLIENTE)
    if thanked.status is ChamadoStatus.ABERTO and not thanked.pendente:
        # Thanks for an answer that only promised one: somebody still owes it.
        return routed(thanked, conta=conta, now=now, motivo=textos.PROMETIDA)
    return thanked
