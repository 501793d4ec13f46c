"""What the métricas of appointments show: rates and times that were measured, each with how many it is of."""

from pydantic import Field

from shared.kit.models import Document
from shared.metricas.models import Duracao, PeriodoMedido


class MedidaAtendimentos(Document):
    """Of a group of appointments. `perguntados` were asked whether they come, `confirmados` of these said so at last:
    `taxa_confirmacao_pct` is their share. Presence is known of `presencas_sabidas`, of which `faltaram` did not come:
    `taxa_falta_pct`. A rate of nothing is None. `resposta` is from the question to the person's first answer."""

    total: int
    perguntados: int
    confirmados: int
    taxa_confirmacao_pct: float | None
    cancelados: int
    cancelados_por_silencio: int
    querem_remarcar: int
    sem_resposta: int
    presencas_sabidas: int
    faltaram: int
    taxa_falta_pct: float | None
    resposta: Duracao


class MedidaProfissional(MedidaAtendimentos):
    nome_medico: str


class MetricasAtendimentos(Document):
    """Of the appointments whose day is in `periodo`. `por_antecedencia` is by how long before its hour the first
    question left, `por_hora_do_aviso` by the local hour of the day at which it did; who was not asked is in neither."""

    periodo: PeriodoMedido
    geral: MedidaAtendimentos
    por_profissional: tuple[MedidaProfissional, ...]
    por_antecedencia: dict[str, MedidaAtendimentos]
    por_hora_do_aviso: dict[str, MedidaAtendimentos] = Field(default_factory=dict)
