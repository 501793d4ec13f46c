"""What the API shows of a cliente: S1's fields, S4's fields, and all of it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field, RootModel

from shared.clientes.models import (
    Canal,
    Cliente,
    Consentimento,
    GuardaLegal,
    Identificador,
    OptOut,
    Origem,
    PedidoOptOut,
)
from shared.kit.models import Document, Instant, Money

_CNPJ_LENGTH = 14


class ClienteS1(Document):
    """A cliente as S1 shows it. An id that was imported as a number is a number, ours are text."""

    id: Identificador
    nome: str
    email: str | None
    telefone: str | None
    canal_preferido: Canal
    data_criacao: Instant = Field(validation_alias="criado_em")


class ClienteResumo(ClienteS1):
    """One row of a page."""

    client_id: Identificador | None
    razao_social: str | None
    pipeline: str | None
    status: str | None
    opt_out: OptOut | None
    atualizado_em: Instant


class ClienteDetalhe(ClienteS1):
    """S1's fields first, then all that Retorno keeps. `email` and `telefone` are the first of their lists."""

    emails: tuple[str, ...]
    telefones: tuple[str, ...]
    documento: str | None
    responsavel_id: Identificador | None
    origem: Origem
    observacoes: str | None
    ids_externos: tuple[Identificador, ...]
    client_id: Identificador | None
    tenant_id: Identificador | None
    slug: str | None
    razao_social: str | None
    valor: Money | None
    vendedor: str | None
    cs: str | None
    status: str | None
    pipeline: str | None
    data_adesao: date | None
    data_start_onboarding: date | None
    data_end_onboarding: date | None
    data_cancelamento: date | None
    motivos_churn: str | None
    descricao_cancelamento: str | None
    consentimentos: tuple[Consentimento, ...]
    opt_out: OptOut | None
    opt_outs: tuple[PedidoOptOut, ...]
    guarda_legal: GuardaLegal | None
    atualizado_em: Instant


@dataclass(frozen=True, slots=True)
class ClienteS4:
    """A cliente as S4 shows it: days as midnights and instants, all local and without a zone; `tmo` in whole days.

    A dataclass, since 50,000 models would take ten times as long to make.
    """

    client_id: Identificador
    nome: str | None
    razao_social: str | None
    cnpj: str | None
    valor: float
    vendedor: str | None
    cs: str | None
    status: str | None
    pipeline: str | None
    data_adesao: str | None
    data_start_onboarding: str | None
    data_end_onboarding: str | None
    tmo: int | None
    data_cancelamento: str | None
    motivos_churn: str | None
    descricao_cancelamento: str | None
    criado_em: str | None
    atualizado_em: str | None


class ClientePagina(Document):
    itens: tuple[ClienteResumo, ...]
    cursor: str | None = None


class ListaClientes(RootModel[list[ClienteS1] | dict[str, ClienteS4] | ClientePagina]):
    """S1's list, S4's dict by client_id (by id for who has none), or a page: see `FiltroClientes`."""

    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)


def as_s1(cliente: Cliente) -> ClienteS1:
    return ClienteS1.model_validate(cliente, from_attributes=True)


def as_resumo(cliente: Cliente) -> ClienteResumo:
    return ClienteResumo.model_validate(cliente, from_attributes=True)


def as_s4(cliente: Cliente, zone: ZoneInfo) -> ClienteS4:
    return ClienteS4(
        client_id=cliente.client_id or cliente.id,
        nome=cliente.nome,
        razao_social=cliente.razao_social,
        cnpj=_cnpj(cliente.documento),
        valor=float(cliente.valor or 0),
        vendedor=cliente.vendedor,
        cs=cliente.cs,
        status=cliente.status,
        pipeline=cliente.pipeline,
        data_adesao=_midnight(cliente.data_adesao),
        data_start_onboarding=_midnight(cliente.data_start_onboarding),
        data_end_onboarding=_midnight(cliente.data_end_onboarding),
        tmo=_tmo(cliente.data_start_onboarding, cliente.data_end_onboarding),
        data_cancelamento=_midnight(cliente.data_cancelamento),
        motivos_churn=cliente.motivos_churn,
        descricao_cancelamento=cliente.descricao_cancelamento,
        criado_em=_naive(cliente.criado_em, zone),
        atualizado_em=_naive(cliente.atualizado_em, zone),
    )


def s4_key(cliente: Cliente) -> str:
    return cliente.client_id or cliente.id


def _cnpj(documento: str | None) -> str | None:
    return documento if documento and len(documento) == _CNPJ_LENGTH else None


def _midnight(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00" if day else None


def _naive(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")


def _tmo(start: date | None, end: date | None) -> int | None:
    """Days of onboarding; none when it has not ended, or ended before it began, which is an error of the CRM."""
    return (end - start).days if start and end and end >= start else None
