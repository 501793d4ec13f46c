"""The recebimento document: an inbound message as it came, who it is from, and where it was routed."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field

from shared.atendimentos.classe import RespostaLida
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.models import Document, Instant, QueryInput, SourceInput

# Among `campos`: the sender is only what somebody wrote there.
NAO_COMPROVADO = "remetente_nao_comprovado"
# The same, with the flow's name: it answers what a flow of another system asked.
DE_FLUXO = "fluxo"


class RecebimentoStatus(StrEnum):
    """`recebido` waits for the worker, `encaminhado` was routed, `ignorado` needs nobody (a loop, an own message)."""

    RECEBIDO = "recebido"
    ENCAMINHADO = "encaminhado"
    IGNORADO = "ignorado"
    FALHOU = "falhou"


class Destino(StrEnum):
    """Where it went: the first that fits, in this order."""

    OPT_OUT = "opt_out"
    VOLTAR = "voltar"
    NUMERO_ERRADO = "numero_errado"
    PERGUNTA = "pergunta"
    ATENDIMENTO = "atendimento"
    ACOMPANHAMENTO = "acompanhamento"
    CHAMADO = "chamado"


class Recebimento(Document):
    """The id is `{provedor}:hmac(provider's id)`, so each message is stored once however often it comes.

    `bruto` (the raw body's part of it) lives 7 days in a document of its own, `{id}:bruto`. `transcricao` is what an
    audio said, `lida` how it was read as an answer about an appointment, `perguntas` the questions that it may answer,
    of several. `resposta_chave` is the key of the one envio that answers it.
    """

    CONTAINER: ClassVar[str] = "recebimentos"

    id: str
    v: int = 1
    status: RecebimentoStatus = RecebimentoStatus.RECEBIDO
    provedor: Provedor
    provedor_id: str
    tipo: TipoConteudo
    endereco: str
    telefone: str | None = None
    nome: str | None = None
    texto: str = ""
    botao: str | None = None
    assunto: str | None = None
    em_resposta_a: str | None = None
    midia: str | None = None
    transcricao: str | None = None
    campos: dict[str, str] = Field(default_factory=dict)
    cliente_id: str | None = None
    destino: Destino | None = None
    destino_id: str | None = None
    lida: RespostaLida | None = None
    perguntas: tuple[str, ...] = ()
    resposta_chave: str | None = None
    enviado_em: Instant | None = None
    recebido_em: Instant
    atualizado_em: Instant
    traceparent: str = ""


class FiltroRecebimentos(QueryInput):
    """The query of `GET /recebimentos`: newest first."""

    cliente_id: Annotated[str, Field(max_length=100)] | None = None
    status: RecebimentoStatus | None = None
    destino: Destino | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None


class DesafioMeta(SourceInput):
    """The query by which Meta makes sure that an address is ours."""

    mode: Annotated[str, Field(alias="hub.mode", max_length=500)] = ""
    token: Annotated[str, Field(alias="hub.verify_token", max_length=500)] = ""
    challenge: Annotated[str, Field(alias="hub.challenge", max_length=500)] = ""


Bruto = dict[str, Any]
