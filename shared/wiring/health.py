"""The probe."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.wiring import base

if TYPE_CHECKING:
    from shared.kit.queues import Queues
    from shared.kit.store import Documents

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    environment: str
    checks: dict[str, str]


async def health() -> Health:
    """Validates the settings and reaches for each dependency, so that a bad deployment fails its smoke test."""
    from shared.config import BadSettings

    try:
        chosen = base.settings()
    except BadSettings:
        return Health("unknown", {"configuracao": "erro"})
    checks = {"configuracao": "ok"}
    for name, build in (("documentos", base.documents), ("filas", base.queues)):
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
