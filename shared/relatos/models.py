"""The shapes of a relato: what comes in, what is stored, what a reader (model or rules) makes of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field

from shared.clientes.models import ClienteId
from shared.kit.models import Day, Document, Instant, Money, NewInput


class FormaPagamento(StrEnum):
    A_VISTA = "a_vista"
    PIX = "pix"
    CARTAO_CREDITO = "cartao_credito"
    CARTAO_DEBITO = "cartao_debito"
    BOLETO = "boleto"
    PARCELADO = "parcelado"
    FINANCIAMENTO = "financiamento"
    CONVENIO = "convenio"


# The fields that `campos_ausentes` may name, in the order of S0's answer.
MAY_LACK = (
    "data_conversa",
    "identidade_cliente",
    "identidade_atendente",
    "resumo_assunto",
    "valor_orcamento",
    "forma_pagamento",
    "informacoes_organizadas",
    "instrucoes_proximo_passo",
    "proximo_contato",
)


class Correcao(Document):
    """Who said what a field is instead of its reader, and when."""

    origem: str = "pessoa"
    por: str
    em: Instant


class Extracao(Document):
    """What was understood from a relato. Nothing here is guessed: what the text does not say is None or empty.

    `data_conversa` is local time, `YYYY-MM-DD HH:MM:SS`, or `YYYY-MM-DD` when the text gives no hour.
    `valor_orcamento` is BRL with two places. `proximo_contato` is the promised day, already computed.
    `evidencias` maps a field to the literal excerpt of the relato that supports it; `campos_ausentes` lists the
    fields the relato does not give; `descartados` lists the fields whose value had no support and was dropped.
    `correcoes` maps a field to who said since what it is.
    """

    data_conversa: str | None = None
    identidade_cliente: str | None = None
    identidade_atendente: str | None = None
    resumo_assunto: str = ""
    valor_orcamento: Money | None = None
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
    correcoes: dict[str, Correcao] = Field(default_factory=dict)
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


class ContatoSituacao(StrEnum):
    AGENDADO = "agendado"
    ENVIO_PEDIDO = "envio_pedido"
    TAREFA_CRIADA = "tarefa_criada"
    VENCIDO = "vencido"
    DISPENSADO = "dispensado"


class Contato(Document):
    """One planned contato: the nominal day of the cadence or promise, and the business day it really falls on.

    `motivo` is `cadencia` or `combinado`; a `vencido` one is only a record, nobody is contacted for it.
    """

    numero: int
    motivo: str
    data_nominal: date
    data_ajustada: date
    devido_em: Instant
    situacao: ContatoSituacao = ContatoSituacao.AGENDADO
    texto: str = ""

    @property
    def vencido(self) -> bool:
        return self.situacao is ContatoSituacao.VENCIDO


class Estrategia(Document):
    """The plan in words, as S0's free text (`texto`) and in parts; the days live in the contatos."""

    resumo: str
    personalizacao: str
    texto: str
    origem: str
    prompt: str | None = None


class RelatoStatus(StrEnum):
    RECEBIDO = "recebido"
    EXTRAIDO = "extraido"
    COM_ESTRATEGIA = "com_estrategia"
    EM_ACOMPANHAMENTO = "em_acompanhamento"
    ENCERRADO = "encerrado"
    FALHOU = "falhou"


class Resultado(StrEnum):
    """How a relato ended; `sem_resposta` may still become any of the others, `respondeu` an outcome."""

    RESPONDEU = "respondeu"
    CONVERTIDO = "convertido"
    PERDIDO = "perdido"
    SEM_INTERESSE = "sem_interesse"
    SEM_RESPOSTA = "sem_resposta"
    NAO_CONTATAR = "nao_contatar"


class TipoDesfecho(StrEnum):
    CONVERTIDO = "convertido"
    PERDIDO = "perdido"
    SEM_INTERESSE = "sem_interesse"


Texto = Annotated[str, Field(min_length=1, max_length=10_000)]
Linha = Annotated[str, Field(min_length=1, max_length=200)]


class NovoCliente(NewInput):
    """Who the relato is about, as far as the attendant says it."""

    nome: Linha | None = None
    telefone: Linha | None = None
    email: Linha | None = None


class NovoRelato(NewInput):
    """The body of `POST /relatos`. `data_referencia` is the local day that "amanhã" and the cadence count from.

    Without `cliente_id`, the cliente is found or made by the phone or e-mail of `cliente`, if there is one.
    With `contato_automatico` false the contatos stay the attendant's to make, whatever channel comes later.
    """

    texto: Texto
    cliente_id: ClienteId | None = None
    cliente: NovoCliente | None = None
    atendente: Linha | None = None
    data_referencia: Day | None = None
    contato_automatico: bool = False


class NovoDesfecho(NewInput):
    """The body of `POST /relatos/{id}/desfecho`; a lost quote says why."""

    tipo: TipoDesfecho
    motivo: Linha | None = None


class NovaResposta(NewInput):
    """The body of `POST /relatos/{id}/resposta`: the cliente answered, by whatever means."""

    canal: Linha = "outro"
    texto: Annotated[str, Field(max_length=4_000)] | None = None
    recebida_em: Instant | None = None


class Cliente(Document):
    nome: str | None = None
    telefone: str | None = None
    email: str | None = None


class Desfecho(Document):
    tipo: TipoDesfecho
    motivo: str | None = None
    registrado_em: Instant
    registrado_por: str


class Resposta(Document):
    canal: str
    texto: str | None = None
    recebida_em: Instant
    registrada_por: str


class Relato(Document):
    """The document. `base_dia` is the day the cadence counts from; `proximo_contato_em` is set while one is due.

    `conteudo` is the digest of what was posted: the same `Idempotency-Key` with another body is refused by it.
    `fluxo_encerrado` becomes true when the flow has acknowledged the end; until then the sweep wakes it again.
    `fluxo_obsoleto`: the days were planned anew, and the flow that still waits for the old ones is to be replaced.
    """

    CONTAINER: ClassVar[str] = "relatos"

    id: str
    v: int = 1
    status: RelatoStatus = RelatoStatus.RECEBIDO
    texto: str
    cliente_id: str | None = None
    cliente: Cliente = Cliente()
    atendente: str | None = None
    data_referencia: date
    contato_automatico: bool = False
    conteudo: str = ""
    traceparent: str = ""
    recebido_em: Instant
    atualizado_em: Instant
    base_dia: date | None = None
    extracao: Extracao | None = None
    estrategia: Estrategia | None = None
    contatos: tuple[Contato, ...] = ()
    proximo_contato_em: Instant | None = None
    desfecho: Desfecho | None = None
    resposta: Resposta | None = None
    resultado: Resultado | None = None
    encerrado_em: Instant | None = None
    fluxo_iniciado: bool = False
    fluxo_encerrado: bool = False
    fluxo_obsoleto: bool = False
    falhou_em_status: RelatoStatus | None = None

    @property
    def nome_cliente(self) -> str | None:
        """As the attendant typed it, else as the text says it."""
        return self.cliente.nome or (self.extracao.identidade_cliente if self.extracao else None)

    @property
    def resumo(self) -> str:
        return self.extracao.resumo_assunto if self.extracao else ""

    @property
    def nome_atendente(self) -> str | None:
        return self.atendente or (self.extracao.identidade_atendente if self.extracao else None)

    def updated(self, now: datetime, **changes: object) -> Self:
        return self.model_copy(update={**changes, "atualizado_em": now})

    def followed(self, now: datetime) -> Self:
        """In the hands of its flow, with the next contato in sight."""
        due = [contato.devido_em for contato in self.contatos if contato.situacao is ContatoSituacao.AGENDADO]
        return self.updated(
            now,
            status=RelatoStatus.EM_ACOMPANHAMENTO,
            fluxo_iniciado=True,
            proximo_contato_em=min(due, default=None),
        )

    def ended(self, now: datetime, resultado: Resultado) -> Self:
        """Closed: what was still planned is let go."""
        return self.updated(
            now,
            status=RelatoStatus.ENCERRADO,
            resultado=resultado,
            encerrado_em=self.encerrado_em or now,
            proximo_contato_em=None,
            contatos=tuple(_let_go(contato) for contato in self.contatos),
        )


def _let_go(contato: Contato) -> Contato:
    if contato.situacao is not ContatoSituacao.AGENDADO:
        return contato
    return contato.model_copy(update={"situacao": ContatoSituacao.DISPENSADO})
