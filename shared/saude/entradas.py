"""What the list of all scores is asked by: S4's days, and which of its two shapes."""

from enum import StrEnum

from pydantic import Field

from shared.clientes.adesao import FiltroAdesao


class Formato(StrEnum):
    """`plano` is what S4's document says, `aninhado` what its code did."""

    PLANO = "plano"
    ANINHADO = "aninhado"


class FiltroHealthScores(FiltroAdesao):
    formato: Formato = Field(
        default=Formato.PLANO,
        description="`plano`: por tenant_id, como no documento do S4; `aninhado`: por slug, como no código dele.",
    )
