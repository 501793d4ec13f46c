"""S4's pipelines, which say what a cliente is to the business; words and pure functions, for those who read a hundred
thousand raw bodies as well as for the model."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from shared.kit.texto import fold

_ONBOARDING = "cs|onboarding"
_ONGOING = "cs|ongoing"
_BRADESCO = "cs|bradesco"
_CHURNS = "churns&cancelamentos"
_ACTIVE = frozenset({_ONBOARDING, _ONGOING, _BRADESCO})
_COMING_IN = frozenset({_ONBOARDING, _BRADESCO})


@lru_cache(maxsize=256)  # a conta has a handful of them, a run asks of each cliente
def _key(pipeline: str) -> str:
    """Case, accents and spaces aside."""
    return "".join(fold(pipeline).split())


def is_active(pipeline: str | None) -> bool:
    """Whether its clientes count as active ones."""
    return pipeline is not None and _key(pipeline) in _ACTIVE


def is_onboarding(pipeline: str | None, data_end_onboarding: object = None) -> bool:
    """Whether a cliente of it is being brought in: of the onboarding pipeline or Bradesco's, until an end is known."""
    if pipeline is None or data_end_onboarding:
        return False
    return _key(pipeline) in _COMING_IN


def is_churned(pipeline: str | None) -> bool:
    return pipeline is not None and _key(pipeline) == _CHURNS


def is_served(pipeline: str | None, tenant_id: str | None, data_cancelamento: object) -> bool:
    """Whether a score says something of it: active, or an account of the product that no CRM knows of yet."""
    if pipeline is not None:
        return is_active(pipeline)
    return bool(tenant_id) and not data_cancelamento


def is_scored(corpo: Mapping[str, Any]) -> bool:
    """As `Cliente.is_scored`, of the raw body of its document."""
    pipeline, tenant_id = corpo.get("pipeline"), corpo.get("tenant_id")
    return corpo.get("ativo") is True and is_served(pipeline, tenant_id, corpo.get("data_cancelamento"))
