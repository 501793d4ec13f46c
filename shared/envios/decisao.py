"""The gate's rule, pure: may this message leave now, by which provider, as what, and if not, why and until when."""

from collections.abc import Callable
from datetime import datetime, timedelta

from shared.clientes.models import BaseLegal, Cliente, Consentimento, Finalidade
from shared.envios.frequencia import is_week_full, next_room
from shared.envios.horario import hours_for, in_words, zone_of
from shared.envios.janela import WINDOW, by_channel, in_window
from shared.envios.models import Acao, Decisao, Envio, EnvioStatus, Motivo, PassoDecisao
from shared.envios.parecer import SENTENCES, Contexto, Parecer, passes, refuses, waits
from shared.kit.expediente import Expediente, Vaga

__all__ = ["SENTENCES", "Contexto", "decide", "is_answer"]

_ACKNOWLEDGED_WITHIN = timedelta(hours=24)  # later it would be a message to somebody who asked for none
_INSISTS_WITHIN = timedelta(days=30)  # lgpd-and-etiquette §3: a second SAIR so soon stops the notices too


def decide(envio: Envio, contexto: Contexto) -> Decisao:
    """In this order (design §8): opt-out → consent for the purpose → duplicate → quiet hours and holidays in the
    cliente's zone → frequency → 24-hour window → channel and address. The first rule that stops it decides.

    Ask while `nao_antes_de` is still ahead, too: a reminder is brought forward only by somebody who asks in time.
    """
    passos: list[PassoDecisao] = []
    for regra, rule in _RULES:
        parecer = rule(envio, contexto)
        if parecer is None:
            continue
        stopped = parecer.acao in (Acao.ADIAR, Acao.RECUSAR)
        passos.append(PassoDecisao(regra=regra, passou=not stopped, explicacao=parecer.explicacao))
        if parecer.acao is not None:
            return _decided(parecer, parecer.acao, passos, contexto.agora)
    raise AssertionError("the last rule decides")


def _decided(parecer: Parecer, acao: Acao, passos: list[PassoDecisao], agora: datetime) -> Decisao:
    return Decisao(
        acao=acao,
        motivo=parecer.motivo,
        ate=parecer.ate,
        provedor=parecer.provedor,
        passos=tuple(passos),
        em=agora,
    )


def _in_time(envio: Envio, contexto: Contexto) -> Parecer:
    if envio.status is EnvioStatus.CANCELADO:
        return refuses(Motivo.CANCELADO)
    if envio.nao_depois_de is None:
        return passes("Esta mensagem não tem prazo para sair.")
    limit = _when(envio.nao_depois_de, contexto)
    if contexto.agora > envio.nao_depois_de:
        return refuses(Motivo.TARDE_DEMAIS, f"O prazo era {limit}.")
    return passes(f"Está dentro do prazo, que vai até {limit}.")


def _not_silenced(envio: Envio, contexto: Contexto) -> Parecer:
    cliente = contexto.cliente
    if cliente.bloqueado_em is not None:
        return refuses(Motivo.SUPRIMIDO, "Os dados dela são guardados apenas por obrigação legal.")
    if not _is_silenced(contexto):
        return passes("A pessoa não pediu para parar de receber mensagens.")
    if _is_acknowledgement(envio, contexto):
        return passes("É o aviso de que o pedido de saída foi atendido, o único que ainda sai.")
    avisos = contexto.conta.mensageria.avisos_apos_sair and envio.finalidade is Finalidade.LEMBRETES
    if cliente.opt_out is not None and (_insisted(cliente) or not avisos):
        return refuses(Motivo.OPT_OUT)
    if contexto.eliminado_em is not None:
        return _after_erasure(envio, contexto, contexto.eliminado_em)
    return passes("A pessoa pediu para sair, mas os avisos do próprio atendimento dela continuam.")


def _is_silenced(contexto: Contexto) -> bool:
    return contexto.cliente.opt_out is not None or contexto.eliminado_em is not None


def _after_erasure(envio: Envio, contexto: Contexto, eliminado_em: datetime) -> Parecer:
    """Who was erased is answered when they write, and contacted only for what they agreed to since."""
    if is_answer(envio, contexto):
        return passes(
            "Os dados dela foram eliminados, mas esta é a resposta ao que ela escreveu depois disso."
        )
    standing = _standing(contexto.cliente, envio.finalidade)
    if standing and _is_consent(standing) and standing.em > eliminado_em:
        return passes("Os dados dela foram eliminados, e depois disso ela consentiu de novo.")
    return refuses(Motivo.SUPRIMIDO, "Só volta com um consentimento dela registrado depois da eliminação.")


def _is_consent(line: Consentimento) -> bool:
    return line.concedido and line.base_legal is BaseLegal.CONSENTIMENTO


def _is_acknowledgement(envio: Envio, contexto: Contexto) -> bool:
    opt_out = contexto.cliente.opt_out
    is_late = opt_out is not None and contexto.agora - opt_out.em >= _ACKNOWLEDGED_WITHIN
    return envio.resposta and envio.acuse and not is_late


def is_answer(envio: Envio, contexto: Contexto, *, at: datetime | None = None) -> bool:
    """Who asks for it says so, and the person did write lately: saying alone would open every hour.

    `at` is when it would leave, where that is not now.
    """
    wrote, moment = max(contexto.ultima_entrada.values(), default=None), at or contexto.agora
    return envio.resposta and (envio.acuse or (wrote is not None and moment - wrote < WINDOW))


def _insisted(cliente: Cliente) -> bool:
    if cliente.opt_out is not None and cliente.opt_out.total:
        return True  # however long ago, until they come back
    asked = sorted(line.em for line in cliente.opt_outs if line.sair)[-2:]
    return len(asked) > 1 and asked[1] - asked[0] <= _INSISTS_WITHIN


def _agreed_to(envio: Envio, contexto: Contexto) -> Parecer:
    if _is_silenced(contexto) and _is_acknowledgement(envio, contexto):
        return passes("Confirmar um pedido da própria pessoa não depende de autorização.")
    standing = _standing(contexto.cliente, envio.finalidade)
    if standing is not None and not standing.concedido:
        return refuses(Motivo.SEM_CONSENTIMENTO, "Ela retirou a autorização.")
    if envio.finalidade is Finalidade.EQUIPE:
        return _of_the_team(standing)
    if envio.finalidade is not Finalidade.MARKETING:
        return passes(_LAWFUL[envio.finalidade])
    if standing is None or not _is_consent(standing):
        return refuses(Motivo.SEM_CONSENTIMENTO, "Divulgação só sai com o consentimento dela em vigor.")
    return passes("A pessoa consentiu em receber divulgação.")


def _of_the_team(standing: Consentimento | None) -> Parecer:
    """Whatever it rests on, it is written down who is of the team: no customer gets the conta's day by mistake."""
    if standing is None:
        return refuses(Motivo.SEM_CONSENTIMENTO, "O resumo só sai a quem foi registrado como da equipe.")
    return passes("A pessoa é da equipe e não retirou a autorização.")


def _standing(cliente: Cliente, finalidade: Finalidade) -> Consentimento | None:
    """The newest line of the purpose; of two at one instant the one written later."""
    lines = [line for line in cliente.consentimentos if line.finalidade is finalidade]
    return sorted(lines, key=lambda line: line.em)[-1] if lines else None


# LGPD arts. 7 and 11: what serves the person's own care or quote stands without consent until it is revoked.
_LAWFUL = {
    Finalidade.ATENDIMENTO: "Faz parte do atendimento que a pessoa procurou, e ela não retirou a autorização.",
    Finalidade.LEMBRETES: "É um aviso do próprio atendimento da pessoa, e ela não retirou a autorização.",
    Finalidade.ACOMPANHAMENTO: (
        "Acompanha um orçamento que a pessoa pediu, e ela não retirou a autorização."
    ),
}


def _is_only_one(envio: Envio, contexto: Contexto) -> Parecer:
    if any(chave != envio.chave for chave in contexto.outros):
        return refuses(Motivo.DUPLICADO)
    return passes("Nenhuma outra mensagem igual está a caminho.")


def _in_hours(envio: Envio, contexto: Contexto) -> Parecer:
    expediente = _expediente(envio, contexto)
    wanted = max(envio.nao_antes_de, contexto.agora)
    opens = wanted if is_answer(envio, contexto, at=wanted) else expediente.next(wanted)
    if opens is None:
        return refuses(Motivo.FORA_DO_HORARIO, "Não há horário nenhum definido para este tipo de mensagem.")
    if envio.nao_depois_de is not None and opens > envio.nao_depois_de:
        return _brought_forward(envio, contexto, min(wanted, envio.nao_depois_de))
    if opens > contexto.agora:
        motivo = _why_later(expediente, wanted, opens)
        return waits(motivo, opens, f"Pode sair {_when(opens, contexto)}.")
    if is_answer(envio, contexto):
        return passes("É uma resposta ao que a pessoa escreveu: pode sair a qualquer hora.")
    return passes(f"Agora, {_when(contexto.agora, contexto)}, mensagens podem sair.")


def _brought_forward(envio: Envio, contexto: Contexto, moment: datetime) -> Parecer:
    """A reminder that cannot wait goes earlier: in the last slot before `moment`, if that is not over yet."""
    if envio.finalidade is not Finalidade.LEMBRETES or is_answer(envio, contexto):
        return refuses(Motivo.TARDE_DEMAIS, "O próximo horário livre já passa do prazo.")
    expediente = _expediente(envio, contexto)
    vaga = expediente.previous(moment, contexto.agora)
    if vaga is None:
        detalhe = "O próximo horário livre passa do prazo, e o anterior já terminou."
        return refuses(Motivo.TARDE_DEMAIS, detalhe)
    return _in_earlier(vaga, envio, contexto)


def _in_earlier(vaga: Vaga, envio: Envio, contexto: Contexto) -> Parecer:
    if vaga.inicio <= contexto.agora:
        return passes("O lembrete sai já, antes do previsto: o próximo horário livre passa do prazo.")
    day = _when(vaga.inicio, contexto)
    wanted, expediente = max(envio.nao_antes_de, contexto.agora), _expediente(envio, contexto)
    motivo = _why_later(expediente, wanted, expediente.next(wanted))
    return waits(motivo, vaga.inicio, f"O lembrete sai antes, {day}, porque depois passaria do prazo.")


def _why_later(expediente: Expediente, wanted: datetime, opens: datetime | None) -> Motivo:
    if opens == wanted:
        return Motivo.AINDA_NAO
    return Motivo.FERIADO if expediente.is_shut_by_holiday(wanted) else Motivo.FORA_DO_HORARIO


def _within_frequency(envio: Envio, contexto: Contexto) -> Parecer:
    if is_answer(envio, contexto) or envio.finalidade is Finalidade.LEMBRETES:
        return passes("Respostas e avisos do próprio atendimento não esperam pelo limite de mensagens.")
    if envio.finalidade is Finalidade.EQUIPE:
        return passes("Avisos de trabalho à equipe não esperam pelo limite de mensagens a clientes.")
    limites, expediente = contexto.conta.mensageria.frequencia, _expediente(envio, contexto)
    room = next_room(contexto.enviados_em, limites, expediente, contexto.agora)
    if room == contexto.agora:
        return passes("Ainda cabe uma mensagem para esta pessoa hoje e nesta semana.")
    is_week = is_week_full(contexto.enviados_em, limites, contexto.agora)
    cap = f"{limites.por_semana} em sete dias" if is_week else f"{limites.por_dia} por dia"
    if room is None:
        return refuses(Motivo.FREQUENCIA, f"O limite é de {cap}.")
    if envio.nao_depois_de is not None and room > envio.nao_depois_de:
        return refuses(Motivo.TARDE_DEMAIS, f"O limite é de {cap}, e a próxima vez já passa do prazo.")
    return waits(Motivo.FREQUENCIA, room, f"O limite é de {cap}: pode sair {_when(room, contexto)}.")


def _expediente(envio: Envio, contexto: Contexto) -> Expediente:
    return hours_for(contexto.conta, contexto.cliente, envio.finalidade, envio.fuso)


def _when(moment: datetime, contexto: Contexto) -> str:
    return in_words(moment, zone_of(contexto.conta, contexto.cliente), contexto.agora)


# A rule that has nothing to ask answers None.
_RULES: tuple[tuple[str, Callable[[Envio, Contexto], Parecer | None]], ...] = (
    ("prazo", _in_time),
    ("opt_out", _not_silenced),
    ("consentimento", _agreed_to),
    ("duplicidade", _is_only_one),
    ("horario", _in_hours),
    ("frequencia", _within_frequency),
    ("janela", in_window),
    ("canal", by_channel),
)
