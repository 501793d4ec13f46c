"""The probe: whether the app stands, and for an operator what it stands on."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.wiring import base, relatos, rotinas

if TYPE_CHECKING:
    from shared.kit.queues import Queues
    from shared.kit.store import Documents

_log = get_logger(__name__)
_SO_REGRAS = "Nenhum modelo de linguagem está configurado: tudo é lido e escrito pelas regras."
_SEM_MODELO = "Nenhum dos modelos de linguagem responde agora: tudo é lido e escrito pelas regras."
_SEM_CHAVE = "Modelos sem chave ficam de fora: {}."
_SIMULADO = "O canal padrão é o simulado: as mensagens ficam registradas e não saem."
_ROTINA = "A rotina {} está atrasada."
_ESTADOS = {
    "": "disponivel",
    "unknown": "desconhecido",
    "limited": "limitado",
    "breaker_open": "em_pausa",
}


@dataclass(frozen=True, slots=True)
class Health:
    environment: str
    checks: dict[str, str]
    latencies_ms: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Details:
    """For who operates the app. `modelos` in their order; `avisos` are what works, but not as one may think."""

    dependencias: tuple[dict[str, str | int], ...]
    modelos: tuple[dict[str, str], ...]
    avisos: tuple[str, ...]


async def health() -> Health:
    """Validates the settings and reaches for each dependency, so that a bad deployment fails its smoke test."""
    from shared.config import BadSettings

    try:
        chosen = base.settings()
    except BadSettings:
        return Health("unknown", {"configuracao": "erro"})
    checks, latencies = {"configuracao": "ok"}, {}
    for name, build in (("documentos", base.documents), ("filas", base.queues)):
        started = time.perf_counter()
        (failure,) = await asyncio.gather(_reach(build), return_exceptions=True)
        checks[name] = _state(name, failure)
        latencies[name] = round((time.perf_counter() - started) * 1000)
    return Health("production" if chosen.website_site_name else "development", checks, latencies)


async def details(state: Health) -> Details:
    """What `state` found, in detail, and what it did not look at. No model is asked: that would cost tokens."""
    chosen = base.settings()
    kinds = {"documentos": chosen.documentos.tipo, "filas": "storage-queues"}
    dependencias: list[dict[str, str | int]] = [
        {"nome": name, "tipo": kinds[name], "estado": state.checks[name], "latencia_ms": latency}
        for name, latency in state.latencies_ms.items()
    ]
    modelos = _models()
    avisos = [*_model_warnings(modelos)]
    if chosen.canal_padrao == "simulado":
        avisos.append(_SIMULADO)
    if state.checks["documentos"] == "ok":
        avisos += [_ROTINA.format(job.id) for job in await rotinas.rotina_service().jobs() if job.late]
    return Details(
        tuple(dependencias),
        tuple({"nome": name, "estado": estado} for name, estado in modelos.items()),
        tuple(avisos),
    )


def _models() -> dict[str, str]:
    """What becomes of each model of `LLM_MODELOS` in this process; `regras` is always the last."""
    known = relatos.model_chain().states()
    named = [name.strip() for name in base.settings().llm_modelos.split(",")]
    found = {name: _ESTADOS[known[name]] if name in known else "sem_chave" for name in named if name}
    return found | {"regras": "disponivel"}


def _model_warnings(modelos: dict[str, str]) -> list[str]:
    outside = {name: estado for name, estado in modelos.items() if name != "regras"}
    keyless = [name for name, estado in outside.items() if estado == "sem_chave"]
    if len(keyless) == len(outside):
        return [_SO_REGRAS]
    avisos = [_SEM_CHAVE.format(", ".join(keyless))] if keyless else []
    return avisos if "disponivel" in outside.values() else [*avisos, _SEM_MODELO]


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
