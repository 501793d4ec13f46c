"""Métricas: what is counted and measured of a conta's work."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.metricas.atendimentos import MetricaAtendimentoService
    from shared.metricas.conversao import ConversaoService
    from shared.metricas.dashboard import DashboardService
    from shared.metricas.evolucao import EvolucaoService
    from shared.metricas.service import MetricaService


@cache
def metrica_service() -> "MetricaService":
    from shared.metricas.service import MetricaService
    from shared.wiring.chamados import usuarios

    return MetricaService(documents=documents(), contas=conta_store(), usuarios=usuarios(), now=clock.now)


@cache
def metrica_atendimento_service() -> "MetricaAtendimentoService":
    from shared.metricas.atendimentos import MetricaAtendimentoService

    return MetricaAtendimentoService(documents=documents(), contas=conta_store(), now=clock.now)


@cache
def dashboard_service() -> "DashboardService":
    from shared.metricas.dashboard import DashboardService

    return DashboardService(documents())


@cache
def evolucao_service() -> "EvolucaoService":
    from shared.metricas.evolucao import EvolucaoService

    return EvolucaoService(documents=documents(), contas=conta_store(), now=clock.now)


@cache
def conversao_service() -> "ConversaoService":
    from shared.metricas.conversao import ConversaoService

    return ConversaoService(documents=documents(), contas=conta_store(), now=clock.now)
