"""The bodies and queries that mensagens are asked with: S2's, lax as S2's clients are, and those of suggestions."""

import re
from enum import StrEnum
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from shared.chamados.classe import Setor
from shared.clientes.models import Codigo
from shared.kit.models import NewInput, QueryInput, SourceInput
from shared.mensagens.models import Validacao

# No store skips by itself: what lies before a page is read and thrown away.
_DEEPEST = 10_000
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
_CLIENTE = re.compile(r"[0-9A-Z]{26}|[0-9]{1,15}")
_NAME_MARKS = " .-_'\u2019"


def client_id(text: str) -> str:
    """S2's UUID as it is usually written, or the id of a cliente of ours. Raises `ValueError`."""
    if _UUID.fullmatch(text):
        return str(UUID(text))
    if _CLIENTE.fullmatch(text):
        return text
    raise ValueError("deve ser um UUID ou o id de um cliente")


def sector(text: str) -> Setor:
    """Raises `ValueError`."""
    try:
        return Setor(text.strip().lower())
    except ValueError:
        raise ValueError(f"deve ser um destes valores: {', '.join(Setor)}") from None


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _tidy(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _or_geral(value: Any) -> Any:
    """S2 fills in what was left empty; what is no sector is refused all the same."""
    return "geral" if _blank(value) else _tidy(value)


def _or_none(value: Any) -> Any:
    return None if _blank(value) else value


def _tidy_or_none(value: Any) -> Any:
    return None if _blank(value) else _tidy(value)


def _letters(name: str) -> str:
    if not all(char.isalpha() or char in _NAME_MARKS for char in name):
        raise ValueError("deve ter só letras, espaços, pontos e hifens")
    return name


_Tag = Annotated[str, Field(max_length=100)]
ClientId = Annotated[Codigo, AfterValidator(client_id)]
Texto = Annotated[str, Field(min_length=1, max_length=10_000)]
Operador = Annotated[str, Field(max_length=100), AfterValidator(_letters)]


class NovaMensagem(SourceInput):
    """The body of `POST /api/v1/messages`."""

    client_id: ClientId
    sector: Annotated[Setor, BeforeValidator(_or_geral)] = Setor.GERAL
    tag: Annotated[_Tag, BeforeValidator(_or_geral)] = "geral"
    message: Texto


class MudancaMensagem(SourceInput):
    """The body of `PUT /api/v1/messages/{id}`: what is absent or null stays."""

    answer: Texto | None = None
    operator_name: Annotated[Operador | None, BeforeValidator(_or_none)] = None
    validated_by: Annotated[Validacao | None, BeforeValidator(_tidy)] = None

    @property
    def given(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class BuscaMensagens(SourceInput):
    """The body of `POST /api/v1/messages/search`; a filter that is empty filters nothing."""

    query: Annotated[str, Field(min_length=1, max_length=1_000)]
    client_id: Annotated[ClientId | None, BeforeValidator(_or_none)] = None
    sector: Annotated[Setor | None, BeforeValidator(_tidy_or_none)] = None
    tag: Annotated[_Tag | None, BeforeValidator(_tidy_or_none)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    similarity_threshold: Annotated[float, Field(ge=0, le=1)] = 0.7


class PaginaS2(SourceInput):
    """The query of S2's two lists."""

    page: Annotated[int, Field(ge=1, le=_DEEPEST)] = 1
    per_page: Annotated[int, Field(ge=1, le=100)] = 20
    tag: Annotated[_Tag | None, BeforeValidator(_tidy_or_none)] = None

    @property
    def skip(self) -> int:
        return (self.page - 1) * self.per_page

    @model_validator(mode="after")
    def _within_reach(self) -> Self:
        if self.skip > _DEEPEST:
            raise ValueError("a página é funda demais: peça mensagens mais novas ou filtre por tag")
        return self


class Recentes(SourceInput):
    """The query of `GET /api/v1/messages/recent`."""

    limit: Annotated[int, Field(ge=1, le=100)] = 50


class Situacao(StrEnum):
    """`pendentes` wait for a first decision, `vencidas` were approved and grew stale."""

    PENDENTES = "pendentes"
    VENCIDAS = "vencidas"


class Ordem(StrEnum):
    VEZES = "vezes"
    NOVAS = "novas"


class FiltroSugestoes(QueryInput):
    """The query of `GET /sugestoes`. Of those that grew stale the oldest comes first, whatever `ordem` says."""

    situacao: Situacao = Situacao.PENDENTES
    ordem: Ordem = Ordem.VEZES
    setor: Setor | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None


class Aprovacao(NewInput):
    """The body of `POST /sugestoes/{id}/aprovar`: what is absent is approved as it is."""

    message: Texto | None = None
    answer: Texto | None = None
