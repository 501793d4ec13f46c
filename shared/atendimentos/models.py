"""The atendimento document: an appointment with who comes, what was sent about it and what came back."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from shared.atendimentos.classe import RespostaLida
from shared.clientes.models import ClienteId, Codigo, Email, Telefone
from shared.kit.models import Day, Document, Instant, NewInput, QueryInput, SourceInput

Nome = Annotated[str, Field(min_length=1, max_length=200)]
Curto = Annotated[str, Field(max_length=200)]
Prosa = Annotated[str, Field(max_length=2_000)]


class StatusConfirmacao(StrEnum):
    """S3's, and what became of the appointment in the end. `reagendar`: another time is wanted, none is agreed yet."""

    PENDENTE = "pendente"
    CONFIRMADO = "confirmado"
    CANCELADO = "cancelado"
    SEM_RESPOSTA = "sem_resposta"
    REAGENDAR = "reagendar"
    REALIZADO = "realizado"
    FALTOU = "faltou"


# In these nobody is asked or reminded any more.
ENDED = (StatusConfirmacao.CANCELADO, StatusConfirmacao.REALIZADO, StatusConfirmacao.FALTOU)
# In these the person is still to say whether they come.
ASKING = (StatusConfirmacao.PENDENTE, StatusConfirmacao.SEM_RESPOSTA)


class TipoAviso(StrEnum):
    """In their order; `ultimo` is also for who confirmed, as a plain notice."""

    CONFIRMACAO = "confirmacao"
    LEMBRETE = "lembrete"
    ULTIMO = "ultimo"


class Aviso(Document):
    """One message about it: `chave` of the envio, `versao` of the time that it spoke of; what `voltou` never left."""

    tipo: TipoAviso
    versao: int
    chave: str
    em: Instant
    texto: str = ""
    voltou: bool = False


class Resposta(Document):
    """One answer: as it was written, as it was read, whether it changed anything."""

    lida: RespostaLida
    texto: str
    recebimento_id: str
    em: Instant
    aplicada: bool


class Mudanca(Document):
    """One line of the history: which field became what, when, by whom, why."""

    campo: str
    de: str | None
    para: str | None
    em: Instant
    por: str
    motivo: str = ""


class Atendimento(Document):
    """`agenda_id` is the number in the hospital's own system (`nr_seq_agenda`), `cliente_id` who gets the messages:
    for a child, who answers for it. `versao` counts the times that its hour changed: what speaks of an older one is
    stale. `fuso` is where it takes place. `pergunta_id` is the open question about it. The flow is told apart by id
    alone; `fluxo_iniciado` says that it was started, `fluxo_encerrado` that it has ended.
    `proximo_em` is by when something is to happen about it: what is later than that lost its flow, and is swept.
    `proximo_ato` is what, by the name of its `lembretes.Ato`; None where nobody knows yet.
    `paciente_id` is the cliente who comes, which `cliente_id` is too but for a child.
    `agenda_em` is the hour that the hospital's system told last, `conteudo` the digest of the body that said so.
    `bloqueado_em` marks one that is kept for the law alone.
    `id_externo` is what a migrated one was known by.
    """

    CONTAINER: ClassVar[str] = "atendimentos"

    id: str
    v: int = 1
    agenda_id: str | None = None
    agenda_em: Instant | None = None
    id_externo: str | None = None
    cliente_id: str | None = None
    paciente_id: str | None = None
    nome_paciente: str
    telefone: str | None = None
    email: str | None = None
    subscriber_id: str | None = None
    nome_medico: str = ""
    especialidade: str = ""
    procedimento: str = ""
    local: str = ""
    observacoes: str = ""
    data_consulta: Instant
    fuso: str
    duracao_min: int = 30
    versao: int = 1
    status_confirmacao: StatusConfirmacao = StatusConfirmacao.PENDENTE
    quer_antes: bool = False
    avisos: tuple[Aviso, ...] = ()
    respostas: tuple[Resposta, ...] = ()
    historico: tuple[Mudanca, ...] = ()
    pergunta_id: str | None = None
    perguntou_em: Instant | None = None
    respondido_em: Instant | None = None
    escalado_em: Instant | None = None
    encerrado_em: Instant | None = None
    bloqueado_em: Instant | None = None
    fluxo_iniciado: bool = False
    fluxo_encerrado: bool = False
    proximo_em: Instant | None = None
    proximo_ato: str | None = None
    criado_em: Instant
    criado_por: str
    atualizado_em: Instant
    conteudo: str = ""
    traceparent: str = ""

    @property
    def is_asking(self) -> bool:
        return self.status_confirmacao in ASKING

    @property
    def is_over(self) -> bool:
        return self.status_confirmacao in ENDED

    def updated(self, now: datetime, **changes: object) -> Self:
        return self.model_copy(update={**changes, "atualizado_em": now})


def _written(value: object) -> object:
    """ISO 8601 or as people write it. A day alone is no hour, and a bare number is neither."""
    if isinstance(value, datetime):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if found := _BRAZILIAN.fullmatch(text):
        return f"{found['ano']}-{found['mes']:0>2}-{found['dia']:0>2}T{found['hora']}"
    if not _WITH_HOUR.match(text):
        raise ValueError("deve ser data e hora, como 2027-03-11T14:30")
    return text


_WITH_HOUR = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}", re.IGNORECASE)
_BRAZILIAN = re.compile(
    r"(?P<dia>[0-9]{1,2})/(?P<mes>[0-9]{1,2})/(?P<ano>[0-9]{4}) +(?:às +)?(?P<hora>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
)
# With a zone it is as given; without one local at the place of the appointment (see `horas.py`).
DataHora = Annotated[datetime, BeforeValidator(_written)]


class NovoAtendimento(SourceInput):
    """The body of `POST /atendimentos`, S3's names. What is null or blank says nothing."""

    nome_paciente: Nome
    telefone: Telefone | None = None
    email: Email | None = None
    cliente_id: ClienteId | None = None
    nome_medico: Curto = ""
    especialidade: Curto = ""
    procedimento: Curto = ""
    local: Curto = ""
    observacoes: Prosa = ""
    data_consulta: DataHora
    fuso: Annotated[str, Field(max_length=64)] | None = None
    duracao_min: Annotated[int, Field(ge=5, le=1_440)] = 30
    nr_seq_agenda: Codigo | None = None
    subscriber_id: Codigo | None = None
    quer_antes: bool = False

    @model_validator(mode="before")
    @classmethod
    def _said(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        said = {name: one for name, one in value.items() if one is not None and one != ""}
        is_number = isinstance(said.get("telefone"), int) and not isinstance(said["telefone"], bool)
        return said | {"telefone": str(said["telefone"])} if is_number else said


class MudancaAtendimento(NewInput):
    """The body of `PATCH /atendimentos/{id}`: what is absent stays as it is; a phone or e-mail may be taken away."""

    nome_paciente: Nome | None = None
    telefone: Telefone | None = None
    email: Email | None = None
    nome_medico: Curto | None = None
    especialidade: Curto | None = None
    procedimento: Curto | None = None
    local: Curto | None = None
    observacoes: Prosa | None = None
    duracao_min: Annotated[int, Field(ge=5, le=1_440)] | None = None
    quer_antes: bool | None = None

    def changes(self) -> dict[str, Any]:
        """What was sent; null says nothing but of a way to reach them."""
        sent = self.model_dump(exclude_unset=True)
        return {name: one for name, one in sent.items() if one is not None or name in ("telefone", "email")}


class Remarcacao(NewInput):
    """The body of `POST /atendimentos/{id}/remarcar`."""

    data_consulta: Annotated[DataHora, Field(strict=False)]
    motivo: Annotated[str, Field(max_length=500)] = ""


class MudancaStatusAtendimento(NewInput):
    """The body of `POST /atendimentos/{id}/status`: what somebody of the conta knows: it was cancelled by phone, the
    person came, or did not."""

    status: Annotated[StatusConfirmacao, Field(strict=False)]
    motivo: Annotated[str, Field(max_length=500)] = ""


class FiltroAtendimentos(QueryInput):
    """The query of `GET /atendimentos`: by local day, in the order of the appointments."""

    de: Day | None = None
    ate: Day | None = None
    nome_medico: Curto | None = None
    status: StatusConfirmacao | None = None
    cliente_id: ClienteId | None = None
    nr_seq_agenda: Codigo | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None
