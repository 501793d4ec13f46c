"""The shapes of a relato: what comes in, what is stored, what a reader (model or rules) makes of it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from shared.kit.models import Document


class FormaPagamento(StrEnum):
    A_VISTA = "a_vista"
    PIX = "pix"
    CARTAO_CREDITO = "cartao_credito"
    CARTAO_DEBITO = "cartao_debito"
    BOLETO = "boleto"
    PARCELADO = "parcelado"
    FINANCIAMENTO = "financiamento"
    CONVENIO = "convenio"


class Extracao(Document):
    """What was understood from a relato. Nothing here is guessed: what the text does not say is None or empty.

    `data_conversa` is local time, `YYYY-MM-DD HH:MM:SS`, or `YYYY-MM-DD` when the text gives no hour.
    `valor_orcamento` is BRL with two places. `proximo_contato` is the promised day, already computed.
    `evidencias` maps a field to the literal excerpt of the relato that supports it; `campos_ausentes` lists the
    fields the relato does not give; `descartados` lists the fields whose value had no support and was dropped.
    """

    data_conversa: str | None = None
    identidade_cliente: str | None = None
    identidade_atendente: str | None = None
    resumo_assunto: str = ""
    valor_orcamento: Decimal | None = None
    forma_pagamento: str | None = None
    formas_pagamento: tuple[FormaPagamento, ...] = ()
    parcelas: int | None = None
    informacoes_organizadas: tuple[str, ...] = ()
    instrucoes_proximo_passo: str | None = None
    proximo_contato: date | None = None
    nao_contatar: bool = False
    evidencias: dict[str, str] = Field(default_factory=dict)
    campos_ausentes: tuple[str, ...] = ()
    descartados: tuple[str, ...] = ()
    origem: str = "regras:1"
    prompt: str | None = None


class TextoContato(Document):
    """The suggested words of one contato; `numero` is 1-based and matches the plan's contato."""

    numero: int
    texto: str


class TextosEstrategia(Document):
    """The words of a strategy. Dates, order and how many contatos there are come from code, never from here."""

    resumo: str
    personalizacao: str
    contatos: tuple[TextoContato, ...]
    origem: str = "regras:1"
    prompt: str | None = None


class Contato(Document):
    """One planned contato: the nominal day of the cadence or promise, and the business day it really falls on."""

    numero: int
    motivo: str
    data_nominal: date
    data_ajustada: date
    devido_em: datetime
    vencido: bool = False
