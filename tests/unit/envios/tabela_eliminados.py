"""Rows of the decision's table about who was erased: what they write is answered, and a new consent counts."""

from dataclasses import replace
from datetime import timedelta

from shared.clientes.models import BaseLegal, Consentimento, Finalidade
from shared.envios.decisao import Contexto
from shared.envios.models import Motivo
from shared.kit.canais import Provedor
from tests.unit.envios.casos import (
    Linha,
    agreed,
    make_cliente,
    make_contexto,
    make_envio,
    opted_out,
    refused,
    revoked,
    sent,
)
from tests.unit.envios.tabela_pessoa import ACK, NOW, OUT_WITH_NOTICES, REMINDER

# Nine days ago; who has the address now wrote an hour ago.
ERASED = make_contexto(eliminado_em=NOW - timedelta(days=9))


def back(*lines: Consentimento) -> Contexto:
    return replace(ERASED, cliente=make_cliente(consentimentos=lines))


ROWS: tuple[Linha, ...] = (
    *(
        refused(f"erased, {one.value}", Motivo.SUPRIMIDO, envio=make_envio(one), contexto=ERASED)
        for one in Finalidade
    ),
    refused(
        "erased, own appointment, notices go on",
        Motivo.SUPRIMIDO,
        envio=REMINDER,
        contexto=replace(OUT_WITH_NOTICES, eliminado_em=NOW - timedelta(days=9)),
    ),
    sent("erased, the acknowledgement", envio=ACK, contexto=ERASED),
    sent("erased, a reply to what they wrote since", envio=make_envio(resposta=True), contexto=ERASED),
    refused(
        "erased, a reply a day after they wrote",
        Motivo.SUPRIMIDO,
        envio=make_envio(resposta=True),
        contexto=replace(ERASED, ultima_entrada={Provedor.SIMULADO: NOW - timedelta(hours=24)}),
    ),
    refused(
        "erased, a reply to who said SAIR since",
        Motivo.OPT_OUT,
        envio=make_envio(resposta=True),
        contexto=replace(ERASED, cliente=opted_out(NOW)),
    ),
    *(
        sent(
            f"erased, {one.value} agreed to since",
            envio=make_envio(one),
            contexto=back(agreed(one, NOW - timedelta(days=8))),
        )
        for one in Finalidade
    ),
    refused(
        "erased, agreed to before",
        Motivo.SUPRIMIDO,
        contexto=back(agreed(Finalidade.ACOMPANHAMENTO, NOW - timedelta(days=9))),
    ),
    refused(
        "erased, agreed to something else since",
        Motivo.SUPRIMIDO,
        contexto=back(agreed(Finalidade.MARKETING, NOW - timedelta(days=8))),
    ),
    refused(
        "erased, a contract since is no consent",
        Motivo.SUPRIMIDO,
        contexto=back(agreed(Finalidade.ACOMPANHAMENTO, NOW - timedelta(days=8), BaseLegal.CONTRATO)),
    ),
    refused(
        "erased, agreed to since and revoked",
        Motivo.SUPRIMIDO,
        contexto=back(
            agreed(Finalidade.ACOMPANHAMENTO, NOW - timedelta(days=8)),
            revoked(Finalidade.ACOMPANHAMENTO, NOW - timedelta(days=7)),
        ),
    ),
)
