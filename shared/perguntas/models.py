"""The shape of an open question: what was asked, about what, which answers end it."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from shared.kit.models import Document, Instant


class PerguntaStatus(StrEnum):
    ABERTA = "aberta"
    RESPONDIDA = "respondida"
    EXPIRADA = "expirada"
    CANCELADA = "cancelada"


class TipoPergunta(StrEnum):
    """`cancelar_o_que` is asked back when somebody writes only "CANCELAR" while another question is open."""

    CONFIRMACAO = "confirmacao"
    CANCELAR_O_QUE = "cancelar_o_que"
    LIVRE = "livre"


class Opcao(Document):
    """One answer: `id` is what comes back from a button, `numero` what may be typed instead."""

    id: Annotated[str, Field(max_length=100)]
    titulo: Annotated[str, Field(max_length=20)]
    numero: int


class Pergunta(Document):
    """`sobre` is the path of what it asks about; `fluxo` and `evento` the flow that an answer wakes, if any.

    Button payloads are `{pergunta id}:{opcao id}`, so an answer is bound to its question whatever else is open.
    """

    CONTAINER: ClassVar[str] = "perguntas"

    id: str
    v: int = 1
    status: PerguntaStatus = PerguntaStatus.ABERTA
    tipo: TipoPergunta
    cliente_id: str
    sobre: str
    texto: str
    opcoes: tuple[Opcao, ...] = ()
    fluxo: str | None = None
    evento: str | None = None
    resposta: str | None = None
    resposta_texto: str | None = None
    recebimento_id: str | None = None
    criada_em: Instant
    expira_em: Instant
    respondida_em: Instant | None = None
