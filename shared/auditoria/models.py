"""The shape of one audit record, and of the questions asked of them."""

from typing import Annotated, ClassVar

from pydantic import Field

from shared.kit.models import Day, Document, Instant, QueryInput

_Linha = Annotated[str, Field(min_length=1, max_length=300)]


class Registro(Document):
    """One act. `status` is the HTTP status it ended with; None while it runs, and for ever if the process died.

    Ids and field names only: never a name, a phone, a text.
    """

    CONTAINER: ClassVar[str] = "auditoria"

    id: str
    v: int = 1
    em: Instant
    sujeito: str
    papel: str = ""
    acao: str
    metodo: str = ""
    recurso: str
    alvo: str = ""
    status: int | None = None
    invocacao: str = ""
    detalhe: dict[str, str | int] = Field(default_factory=dict)


class FiltroAuditoria(QueryInput):
    """The query of `GET /auditoria`: newest first. Days are local and inclusive; `recurso` is how a path begins."""

    de: Day | None = None
    ate: Day | None = None
    sujeito: _Linha | None = None
    recurso: _Linha | None = None
    acao: _Linha | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None


class AuditoriaPage(Document):
    itens: tuple[Registro, ...]
    cursor: str | None = None
