"""The day of a clinic as its front desk looks at it; apart from `views` as the conta's rules have a say in it."""

from datetime import date

from pydantic import AwareDatetime

from shared.atendimentos.models import Curto, StatusConfirmacao
from shared.clientes.models import Identificador
from shared.kit.models import Day, Document, Instant, QueryInput


class FiltroDia(QueryInput):
    """The query of `GET /atendimentos/dia`: a local day of the conta, today where none is named."""

    dia: Day | None = None
    nome_medico: Curto | None = None


class Horario(Document):
    """One appointment of the day. `silencioso`: asked, and not a word within the conta's hours of silence; `tardia`:
    the last word came within the hours of the last notice, or too late to count; `sem_contato`: nobody could be asked.
    `preparo` is what the conta asks of who comes, `preparo_avisado` whether they were told."""

    id: Identificador
    data_consulta: AwareDatetime
    hora: str
    duracao_min: int
    nome_paciente: str
    telefone: str | None
    nome_medico: str
    especialidade: str
    procedimento: str
    local: str
    status_confirmacao: StatusConfirmacao
    situacao: str
    perguntou_em: Instant | None
    respondido_em: Instant | None
    proximo_em: Instant | None
    silencioso: bool
    tardia: bool
    sem_contato: bool
    escalado: bool
    preparo: str | None
    preparo_avisado: bool


class ProfissionalNoDia(Document):
    """`marcados` are all but the cancelled ones."""

    nome_medico: str
    marcados: int
    confirmados: int


class DiaDeAtendimentos(Document):
    """`itens` in the order of their hours; `por_status` counts every state, `grupos` names whose are in it, in that
    same order. `silenciosos`, `tardias` and `sem_contato` name those that somebody should look at."""

    dia: date
    fuso: str
    total: int
    por_status: dict[str, int]
    grupos: dict[str, tuple[Identificador, ...]]
    silenciosos: tuple[Identificador, ...]
    tardias: tuple[Identificador, ...]
    sem_contato: tuple[Identificador, ...]
    profissionais: tuple[ProfissionalNoDia, ...]
    itens: tuple[Horario, ...]
