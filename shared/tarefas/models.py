"""The shapes of a tarefa: the document, the filter of the list, the note that ends it."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from shared.kit.models import Day, Document, Instant, NewInput, QueryInput


class TarefaStatus(StrEnum):
    ABERTA = "aberta"
    CONCLUIDA = "concluida"
    DISPENSADA = "dispensada"


class Tarefa(Document):
    """`texto_sugerido` is only a suggestion: nothing is sent. `motivo` says why it exists (`cadencia`, `combinado`).

    `dispensada` means that it became pointless: the cliente answered or the relato got its outcome.
    """

    CONTAINER: ClassVar[str] = "tarefas"

    id: str
    v: int = 1
    status: TarefaStatus = TarefaStatus.ABERTA
    relato_id: str
    cliente_id: str | None = None
    numero: int
    motivo: str
    cliente: str | None = None
    telefone: str | None = None
    email: str | None = None
    atendente: str | None = None
    assunto: str = ""
    texto_sugerido: str
    vence_em: Instant
    criada_em: Instant
    concluida_em: Instant | None = None
    concluida_por: str | None = None
    observacao: str | None = None


class FiltroTarefas(QueryInput):
    """The query of `GET /tarefas`: earliest due first; `vence_ate` is a local day, inclusive.

    `atendente` is the whole name, whatever its accents and capitals.
    """

    status: TarefaStatus | None = TarefaStatus.ABERTA
    atendente: str | None = None
    relato_id: str | None = None
    cliente_id: str | None = None
    vence_ate: Day | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: str | None = None


class Conclusao(NewInput):
    """The body of `POST /tarefas/{id}/concluir`."""

    observacao: Annotated[str, Field(max_length=2_000)] | None = None


class TarefaPage(Document):
    itens: tuple[Tarefa, ...]
    cursor: str | None = None
