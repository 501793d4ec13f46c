"""S4's query: days of adesão, both included; apart because clientes, scores and KPIs are all asked for by it."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from shared.kit.models import SourceInput

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: object) -> object:
    """Only AAAA-MM-DD, which pydantic alone is laxer about; an empty one asks nothing, as in S4's collection."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    if not _DAY.fullmatch(value.strip()):
        raise ValueError("deve ser uma data no formato AAAA-MM-DD")
    return value


Dia = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date)]
S4_NAMES = frozenset({"data_adesao_inicio", "data_adesao_fim", "data_inicio", "data_fim"})


class FiltroAdesao(SourceInput):
    """The names of S4's document and those of its newest code."""

    data_adesao_inicio: Dia = Field(default=None, description="S4: adesão a partir deste dia.")
    data_adesao_fim: Dia = Field(default=None, description="S4: adesão até este dia.")
    data_inicio: Dia = Field(default=None, description="S4: o mesmo que data_adesao_inicio.")
    data_fim: Dia = Field(default=None, description="S4: o mesmo que data_adesao_fim.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.inicio and self.fim and self.fim < self.inicio:
            raise ValueError("deve ter o fim do período depois do início")
        return self

    @property
    def inicio(self) -> date | None:
        return self.data_adesao_inicio or self.data_inicio

    @property
    def fim(self) -> date | None:
        return self.data_adesao_fim or self.data_fim
