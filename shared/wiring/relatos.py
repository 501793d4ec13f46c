"""Relatos and what follows from them: models that read and write, acompanhamentos, tarefas."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues, settings
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.acompanhamentos.service import AcompanhamentoService
    from shared.adapters.groq import Groq
    from shared.adapters.openai import OpenAi
    from shared.kit.model_chain import ModelChain, Price
    from shared.relatos.correcao import CorrecaoService
    from shared.relatos.desfechos import DesfechoService
    from shared.relatos.planejamento import Planner
    from shared.relatos.ports import Extractor, Strategist
    from shared.relatos.s0_service import S0Service
    from shared.relatos.service import RelatoService
    from shared.relatos.store import RelatoStore
    from shared.tarefas.service import TarefaService
    from shared.tarefas.store import TarefaStore


def open_relatos(conta: str) -> "RelatoStore":
    from shared.relatos.store import RelatoStore

    return RelatoStore(documents().open("relatos", conta))


def open_tarefas(conta: str) -> "TarefaStore":
    from shared.tarefas.store import TarefaStore

    return TarefaStore(documents().open("tarefas", conta))


@cache
def model_chain() -> "ModelChain":
    """The models of `LLM_MODELOS` whose provider has a key, in that order; without any, the rules do it all."""
    from shared.kit.model_chain import Limits, ModelChain

    named = [entry.strip().partition(":") for entry in settings().llm_modelos.split(",")]
    known = [(provider_of(name), model) for name, _, model in named]
    models = [provider.model(model) for provider, model in known if provider]
    return ModelChain(models, limits=Limits(deadline_s=settings().llm_prazo_s), prices=_prices())


def _prices() -> "dict[str, Price]":
    from shared.kit.model_chain import Price

    named = [entry.rpartition("=") for entry in settings().llm_precos.split(",") if entry]
    return {name.strip(): Price(*map(float, pair.split("/"))) for name, _, pair in named}


@cache
def provider_of(name: str) -> "Groq | OpenAi | None":
    """The client of a provider that has a key, shared by all its models."""
    chosen = settings()
    if name == "groq" and chosen.groq.api_key:
        from shared.adapters.groq import Groq

        return Groq(api_key=chosen.groq.api_key.get_secret_value(), base_url=chosen.groq.base_url)
    if name == "openai" and chosen.openai.api_key:
        from shared.adapters.openai import OpenAi

        return OpenAi(api_key=chosen.openai.api_key.get_secret_value(), base_url=chosen.openai.base_url)
    if name == "azure" and chosen.azure_openai.api_key:
        from shared.adapters.openai import OpenAi

        key = chosen.azure_openai.api_key.get_secret_value()
        return OpenAi.azure(api_key=key, endpoint=chosen.azure_openai.endpoint)
    return None


@cache
def extractor() -> "Extractor":
    from shared.relatos.extraction import ModelExtractor
    from shared.relatos.regras import RegrasExtractor

    return ModelExtractor(model_chain(), RegrasExtractor())


@cache
def strategist() -> "Strategist":
    from shared.relatos.regras_estrategia import RegrasStrategist
    from shared.relatos.strategy import ModelStrategist

    return ModelStrategist(model_chain(), RegrasStrategist())


@cache
def planner() -> "Planner":
    from shared.relatos.planejamento import Planner

    return Planner(strategist())


@cache
def relato_service() -> "RelatoService":
    from shared.relatos.service import RelatoService
    from shared.wiring.clientes import cliente_service
    from shared.wiring.titulares import eliminados

    return RelatoService(
        open_relatos=open_relatos,
        contas=conta_store(),
        clientes=cliente_service(),
        eliminados=eliminados(),
        extractor=extractor(),
        planner=planner(),
        queues=queues(),
        now=clock.now,
        new_id=business_ulid,
    )


@cache
def desfecho_service() -> "DesfechoService":
    from shared.relatos.desfechos import DesfechoService
    from shared.wiring.routing import desistencia_service

    return DesfechoService(
        open_relatos=open_relatos,
        open_tarefas=open_tarefas,
        desistencias=desistencia_service(),
        queues=queues(),
        now=clock.now,
    )


@cache
def correcao_service() -> "CorrecaoService":
    from shared.relatos.correcao import CorrecaoService

    return CorrecaoService(
        open_relatos=open_relatos,
        contas=conta_store(),
        planner=planner(),
        relatos=relato_service(),
        desfechos=desfecho_service(),
        queues=queues(),
        now=clock.now,
    )


@cache
def s0_service() -> "S0Service":
    from shared.relatos.s0_service import S0Service

    return S0Service(contas=conta_store(), extractor=extractor(), planner=planner(), now=clock.now)


@cache
def acompanhamento_service() -> "AcompanhamentoService":
    from shared.acompanhamentos.service import AcompanhamentoService
    from shared.wiring.envios import envio_service
    from shared.wiring.routing import desistencia_service

    return AcompanhamentoService(
        open_relatos=open_relatos,
        open_tarefas=open_tarefas,
        contas=conta_store(),
        envios=envio_service(),
        desistencias=desistencia_service(),
        now=clock.now,
    )


@cache
def tarefa_service() -> "TarefaService":
    from shared.tarefas.service import TarefaService

    return TarefaService(open_tarefas=open_tarefas, contas=conta_store(), now=clock.now)
