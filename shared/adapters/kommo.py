"""Kommo's API v4 behind the `Crm` port: paced, never followed to another host, bodies never logged.

Source: https://developers.kommo.com/reference
"""

import asyncio
import contextlib
import math
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any

import httpx2

from shared.clientes.kommo_ports import KommoRefused, LeadPage, Objeto
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger

_PAGE = 250
# Seven requests a second are allowed per account; the timer and the webhooks' worker run on instances of their own.
_PAUSE_S = 0.3
_TIMEOUT_S = 20.0
_GUESSED_WAIT_S = 60
_LONGEST_WAIT_S = 3_600
_IDS_A_REQUEST = 100
_NO_CONTENT, _NOT_FOUND, _TOO_MANY = 204, 404, 429
_REFUSALS = (401, 402, 403)
# A blocked account that goes on being asked stays blocked.
_REST_WHEN_REFUSED_S = 600
# The lists that change by hand, once in a while, and that every lead needs.
_REMEMBERED_S = 300
_log = get_logger(__name__)

Params = list[tuple[str, str | int | float | bool | None]]


class Kommo:
    """One client per process and event loop."""

    def __init__(
        self, *, base_url: str, token: str, pause_s: float = _PAUSE_S, timeout_s: float = _TIMEOUT_S
    ) -> None:
        self._http = httpx2.AsyncClient(
            base_url=base_url.rstrip("/"),
            headers={"Authorization": f"Bearer {token}", "User-Agent": "retorno/0.1 (+python)"},
            timeout=timeout_s,
            trust_env=False,
            follow_redirects=False,
        )
        self._pause_s = pause_s
        self._pace = asyncio.Lock()
        self._free_at = 0.0
        self._rest_until = 0.0
        self._was_refused = False
        self._remembered: dict[str, tuple[float, list[Objeto]]] = {}

    async def close(self) -> None:
        await self._http.aclose()

    async def leads_since(self, since: int, page: int) -> LeadPage:
        params: Params = [
            ("page", page),
            ("limit", _PAGE),
            ("with", "contacts,loss_reason"),
            ("filter[updated_at][from]", since),
            ("order[updated_at]", "asc"),
        ]
        body = await self._get("/api/v4/leads", params)
        return LeadPage(_embedded(body, "leads"), _has_next(body))

    async def lead(self, lead_id: int) -> Objeto | None:
        body = await self._get(
            f"/api/v4/leads/{lead_id}", [("with", "contacts,loss_reason")], absent=(_NO_CONTENT, _NOT_FOUND)
        )
        return body or None

    async def contacts(self, ids: Sequence[int]) -> list[Objeto]:
        found: list[Objeto] = []
        for start in range(0, len(ids), _IDS_A_REQUEST):
            some = ids[start : start + _IDS_A_REQUEST]
            wanted: Params = [("filter[id][]", one) for one in some]
            body = await self._get("/api/v4/contacts", [("limit", _PAGE), *wanted])
            found += _embedded(body, "contacts")
        return found

    async def pipelines(self) -> list[Objeto]:
        """As they were at most some minutes ago; so are the users."""
        return await self._remember("pipelines", self._pipelines)

    async def users(self) -> list[Objeto]:
        return await self._remember("users", self._users)

    async def _remember(self, name: str, read: Callable[[], Awaitable[list[Objeto]]]) -> list[Objeto]:
        until, found = self._remembered.get(name, (0.0, []))
        if time.monotonic() < until:
            return found
        found = await read()
        self._remembered[name] = (time.monotonic() + _REMEMBERED_S, found)
        return found

    async def _pipelines(self) -> list[Objeto]:
        return _embedded(await self._get("/api/v4/leads/pipelines", []), "pipelines")

    async def _users(self) -> list[Objeto]:
        found: list[Objeto] = []
        page, more = 1, True
        while more:
            body = await self._get("/api/v4/users", [("page", page), ("limit", _PAGE)])
            found += _embedded(body, "users")
            page, more = page + 1, _has_next(body)
        return found

    async def _get(
        self, path: str, params: Params, *, absent: Collection[int] = (_NO_CONTENT,)
    ) -> dict[str, Any]:
        """The object at `path`, empty where there is none."""
        await self._wait_turn()
        try:
            response = await self._http.get(path, params=params)
        except (httpx2.TransportError, httpx2.TooManyRedirects, httpx2.DecodingError):
            raise TransientError from None
        if response.status_code in absent:
            return {}
        if response.status_code != httpx2.codes.OK:
            raise self._failure(response)
        return _parsed(response)

    async def _wait_turn(self) -> None:
        """Raises what Kommo said last, while it wants to be left alone: whoever goes on asking is blocked."""
        async with self._pace:
            await asyncio.sleep(max(0.0, self._free_at - time.monotonic()))
            now = time.monotonic()
            if now < self._rest_until:
                raise self._said(math.ceil(self._rest_until - now))
            self._free_at = now + self._pause_s

    def _said(self, wait_s: int) -> TransientError | KommoRefused:
        return KommoRefused() if self._was_refused else TransientError(retry_after_s=wait_s)

    def _failure(self, response: httpx2.Response) -> TransientError | KommoRefused:
        self._was_refused = response.status_code in _REFUSALS
        if self._was_refused:
            _log.error("kommo.refused", extra={"status": response.status_code})
            return self._rest(_REST_WHEN_REFUSED_S)
        if response.status_code == _TOO_MANY:
            return self._rest(_wait_s(response.headers.get("retry-after", "")))
        _log.warning("kommo.failed", extra={"status": response.status_code})
        return TransientError()

    def _rest(self, wait_s: int) -> TransientError | KommoRefused:
        self._rest_until = time.monotonic() + wait_s
        return self._said(wait_s)


def _wait_s(header: str) -> int:
    with contextlib.suppress(ValueError):
        return min(max(int(header), 1), _LONGEST_WAIT_S)
    return _GUESSED_WAIT_S


def _parsed(response: httpx2.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except (ValueError, RecursionError):  # a proxy's page
        body = None
    if not isinstance(body, dict):
        raise TransientError
    return body


def _embedded(body: dict[str, Any], name: str) -> list[Objeto]:
    """The objects under `_embedded`; whatever is not an object is left out."""
    embedded = body.get("_embedded")
    found = embedded.get(name) if isinstance(embedded, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _has_next(body: dict[str, Any]) -> bool:
    links = body.get("_links")
    return isinstance(links, dict) and bool(links.get("next"))
