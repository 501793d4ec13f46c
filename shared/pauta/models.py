"""The morning brief as it is shown: ranked actions, totals by group, and what was left out."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.clientes.models import Identificador
from shared.kit.models import Document, Instant, Money, QueryInput


class TipoAcao(StrEnum):
    """`orcamento` is a quote that somebody may still say yes to; `atendimento` an appointment that is not confirmed,
    or an hour that became free; `chamado` one whose deadline passed or ends today; `cliente` one whose saúde fell;
    `tarefa` whatever else falls due."""

    ORCAMENTO = "orcamento"
    ATENDIMENTO = "atendimento"
    CHAMADO = "chamado"
    CLIENTE = "cliente"
    TAREFA = "tarefa"


class Urgencia(StrEnum):
    ATRASADO = "atrasado"
    HOJE = "hoje"
    EM_BREVE = "em_breve"


class Gravidade(StrEnum):
    """`critica` is a chamado of that priority; `alta` one of that priority, a day that was promised to somebody, a
    cliente that fell to Crítico, more clientes than a day takes, an appointment that only a call can still confirm."""

    NORMAL = "normal"
    ALTA = "alta"
    CRITICA = "critica"


class FiltroPauta(QueryInput):
    """The query of `GET /resumo-do-dia`."""

    limite: Annotated[int, Field(ge=1, le=100)] = 20


class Acao(Document):
    """One matter, told once however many documents speak of it. `pontos` is why it stands where it stands
    (`pauta.ordem`); `valor_em_risco` None: nobody knows of any money. `quando` is `prazo` in words of today.
    `responsavel` is the attendant, or the cliente's CS. `link` is the route of what it is about."""

    posicao: int
    tipo: TipoAcao
    titulo: str
    motivo: str
    urgencia: Urgencia
    gravidade: Gravidade
    pontos: int
    valor_em_risco: Money | None
    prazo: Instant
    quando: str
    responsavel: str | None
    cliente: str | None
    link: str
    tarefa_id: str | None
    relato_id: str | None
    chamado_id: Identificador | None
    atendimento_id: Identificador | None
    cliente_id: Identificador | None


class Grupo(Document):
    """Of one type, those left out too. `parcial`: there are more than were read, and `valor_em_risco` is of those."""

    tipo: TipoAcao
    nome: str
    quantos: int
    mostrados: int
    valor_em_risco: Money
    parcial: bool


class ResumoDoDia(Document):
    """`quantos` and `valor_em_risco` are of all groups; `de_fora` is how many `acoes` does not show."""

    dia: date
    fuso: str
    saudacao: str
    quantos: int
    atrasados: int
    valor_em_risco: Money
    grupos: tuple[Grupo, ...]
    acoes: tuple[Acao, ...]
    de_fora: int
