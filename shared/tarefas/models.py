"""The shapes of a tarefa: the document, the filter of the list, the note that ends it."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from shared.kit.models import Day, Document, Instant, Money, NewInput, QueryInput


class TarefaStatus(StrEnum):
    ABERTA = "aberta"
    CONCLUIDA = "concluida"
    DISPENSADA = "dispensada"


class TipoTarefa(StrEnum):
    """`contato` is to get back to somebody; `prazo` a chamado whose deadline is near or over;
    `atendimento` an appointment that a person must see to; `vaga` an hour that became free; `saude` a
    cliente whose score fell, or without a cliente all who fell and wait for theirs; the others come from what somebody
    wrote to us."""

    CONTATO = "contato"
    RESPONDER = "responder"
    NUMERO_ERRADO = "numero_errado"
    PRAZO = "prazo"
    ATENDIMENTO = "atendimento"
    VAGA = "vaga"
    SAUDE = "saude"


class Tarefa(Document):
    """`texto_sugerido` is only a suggestion: nothing is sent. `motivo` says why it exists: `cadencia`, `combinado`,
    or what an inbound message asks for. `explicacao` is why a person must do what is otherwise done by itself.

    `interessados` are the atendimentos of who wanted the hour that became free, `horario_id` is that hour's.
    At `vale_ate` the hour that it is about is past, nothing can be done about it any more, and it is let go.
    `mensagem` is what the person wrote in `recebimento_id`. `relato_id` and `numero` are those of a contato.
    `valor` is what is at risk, a month. `dispensada` means that it became pointless: the cliente answered or
    recovered, the relato got its outcome, the hour is over.
    """

    CONTAINER: ClassVar[str] = "tarefas"

    id: str
    v: int = 1
    status: TarefaStatus = TarefaStatus.ABERTA
    tipo: TipoTarefa = TipoTarefa.CONTATO
    relato_id: str | None = None
    chamado_id: str | None = None
    atendimento_id: str | None = None
    cliente_id: str | None = None
    recebimento_id: str | None = None
    horario_id: str | None = None
    numero: int = 0
    motivo: str
    explicacao: str | None = None
    cliente: str | None = None
    telefone: str | None = None
    email: str | None = None
    atendente: str | None = None
    assunto: str = ""
    mensagem: str | None = None
    texto_sugerido: str = ""
    valor: Money | None = None
    interessados: tuple[str, ...] = ()
    vence_em: Instant
    vale_ate: Instant | None = None
    criada_em: Instant
    concluida_em: Instant | None = None
    concluida_por: str | None = None
    observacao: str | None = None


class FiltroTarefas(QueryInput):
    """The query of `GET /tarefas`: earliest due first; `vence_ate` is a local day, inclusive.

    `atendente` is the whole name, whatever its accents and capitals.
    """

    status: TarefaStatus | None = TarefaStatus.ABERTA
    tipo: TipoTarefa | None = None
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
