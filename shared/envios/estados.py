"""How an envio moves from state to state by what a provider does or says: pure, so that it can be told by table."""

from datetime import datetime, timedelta
from typing import Any

from shared.envios.models import FORWARD, Acao, Decisao, Envio, EnvioStatus, Motivo, PassoDecisao
from shared.kit.canais import (
    Aceite,
    FalhaDeEnvio,
    ForaDaJanela,
    Incerto,
    NaoAgora,
    PessoaRecusou,
    Provedor,
    Recibo,
    Situacao,
)

GATE = "envios"
# Calls that a provider may put off before another one is tried.
_MOST_CALLS = 12
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
# A failure that is told later than this starts nothing anew: its moment has passed.
TOLD_IN_TIME = timedelta(hours=24)
_SITUACOES = {
    Situacao.ACEITO: EnvioStatus.ACEITO,
    Situacao.ENTREGUE: EnvioStatus.ENTREGUE,
    Situacao.LIDO: EnvioStatus.LIDO,
}
_DELIVERED = (EnvioStatus.ENTREGUE, EnvioStatus.LIDO)
_NO_WAY_LEFT = (
    Motivo.PROVEDOR,
    Motivo.SEM_CANAL,
    Motivo.SEM_ENDERECO,
    Motivo.SEM_MODELO,
    Motivo.FORA_DA_JANELA,
)
# Only a delivery is news of these.
_AFTER_A_TRY = (EnvioStatus.FALHOU, EnvioStatus.AGENDADO, EnvioStatus.CANCELADO)


def held(envio: Envio, decisao: Decisao, now: datetime) -> Envio:
    """As the gate leaves one that may not go now: put off, refused, or failed when no provider is left to try."""
    if decisao.acao is Acao.ADIAR and decisao.ate is not None:
        until = max(decisao.ate, now + timedelta(seconds=1))
        changes = {"decisao": decisao, "nao_antes_de": until, "enviando_desde": None}
        return _waiting(envio, now, por=GATE, codigo=decisao.motivo or "", **changes)
    if envio.provedores_tentados and decisao.motivo in _NO_WAY_LEFT:
        changes = {"decisao": decisao, "enviando_desde": None}
        return envio.moved(EnvioStatus.FALHOU, now, por=GATE, codigo=decisao.motivo, **changes)
    return refused(envio, decisao, now)


def refused(envio: Envio, decisao: Decisao, now: datetime) -> Envio:
    codigo = decisao.motivo or ""
    changes = {"decisao": decisao, "enviando_desde": None}
    return envio.moved(EnvioStatus.RECUSADO, now, por=GATE, codigo=codigo, **changes)


def failed(envio: Envio, now: datetime, *, por: str, codigo: str = "") -> Envio:
    """By a provider's last word."""
    sentence = "O canal disse que a mensagem não chegou; veja o histórico."
    decisao = refusal(envio, Motivo.PROVEDOR, "canal", sentence, em=now)
    changes = {"decisao": decisao, "enviando_desde": None}
    return envio.moved(EnvioStatus.FALHOU, now, por=por, codigo=codigo, **changes)


def refusal(envio: Envio, motivo: Motivo, regra: str, explicacao: str, *, em: datetime) -> Decisao:
    """A refusal that only the one who sends can tell, after the steps that let the envio pass."""
    passed = tuple(passo for passo in envio.decisao.passos if passo.passou) if envio.decisao else ()
    last = PassoDecisao(regra=regra, passou=False, explicacao=explicacao)
    return Decisao(acao=Acao.RECUSAR, motivo=motivo, passos=(*passed, last), em=em)


def taken(envio: Envio, decisao: Decisao, now: datetime, *, real_now: datetime) -> Envio:
    """In the hands of a worker, since `real_now` of the real clock."""
    assert decisao.provedor is not None
    return envio.moved(
        EnvioStatus.ENVIANDO,
        now,
        por=decisao.provedor,
        decisao=decisao,
        provedor=decisao.provedor,
        provedor_id=None,
        tentativas=envio.tentativas + 1,
        enviando_desde=real_now,
    )


def let_go(envio: Envio, now: datetime, *, por: str) -> Envio:
    """Its reason is gone: what waits is cancelled; what a provider has, or accepted, is never tried again."""
    if envio.status is EnvioStatus.AGENDADO:
        return envio.moved(EnvioStatus.CANCELADO, now, por=por)
    if envio.status in (EnvioStatus.ENVIANDO, EnvioStatus.ACEITO) and envio.desistido_em is None:
        return envio.model_copy(update={"desistido_em": now})
    return envio


def given_back(envio: Envio, now: datetime) -> Envio:
    """Out of the hands of a worker that did not come to call the provider."""
    if envio.status is not EnvioStatus.ENVIANDO:
        return envio
    fewer = envio.tentativas - 1
    return _waiting(envio, now, por=GATE, codigo="", tentativas=fewer, enviando_desde=None)


def accepted(envio: Envio, aceite: Aceite, texto: str, now: datetime) -> Envio:
    """What came forward meanwhile by a quick receipt stays there."""
    known: dict[str, Any] = {
        "provedor_id": aceite.provedor_id or None,
        "texto_enviado": texto,
        "enviando_desde": None,
    }
    if envio.status not in (EnvioStatus.ENVIANDO, EnvioStatus.INCERTO):
        return envio.model_copy(update=known)
    return envio.moved(EnvioStatus.ACEITO, now, por=envio.provedor or GATE, **known)


def lost(envio: Envio, now: datetime, *, codigo: str = "") -> Envio:
    """It may have left: nobody repeats it."""
    if envio.status is not EnvioStatus.ENVIANDO:
        return envio
    changes = {"enviando_desde": None}
    return envio.moved(EnvioStatus.INCERTO, now, por=envio.provedor or GATE, codigo=codigo, **changes)


def after_failure(envio: Envio, falha: FalhaDeEnvio, now: datetime) -> Envio:
    """What certainly did not leave waits for its next try, with what is known now, or ends here."""
    provedor, codigo = envio.provedor or GATE, falha.codigo
    if isinstance(falha, Incerto):
        return lost(envio, now, codigo=codigo)
    if isinstance(falha, PessoaRecusou):
        sentence = "A pessoa pediu ao próprio canal para não receber mensagens."
        decisao = refusal(envio, Motivo.OPT_OUT, "opt_out", sentence, em=now)
        changes = {"decisao": decisao, "enviando_desde": None}
        return envio.moved(EnvioStatus.RECUSADO, now, por=provedor, codigo=codigo, **changes)
    return _waiting(envio, now, por=provedor, codigo=codigo, **_next_try(envio, falha, now))


def _next_try(envio: Envio, falha: FalhaDeEnvio, now: datetime) -> dict[str, object]:
    cleared: dict[str, object] = {"enviando_desde": None, "provedor_id": None, "nao_antes_de": now}
    was_template = envio.decisao is not None and envio.decisao.acao is Acao.USAR_MODELO
    if isinstance(falha, NaoAgora) and envio.tentativas < _MOST_CALLS:
        pause = min(_FIRST_PAUSE * 2**envio.tentativas, _LONGEST_PAUSE)
        return cleared | {"nao_antes_de": now + max(falha.espera, pause)}
    if isinstance(falha, ForaDaJanela) and not was_template:
        return cleared | {"janela_fechada_em": now}
    tried = (*envio.provedores_tentados, envio.provedor) if envio.provedor else envio.provedores_tentados
    return cleared | {"provedores_tentados": tried}


def told(envio: Envio, recibo: Recibo, falha: FalhaDeEnvio | None, now: datetime) -> Envio:
    """Moved by a provider's word, forward only; `falha` is what its code means, None where it says nothing to act on.

    An envio that may have left and then failed is not tried again: which of two tries the word is of, nobody knows.
    """
    if recibo.situacao is Situacao.FALHOU:
        return _told_failed(envio, recibo, falha, now)
    status = _SITUACOES[recibo.situacao]
    if _never_left(envio) or not _is_forward(envio, status):
        return envio
    return envio.moved(
        status,
        now,
        por=recibo.provedor,
        provedor=recibo.provedor,
        provedor_id=envio.provedor_id or recibo.provedor_id or None,
        enviando_desde=None,
    )


def _never_left(envio: Envio) -> bool:
    """Whoever waits may have left before; so may one that was let go while a provider had it."""
    was_stopped = envio.status is EnvioStatus.CANCELADO and envio.desistido_em is None
    return was_stopped or envio.status is EnvioStatus.RECUSADO


def _is_forward(envio: Envio, status: EnvioStatus) -> bool:
    if envio.status in _AFTER_A_TRY:
        return status in _DELIVERED
    current = EnvioStatus.ENVIANDO if envio.status is EnvioStatus.INCERTO else envio.status
    return FORWARD.index(status) > FORWARD.index(current)


def _told_failed(envio: Envio, recibo: Recibo, falha: FalhaDeEnvio | None, now: datetime) -> Envio:
    if envio.status not in (EnvioStatus.ACEITO, EnvioStatus.INCERTO) or not _is_same_try(envio, recibo):
        return envio
    may_go_on = envio.status is EnvioStatus.ACEITO and now - envio.atualizado_em <= TOLD_IN_TIME
    if isinstance(falha, PessoaRecusou) or (falha is not None and may_go_on):
        return after_failure(envio, falha, now)
    return failed(envio, now, por=recibo.provedor, codigo=recibo.codigo)


def _is_same_try(envio: Envio, recibo: Recibo) -> bool:
    if envio.provedor is not recibo.provedor:
        return False
    return not (envio.provedor_id and recibo.provedor_id) or envio.provedor_id == recibo.provedor_id


def _waiting(envio: Envio, now: datetime, *, por: str, codigo: str, **changes: object) -> Envio:
    """Back to waiting, or cancelled where its reason is gone since a worker took it.

    One put off again and again by the same keeps one line of the ledger for it.
    """
    if envio.desistido_em is not None:
        return envio.moved(EnvioStatus.CANCELADO, now, por=por, codigo=codigo, **changes)
    moved = envio.moved(EnvioStatus.AGENDADO, now, por=por, codigo=codigo, **changes)
    last = envio.historico[-1] if envio.historico else None
    if last and (last.status, last.por, last.codigo) == (EnvioStatus.AGENDADO, por, codigo):
        return moved.model_copy(update={"historico": (*envio.historico[:-1], moved.historico[-1])})
    return moved


def is_refused_by_person(envio: Envio) -> bool:
    """Whether the person told the provider itself to stop, which belongs into our ledger too."""
    last = envio.historico[-1] if envio.historico else None
    return envio.status is EnvioStatus.RECUSADO and last is not None and last.por in set(Provedor)
