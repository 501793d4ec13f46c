"""Recordings that people sent, fetched from where their provider keeps them and from nowhere else.

An address in a webhook is a stranger's word: only the provider's own hosts are asked, and only those it trusts its
files to get no more than the request.
"""

import asyncio
import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx2

from shared.adapters.canais_http import USER_AGENT, keep_urls_out_of_logs
from shared.audio.models import MAX_BYTES
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger

_WHOLE_S, _CONNECT_S = 30.0, 5.0
_HOPS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_OK, _TOO_MANY, _BROKEN = 200, 429, 500
_META_HOSTS = ("fbsbx.com", "facebook.com", "whatsapp.net")
_TWILIO_FILES = ("twiliocdn.com", "amazonaws.com")
_ZAPI_FILES = ("backblazeb2.com", "z-api.io")
_log = get_logger(__name__)


class _NotToBeHad(Exception):
    """With a word for the logs."""


@dataclass(frozen=True, slots=True)
class Fonte:
    """Who may be asked: the API at `base_url` and `hosts` with our `headers`, `arquivos` without them."""

    base_url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    hosts: tuple[str, ...] = ()
    arquivos: tuple[str, ...] = ()

    def headers_for(self, url: str) -> Mapping[str, str] | None:
        """What goes along to this address; None where nothing may go at all."""
        asked, ours = urlsplit(url), urlsplit(self.base_url)
        if (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc) or _is_among(url, self.hosts):
            return self.headers
        return {} if _is_among(url, self.arquivos) else None


async def of_meta(base_url: str, token: str, midia: str) -> bytes | None:
    """By the id of the media, which leads to an address for five minutes."""
    fonte = Fonte(base_url, {"Authorization": f"Bearer {token}"}, hosts=_META_HOSTS)
    told = _object(await fetch(fonte, f"{base_url.rstrip('/')}/{quote(midia, safe='')}"))
    url = told.get("url")
    return await fetch(fonte, url) if isinstance(url, str) else None


async def of_telegram(base_url: str, token: str, midia: str) -> bytes | None:
    """By the id of the file, which leads to a path for an hour."""
    base, bot = base_url.rstrip("/"), f"bot{quote(token, safe=':')}"
    fonte = Fonte(base_url)
    told = _object(await fetch(fonte, f"{base}/{bot}/getFile?file_id={quote(midia, safe='')}")).get("result")
    path = told.get("file_path") if isinstance(told, dict) else None
    return await fetch(fonte, f"{base}/file/{bot}/{quote(path)}") if isinstance(path, str) else None


async def of_twilio(base_url: str, usuario: tuple[str, str], midia: str) -> bytes | None:
    """By its address at Twilio, which leads on to a store of files; `usuario` are the account's SID and token."""
    basic = base64.b64encode(":".join(usuario).encode()).decode()
    return await fetch(Fonte(base_url, {"Authorization": f"Basic {basic}"}, arquivos=_TWILIO_FILES), midia)


async def of_zapi(base_url: str, midia: str) -> bytes | None:
    return await fetch(Fonte(base_url, arquivos=_ZAPI_FILES), midia)


async def fetch(fonte: Fonte, url: str) -> bytes | None:
    """What is there, up to 25 MB; None where it may not be asked for, is gone or is more.

    Raises `TransientError` on an outage.
    """
    try:
        async with asyncio.timeout(_WHOLE_S), _client() as http:
            return await _followed(http, fonte, url)
    except (_NotToBeHad, httpx2.InvalidURL, httpx2.UnsupportedProtocol, ValueError) as error:
        codigo = error.args[0] if isinstance(error, _NotToBeHad) else type(error).__name__
        _log.warning("gravacao.not_fetched", extra={"codigo": codigo})
        return None
    except (httpx2.RequestError, TimeoutError):
        pass
    # Raised out here, since an exception's context would carry an address with its token.
    raise TransientError


def _client() -> httpx2.AsyncClient:
    keep_urls_out_of_logs()
    return httpx2.AsyncClient(
        headers={"User-Agent": USER_AGENT},
        timeout=httpx2.Timeout(_WHOLE_S, connect=_CONNECT_S),
        trust_env=False,
        follow_redirects=False,
    )


async def _followed(http: httpx2.AsyncClient, fonte: Fonte, url: str) -> bytes:
    for _ in range(_HOPS):
        headers = fonte.headers_for(url)
        if headers is None:
            raise _NotToBeHad("endereco")
        async with http.stream("GET", url, headers=dict(headers)) as response:
            if response.status_code not in _REDIRECTS:
                return await _content(response)
            url = urljoin(url, response.headers.get("location", ""))
    raise _NotToBeHad("redirecionamentos")


async def _content(response: httpx2.Response) -> bytes:
    if response.status_code == _TOO_MANY or response.status_code >= _BROKEN:
        raise TransientError
    if response.status_code != _OK:
        raise _NotToBeHad(f"http_{response.status_code}")
    found = bytearray()
    async for some in response.aiter_bytes():
        found += some
        if len(found) > MAX_BYTES:
            raise _NotToBeHad("tamanho")
    return bytes(found)


def _is_among(url: str, hosts: tuple[str, ...]) -> bool:
    asked = urlsplit(url)
    host = (asked.hostname or "").lower()
    is_plain = asked.scheme == "https" and asked.port in (None, 443) and "@" not in asked.netloc
    return is_plain and any(host == one or host.endswith(f".{one}") for one in hosts)


def _object(content: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(content or b"null")
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}
