"""What the métricas of chamados show: S1's fields with S1's texts, and beside them numbers that were measured."""

from datetime import date

from pydantic import Field, RootModel

from shared.kit.models import Day, Document, QueryInput


class Periodo(QueryInput):
    """The query of all routes of métricas: local days, inclusive, of when a chamado came in. Without any, S1's totals
    are of all time and what is measured is of the last 30 days."""

    de: Day | None = None
    ate: Day | None = None


class PeriodoMedido(Document):
    de: date
    ate: date


class Duracao(Document):
    """Seconds between two instants over `n` chamados; None where there is none to measure."""

    n: int
    media_s: float | None
    mediana_s: float | None
    p90_s: float | None


class Medida(Document):
    """What was measured of a group of chamados. `resolvidos_automaticamente` took no person and came back never;
    `taxa_automatica_pct` is their share of those that are solved, None where none is."""

    total: int
    resolvidos: int
    resolvidos_automaticamente: int
    encaminhados: int
    reabertos: int
    taxa_automatica_pct: float | None
    primeira_resposta: Duracao
    resolucao: Duracao


class MedidaAtendente(Medida):
    """`nome` None: somebody who is active no more."""

    atendente: str
    nome: str | None


class Medidas(Document):
    """What was measured in `periodo`, as a whole and by channel, setor, intencao and attendant."""

    periodo: PeriodoMedido
    geral: Medida
    por_canal: dict[str, Medida]
    por_setor: dict[str, Medida]
    por_intencao: dict[str, Medida]
    por_atendente: tuple[MedidaAtendente, ...]


class Metricas(Document):
    """S1's six fields, two of them texts there; `taxa_resolucao_automatica_pct` is the first as a number. The average
    is of the time until the first answer, in `medidas.periodo`."""

    total_chamados: int
    total_clientes: int
    chamados_resolvidos_automaticamente: int
    chamados_encaminhados_para_humano: int
    taxa_resolucao_automatica: str
    tempo_medio_resposta_segundos: str
    taxa_resolucao_automatica_pct: float
    medidas: Medidas


class MetricaCanal(Document):
    """S1's three fields, and the rate as a number."""

    total: int
    resolvidos_automaticamente: int
    taxa_resolucao: str
    taxa_resolucao_pct: float


class MetricasPorCanal(RootModel[dict[str, MetricaCanal]]):
    """S1's: only channels that somebody wrote by, and its own three."""


class MetricasPorStatus(Document):
    """S1's three states, ours folded into them; `situacoes` are ours."""

    aberto: int
    resolvido: int
    encaminhado: int
    situacoes: dict[str, int] = Field(default_factory=dict)
