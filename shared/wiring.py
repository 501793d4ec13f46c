"""Who is who: the one place that knows adapters and settings. Everything is built on first use and kept.

Whatever a builder needs it imports inside, so importing this module loads neither an SDK nor pydantic.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger

if TYPE_CHECKING:
    from shared.acompanhamentos.service import AcompanhamentoService
    from shared.adapters.groq import Groq
    from shared.adapters.openai import OpenAi
    from shared.config import Settings
    from shared.contas.service import ContaService
    from shared.contas.store import ContaStore
    from shared.kit.durable import Flows
    from shared.kit.model_chain import ModelChain, Price
    from shared.kit.queues import Queues
    from shared.kit.store import Documents
    from shared.relatos.desfechos import DesfechoService
    from shared.relatos.planejamento import Planner
    from shared.relatos.ports import Extractor, Strategist
    from shared.relatos.s0_service import S0Service
    from shared.relatos.service import RelatoService
    from shared.relatos.store import RelatoStore
    from shared.tarefas.service import TarefaService
    from shared.tarefas.store import TarefaStore

_log = get_logger(__name__)
VERSION = "0.1.0"
# The fields each container is searched by; SQLite makes expression indexes of them, Cosmos indexes all.
_INDEXES = {
    "relatos": ("status", "recebido_em", "atualizado_em", "proximo_contato_em"),
    "tarefas": ("status", "vence_em", "relato_id"),
}


@cache
def settings() -> "Settings":
    """Raises `BadSettings`."""
    from shared.config import load
    from shared.kit.logging import set_level

    found = load(os.environ)
    set_level(found.log_level)
    return found


@cache
def documents() -> "Documents":
    chosen = settings().documentos
    if chosen.tipo == "cosmos":
        from shared.adapters.cosmos import CosmosDocuments

        key = chosen.chave.get_secret_value() if chosen.chave else None
        return CosmosDocuments(endpoint=chosen.endpoint, key=key, database=chosen.banco)
    from shared.adapters.sqlite import SqliteDocuments

    return SqliteDocuments(chosen.caminho, now=clock.system_now, indexes=_INDEXES)


@cache
def queues() -> "Queues":
    from shared.adapters.queues import StorageQueues

    storage = settings().armazenamento
    if storage.conexao:
        return StorageQueues(connection=storage.conexao.get_secret_value())
    return StorageQueues(connection=None, account_url=storage.filas_uri or _queue_url(storage.conta))


def _queue_url(account: str) -> str:
    return f"https://{account}.queue.core.windows.net"


def flows(client: Any) -> "Flows":
    """`client` is what the Durable client binding handed to the function."""
    from shared.adapters.flows import DurableFlows

    return DurableFlows(client)


@cache
def conta_store() -> "ContaStore":
    from shared.contas.store import ContaStore

    return ContaStore(documents())


@cache
def conta_service() -> "ContaService":
    from shared.contas.service import ContaService

    chosen = settings()
    return ContaService(
        contas=conta_store(),
        hmac_key=chosen.chave_hmac.get_secret_value().encode(),
        conta_padrao=chosen.conta_padrao,
        api_token=chosen.api_token.get_secret_value() if chosen.api_token else None,
    )


async def authenticate(headers: Mapping[str, str]) -> Principal:
    """Raises `Unauthorized`."""
    return await conta_service().authenticate(headers)


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
    known = [(_provider(provider), model) for provider, _, model in named]
    models = [provider.model(model) for provider, model in known if provider]
    return ModelChain(models, limits=Limits(deadline_s=settings().llm_prazo_s), prices=_prices())


def _prices() -> "dict[str, Price]":
    from shared.kit.model_chain import Price

    named = [entry.rpartition("=") for entry in settings().llm_precos.split(",") if entry]
    return {name.strip(): Price(*map(float, pair.split("/"))) for name, _, pair in named}


@cache
def _provider(name: str) -> "Groq | OpenAi | None":
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
    from shared.kit.ids import new_ulid
    from shared.relatos.service import RelatoService

    return RelatoService(
        open_relatos=open_relatos,
        contas=conta_store(),
        extractor=extractor(),
        planner=planner(),
        queues=queues(),
        now=clock.now,
        new_id=lambda: new_ulid(clock.now()),
    )


@cache
def desfecho_service() -> "DesfechoService":
    from shared.relatos.desfechos import DesfechoService

    return DesfechoService(
        open_relatos=open_relatos, open_tarefas=open_tarefas, queues=queues(), now=clock.now
    )


@cache
def s0_service() -> "S0Service":
    from shared.relatos.s0_service import S0Service

    return S0Service(contas=conta_store(), extractor=extractor(), planner=planner(), now=clock.now)


@cache
def acompanhamento_service() -> "AcompanhamentoService":
    from shared.acompanhamentos.service import AcompanhamentoService

    return AcompanhamentoService(open_relatos=open_relatos, open_tarefas=open_tarefas, now=clock.now)


@cache
def tarefa_service() -> "TarefaService":
    from shared.tarefas.service import TarefaService

    return TarefaService(open_tarefas=open_tarefas, contas=conta_store(), now=clock.now)


def openapi() -> dict[str, Any]:
    from shared.kit.openapi import describe

    return describe(VERSION)


@dataclass(frozen=True, slots=True)
class Health:
    environment: str
    checks: dict[str, str]


async def health() -> Health:
    """Validates the settings and reaches for each dependency, so that a bad deployment fails its smoke test."""
    from shared.config import BadSettings

    try:
        chosen = settings()
    except BadSettings:
        return Health("unknown", {"configuracao": "erro"})
    checks = {"configuracao": "ok"}
    for name, build in (("documentos", documents), ("filas", queues)):
        (failure,) = await asyncio.gather(_reach(build), return_exceptions=True)
        checks[name] = _state(name, failure)
    return Health("production" if chosen.website_site_name else "development", checks)


async def _reach(build: "Callable[[], Documents | Queues]") -> None:
    await build().ping()


def _state(name: str, failure: BaseException | None) -> str:
    """An outage heals; a wrong key or address does not, and only the logs say more about it."""
    if failure is None:
        return "ok"
    if isinstance(failure, TransientError):
        return "indisponivel"
    _log.error("health.failed", exc_info=failure, extra={"dependencia": name})
    return "erro"
