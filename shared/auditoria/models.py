"""The shape of one audit record."""

from typing import ClassVar

from pydantic import Field

from shared.kit.models import Document, Instant


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
