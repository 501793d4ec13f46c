"""The document of saúde: the score of a cliente now, with its last days."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.kit.models import Document, Instant, Money
from shared.saude.classe import Categoria, Pilar


class SinalGuardado(Document):
    """As `medidas.Sinal`."""

    quantidade: int
    dias: int
    sem_dados: bool


class MedidasGuardadas(Document):
    """As `medidas.Medidas`, from which the explanation is told again at any time."""

    acessos: SinalGuardado
    entradas: SinalGuardado
    saidas: SinalGuardado
    leads: SinalGuardado
    econversa: bool | None
    integradores: int | None
    econversa_uso: SinalGuardado
    integrador_uso: SinalGuardado
    chamados_abertos: int | None = None
    faltas: int | None = None
    futuras: int = 0


class DiaDeSaude(Document):
    """One day of the past: the score with two decimals, its category, each pillar's score."""

    score: float
    categoria: Categoria
    pilares: dict[Pilar, float]


class Saude(Document):
    """The score of one cliente; its id is the cliente's. What the lists show of the cliente is copied here.

    `score` has two decimals, `bruto` is before caps. `perfil` names the profile and its version that made it
    (`documentado:1`), `perfil_desde` the day since which it does. `dias` are the last 31 local days that were scored,
    by `AAAA-MM-DD`, this one included. `desde` is the day on which it entered its category. `sem_dados`: nothing was
    ever told of its activity.
    """

    CONTAINER: ClassVar[str] = "saude"

    id: str
    v: int = 1
    tenant_id: str | None = None
    client_id: str | None = None
    slug: str | None = None
    nome: str
    cnpj: str | None = None
    valor: Money | None = None
    cs: str | None = None
    pipeline: str | None = None
    data_adesao: date | None = None
    perfil: str
    perfil_desde: date | None = None
    dia: date
    medidas: MedidasGuardadas
    pilares: dict[Pilar, float]
    score: float
    bruto: float
    categoria: Categoria
    desde: date
    sem_dados: bool
    dias: dict[str, DiaDeSaude] = Field(default_factory=dict)
    calculado_em: Instant
