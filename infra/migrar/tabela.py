"""What a table of another system is to the run that brings it; each origin has one such for every table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from infra.migrar.celulas import Celulas, Recusa
from infra.migrar.marcas import Marca
from shared.kit.clock import instant

Dados = TypeVar("Dados")
# What the refusals of several tables say.
COLISAO = "já existe aqui um registro com este id que não veio desta origem"
ELIMINADA = "a pessoa teve os seus dados eliminados aqui e não volta por migração (LGPD)"
APAGADA = "foi apagada aqui depois de migrada e não volta"


@dataclass(frozen=True, slots=True)
class Registro(Generic[Dados]):
    """A row that could be read. `nascimento` is what no row of one database ever changes, `campos` what the source
    says of each group that is compared; `avisos` tells what was left out."""

    id: str
    nascimento: str
    campos: Mapping[str, str]
    dados: Dados
    avisos: tuple[Recusa, ...] = ()


class Tabela(Protocol[Dados]):
    """The run asks `look` once for each slice of rows, then the others for each row, several at a time. All may raise
    `TransientError`, and all but `look` raise `Recusa`."""

    @property
    def nome(self) -> str: ...

    @property
    def arquivos(self) -> tuple[str, ...]:
        """How its file may be called, without the ending."""

    @property
    def ligada(self) -> str | None:
        """What is said of a row that became a document with another id."""

    @property
    def colunas(self) -> Mapping[str, str]:
        """The names of columns, in lower case, and what we call each."""

    def read(self, celulas: Celulas) -> Registro[Dados]: ...

    async def look(self, registros: Sequence[Registro[Dados]], marcas: Mapping[str, Marca], /) -> None:
        """Read what is there already."""

    async def require(self, registro: Registro[Dados], marca: Marca, /) -> None:
        """Of one that was brought before: it must still be there."""

    async def check(self, registro: Registro[Dados], marca: Marca | None, /) -> str | None:
        """Of one that was not: it must be able to come. The id of the document it became, where a run that was ended
        (then there is a `marca`) got as far."""

    async def create(self, registro: Registro[Dados]) -> str:
        """The id of the document that it became."""

    async def change(self, registro: Registro[Dados], marca: Marca, /) -> bool:
        """Take over what the source changed since and nobody changed here; whether there was any."""


def iso(moment: datetime | None) -> str:
    return instant(moment) if moment else ""


def text_columns(*names: str, **others: str) -> dict[str, str]:
    """Columns under their own names, and `others` under ours."""
    return {name: name for name in names} | others


AnyTabela = Tabela[Any]
