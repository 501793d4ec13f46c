"""Rows of the decision's table about waiting: what was asked for later, and reminders that go earlier instead."""

from shared.clientes.models import Finalidade
from shared.envios.decisao import Contexto
from shared.envios.models import Envio, Motivo
from tests.unit.envios.casos import (
    RIO_BRANCO,
    SAO_PAULO,
    Linha,
    at,
    later,
    make_conta,
    make_contexto,
    make_envio,
    refused,
    sent,
)

SHUT = Motivo.FORA_DO_HORARIO


def when(text: str, fuso: str = SAO_PAULO) -> Contexto:
    return make_contexto(at(text, fuso), conta=make_conta(fuso))


def reminder(until: str, not_before: str | None = None, fuso: str = SAO_PAULO) -> Envio:
    wanted = {"nao_antes_de": at(not_before, fuso)} if not_before else {}
    return make_envio(Finalidade.LEMBRETES, nao_depois_de=at(until, fuso), **wanted)


NOT_YET = (
    later(
        "asked for Wednesday at 15",
        Motivo.AINDA_NAO,
        "2026-11-25 15:00",
        envio=make_envio(nao_antes_de=at("2026-11-25 15:00")),
        diz="Pode sair quarta, 25/11, às 15h.",
    ),
    later(
        "asked for a night", SHUT, "2026-11-26 09:00", envio=make_envio(nao_antes_de=at("2026-11-25 23:00"))
    ),
    later(
        "asked for a holiday",
        Motivo.FERIADO,
        "2026-12-26 10:00",
        envio=make_envio(nao_antes_de=at("2026-12-25 09:00")),
    ),
    later(
        "a reply asked for later, at night too",
        Motivo.AINDA_NAO,
        "2026-11-23 23:00",
        envio=make_envio(resposta=True, nao_antes_de=at("2026-11-23 23:00")),
    ),
    sent("asked for right now", envio=make_envio(nao_antes_de=at("2026-11-23 10:00"))),
    refused(
        "asked for after its deadline",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(nao_antes_de=at("2026-11-25 15:00"), nao_depois_de=at("2026-11-25 14:00")),
    ),
    refused(
        "a reply asked for after its deadline",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(
            resposta=True, nao_antes_de=at("2026-11-25 15:00"), nao_depois_de=at("2026-11-25 14:00")
        ),
    ),
    refused(
        "the next opening is after its deadline",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(nao_depois_de=at("2026-11-23 08:00")),
        contexto=when("2026-11-22 10:00"),
    ),
    later(
        "the next opening is its deadline",
        SHUT,
        "2026-11-23 09:00",
        envio=make_envio(nao_depois_de=at("2026-11-23 09:00")),
        contexto=when("2026-11-22 10:00"),
    ),
)

EARLIER = (
    later(
        "Monday at 6:30 for one at 7:30: on Saturday evening",
        SHUT,
        "2026-11-21 19:30",
        envio=reminder("2026-11-23 07:30", "2026-11-23 06:30"),
        contexto=when("2026-11-21 10:00"),
        diz="sai antes, sábado, 21/11, às 19h30, porque depois passaria do prazo",
    ),
    sent(
        "and when that hour has come it leaves",
        envio=reminder("2026-11-23 07:30", "2026-11-23 06:30"),
        contexto=when("2026-11-21 19:30"),
    ),
    sent(
        "until the last second of it",
        envio=reminder("2026-11-23 07:30", "2026-11-23 06:30"),
        contexto=when("2026-11-21 19:59:59"),
    ),
    refused(
        "but not when it is over",
        Motivo.TARDE_DEMAIS,
        envio=reminder("2026-11-23 07:30", "2026-11-23 06:30"),
        contexto=when("2026-11-21 20:00"),
        diz="o anterior já terminou",
    ),
    later(
        "a reminder that can wait goes later",
        SHUT,
        "2026-11-23 08:00",
        envio=reminder("2026-11-23 08:30", "2026-11-23 06:30"),
        contexto=when("2026-11-21 10:00"),
    ),
    later(
        "over a holiday back to the day before it",
        Motivo.FERIADO,
        "2026-11-19 19:30",
        envio=reminder("2026-11-21 07:00", "2026-11-20 15:00"),
        contexto=when("2026-11-18 10:00"),
    ),
    later(
        "in Rio Branco by its own clock",
        SHUT,
        "2026-11-24 19:30",
        envio=reminder("2026-11-25 07:00", "2026-11-24 21:00", RIO_BRANCO),
        contexto=when("2026-11-23 10:00", RIO_BRANCO),
    ),
    later(
        "asked for after its appointment: half an hour before it",
        Motivo.AINDA_NAO,
        "2026-11-24 13:30",
        envio=reminder("2026-11-24 14:00", "2026-11-24 15:00"),
        contexto=when("2026-11-23 10:00"),
    ),
    later(
        "asked for after an appointment at opening: at opening",
        Motivo.AINDA_NAO,
        "2026-11-24 08:00",
        envio=reminder("2026-11-24 08:00", "2026-11-24 15:00"),
        contexto=when("2026-11-23 10:00"),
    ),
    refused(
        "due in the night of its appointment",
        Motivo.TARDE_DEMAIS,
        envio=reminder("2026-11-23 07:30"),
        contexto=when("2026-11-22 22:00"),
    ),
    refused(
        "a reply about an appointment does not go earlier",
        Motivo.TARDE_DEMAIS,
        envio=reminder("2026-11-24 14:00", "2026-11-24 15:00").model_copy(update={"resposta": True}),
        contexto=when("2026-11-23 10:00"),
    ),
    refused(
        "another purpose does not go earlier",
        Motivo.TARDE_DEMAIS,
        envio=make_envio(nao_antes_de=at("2026-11-23 06:30"), nao_depois_de=at("2026-11-23 07:30")),
        contexto=when("2026-11-21 10:00"),
    ),
)

ROWS: tuple[Linha, ...] = (*NOT_YET, *EARLIER)
