"""Rows of the decision's table about the person: opt-out, consent by purpose, duplicates, deadlines."""

from datetime import timedelta

from shared.clientes.models import BaseLegal, Consentimento, Finalidade
from shared.envios.decisao import Contexto
from shared.envios.models import EnvioStatus, Motivo
from tests.unit.envios.casos import (
    LONG_AGO,
    MONDAY,
    PROACTIVE,
    Linha,
    agreed,
    at,
    make_cliente,
    make_conta,
    make_contexto,
    make_envio,
    opted_out,
    refused,
    revoked,
    sent,
)

NOW = at(MONDAY)
OUT = make_contexto(cliente=opted_out(NOW))
OUT_WITH_NOTICES = make_contexto(cliente=opted_out(NOW), conta=make_conta(avisos_apos_sair=True))
_TWICE_AND_AGAIN = opted_out(NOW - timedelta(days=100), NOW - timedelta(days=90), NOW - timedelta(days=1))
assert _TWICE_AND_AGAIN.opt_out is not None
TOTALLY_OUT = _TWICE_AND_AGAIN.model_copy(
    update={"opt_out": _TWICE_AND_AGAIN.opt_out.model_copy(update={"total": True})}
)
REMINDER = make_envio(Finalidade.LEMBRETES)
ACK = make_envio(Finalidade.ATENDIMENTO, resposta=True, acuse=True)


def of(*lines: Consentimento) -> Contexto:
    return make_contexto(cliente=make_cliente(consentimentos=lines))


OPT_OUT = (
    *(
        refused(f"opted out, {one.value}", Motivo.OPT_OUT, envio=make_envio(one), contexto=OUT)
        for one in Finalidade
    ),
    *(
        refused(
            f"opted out, {one.value}, notices go on",
            Motivo.OPT_OUT,
            envio=make_envio(one),
            contexto=OUT_WITH_NOTICES,
        )
        for one in PROACTIVE
    ),
    sent("opted out, own appointment, notices go on", envio=REMINDER, contexto=OUT_WITH_NOTICES),
    refused(
        "said SAIR twice in 30 days, notices go on",
        Motivo.OPT_OUT,
        envio=REMINDER,
        contexto=make_contexto(
            cliente=opted_out(NOW - timedelta(days=30), NOW), conta=make_conta(avisos_apos_sair=True)
        ),
    ),
    sent(
        "said SAIR twice in 31 days, notices go on",
        envio=REMINDER,
        contexto=make_contexto(
            cliente=opted_out(NOW - timedelta(days=31), NOW), conta=make_conta(avisos_apos_sair=True)
        ),
    ),
    refused(
        "said SAIR in total, and once more long after, notices go on",
        Motivo.OPT_OUT,
        envio=REMINDER,
        contexto=make_contexto(cliente=TOTALLY_OUT, conta=make_conta(avisos_apos_sair=True)),
    ),
    refused(
        "opted out, a reply that is no acknowledgement",
        Motivo.OPT_OUT,
        envio=make_envio(resposta=True),
        contexto=OUT,
    ),
    refused(
        "opted out, acuse without being a reply", Motivo.OPT_OUT, envio=make_envio(acuse=True), contexto=OUT
    ),
    sent("opted out, the acknowledgement", envio=ACK, contexto=OUT),
    sent(
        "the acknowledgement 23:59:59 after SAIR",
        envio=ACK,
        contexto=make_contexto(cliente=opted_out(NOW - timedelta(hours=24) + timedelta(seconds=1))),
    ),
    refused(
        "the acknowledgement 24:00:00 after SAIR",
        Motivo.OPT_OUT,
        envio=ACK,
        contexto=make_contexto(cliente=opted_out(NOW - timedelta(hours=24))),
    ),
    refused(
        "a person kept for the law alone",
        Motivo.SUPRIMIDO,
        envio=ACK,
        contexto=make_contexto(cliente=make_cliente(bloqueado_em=LONG_AGO)),
        diz="obrigação legal",
    ),
    sent(
        "somebody who came back after SAIR",
        contexto=make_contexto(cliente=opted_out(LONG_AGO).model_copy(update={"opt_out": None})),
    ),
    refused(
        "opted out and revoked: the opt-out is the reason",
        Motivo.OPT_OUT,
        contexto=make_contexto(
            cliente=opted_out(NOW).model_copy(
                update={"consentimentos": (revoked(Finalidade.ACOMPANHAMENTO),)}
            )
        ),
    ),
)

CONSENT = (
    *(
        sent(f"{one.value} with an empty ledger", envio=make_envio(one))
        for one in Finalidade
        if one not in (Finalidade.MARKETING, Finalidade.EQUIPE)
    ),
    *(
        refused(
            f"{one.value} revoked", Motivo.SEM_CONSENTIMENTO, envio=make_envio(one), contexto=of(revoked(one))
        )
        for one in Finalidade
    ),
    *(
        sent(
            f"{one.value} revoked and given again",
            envio=make_envio(one),
            contexto=of(revoked(one), agreed(one, LONG_AGO + timedelta(days=1))),
        )
        for one in Finalidade
    ),
    refused(
        "the team's day to who was never said to be of the team",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.EQUIPE),
        contexto=of(agreed(Finalidade.MARKETING)),
        diz="registrado como da equipe",
    ),
    *(
        sent(
            f"the team's day, on the ground of {base.value}",
            envio=make_envio(Finalidade.EQUIPE),
            contexto=of(agreed(Finalidade.EQUIPE, base=base)),
        )
        for base in BaseLegal
    ),
    refused(
        "marketing with an empty ledger",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.MARKETING),
        diz="Divulgação só sai com o consentimento",
    ),
    sent(
        "marketing with consent",
        envio=make_envio(Finalidade.MARKETING),
        contexto=of(agreed(Finalidade.MARKETING)),
    ),
    *(
        refused(
            f"marketing by {base.value} alone",
            Motivo.SEM_CONSENTIMENTO,
            envio=make_envio(Finalidade.MARKETING),
            contexto=of(agreed(Finalidade.MARKETING, base=base)),
        )
        for base in BaseLegal
        if base is not BaseLegal.CONSENTIMENTO
    ),
    refused(
        "marketing with consent for another purpose",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.MARKETING),
        contexto=of(agreed(Finalidade.LEMBRETES)),
    ),
    refused(
        "marketing agreed to, then revoked",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.MARKETING),
        contexto=of(
            agreed(Finalidade.MARKETING), revoked(Finalidade.MARKETING, LONG_AGO + timedelta(days=1))
        ),
        diz="retirou a autorização",
    ),
    refused(
        "the newest line counts, wherever it stands",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.MARKETING),
        contexto=of(
            revoked(Finalidade.MARKETING, LONG_AGO + timedelta(days=1)), agreed(Finalidade.MARKETING)
        ),
    ),
    refused(
        "of two lines at one instant the later one counts",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.MARKETING),
        contexto=of(agreed(Finalidade.MARKETING), revoked(Finalidade.MARKETING)),
    ),
    sent(
        "a revocation of marketing leaves the own appointment alone",
        envio=REMINDER,
        contexto=of(revoked(Finalidade.MARKETING)),
    ),
    refused(
        "a reply of a revoked purpose",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.MARKETING, resposta=True),
        contexto=of(revoked(Finalidade.MARKETING)),
    ),
    refused(
        "acuse without an opt-out opens nothing",
        Motivo.SEM_CONSENTIMENTO,
        envio=make_envio(Finalidade.MARKETING, resposta=True, acuse=True),
    ),
)

DUPLICATES = (
    refused("the same is on its way", Motivo.DUPLICADO, contexto=make_contexto(outros=("relato-2-dia-3",))),
    refused(
        "the same reminder is on its way",
        Motivo.DUPLICADO,
        envio=REMINDER,
        contexto=make_contexto(outros=("outro", REMINDER.chave)),
    ),
    sent("its own key is no duplicate", contexto=make_contexto(outros=(REMINDER.chave,))),
)

DEADLINES = (
    refused("canceled", Motivo.CANCELADO, envio=make_envio(status=EnvioStatus.CANCELADO)),
    refused(
        "canceled for somebody who is out",
        Motivo.CANCELADO,
        envio=make_envio(status=EnvioStatus.CANCELADO),
        contexto=OUT,
    ),
    sent("at its very deadline", envio=make_envio(nao_depois_de=NOW)),
    refused(
        "a microsecond after its deadline",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(nao_depois_de=NOW - timedelta(microseconds=1)),
        diz="O prazo era segunda, 23/11, às 9h59.",
    ),
    refused(
        "a late reply",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(resposta=True, nao_depois_de=at("2026-11-22 09:00")),
    ),
    refused(
        "late and out: too late is the reason",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(nao_depois_de=at("2026-11-22 09:00")),
        contexto=OUT,
        diz="O prazo era domingo, 22/11, às 9h.",
    ),
)

ROWS: tuple[Linha, ...] = (*OPT_OUT, *CONSENT, *DUPLICATES, *DEADLINES)
