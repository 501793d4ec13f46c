"""S4's dashboard: its fields to the letter, and ours beside them."""

from shared.kit.models import Document, Money
from shared.saude.classe import Categoria


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
