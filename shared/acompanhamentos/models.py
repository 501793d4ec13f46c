"""The names and shapes that relatos, the flow and its triggers agree on."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.kit.models import Document, Instant, QueryInput

FLOW = "acompanhamento"
FAZER_CONTATO = "fazer_contato"
ENCERRAR_ACOMPANHAMENTO = "encerrar_acompanhamento"
# The one event of the flow: the document has changed, look at it now.
ENCERRAR = "encerrar"


def instance_id(conta: str, relato_id: str) -> str:
    """Deterministic, at most 100 characters: one flow for one relato, however often it is started."""
    return f"{FLOW}-{conta}-{relato_id}"


class Acompanhamento(Document):
    """One row of `GET /acompanhamentos`: who is being followed, and when the next contato falls due."""

    relato_id: str
    cliente: str | None
    atendente: str | None
    resumo: str
    base_dia: date | None
    proximo_contato_em: Instant | None
    contatos_feitos: int
    contatos_restantes: int


class AcompanhamentoPage(Document):
    itens: tuple[Acompanhamento, ...]
    cursor: str | None = None


class FiltroAcompanhamentos(QueryInput):
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: str | None = None
