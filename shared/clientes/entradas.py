"""What the routes of clientes are sent: S1's body and S4's query leniently, our own to the letter."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, field_validator, model_validator

from shared.clientes.adesao import S4_NAMES, FiltroAdesao
from shared.clientes.models import (
    BaseLegal,
    CamposCrm,
    Canal,
    ClienteId,
    Documento,
    Email,
    Finalidade,
    Linha,
    Prosa,
    Telefone,
)
from shared.clientes.store import Ordem
from shared.kit.brasil import phone_key
from shared.kit.models import Day, NewInput, QueryInput, SourceInput

_S1_MOST = 1000
Telefones = Annotated[tuple[Telefone, ...], Field(max_length=10)]
Emails = Annotated[tuple[Email, ...], Field(max_length=10)]
Evidencia = Annotated[str, Field(min_length=1, max_length=200)]


def distinct_phones(telefones: tuple[str, ...]) -> tuple[str, ...]:
    """Each phone once, as it was spelled first."""
    return tuple({phone_key(one): one for one in reversed(telefones)}.values())[::-1]


class ClienteNovo(CamposCrm, SourceInput):
    """The body of `POST /clientes`: S1's `nome`, `email`, `telefone`, `canal_preferido`, and what Retorno adds.

    `telefone` and `email` are the main ones and come before those of the lists. Blank texts count as absent.
    """

    nome: Linha
    email: Email | None = None
    telefone: Telefone | None = None
    canal_preferido: Canal = Canal.SITE
    telefones: Telefones = ()
    emails: Emails = ()
    documento: Documento | None = None
    responsavel_id: ClienteId | None = None
    observacoes: Prosa | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if not _is_blank(value)}

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.all_emails or self.all_telefones or self.documento):
            raise ValueError("deve trazer ao menos um e-mail, um telefone ou um documento")
        return self

    @property
    def all_telefones(self) -> tuple[str, ...]:
        return distinct_phones((self.telefone, *self.telefones) if self.telefone else self.telefones)

    @property
    def all_emails(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.email, *self.emails) if self.email else self.emails))


class AlteracaoCliente(CamposCrm, NewInput):
    """The body of `PATCH /clientes/{id}`: what is absent stays, null empties, a list replaces the whole list."""

    nome: Linha | None = None
    telefones: Telefones | None = None
    emails: Emails | None = None
    documento: Documento | None = None
    canal_preferido: Canal | None = None
    responsavel_id: ClienteId | None = None
    observacoes: Prosa | None = None

    @field_validator("nome", "telefones", "emails", "canal_preferido")
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("não pode ser nulo")
        return value

    def changes(self) -> dict[str, Any]:
        """The fields that were sent."""
        found: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if self.telefones is not None:
            found["telefones"] = distinct_phones(self.telefones)
        if self.emails is not None:
            found["emails"] = tuple(dict.fromkeys(self.emails))
        return found


class BuscaCliente(NewInput):
    """The body of `POST /clientes/buscar`: personal data stays out of addresses and access logs.

    All that is given must fit. `cursor` goes on where a page of names ended.
    """

    telefone: Telefone | None = None
    email: Email | None = None
    documento: Documento | None = None
    nome: Annotated[str, Field(min_length=2, max_length=200)] | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not (self.telefone or self.email or self.documento or self.nome):
            raise ValueError("deve trazer telefone, e-mail, documento ou nome")
        return self


class NovaMescla(NewInput):
    duplicado_id: ClienteId


class NovoConsentimento(NewInput):
    """One line for the ledger; `evidencia` is the id of what proves it, such as a message's."""

    finalidade: Finalidade
    concedido: bool
    base_legal: BaseLegal = BaseLegal.CONSENTIMENTO
    texto_versao: Linha
    canal: Canal
    evidencia: Evidencia


class NovoOptOut(NewInput):
    canal: Canal
    evidencia: Evidencia


class FimDeOptOut(QueryInput):
    """In the query, since many front ends drop the body of a DELETE; both are ids, not personal data."""

    canal: Canal
    evidencia: Evidencia


class NovaGuardaLegal(NewInput):
    motivo: Annotated[str, Field(min_length=1, max_length=500)]
    ate: Day | None = None


class Formato(StrEnum):
    """How `GET /clientes` answers: S1's list, S4's dict by id, or Retorno's page."""

    LISTA = "lista"
    POR_ID = "por_id"
    PAGINA = "pagina"


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


class FiltroClientes(FiltroAdesao):
    """The query of `GET /clientes`, which serves two sources and our own pages.

    `skip` or `limit` ask for S1's list, days for S4's dict, `cursor`, `limite` or `ordem` for a page; without any,
    who calls with Basic gets S4's dict of all and others S1's list. `formato` says it outright.
    """

    formato: Formato | None = Field(default=None, description="Decide o formato, seja qual for o resto.")
    skip: Annotated[int, Field(ge=0, le=10_000_000, description="S1: quantos pular.")] = 0
    limit: Annotated[int, Field(ge=1, description="S1: quantos mostrar; no máximo 1000.")] = 10
    limite: Annotated[int, Field(ge=1, le=200, description="Página: quantos por vez.")] = 50
    cursor: Annotated[str, Field(max_length=2_000, description="Página: onde a anterior parou.")] | None = (
        None
    )
    ordem: Ordem = Field(default="novos", description="Página: dos mais novos ou dos mais antigos.")

    @property
    def s1_limit(self) -> int:
        return min(self.limit, _S1_MOST)

    def shape(self, *, is_basic: bool) -> Formato:
        given = self.model_fields_set
        if self.formato:
            return self.formato
        if given & {"skip", "limit"}:
            return Formato.LISTA
        if given & {"limite", "cursor", "ordem"}:
            return Formato.PAGINA
        return Formato.POR_ID if is_basic or given & S4_NAMES else Formato.LISTA

    def is_by_id(self, *, is_basic: bool) -> bool:
        """Whether S4's dict is asked for."""
        return self.shape(is_basic=is_basic) is Formato.POR_ID
