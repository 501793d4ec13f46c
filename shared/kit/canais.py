"""The channels that messages come and go by, and what every adapter of one promises; no business word.

An adapter is told what to say to which address and tells what became of it; it decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from shared.kit.errors import RetornoError


class Provedor(StrEnum):
    """Who carries messages. `simulado` carries none and says so; `formulario` only brings them in."""

    SIMULADO = "simulado"
    META = "meta"
    BOTCONVERSA = "botconversa"
    ZAPI = "zapi"
    TWILIO = "twilio"
    TELEGRAM = "telegram"
    EMAIL = "email"
    FORMULARIO = "formulario"


@dataclass(frozen=True, slots=True)
class Botao:
    """A quick reply: `id` (≤ 256) comes back when it is pressed, `titulo` (≤ 20) is what people read. `numero` is what
    the words of the message say may be typed instead; None: they name none."""

    id: str
    titulo: str
    numero: int | None = None


@dataclass(frozen=True, slots=True)
class ModeloAprovado:
    """A template that the provider approved, by its name there; `variaveis` fill {{1}}, {{2}}, … in order."""

    nome: str
    idioma: str = "pt_BR"
    variaveis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saida:
    """What leaves. `endereco` is E.164, an e-mail, a Telegram chat id or a BSUID.

    With `modelo` a provider of templates sends that one and `texto` is what it reads as; the others send `texto`.
    `chave` is the envio's id: where the provider takes a reference or an idempotency key, it goes there.
    `resposta_a` is the provider's id of the message that this one answers.
    """

    chave: str
    endereco: str
    texto: str
    nome: str = ""
    assunto: str = ""
    botoes: tuple[Botao, ...] = ()
    modelo: ModeloAprovado | None = None
    resposta_a: str | None = None


@dataclass(frozen=True, slots=True)
class Aceite:
    """The provider took it. That is not a delivery. `provedor_id` is "" where the provider gives none."""

    provedor_id: str
    detalhe: Mapping[str, str] = field(default_factory=dict)


class FalhaDeEnvio(RetornoError):
    """A send that did not go well; `codigo` is the provider's own, for logs and the ledger, never shown to people."""

    status, slug, title = 502, "envio-falhou", "Envio não realizado"

    def __init__(self, detail: str | None = None, *, codigo: str = "") -> None:
        super().__init__(detail)
        self.codigo = codigo


class Incerto(FalhaDeEnvio):
    """It may have left (a timeout, a connection cut after the request): never repeated blindly."""

    slug, title = "envio-incerto", "Envio incerto"


class NaoAgora(FalhaDeEnvio):
    """Certainly not sent, and worth another try after `espera` (rate limits, pair rate, 5xx before acceptance)."""

    slug, title = "envio-adiado", "Envio adiado"

    def __init__(self, detail: str | None = None, *, codigo: str = "", espera: timedelta) -> None:
        super().__init__(detail, codigo=codigo)
        self.espera = espera


class ForaDaJanela(FalhaDeEnvio):
    """Certainly not sent: the 24-hour window is closed and only a template may leave."""

    slug, title = "fora-da-janela", "Fora da janela de 24 horas"


class PessoaRecusou(FalhaDeEnvio):
    """Certainly not sent: the person told the provider to stop; it belongs into our ledger too."""

    slug, title = "pessoa-recusou", "A pessoa pediu para não receber"


class EnderecoInvalido(FalhaDeEnvio):
    """Certainly not sent: nobody is reached at this address by this channel."""

    slug, title = "endereco-invalido", "Endereço não alcançado"


class Recusado(FalhaDeEnvio):
    """Certainly not sent, and no try will help before somebody mends the configuration (token, template, balance)."""

    slug, title = "provedor-recusou", "O provedor recusou"


class Carteiro(Protocol):
    """One provider with one conta's credentials. Nothing but the exceptions above is raised."""

    provedor: Provedor

    async def send(self, saida: Saida) -> Aceite: ...

    async def close(self) -> None: ...


class Situacao(StrEnum):
    """How far a message has come, as providers tell it."""

    ACEITO = "aceito"
    ENTREGUE = "entregue"
    LIDO = "lido"
    FALHOU = "falhou"


class TipoConteudo(StrEnum):
    TEXTO = "texto"
    BOTAO = "botao"
    AUDIO = "audio"
    IMAGEM = "imagem"
    OUTRO = "outro"


@dataclass(frozen=True, slots=True)
class Entrada:
    """One inbound message, whatever the provider: pure data out of a webhook's body.

    `provedor_id` is the provider's id of the message (its hash is the document's id); `endereco` how the person is
    reached by this channel (E.164, e-mail, chat id, BSUID or subscriber), `telefone` only where it is a phone.
    `botao` is the payload that was pressed; `em_resposta_a` the provider's id of our message that it answers.
    `campos` are fields that the flow's author sent along (S3's `nr_seq_agenda`, `id_tabela`). `midia` is where the
    audio is to be fetched. `em` is Unix seconds of the provider, 0 where it says none. `versao` tells apart
    what shares a `provedor_id` and is not the same, such as an edit. `bruto` is its part of the body, as text.
    """

    provedor: Provedor
    provedor_id: str
    endereco: str
    tipo: TipoConteudo = TipoConteudo.TEXTO
    texto: str = ""
    botao: str | None = None
    telefone: str | None = None
    nome: str | None = None
    assunto: str | None = None
    em_resposta_a: str | None = None
    midia: str | None = None
    campos: Mapping[str, str] = field(default_factory=dict)
    em: int = 0
    versao: str = ""
    bruto: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Recibo:
    """A provider's word on one of our messages, by its id there or by the `chave` it carried."""

    provedor: Provedor
    situacao: Situacao
    provedor_id: str = ""
    chave: str = ""
    codigo: str = ""
    em: int = 0


@dataclass(frozen=True, slots=True)
class Preferencia:
    """A person told the provider itself to stop or to resume (Meta's `user_preferences`)."""

    provedor: Provedor
    endereco: str
    sair: bool
    em: int = 0


Acontecimento = Entrada | Recibo | Preferencia
