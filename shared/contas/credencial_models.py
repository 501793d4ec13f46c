"""A credencial: the record, in the conta, of a secret that opens it; what asks for one and what is shown of it.

The secret is in none of them but `CredencialEmitida`, which is shown once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from shared.contas.models import Acesso, TipoAcesso
from shared.contas.origens import origin
from shared.kit.auth import Papel
from shared.kit.brasil import email_address
from shared.kit.models import Document, Instant, NewInput, QueryInput

Nome = Annotated[str, Field(min_length=1, max_length=120)]
Email = Annotated[str, Field(min_length=3, max_length=254), AfterValidator(email_address)]
Escopos = Annotated[
    tuple[Annotated[str, Field(max_length=60)], ...],
    Field(min_length=1, max_length=50),
    AfterValidator(lambda escopos: tuple(sorted(set(escopos)))),
]
Origens = Annotated[
    tuple[Annotated[str, Field(max_length=300), AfterValidator(origin)], ...],
    Field(max_length=10),
    AfterValidator(lambda origens: tuple(sorted(set(origens)))),
]


class Situacao(StrEnum):
    ATIVA = "ativa"
    EXPIRADA = "expirada"
    USADA = "usada"
    REVOGADA = "revogada"


class Credencial(Document):
    """Who was given what, by whom, until when. Instants are of the real clock.

    `acesso_id` is the keyed hash under which the secret is looked up; what that acesso says decides, this record
    tells. `email` is of an invitation, `origens` of a form: whose pages may show its page in a frame. `substituida_por`
    is the credencial that took its place.
    """

    CONTAINER: ClassVar[str] = "credenciais"

    id: str
    v: int = 1
    tipo: TipoAcesso
    nome: str = ""
    papel: Papel | None = None
    escopos: tuple[str, ...] | None = None
    email: str | None = None
    origens: tuple[str, ...] = ()
    acesso_id: str
    criado_em: Instant
    criado_por: str
    expira_em: Instant | None = None
    revogado_em: Instant | None = None
    usado_em: Instant | None = None
    substituida_por: str | None = None

    def situacao(self, now: datetime) -> Situacao:
        if self.usado_em:
            return Situacao.USADA
        if self.revogado_em:
            return Situacao.REVOGADA
        if self.expira_em and self.expira_em <= now:
            return Situacao.EXPIRADA
        return Situacao.ATIVA

    def acesso(self, conta: str, *, ativo: bool = True) -> Acesso:
        """What the secret opens; audits name it by its kind and id, never by its name."""
        return Acesso(
            tipo=self.tipo,
            conta=conta,
            sujeito=f"{self.tipo}:{self.id}",
            papel=self.papel,
            escopos=self.escopos,
            origens=self.origens,
            ativo=ativo,
            expira_em=self.expira_em,
            credencial_id=self.id,
        )


@dataclass(frozen=True, slots=True)
class Pedido:
    """A credencial to issue. Without `validade` it stays until revoked; `chave` is the caller's Idempotency-Key."""

    tipo: TipoAcesso
    criado_por: str
    nome: str = ""
    papel: Papel | None = None
    escopos: tuple[str, ...] | None = None
    email: str | None = None
    origens: tuple[str, ...] = ()
    validade: timedelta | None = None
    chave: str | None = None


@dataclass(frozen=True, slots=True)
class PedidoTroca:
    """Another secret for a credencial; the old one goes on opening for `sobreposicao`."""

    criado_por: str
    sobreposicao: timedelta = timedelta(hours=24)
    chave: str | None = None


class NovoToken(NewInput):
    """The body of `POST /auth/tokens`: without `escopos` it may all that the papel may; without `validade_dias` it
    stays until revoked.
    """

    nome: Nome
    papel: Papel
    escopos: Escopos | None = None
    validade_dias: Annotated[int, Field(ge=1, le=1825)] | None = None

    def pedido(self, criado_por: str, chave: str | None) -> Pedido:
        return Pedido(
            tipo=TipoAcesso.TOKEN,
            criado_por=criado_por,
            nome=self.nome,
            papel=self.papel,
            escopos=self.escopos,
            validade=timedelta(days=self.validade_dias) if self.validade_dias else None,
            chave=chave,
        )


class NovoConvite(NewInput):
    """The body of `POST /auth/convites`; with an `email`, only who signs up with it may use the invitation."""

    papel: Papel
    email: Email | None = None
    validade_dias: Annotated[int, Field(ge=1, le=30)] = 7

    def pedido(self, criado_por: str, chave: str | None) -> Pedido:
        return Pedido(
            tipo=TipoAcesso.CONVITE,
            criado_por=criado_por,
            papel=self.papel,
            email=self.email,
            validade=timedelta(days=self.validade_dias),
            chave=chave,
        )


class NovaChave(NewInput):
    """The body of `POST /auth/chaves`: a form's key, the secret in Kommo's webhook address, or the one of the channels
    whose providers sign nothing. `origens` are the sites that may show the form's page in a frame, none without any.
    """

    tipo: Literal["formulario", "kommo", "webhook"]
    nome: Nome
    origens: Origens = ()

    @model_validator(mode="after")
    def _only_a_form_is_shown(self) -> Self:
        if self.origens and self.tipo != "formulario":
            raise ValueError("origens só existem na chave de um formulário")
        return self

    def pedido(self, criado_por: str, chave: str | None) -> Pedido:
        return Pedido(
            tipo=TipoAcesso(self.tipo),
            criado_por=criado_por,
            nome=self.nome,
            origens=self.origens,
            chave=chave,
        )


class TrocaChave(NewInput):
    """The body of `POST /auth/chaves/{id}/trocar`: for how long the old secret still opens."""

    sobreposicao_horas: Annotated[int, Field(ge=0, le=168)] = 24

    def pedido(self, criado_por: str, chave: str | None) -> PedidoTroca:
        return PedidoTroca(criado_por, timedelta(hours=self.sobreposicao_horas), chave)


class MudancaChave(NewInput):
    """The body of `PATCH /auth/chaves/{id}`: all the sites that may show the form's page in a frame, none for none."""

    origens: Origens


class FiltroCredenciais(QueryInput):
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=1_000)] | None = None


class CredencialDetalhe(Document):
    """What the API shows: neither the secret nor where it is looked up."""

    id: str
    tipo: TipoAcesso
    nome: str
    papel: Papel | None
    escopos: tuple[str, ...] | None
    email: str | None
    origens: tuple[str, ...]
    situacao: Situacao
    criado_em: Instant
    criado_por: str
    expira_em: Instant | None
    revogado_em: Instant | None
    usado_em: Instant | None
    substituida_por: str | None

    @classmethod
    def of(cls, credencial: Credencial, now: datetime) -> "CredencialDetalhe":
        return cls.model_validate(credencial.model_dump() | {"situacao": credencial.situacao(now)})


class CredencialLista(Document):
    itens: tuple[CredencialDetalhe, ...]
    cursor: str | None = None


class CredencialEmitida(CredencialDetalhe):
    """The one answer that holds the secret. `caminho` is the address that a chave opens, `caminhos` those of each
    channel where it opens several.
    """

    segredo: str
    caminho: str | None = None
    caminhos: dict[str, str] = Field(default_factory=dict)
