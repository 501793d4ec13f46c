"""The shape of an open question: what was asked, about what, which answers end it."""

from dataclasses import dataclass
from datetime import datetime
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
    """`cancelar_o_que` is asked back when somebody writes only "CANCELAR"; `qual` when an answer may be to several;
    `resolveu` whether an answer to a chamado was of use; `horario` which of some hours."""

    CONFIRMACAO = "confirmacao"
    CANCELAR_O_QUE = "cancelar_o_que"
    QUAL = "qual"
    RESOLVEU = "resolveu"
    HORARIO = "horario"
    LIVRE = "livre"


class Opcao(Document):
    """One answer: `id` is what comes back from a button, `numero` what may be typed instead."""

    id: Annotated[str, Field(max_length=100)]
    titulo: Annotated[str, Field(max_length=20)]
    numero: int


# Asked about what somebody just wrote: while one is open, what is typed is its answer.
ASKED_BACK = (TipoPergunta.CANCELAR_O_QUE, TipoPergunta.QUAL, TipoPergunta.HORARIO)


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

    def is_open(self, now: datetime) -> bool:
        return self.status is PerguntaStatus.ABERTA and now < self.expira_em

    def payload(self, opcao: Opcao) -> str:
        """What the button of this answer brings back."""
        return f"{self.id}:{opcao.id}"

    def opcao(self, opcao_id: str) -> Opcao | None:
        return next((one for one in self.opcoes if one.id == opcao_id), None)


@dataclass(frozen=True, slots=True)
class NovaPergunta:
    """What a feature asks. The same `chave` is the same pergunta, however often it is asked."""

    chave: str
    tipo: TipoPergunta
    cliente_id: str
    sobre: str
    texto: str
    expira_em: datetime
    opcoes: tuple[Opcao, ...] = ()
    fluxo: str | None = None
    evento: str | None = None


@dataclass(frozen=True, slots=True)
class RespostaDada:
    """What somebody answered: the option, and the words and the recebimento that it came in."""

    opcao: str
    texto: str
    recebimento_id: str
