"""The life of a chamado as pure steps: each gives a new Chamado with its lines of history and its deadlines.

Whoever saves one may be asked to make the step again upon a newer version.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.chamados.classe import PRIORIDADES, Classificacao, Prioridade
from shared.chamados.models import (
    ENDED,
    Autor,
    Chamado,
    ChamadoStatus,
    Correcao,
    Fala,
    Mudanca,
    NovaCorrecao,
)
from shared.chamados.prazos import Alerta, Sinal, campo_of, said_alerts, timed
from shared.contas.models import Conta
from shared.kit.errors import Conflict

# Who did what nobody of the conta did.
RETORNO = "retorno"
CLIENTE = "cliente"
SILENCIO = "silencio"
CORRIGIVEIS = ("intencao", "setor", "prioridade")


@dataclass(frozen=True, slots=True)
class Desejo:
    """The state that a person wants a chamado in."""

    status: ChamadoStatus
    por: str
    motivo: str = ""


class ChamadoFechado(Conflict):
    slug, title = "chamado-fechado", "Chamado fechado"
    default_detail = "Este chamado está fechado e não muda mais. Abra um novo."


class MudancaRecusada(Conflict):
    slug, title = "mudanca-recusada", "Mudança recusada"


def heard(chamado: Chamado, fala: Fala, *, conta: Conta, now: datetime) -> Chamado:
    """The cliente said something, which counts once by its id. Raises `ChamadoFechado`."""
    if any(said.id == fala.id for said in chamado.falas):
        return chamado
    _refuse_closed(chamado)
    spoken = chamado.updated(now, falas=(*chamado.falas, fala), pendente=True, aceita_silencio=False)
    if chamado.status in (ChamadoStatus.AGUARDANDO_CLIENTE, ChamadoStatus.RESOLVIDO):
        spoken = _awake(spoken, now=now, por=CLIENTE)
    return timed(spoken, conta)


def read(
    chamado: Chamado, classificacao: Classificacao, *, conta: Conta, now: datetime, ate: str | None = None
) -> Chamado:
    """The words of the cliente up to the fala `ate` were read; without it, all there are.

    What a person corrected stays as they said, and later words only make it more urgent.
    """
    newest = next((fala.id for fala in reversed(chamado.falas) if fala.autor is Autor.CLIENTE), None)
    until = ate or newest
    held: dict[str, Any] = {campo: getattr(classificacao, campo) for campo in CORRIGIVEIS}
    held["prioridade"] = _more_urgent(chamado.prioridade, classificacao.prioridade)
    held = {campo: value for campo, value in held.items() if campo not in corrected_fields(chamado)}
    known = chamado.updated(
        now, classificacao=classificacao, pendente=until != newest, lida_ate=until, falhas=0
    )
    return timed(_set(known, held, now=now, por=classificacao.origem or RETORNO), conta)


def answered(chamado: Chamado, fala: Fala, *, conta: Conta, now: datetime, resolve: bool = True) -> Chamado:
    """It was answered, which counts once by the fala's id; `resolve` False: silence will not mean that it helped.

    Raises `ChamadoFechado`.
    """
    if any(said.id == fala.id for said in chamado.falas):
        return chamado
    _refuse_closed(chamado)
    changes: dict[str, Any] = {
        "falas": (*chamado.falas, fala),
        "primeira_resposta_em": chamado.primeira_resposta_em or fala.em,
        "respondido_em": fala.em,
        "aceita_silencio": resolve,
        "automaticas": chamado.automaticas + (fala.autor is Autor.AUTOMATICA),
        **_UNSOLVED,
    }
    waiting = {"status": ChamadoStatus.AGUARDANDO_CLIENTE}
    given = _set(chamado.updated(now, **changes), waiting, now=now, por=fala.por or RETORNO)
    return _looked_at(timed(given, conta), now)


def routed(chamado: Chamado, *, conta: Conta, now: datetime, motivo: str) -> Chamado:
    """A person is needed. What is closed stays so; a solved one is open again."""
    if chamado.status is ChamadoStatus.FECHADO:
        return chamado
    needed = _reopened(chamado, now=now).updated(
        now, encaminhado_em=chamado.encaminhado_em or now, aceita_silencio=False
    )
    status = ChamadoStatus.EM_ATENDIMENTO if chamado.atendente else ChamadoStatus.ENCAMINHADO
    return timed(_set(needed, {"status": status}, now=now, por=RETORNO, motivo=motivo), conta)


def settled(chamado: Chamado, *, conta: Conta, now: datetime, por: str, motivo: str = "") -> Chamado:
    """It is solved, by the word of `por`: `CLIENTE`, `SILENCIO` or a sujeito.

    Where a person answered, the timer looks at it at once: the memory may learn from it.
    """
    if chamado.status in ENDED:
        return chamado
    done = chamado.updated(now, resolvido_em=now, resolvido_por=por, aceita_silencio=False)
    done = timed(_set(done, {"status": ChamadoStatus.RESOLVIDO}, now=now, por=por, motivo=motivo), conta)
    teaches = any(fala.autor is Autor.PESSOA for fala in done.falas)
    return _looked_at(done, now, also=teaches)


def closed(chamado: Chamado, *, now: datetime, por: str, motivo: str = "") -> Chamado:
    """It is over for good; one that nobody solved before counts as solved by whoever closes it."""
    if chamado.status is ChamadoStatus.FECHADO:
        return chamado
    over = chamado.updated(
        now,
        fechado_em=now,
        resolvido_em=chamado.resolvido_em or now,
        resolvido_por=chamado.resolvido_por or por,
        aceita_silencio=False,
        proximo_em=None,
    )
    over = _set(over, {"status": ChamadoStatus.FECHADO}, now=now, por=por, motivo=motivo)
    return _looked_at(over, now)


def moved(chamado: Chamado, desejo: Desejo, *, conta: Conta, now: datetime) -> Chamado:
    """A person wants it in this state. Raises `ChamadoFechado` and `MudancaRecusada`.

    S1 knows three states: `resolvido` of a closed one and `aberto` of one that is being attended hold already, and
    `encaminhado` hands it back to everybody.
    """
    if _holds(chamado, desejo.status):
        return chamado
    _refuse_closed(chamado)
    match desejo.status:
        case ChamadoStatus.RESOLVIDO:
            return settled(chamado, conta=conta, now=now, por=desejo.por, motivo=desejo.motivo)
        case ChamadoStatus.FECHADO:
            return closed(chamado, now=now, por=desejo.por, motivo=desejo.motivo)
        case ChamadoStatus.AGUARDANDO_CLIENTE if chamado.status is ChamadoStatus.RESOLVIDO:
            raise MudancaRecusada("O chamado está resolvido. Abra-o de novo antes de esperar pelo cliente.")
        case ChamadoStatus.EM_ATENDIMENTO if chamado.atendente is None:
            raise MudancaRecusada("Diga antes quem atende o chamado.")
    return timed(_put(chamado, desejo, now=now), conta)


def _put(chamado: Chamado, desejo: Desejo, *, now: datetime) -> Chamado:
    """Into a state in which it is not over."""
    changed = _reopened(chamado, now=now).updated(now, aceita_silencio=False)
    wanted: dict[str, Any] = {"status": desejo.status}
    if desejo.status is ChamadoStatus.ABERTO and chamado.atendente:
        wanted["status"] = ChamadoStatus.EM_ATENDIMENTO
    if desejo.status is ChamadoStatus.ENCAMINHADO:
        wanted["atendente"] = None
        changed = changed.updated(now, encaminhado_em=chamado.encaminhado_em or now)
    return _set(changed, wanted, now=now, por=desejo.por, motivo=desejo.motivo)


def assigned(chamado: Chamado, atendente: str | None, *, conta: Conta, now: datetime, por: str) -> Chamado:
    """Somebody takes it, or nobody has it any more. Raises `ChamadoFechado`."""
    if chamado.atendente == atendente:
        return chamado
    _refuse_closed(chamado)
    wanted: dict[str, Any] = {"atendente": atendente}
    if atendente and chamado.status in (ChamadoStatus.ABERTO, ChamadoStatus.ENCAMINHADO):
        wanted["status"] = ChamadoStatus.EM_ATENDIMENTO
    if atendente is None and chamado.status is ChamadoStatus.EM_ATENDIMENTO:
        wanted["status"] = ChamadoStatus.ENCAMINHADO
    needed = chamado.updated(now, encaminhado_em=chamado.encaminhado_em or now)
    return timed(_set(needed, wanted, now=now, por=por), conta)


def corrected(chamado: Chamado, nova: NovaCorrecao, *, conta: Conta, now: datetime, por: str) -> Chamado:
    """A person says how it should have been read; it holds from now on, whatever is read later.

    Raises `ChamadoFechado`, and `MudancaRecusada` for one that was not read yet.
    """
    _refuse_closed(chamado)
    if chamado.classificacao is None:
        raise MudancaRecusada("O chamado ainda não foi lido. Tente de novo em instantes.")
    right = nova.model_dump(exclude_none=True)
    lida = chamado.classificacao.model_copy(update={campo: getattr(chamado, campo) for campo in CORRIGIVEIS})
    if not right or all(getattr(lida, campo) == value for campo, value in right.items()):
        return chamado
    correcao = Correcao(lida=lida, correta=lida.model_copy(update=right), em=now, por=por)
    kept = chamado.updated(now, correcoes=(*chamado.correcoes, correcao))
    return timed(_set(kept, right, now=now, por=por), conta)


def signalled(chamado: Chamado, alerta: Alerta, *, conta: Conta, now: datetime) -> Chamado:
    """People were told that a deadline is near or over; said once of each."""
    mark = "avisado_em" if alerta.sinal is Sinal.AVISO else "estourado_em"
    line = Mudanca(campo=campo_of(alerta.meta), de=None, para=alerta.sinal, em=now, por=RETORNO)
    marked = {mark: getattr(chamado, mark) or now, "historico": (*chamado.historico, line)}
    return timed(chamado.updated(now, **marked), conta)


def corrected_fields(chamado: Chamado) -> frozenset[str]:
    """What a person corrected, ever."""
    return frozenset(
        campo
        for one in chamado.correcoes
        for campo in CORRIGIVEIS
        if getattr(one.lida, campo) != getattr(one.correta, campo)
    )


_UNSOLVED: dict[str, Any] = {"resolvido_em": None, "resolvido_por": None}


def _looked_at(chamado: Chamado, now: datetime, *, also: bool = False) -> Chamado:
    """To be looked at at once where people were told of a deadline, which is now no concern of theirs."""
    return chamado.model_copy(update={"proximo_em": now}) if also or said_alerts(chamado) else chamado


def _refuse_closed(chamado: Chamado) -> None:
    if chamado.status is ChamadoStatus.FECHADO:
        raise ChamadoFechado


def _holds(chamado: Chamado, status: ChamadoStatus) -> bool:
    if status is ChamadoStatus.RESOLVIDO:
        return chamado.status in ENDED
    if status is ChamadoStatus.ABERTO and chamado.atendente:
        return chamado.status is ChamadoStatus.EM_ATENDIMENTO
    return chamado.status is status


def _awake(chamado: Chamado, *, now: datetime, por: str) -> Chamado:
    """Ours to do again: with its atendente where it has one."""
    status = ChamadoStatus.EM_ATENDIMENTO if chamado.atendente else ChamadoStatus.ABERTO
    return _set(_reopened(chamado, now=now), {"status": status}, now=now, por=por)


def _reopened(chamado: Chamado, *, now: datetime) -> Chamado:
    if chamado.status is not ChamadoStatus.RESOLVIDO:
        return chamado
    return chamado.updated(now, reaberturas=chamado.reaberturas + 1, **_UNSOLVED)


def _more_urgent(one: Prioridade | None, other: Prioridade) -> Prioridade:
    return max((one or other, other), key=PRIORIDADES.index)


def _set(chamado: Chamado, values: dict[str, Any], *, now: datetime, por: str, motivo: str = "") -> Chamado:
    """With these values, and a line of history for each that is another than before."""
    changed = {campo: value for campo, value in values.items() if getattr(chamado, campo) != value}
    lines = tuple(
        Mudanca(campo=campo, de=getattr(chamado, campo), para=value, em=now, por=por, motivo=motivo)
        for campo, value in changed.items()
    )
    return chamado.updated(now, **changed, historico=(*chamado.historico, *lines))
