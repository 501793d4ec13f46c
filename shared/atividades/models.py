"""What is kept of a cliente's activity: one document of counters for 31 local days, and what is on or off."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from shared.kit.models import Document, Instant

# Today and the thirty days before it.
DIAS = 31


class TipoAtividade(StrEnum):
    """The six signals of S4. `econversa` and `integrador` are also switched on and off."""

    LOGIN = "login"
    ENTRADA_ESTOQUE = "entrada_estoque"
    SAIDA_ESTOQUE = "saida_estoque"
    LEAD = "lead"
    ECONVERSA = "econversa"
    INTEGRADOR = "integrador"


class Ligado(Document):
    """Whether something is on, and since when that is known: news that are older change nothing."""

    ativo: bool
    em: Instant


class Contadores(Document):
    """The activity of one cliente; its id is the cliente's.

    `dias` counts by local day of the conta (`AAAA-MM-DD`) and type, for `DIAS` days; `ultimas` is the latest instant
    of each type, however long ago. `econversa` None: nobody ever said. `integradores` are by the name or number that
    the source gives them.
    """

    CONTAINER: ClassVar[str] = "atividades"

    id: str
    v: int = 1
    dias: dict[str, dict[TipoAtividade, int]] = Field(default_factory=dict)
    ultimas: dict[TipoAtividade, Instant] = Field(default_factory=dict)
    econversa: Ligado | None = None
    integradores: dict[str, Ligado] = Field(default_factory=dict)
    atualizado_em: Instant
