"""What the API shows of an acompanhamento, and how the list is asked for."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.kit.models import Document, Instant, QueryInput


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
