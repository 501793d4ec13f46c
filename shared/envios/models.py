"""The envio document, what is asked of the gate, and a decision with its reasons."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field

from shared.clientes.models import ClienteId, Finalidade
from shared.kit.canais import Provedor
from shared.kit.models import Day, Document, Instant, NewInput, QueryInput

Texto = Annotated[str, Field(min_length=1, max_length=4_096)]
Curto = Annotated[str, Field(min_length=1, max_length=200)]
# An instant that somebody sends: near enough that zones and days around it stay within the calendar.
Quando = Annotated[Instant, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2199, 12, 31, tzinfo=UTC))]
Chave = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_.:-]+$")]


class EnvioStatus(StrEnum):
    """`agendado` waits for `nao_antes_de`; `incerto` may have left and is never repeated by itself."""

    AGENDADO = "agendado"
    ENVIANDO = "enviando"
    ACEITO = "aceito"
    ENTREGUE = "entregue"
    LIDO = "lido"
    FALHOU = "falhou"
    INCERTO = "incerto"
    RECUSADO = "recusado"
    CANCELADO = "cancelado"


# Providers' words move an envio forward only, in this order.
FORWARD = (EnvioStatus.ENVIANDO, EnvioStatus.ACEITO, EnvioStatus.ENTREGUE, EnvioStatus.LIDO)
WAITING = (EnvioStatus.AGENDADO, EnvioStatus.ENVIANDO)


class Motivo(StrEnum):
    """Why the gate refuses or puts off; each has a sentence in Portuguese (`decisao.SENTENCES`).

    `ainda_nao` only puts off: it was asked for later, and then it may leave.
    """

    OPT_OUT = "opt_out"
    SUPRIMIDO = "suprimido"
    SEM_CONSENTIMENTO = "sem_consentimento"
    DUPLICADO = "duplicado"
    FORA_DO_HORARIO = "fora_do_horario"
    FERIADO = "feriado"
    FREQUENCIA = "frequencia"
    FORA_DA_JANELA = "fora_da_janela"
    SEM_MODELO = "sem_modelo"
    SEM_CANAL = "sem_canal"
    SEM_ENDERECO = "sem_endereco"
    TARDE_DEMAIS = "tarde_demais"
    CANCELADO = "cancelado"
    AINDA_NAO = "ainda_nao"
    PROVEDOR = "provedor"


class Acao(StrEnum):
    ENVIAR = "enviar"
    USAR_MODELO = "usar_modelo"
    ADIAR = "adiar"
    RECUSAR = "recusar"


class PassoDecisao(Document):
    """One rule that was asked, in order: whether it let the envio pass, and why in a pt-BR sentence without names."""

    regra: str
    passou: bool
    explicacao: str


class Decisao(Document):
    """What the gate says at `em`; `ate` is when to ask again; `passos` are the rules asked, the deciding one last."""

    acao: Acao
    motivo: Motivo | None = None
    ate: Instant | None = None
    provedor: Provedor | None = None
    passos: tuple[PassoDecisao, ...] = ()
    em: Instant


class BotaoEnvio(NewInput):
    """`numero` is what `texto` says may be typed instead; where it names none, channels without buttons count them."""

    id: Annotated[str, Field(min_length=1, max_length=256)]
    titulo: Annotated[str, Field(min_length=1, max_length=20)]
    numero: Annotated[int, Field(ge=0, le=99)] | None = None


class PedidoEnvio(NewInput):
    """The body of `POST /envios`. `chave` makes it one: the same key never leaves twice.

    `resposta` marks a reply to what the person wrote within the last 24 hours, which is exempt from hours and
    frequency. `modelo` names one of the conta's; without it the gate takes the conta's for `finalidade` where only a
    template may leave. Nothing leaves after `nao_depois_de` (a reminder must not pass its appointment).
    """

    chave: Chave
    cliente_id: ClienteId
    finalidade: Annotated[Finalidade, Field(strict=False)]
    texto: Texto
    assunto: Curto | None = None
    botoes: Annotated[tuple[BotaoEnvio, ...], Field(max_length=3, strict=False)] = ()
    modelo: Curto | None = None
    variaveis: Annotated[dict[Curto, Curto], Field(max_length=20)] = Field(default_factory=dict)
    canal: Annotated[Provedor, Field(strict=False)] | None = None
    resposta: bool = False
    resposta_a: Curto | None = None
    nao_antes_de: Quando | None = None
    nao_depois_de: Quando | None = None


class NovoEnvio(PedidoEnvio):
    """What a feature asks for. With `acuse` a reply is the one that says that an opt-out was heard: the only message
    that may follow one, and nobody's to ask for from outside. `fuso` is the zone whose hours bind it, where that is
    not the conta's."""

    acuse: bool = False
    relato_id: Curto | None = None
    chamado_id: Curto | None = None
    atendimento_id: Curto | None = None
    pergunta_id: Curto | None = None
    fuso: Curto | None = None


class Passagem(Document):
    """One line of the ledger of an envio: the state it came to, when, by whom, with the provider's code."""

    status: EnvioStatus
    em: Instant
    por: str
    codigo: str = ""


class Envio(Document):
    """Outbox and ledger in one. The id is `digest_id(conta, "envios", chave)`; `texto` goes with its retention.

    `tentativas` are calls that reached a provider; `provedor_id` finds it again when statuses come. `texto_enviado` is
    what the person reads. `enviando_desde` is of the real clock: since when a worker has it. `janela_fechada_em` is
    when a provider said that its 24-hour window is closed. `falhas` are the times that the queue gave it up.
    `desistido_em` is since when its reason is gone although a provider had it: no try ever follows.
    """

    CONTAINER: ClassVar[str] = "envios"

    id: str
    v: int = 1
    status: EnvioStatus = EnvioStatus.AGENDADO
    chave: str
    cliente_id: str
    finalidade: Finalidade
    texto: str
    assunto: str | None = None
    botoes: tuple[BotaoEnvio, ...] = ()
    modelo: str | None = None
    variaveis: dict[str, str] = Field(default_factory=dict)
    canal: Provedor | None = None
    resposta: bool = False
    acuse: bool = False
    resposta_a: str | None = None
    nao_antes_de: Instant
    nao_depois_de: Instant | None = None
    relato_id: str | None = None
    chamado_id: str | None = None
    atendimento_id: str | None = None
    pergunta_id: str | None = None
    fuso: str | None = None
    decisao: Decisao | None = None
    provedor: Provedor | None = None
    provedor_id: str | None = None
    provedores_tentados: tuple[Provedor, ...] = ()
    tentativas: int = 0
    texto_enviado: str | None = None
    enviando_desde: Instant | None = None
    desistido_em: Instant | None = None
    janela_fechada_em: Instant | None = None
    falhas: int = 0
    historico: tuple[Passagem, ...] = ()
    criado_por: str
    criado_em: Instant
    atualizado_em: Instant
    conteudo: str = ""
    traceparent: str = ""

    def moved(
        self, status: EnvioStatus, now: datetime, *, por: str, codigo: str = "", **changes: object
    ) -> Self:
        """In a new state, with its line in the ledger."""
        line = Passagem(status=status, em=now, por=por, codigo=codigo)
        update = {**changes, "status": status, "historico": (*self.historico, line), "atualizado_em": now}
        return self.model_copy(update=update)


class FiltroEnvios(QueryInput):
    """The query of `GET /envios`: newest first; days are local, inclusive, and of when it was asked for. `provedor` is
    who carried it or has it."""

    status: EnvioStatus | None = None
    cliente_id: ClienteId | None = None
    relato_id: Curto | None = None
    finalidade: Finalidade | None = None
    provedor: Provedor | None = None
    de: Day | None = None
    ate: Day | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None
