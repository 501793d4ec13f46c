"""Rows of the decision's table about hours: three zones, weekends, holidays, what a conta configured."""

from datetime import date
from typing import Any

from shared.clientes.models import Finalidade
from shared.contas.mensageria import Horario, Horarios
from shared.contas.models import Conta
from shared.envios.decisao import Contexto
from shared.envios.models import Motivo
from shared.kit.canais import Provedor
from tests.unit.envios.casos import (
    MANAUS,
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

SHUT = Motivo.FORA_DO_HORARIO
REMINDER = make_envio(Finalidade.LEMBRETES)
REPLY = make_envio(Finalidade.ATENDIMENTO, resposta=True)
TEAM = make_envio(Finalidade.EQUIPE)
STAFF = make_cliente(consentimentos=(agreed(Finalidade.EQUIPE),))


def when(text: str, fuso: str = SAO_PAULO, conta: Conta | None = None, **fields: Any) -> Contexto:
    return make_contexto(at(text, fuso), conta=conta or make_conta(fuso), **fields)


# Local edges hold in each zone; the same instant is another hour in the others.
EDGES = tuple(
    line
    for fuso in (SAO_PAULO, MANAUS, RIO_BRANCO)
    for line in (
        later(f"{fuso}: 8:59:59", SHUT, "2026-11-23 09:00", contexto=when("2026-11-23 08:59:59", fuso)),
        sent(f"{fuso}: 9:00", contexto=when("2026-11-23 09:00", fuso)),
        sent(f"{fuso}: 19:59:59", contexto=when("2026-11-23 19:59:59", fuso)),
        later(f"{fuso}: 20:00", SHUT, "2026-11-24 09:00", contexto=when("2026-11-23 20:00", fuso)),
        later(f"{fuso}: Saturday 14:00", SHUT, "2026-11-23 09:00", contexto=when("2026-11-21 14:00", fuso)),
        sent(f"{fuso}: Saturday 13:59:59", contexto=when("2026-11-21 13:59:59", fuso)),
        later(f"{fuso}: a Sunday", SHUT, "2026-11-23 09:00", contexto=when("2026-11-22 11:00", fuso)),
        sent(f"{fuso}: a reminder at 8 on Saturday", envio=REMINDER, contexto=when("2026-11-21 08:00", fuso)),
        *(
            later(
                f"{fuso}: the team's day {when_}",
                SHUT,
                opens,
                envio=TEAM,
                contexto=when(now, fuso, cliente=STAFF),
            )
            for when_, now, opens in (
                ("at 7:59:59", "2026-11-23 07:59:59", "2026-11-23 08:00"),
                ("at 18:00", "2026-11-23 18:00", "2026-11-24 08:00"),
                ("on Saturday", "2026-11-21 11:00", "2026-11-23 08:00"),
            )
        ),
        sent(
            f"{fuso}: the team's day at 8", envio=TEAM, contexto=when("2026-11-23 08:00", fuso, cliente=STAFF)
        ),
        sent(f"{fuso}: a reply at 3 on Sunday", envio=REPLY, contexto=when("2026-11-22 03:00", fuso)),
    )
)

ZONES = (
    sent("noon in UTC is 9 in São Paulo", contexto=make_contexto(at("2026-11-23 12:00", "UTC"))),
    later(
        "noon in UTC is 8 in Manaus",
        SHUT,
        "2026-11-23 09:00",
        contexto=make_contexto(at("2026-11-23 12:00", "UTC"), conta=make_conta(MANAUS)),
        diz="Pode sair segunda, 23/11, às 9h.",
    ),
    later(
        "noon in UTC is 7 in Rio Branco",
        SHUT,
        "2026-11-23 09:00",
        contexto=make_contexto(at("2026-11-23 12:00", "UTC"), conta=make_conta(RIO_BRANCO)),
    ),
    sent("19:59 in Rio Branco is 21:59 in São Paulo", contexto=when("2026-11-23 19:59", RIO_BRANCO)),
    later(
        "Sunday in Rio Branco, already Monday in UTC",
        SHUT,
        "2026-11-23 09:00",
        contexto=make_contexto(at("2026-11-23 03:30", "UTC"), conta=make_conta(RIO_BRANCO)),
    ),
    later("midnight", SHUT, "2026-11-23 09:00", contexto=when("2026-11-23 00:00")),
    later(
        "Friday night waits for Saturday at 10", SHUT, "2026-11-28 10:00", contexto=when("2026-11-27 20:00")
    ),
    later(
        "a reminder at 7:59",
        SHUT,
        "2026-11-23 08:00",
        envio=REMINDER,
        contexto=when("2026-11-23 07:59"),
        diz="Pode sair segunda, 23/11, às 8h.",
    ),
)

NO_HOURS = make_conta(horarios=Horarios(proativo=Horario(semana=None)))
SUNDAYS_TOO = make_conta(
    horarios=Horarios(
        proativo=Horario.model_validate(
            {"semana": {"inicio": "09:30", "fim": "18:00"}, "domingo": {"inicio": "10:00", "fim": "12:00"}}
        )
    )
)
CONFIGURED = (
    refused("a conta without any hours", SHUT, contexto=when("2026-11-23 10:00", conta=NO_HOURS)),
    sent("a reply has none to keep", envio=REPLY, contexto=when("2026-11-23 10:00", conta=NO_HOURS)),
    later(
        "a reply to somebody who has not written for a day",
        SHUT,
        "2026-11-23 09:00",
        envio=REPLY,
        contexto=when("2026-11-22 03:00", ultima_entrada={Provedor.SIMULADO: at("2026-11-21 03:00")}),
    ),
    later(
        "a reply to somebody who never wrote",
        SHUT,
        "2026-11-23 09:00",
        envio=REPLY,
        contexto=when("2026-11-22 03:00", ultima_entrada={}),
    ),
    sent(
        "a reply to somebody who wrote 23:59:59 ago",
        envio=REPLY,
        contexto=when("2026-11-22 03:00", ultima_entrada={Provedor.SIMULADO: at("2026-11-21 03:00:01")}),
    ),
    sent("a conta that writes on Sundays", contexto=when("2026-11-22 11:00", conta=SUNDAYS_TOO)),
    later(
        "half hours are said",
        SHUT,
        "2026-11-23 09:30",
        contexto=when("2026-11-22 12:00", conta=SUNDAYS_TOO),
        diz="Pode sair segunda, 23/11, às 9h30.",
    ),
    later(
        "a Saturday that is shut",
        SHUT,
        "2026-11-22 10:00",
        contexto=when("2026-11-21 11:00", conta=SUNDAYS_TOO),
    ),
    sent("holidays have the hours of Sundays", contexto=when("2026-11-20 11:00", conta=SUNDAYS_TOO)),
    later(
        "and no more than them",
        Motivo.FERIADO,
        "2026-11-22 10:00",
        contexto=when("2026-11-20 13:00", conta=SUNDAYS_TOO),
    ),
)

CARNIVAL = make_conta(carnaval=True)
OWN = make_conta(feriados=(date(2026, 11, 24),))
HOLIDAYS = (
    later(
        "20 November",
        Motivo.FERIADO,
        "2026-11-21 10:00",
        contexto=when("2026-11-20 10:00"),
        diz="Pode sair sábado, 21/11, às 10h.",
    ),
    later(
        "20 November in Rio Branco",
        Motivo.FERIADO,
        "2026-11-21 10:00",
        contexto=when("2026-11-20 10:00", RIO_BRANCO),
    ),
    later(
        "a reminder on 20 November",
        Motivo.FERIADO,
        "2026-11-21 08:00",
        envio=REMINDER,
        contexto=when("2026-11-20 10:00"),
    ),
    sent("a reply on 20 November", envio=REPLY, contexto=when("2026-11-20 22:00")),
    sent("20 November was none in 2023", contexto=when("2023-11-20 10:00")),
    later("a holiday on a Sunday is a Sunday", SHUT, "2026-11-16 09:00", contexto=when("2026-11-15 10:00")),
    later(
        "New Year's Eve at night",
        SHUT,
        "2027-01-02 10:00",
        contexto=when("2026-12-31 21:00"),
        diz="Pode sair sábado, 02/01/2027, às 10h.",
    ),
    later("Good Friday", Motivo.FERIADO, "2026-04-04 10:00", contexto=when("2026-04-03 10:00")),
    sent("Carnival Monday where it is a working day", contexto=when("2026-02-16 10:00")),
    sent("Carnival Tuesday where it is a working day", contexto=when("2026-02-17 10:00")),
    later(
        "Carnival Monday, as configured",
        Motivo.FERIADO,
        "2026-02-18 09:00",
        contexto=when("2026-02-16 10:00", conta=CARNIVAL),
    ),
    later(
        "Carnival Tuesday, as configured",
        Motivo.FERIADO,
        "2026-02-18 09:00",
        contexto=when("2026-02-17 10:00", conta=CARNIVAL),
    ),
    sent("Ash Wednesday", contexto=when("2026-02-18 10:00", conta=CARNIVAL)),
    sent("Corpus Christi where it is a working day", contexto=when("2026-06-04 10:00")),
    later(
        "Corpus Christi, as configured",
        Motivo.FERIADO,
        "2026-06-05 09:00",
        contexto=when("2026-06-04 10:00", conta=CARNIVAL),
    ),
    later(
        "a holiday of the conta's own",
        Motivo.FERIADO,
        "2026-11-25 09:00",
        contexto=when("2026-11-24 10:00", conta=OWN),
    ),
    later(
        "the night before a holiday of its own",
        SHUT,
        "2026-11-25 09:00",
        contexto=when("2026-11-23 20:30", conta=OWN),
    ),
)

ROWS: tuple[Linha, ...] = (*EDGES, *ZONES, *CONFIGURED, *HOLIDAYS)
