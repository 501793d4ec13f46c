"""Rows of the decision's table about the way out: the 24-hour window, templates, channels and failover."""

from datetime import timedelta

from shared.clientes.models import Canal, Finalidade
from shared.envios.decisao import Contexto
from shared.envios.models import Motivo
from shared.kit.canais import Provedor
from tests.unit.envios.casos import (
    MONDAY,
    Linha,
    at,
    by_template,
    canal,
    make_cliente,
    make_conta,
    make_contexto,
    make_envio,
    modelo,
    refused,
    sent,
)

META, TWILIO, ZAPI, EMAIL = Provedor.META, Provedor.TWILIO, Provedor.ZAPI, Provedor.EMAIL
TELEGRAM, BOTCONVERSA = Provedor.TELEGRAM, Provedor.BOTCONVERSA
NOW = at(MONDAY)
DAY, SECOND = timedelta(hours=24), timedelta(seconds=1)
ADDRESS = "+5531999990000"


APPROVED = modelo("acompanhamento", variaveis=("nome", "dia"), meta="retorno_v1")
BOTH = modelo("acompanhamento", meta="retorno_v1", twilio="HX1")
FILLED = {"nome": "Marina", "dia": "terça"}


def by(
    *provedores: Provedor, wrote: timedelta | None = None, modelos: tuple[object, ...] = (), **fields: object
) -> Contexto:
    """Whom these reach, in this order, and who `wrote` so long ago by each."""
    ultima = {} if wrote is None else dict.fromkeys(provedores, NOW - wrote)
    conta = make_conta(modelos=modelos, canais=tuple(canal(one) for one in provedores))
    given = {"conta": conta, "enderecos": dict.fromkeys(provedores, ADDRESS), "ultima_entrada": ultima}
    return make_contexto(NOW, **given | fields)


WINDOW = (
    *(
        line
        for one in (META, TWILIO)
        for line in (
            sent(f"{one.value}: wrote 23:59:59 ago", one, contexto=by(one, wrote=DAY - SECOND)),
            refused(f"{one.value}: wrote 24:00:00 ago", Motivo.FORA_DA_JANELA, contexto=by(one, wrote=DAY)),
            refused(f"{one.value}: never wrote", Motivo.FORA_DA_JANELA, contexto=by(one)),
            by_template(
                f"{one.value}: a template after 24:00:00", one, contexto=by(one, wrote=DAY, modelos=(BOTH,))
            ),
            sent(
                f"{one.value}: no template before", one, contexto=by(one, wrote=DAY - SECOND, modelos=(BOTH,))
            ),
        )
    ),
    *(
        sent(f"{one.value} has no window", one, contexto=by(one))
        for one in Provedor
        if one not in (META, TWILIO, Provedor.FORMULARIO)
    ),
    sent("a clock of the provider ahead of ours", META, contexto=by(META, wrote=-SECOND)),
    refused(
        "who wrote by another channel opened that one alone",
        Motivo.FORA_DA_JANELA,
        contexto=by(META, ultima_entrada={TWILIO: NOW}),
    ),
)

TEMPLATES = (
    by_template(
        "all variables filled",
        META,
        envio=make_envio(variaveis=FILLED),
        contexto=by(META, modelos=(APPROVED,)),
    ),
    refused(
        "one variable missing",
        Motivo.SEM_MODELO,
        envio=make_envio(variaveis={"nome": "Marina"}),
        contexto=by(META, modelos=(APPROVED,)),
        diz="preencha: dia.",
    ),
    refused(
        "one variable blank",
        Motivo.SEM_MODELO,
        envio=make_envio(variaveis=FILLED | {"nome": "  "}),
        contexto=by(META, modelos=(APPROVED,)),
        diz="preencha: nome.",
    ),
    refused(
        "not approved by this provider",
        Motivo.SEM_MODELO,
        envio=make_envio(variaveis=FILLED),
        contexto=by(TWILIO, modelos=(APPROVED,)),
        diz="WhatsApp (Twilio)",
    ),
    refused(
        "a template for another purpose",
        Motivo.FORA_DA_JANELA,
        envio=make_envio(Finalidade.ATENDIMENTO),
        contexto=by(META, modelos=(BOTH,)),
    ),
    by_template(
        "the named one instead of the purpose's",
        META,
        envio=make_envio(modelo="volte"),
        contexto=by(META, modelos=(APPROVED, modelo("volte", meta="volte_v2"))),
    ),
    refused(
        "a named one that is not there",
        Motivo.SEM_MODELO,
        envio=make_envio(modelo="volte"),
        contexto=by(META, modelos=(BOTH,)),
        diz="não está cadastrado",
    ),
    sent(
        "a named one does not replace text inside",
        META,
        envio=make_envio(modelo="x"),
        contexto=by(META, wrote=SECOND),
    ),
)

CHANNELS = (
    sent("the first of the conta's order", ZAPI, contexto=by(ZAPI, EMAIL)),
    sent("and the other way round", EMAIL, contexto=by(EMAIL, ZAPI)),
    sent("shut, the next takes it", EMAIL, contexto=by(META, EMAIL), diz="Canal: e-mail."),
    by_template("shut, but with a template", META, contexto=by(META, EMAIL, modelos=(BOTH,))),
    by_template(
        "Meta without approval, Twilio with",
        TWILIO,
        contexto=by(META, TWILIO, modelos=(modelo("acompanhamento", twilio="HX1"),)),
    ),
    refused("two that are shut", Motivo.FORA_DA_JANELA, contexto=by(META, TWILIO)),
    sent(
        "without an address by the first",
        EMAIL,
        contexto=by(META, EMAIL, enderecos={META: "", EMAIL: "a@b.com"}),
    ),
    *(
        sent(
            f"prefers {how.value}",
            one,
            contexto=by(TELEGRAM, BOTCONVERSA, EMAIL, cliente=make_cliente(canal_preferido=how)),
        )
        for how, one in (
            (Canal.WHATSAPP, BOTCONVERSA),
            (Canal.EMAIL, EMAIL),
            (Canal.TELEGRAM, TELEGRAM),
            (Canal.TELEFONE, TELEGRAM),
            (Canal.SITE, TELEGRAM),
        )
    ),
    sent("only by the channel asked for", EMAIL, envio=make_envio(canal=EMAIL), contexto=by(ZAPI, EMAIL)),
    refused(
        "only by one that is shut",
        Motivo.FORA_DA_JANELA,
        envio=make_envio(canal=META),
        contexto=by(META, ZAPI),
    ),
    refused(
        "by a channel that the conta lacks",
        Motivo.SEM_CANAL,
        envio=make_envio(canal=EMAIL),
        contexto=by(ZAPI),
    ),
    refused(
        "by a channel without an address",
        Motivo.SEM_ENDERECO,
        envio=make_envio(canal=EMAIL),
        contexto=by(ZAPI, EMAIL, enderecos={ZAPI: ADDRESS}),
    ),
    refused("by a form, which only brings messages in", Motivo.SEM_CANAL, contexto=by(Provedor.FORMULARIO)),
    refused("no address at all", Motivo.SEM_ENDERECO, contexto=by(META, EMAIL, enderecos={})),
    refused("no address, the deployment's channel", Motivo.SEM_ENDERECO, contexto=by(enderecos={})),
    refused(
        "every channel is off",
        Motivo.SEM_CANAL,
        contexto=by(enderecos={}, conta=make_conta(canais=(canal(META, ativo=False),))),
    ),
    refused(
        "all tried, all failed",
        Motivo.PROVEDOR,
        envio=make_envio(provedores_tentados=(META, EMAIL)),
        contexto=by(META, EMAIL, enderecos={}),
    ),
    sent(
        "one tried and failed, the next",
        EMAIL,
        envio=make_envio(provedores_tentados=(META,)),
        contexto=by(META, EMAIL, enderecos={EMAIL: "a@b.com"}),
    ),
    refused(
        "another one failed, the one asked for lacks an address",
        Motivo.SEM_ENDERECO,
        envio=make_envio(canal=EMAIL, provedores_tentados=(META,)),
        contexto=by(META, EMAIL, enderecos={}),
    ),
    refused(
        "the only one asked for has failed",
        Motivo.PROVEDOR,
        envio=make_envio(canal=META, provedores_tentados=(META,)),
        contexto=by(META, EMAIL, enderecos={EMAIL: "a@b.com"}),
    ),
)

ROWS: tuple[Linha, ...] = (*WINDOW, *TEMPLATES, *CHANNELS)
