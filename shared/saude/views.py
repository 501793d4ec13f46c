"""The scores of everybody as S4 shows them: flat by tenant_id as its document says, nested by slug as its code does.

Rows are made of raw bodies: a hundred thousand models would take minutes. The models here only describe them.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, RootModel

from shared.clientes.models import shown_id
from shared.kit.models import Document
from shared.saude.classe import Categoria

Corpo = Mapping[str, Any]


class HealthScore(Document):
    """S4's document. A CNPJ is text, for it has letters since July 2026; days of `9999` mean never."""

    tenant_id: int | str
    slug: str | None
    name: str
    cnpj: str | None
    qntd_acessos_30d: int
    dias_desde_ultimo_acesso: int
    score_engajamento: float
    qntd_entradas_30d: int
    dias_desde_ultima_entrada: int
    qntd_saidas_30d: int
    dias_desde_ultima_saida: int
    score_movimentacao_estoque: float
    qntd_leads_30d: int
    dias_desde_ultimo_lead: int
    score_crm: float
    econversa_ativo: bool
    integradores_conectados: int
    score_adoption: float
    score_total: float
    categoria: Categoria


class Scores(Document):
    engajamento: float
    adocao: float
    estoque: float
    crm: float
    total: float


class Integracoes(Document):
    econversa_connected: bool
    integrators_connected: list[str]


class Acessos(Document):
    quantidade_30d: int
    dias_ultimo_acesso: int


class Entradas(Document):
    quantidade_30d: int
    dias_ultima_entrada: int


class Saidas(Document):
    quantidade_30d: int
    dias_ultima_saida: int


class Leads(Document):
    quantidade_30d: int
    dias_ultimo_lead: int


class Metricas(Document):
    acessos: Acessos
    entradas: Entradas
    saidas: Saidas
    leads: Leads


class HealthScoreAninhado(Document):
    """S4's code. `integrators_connected` are the integradores that are on now."""

    tenant_id: str
    name: str
    cnpj: str | None
    slug: str | None
    scores: Scores
    integrations: Integracoes
    metrics: Metricas
    categoria: Categoria


class HealthScores(RootModel[dict[str, HealthScore] | dict[str, HealthScoreAninhado]]):
    """By tenant_id, or by slug with `formato=aninhado`; by the cliente's id for who has none."""

    root: dict[str, HealthScore] | dict[str, HealthScoreAninhado] = Field(
        description="Cada cliente ativo, com a saúde calculada por último."
    )


def flat(cliente_id: str, corpo: Corpo) -> dict[str, Any]:
    medidas, pilares = corpo["medidas"], corpo["pilares"]
    acessos, entradas = medidas["acessos"], medidas["entradas"]
    saidas, leads = medidas["saidas"], medidas["leads"]
    return {
        "tenant_id": shown_id(corpo.get("tenant_id") or cliente_id),
        "slug": corpo.get("slug"),
        "name": corpo["nome"],
        "cnpj": corpo.get("cnpj"),
        "qntd_acessos_30d": acessos["quantidade"],
        "dias_desde_ultimo_acesso": acessos["dias"],
        "score_engajamento": pilares["engajamento"],
        "qntd_entradas_30d": entradas["quantidade"],
        "dias_desde_ultima_entrada": entradas["dias"],
        "qntd_saidas_30d": saidas["quantidade"],
        "dias_desde_ultima_saida": saidas["dias"],
        "score_movimentacao_estoque": pilares["movimentacao_estoque"],
        "qntd_leads_30d": leads["quantidade"],
        "dias_desde_ultimo_lead": leads["dias"],
        "score_crm": pilares["crm"],
        "econversa_ativo": bool(medidas.get("econversa")),
        "integradores_conectados": medidas.get("integradores") or 0,
        "score_adoption": pilares["adoption"],
        "score_total": corpo["score"],
        "categoria": corpo["categoria"],
    }


def nested(cliente_id: str, corpo: Corpo, contadores: Corpo) -> dict[str, Any]:
    """`contadores` are the cliente's, empty where it has none: only they know the integradores by name."""
    medidas, pilares = corpo["medidas"], corpo["pilares"]
    on = [name for name, one in (contadores.get("integradores") or {}).items() if one["ativo"]]
    return {
        "tenant_id": corpo.get("tenant_id") or cliente_id,
        "name": corpo["nome"],
        "cnpj": corpo.get("cnpj"),
        "slug": corpo.get("slug"),
        "scores": {
            "engajamento": pilares["engajamento"],
            "adocao": pilares["adoption"],
            "estoque": pilares["movimentacao_estoque"],
            "crm": pilares["crm"],
            "total": corpo["score"],
        },
        "integrations": {
            "econversa_connected": bool(medidas.get("econversa")),
            "integrators_connected": sorted(on),
        },
        "metrics": {
            "acessos": _metric(medidas["acessos"], "dias_ultimo_acesso"),
            "entradas": _metric(medidas["entradas"], "dias_ultima_entrada"),
            "saidas": _metric(medidas["saidas"], "dias_ultima_saida"),
            "leads": _metric(medidas["leads"], "dias_ultimo_lead"),
        },
        "categoria": corpo["categoria"],
    }


def _metric(sinal: Corpo, dias: str) -> dict[str, int]:
    return {"quantidade_30d": sinal["quantidade"], dias: sinal["dias"]}
