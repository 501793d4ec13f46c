"""What is asked of the evolution of a carteira, and what it shows month by month."""

from datetime import date

from shared.kit.models import Day, Document, Money, QueryInput

MOST_MONTHS = 60


class FiltroEvolucao(QueryInput):
    """Any day of the first and of the last month; without them, the last twelve months."""

    de: Day | None = None
    ate: Day | None = None


class MesDeEvolucao(Document):
    """`ativos` and `mrr_value` are at the month's end, by what each one pays today. Of `ativos_inicio`, there when the
    month began, `churns_da_base` left in it: `taxa_churn_pct` is their share, None of nobody. `churns` adds those who
    also came in it."""

    mes: str
    ativos_inicio: int
    novos: int
    churns: int
    churns_da_base: int
    ativos: int
    mrr_value: Money
    churn_value: Money
    taxa_churn_pct: float | None


class Evolucao(Document):
    """Whole months; the current one until `ate`. It tells of clientes in S4's active pipelines and in its churns.

    Left out are those in `sem_data_adesao`, and churns in `sem_data_cancelamento` or with `datas_invertidas`: nobody
    knows in which months they were here.
    """

    de: date
    ate: date
    meses: tuple[MesDeEvolucao, ...]
    sem_data_adesao: int
    sem_data_cancelamento: int
    datas_invertidas: int
