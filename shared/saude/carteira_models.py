"""What is asked of everybody's scores a page at a time, how a row of it looks, and the runs of the last days."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from shared.clientes.models import Identificador
from shared.kit.models import Document, Money, NewInput, QueryInput
from shared.saude.classe import Categoria, Pilar
from shared.saude.evolucao import ATRAS, since
from shared.saude.models import Saude
from shared.saude.rodada_models import RodadaView

_WEEK = ATRAS[0]


class OrdemSaude(StrEnum):
    PIORES = "piores"
    MELHORES = "melhores"
    NOME = "nome"


class BuscaSaude(NewInput):
    """A body, since names stay out of addresses. `nome` is part of a name, accents and case aside."""

    categoria: Annotated[Categoria, Field(strict=False)] | None = None
    nome: Annotated[str, Field(min_length=2, max_length=200)] | None = None
    ordem: Annotated[OrdemSaude, Field(strict=False)] = OrdemSaude.PIORES
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None


class SaudeLinha(Document):
    """A cliente as the table of scores shows it. `variacao_7d` is None where no score of a week ago is kept."""

    cliente_id: Identificador
    tenant_id: Identificador | None
    nome: str
    cs: str | None
    pipeline: str | None
    valor: Money | None
    score: float
    categoria: Categoria
    pilares: dict[Pilar, float]
    sem_dados: bool
    desde: date
    dia: date
    variacao_7d: float | None

    @classmethod
    def of(cls, saude: Saude) -> Self:
        kept = saude.model_dump(include=set(cls.model_fields))
        return cls(cliente_id=saude.id, variacao_7d=_change(saude), **kept)


class SaudePagina(Document):
    itens: tuple[SaudeLinha, ...]
    cursor: str | None


class FiltroRodadas(QueryInput):
    """So many days back, today included."""

    dias: Annotated[int, Field(ge=1, le=366)] = 90


class Rodadas(Document):
    """The runs of these days, the oldest first; a day without one is absent."""

    itens: tuple[RodadaView, ...]


def _change(saude: Saude) -> float | None:
    if saude.dia.isoformat() not in saude.dias:
        return None
    week = next(one for one in since(saude.dias, saude.dia) if one.dias == _WEEK)
    return week.diferenca.score if week.diferenca else None
