"""One HTTP exchange with a provider of messages, and what its failures mean for the message that was to leave.

Apart because every channel shares it. URLs and bodies are never logged nor kept by an error: they hold tokens.
"""

import asyncio
import json as jsonlib
import logging
import math
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

import httpx2

from shared.kit.canais import FalhaDeEnvio, Incerto, NaoAgora, Recusado
from shared.kit.logging import get_logger

USER_AGENT = "retorno/0.2 (+python)"
ESPERA = timedelta(minutes=1)
_LONGEST_WAIT_S = 24 * 3_600
_CONNECT_S = 5.0
ANSWER_S = 20.0
# A provider that dribbles its answer byte by byte never meets the timeout of one read.
_WHOLE_FACTOR = 2
_UNPROCESSED = (408, 425, 429, 503)
_NO_ENTRY = (401, 403, 407)
_BEFORE_LEAVING = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_NEVER_LEAVES = (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, ValueError)
_CUT = (httpx2.RequestError, TimeoutError)
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Resposta:
    """A provider's answer, whatever its status."""

    canal: str
    status: int
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> dict[str, Any]:
        """The object in the body; empty where it is none (a proxy's page)."""
        try:
            parsed = jsonlib.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return parsed if isinstance(parsed, dict) else {}


class CanalHttp:
    """One adapter's client; `canal` names it in logs.

    Raises only `Incerto`, `NaoAgora` and `Recusado`; a status is the adapter's to judge.
    """

    def __init__(
        self,
        canal: str,
        *,
        headers: Mapping[str, str] | None = None,
        connect_s: float = _CONNECT_S,
        answer_s: float = ANSWER_S,
    ) -> None:
        keep_urls_out_of_logs()
        self._http = httpx2.AsyncClient(
            headers={"User-Agent": USER_AGENT},
            verify=_trusted(),
            timeout=httpx2.Timeout(answer_s, connect=connect_s),
            # A kept connection may be closed by its other end just as we write: uncertain for no good reason.
            limits=httpx2.Limits(max_keepalive_connections=0),
            trust_env=False,
            follow_redirects=False,
        )
        self._canal = canal
        self._headers = dict(headers or {})
        self._whole_s = connect_s + _WHOLE_FACTOR * answer_s

    async def close(self) -> None:
        await self._http.aclose()

    async def post(
        self,
        url: str,
        *,
        json: object = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Resposta:
        """`Incerto` when the request may have arrived; `data` goes as a form."""
        return await self._exchange("POST", url, json=json, data=data, headers=headers)

    async def repeatable(
        self, method: str, url: str, *, json: object = None, headers: Mapping[str, str] | None = None
    ) -> Resposta:
        """For what sends nothing to anybody and may be done twice: then an uncertain end is a `NaoAgora` too."""
        try:
            return await self._exchange(method, url, json=json, headers=headers)
        except Incerto as error:
            codigo = error.codigo
        raise NaoAgora("O provedor não respondeu a tempo.", codigo=codigo, espera=ESPERA)

    async def _exchange(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, **content: Any
    ) -> Resposta:
        try:
            async with asyncio.timeout(self._whole_s):
                response = await self._http.request(
                    method, url, headers={**self._headers, **(headers or {})}, **content
                )
            return Resposta(self._canal, response.status_code, response.content, response.headers)
        except (*_NEVER_LEAVES, *_CUT) as error:
            failure = _of_transport(error, self._canal)
        # Raised out here, since an exception's context would carry the request with its URL and headers.
        raise failure


def of_status(resposta: Resposta, codigo: str = "") -> FalhaDeEnvio:
    """What an answer means that no code of the provider explains.

    A 500, 502 or 504 may come after the message was taken, and a 200 that is not the provider's says nothing.
    """
    codigo = codigo or f"http_{resposta.status}"
    if resposta.status in _UNPROCESSED:
        return NaoAgora("O provedor pediu para esperar.", codigo=codigo, espera=espera_de(resposta))
    if resposta.status in _NO_ENTRY:
        return alarming(resposta.canal, "O provedor não aceitou a credencial deste canal.", codigo)
    if 300 <= resposta.status < 500:
        return alarming(resposta.canal, "O provedor recusou a mensagem.", codigo)
    return Incerto("O provedor não confirmou o envio.", codigo=codigo)


def alarming(canal: str, detail: str, codigo: str) -> Recusado:
    """A refusal that somebody has to mend, and the alarm about it."""
    alarm(canal, codigo)
    return Recusado(detail, codigo=codigo)


def alarm(canal: str, codigo: str) -> None:
    """For the operators, who get the provider's code and none of its words: they may quote the message."""
    _log.error("canal.refused", extra={"canal": canal, "codigo": codigo})


def espera_de(resposta: Resposta, otherwise: timedelta = ESPERA) -> timedelta:
    """The `Retry-After` in seconds, within a day; `otherwise` where it is a date, missing or nonsense."""
    try:
        seconds = float(resposta.headers.get("retry-after", ""))
    except ValueError:
        return otherwise
    if not math.isfinite(seconds):
        return otherwise
    return timedelta(seconds=min(max(seconds, 1.0), _LONGEST_WAIT_S))


def _of_transport(error: Exception, canal: str) -> FalhaDeEnvio:
    codigo = type(error).__name__
    if isinstance(error, _NEVER_LEAVES):
        return alarming(canal, "O endereço ou a credencial deste canal está malformado.", codigo)
    if isinstance(error, _BEFORE_LEAVING):
        return NaoAgora("O provedor está fora do ar.", codigo=codigo, espera=ESPERA)
    return Incerto("O provedor não respondeu a tempo; a mensagem pode ter saído.", codigo=codigo)


@cache
def _trusted() -> ssl.SSLContext:
    """Reading the certificates costs more than a request; one reading serves every channel of the process."""
    return httpx2.create_ssl_context(trust_env=False)


def _no_request_line(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def keep_urls_out_of_logs() -> None:
    """The library tells every URL at INFO; Z-API's and Telegram's hold the token."""
    logging.getLogger("httpx2").addFilter(_no_request_line)
