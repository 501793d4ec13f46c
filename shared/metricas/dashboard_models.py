"""S4's dashboard: its query, its fields to the letter, and ours beside them."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from shared.kit.models import Document, Money, SourceInput
from shared.saude.classe import Categoria

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


_Dia = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date)]


class FiltroDashboard(SourceInput):
    """Days of adesão, both included; the names of the document and those of the source's newest code."""

    data_adesao_inicio: _Dia = Field(default=None, description="S4: adesão a partir deste dia.")
    data_adesao_fim: _Dia = Field(default=None, description="S4: adesão até este dia.")
    data_inicio: _Dia = Field(default=None, description="S4: o mesmo que data_adesao_inicio.")
    data_fim: _Dia = Field(default=None, description="S4: o mesmo que data_adesao_fim.")

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


class Dashboard(Document):
    """The first seven fields are S4's. `clientes_churn` are those of `churn_value`; `sem_valor` the active ones of
    whom no valor is known; `tmo_n` the onboardings that `tmo_dias` is of, `tmo_ignorados` those that ended on the day
    they began, or before it; `sem_score` the active ones that no category counts yet."""

    clientes_ativos: int
    clientes_pagantes: int
    clientes_onboarding: int
    mrr_value: Money
    churn_value: Money
    tmo_dias: float
    clientes_health: dict[Categoria, int]
    clientes_churn: int
    sem_valor: int
    tmo_n: int
    tmo_ignorados: int
    sem_score: int
