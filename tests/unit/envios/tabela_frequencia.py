"""Rows of the decision's table about frequency: local days, any seven days, who does not wait."""

from dataclasses import replace

from shared.clientes.models import Finalidade
from shared.contas.mensageria import Frequencia
from shared.envios.decisao import Contexto
from shared.envios.models import Motivo
from tests.unit.envios.casos import (
    MONDAY,
    RIO_BRANCO,
    SAO_PAULO,
    Linha,
    agreed,
    at,
    later,
    make_cliente,
    make_conta,
    make_contexto,
    make_envio,
    refused,
    sent,
)

RARELY, OFTEN = Motivo.FREQUENCIA, Frequencia(por_dia=2, por_semana=4)


def after(
    *texts: str, agora: str = MONDAY, fuso: str = SAO_PAULO, limites: Frequencia | None = None
) -> Contexto:
    """Who got messages at these local instants."""
    conta = make_conta(fuso, frequencia=limites or Frequencia())
    return make_contexto(at(agora, fuso), conta=conta, enviados_em=tuple(at(text, fuso) for text in texts))


ROWS: tuple[Linha, ...] = (
    sent("nothing sent yet", contexto=after()),
    later(
        "one today",
        RARELY,
        "2026-11-24 09:00",
        contexto=after("2026-11-23 09:00"),
        diz="O limite é de 1 por dia: pode sair terça, 24/11, às 9h.",
    ),
    sent("one yesterday", contexto=after("2026-11-22 23:59:59")),
    later(
        "one at the midnight that began today", RARELY, "2026-11-24 09:00", contexto=after("2026-11-23 00:00")
    ),
    sent("yesterday in Rio Branco, today in São Paulo", contexto=after("2026-11-22 23:00", fuso=RIO_BRANCO)),
    later(
        "today in Rio Branco, tomorrow in UTC",
        RARELY,
        "2026-11-24 09:00",
        contexto=after("2026-11-23 09:00", agora="2026-11-23 19:30", fuso=RIO_BRANCO),
    ),
    later(
        "three in seven days",
        RARELY,
        "2026-11-24 12:00",
        contexto=after("2026-11-17 12:00", "2026-11-18 12:00", "2026-11-19 12:00"),
        diz="O limite é de 3 em sete dias: pode sair terça, 24/11, às 12h.",
    ),
    sent(
        "the first of three exactly seven days ago",
        contexto=after("2026-11-16 10:00", "2026-11-18 12:00", "2026-11-19 12:00"),
    ),
    later(
        "the first of three a second less ago",
        RARELY,
        "2026-11-23 10:00:01",
        contexto=after("2026-11-16 10:00:01", "2026-11-18 12:00", "2026-11-19 12:00"),
    ),
    later(
        "a week that ends at night opens in the morning",
        RARELY,
        "2026-11-25 09:00",
        contexto=after("2026-11-17 20:30", "2026-11-18 08:00", "2026-11-19 12:00"),
    ),
    later(
        "full day and full week: the later counts",
        RARELY,
        "2026-11-27 12:00",
        contexto=after("2026-11-20 12:00", "2026-11-21 12:00", "2026-11-23 09:00"),
        diz="3 em sete dias",
    ),
    later(
        "tomorrow is a holiday",
        RARELY,
        "2026-11-21 10:00",
        contexto=after("2026-11-19 09:30", agora="2026-11-19 11:00"),
    ),
    sent("two a day, as configured", contexto=after("2026-11-23 09:00", limites=OFTEN)),
    later(
        "and no third",
        RARELY,
        "2026-11-24 09:00",
        contexto=after("2026-11-23 09:00", "2026-11-23 09:30", limites=OFTEN),
        diz="O limite é de 2 por dia",
    ),
    sent(
        "a reminder does not wait", envio=make_envio(Finalidade.LEMBRETES), contexto=after("2026-11-23 09:00")
    ),
    sent(
        "the team's day does not wait",
        envio=make_envio(Finalidade.EQUIPE),
        contexto=replace(
            after("2026-11-23 09:00"), cliente=make_cliente(consentimentos=(agreed(Finalidade.EQUIPE),))
        ),
    ),
    sent("a reply does not wait", envio=make_envio(resposta=True), contexto=after("2026-11-23 09:00")),
    later(
        "a notice of the clinic's own accord waits",
        RARELY,
        "2026-11-24 09:00",
        envio=make_envio(Finalidade.ATENDIMENTO),
        contexto=after("2026-11-23 09:00"),
    ),
    refused(
        "the next room is after its deadline",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(nao_depois_de=at("2026-11-24 08:00")),
        contexto=after("2026-11-23 09:00"),
        diz="O limite é de 1 por dia",
    ),
)
