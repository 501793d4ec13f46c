"""What keeping CRM fields current needs from outside: Kommo's own objects, as it sends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.kit.errors import RetornoError

Objeto = dict[str, Any]  # one lead, contact, user or pipeline of Kommo, not looked at yet


class KommoRefused(RetornoError):
    """The credential is not accepted, or the account is blocked: only a person can put that right."""

    slug, title = "kommo-recusou", "Kommo recusou"
    default_detail = "O Kommo recusou a credencial configurada."


@dataclass(frozen=True, slots=True)
class LeadPage:
    leads: list[Objeto]
    has_next: bool


class Crm(Protocol):
    """Every method may raise `TransientError` (with how long to wait) and `KommoRefused`."""

    async def leads_since(self, since: int, page: int) -> LeadPage:
        """Leads changed at or after `since` (unix seconds), the longest unchanged first; pages count from 1."""

    async def lead(self, lead_id: int) -> Objeto | None:
        """None when there is no such lead (any more)."""

    async def contacts(self, ids: Sequence[int]) -> list[Objeto]: ...

    async def pipelines(self) -> list[Objeto]: ...

    async def users(self) -> list[Objeto]: ...
