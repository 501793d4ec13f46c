"""The front of the host as one ASGI app: mounts, then function routes; keys, CORS and limits on the way."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from infra.local.checks import methods_of
from infra.local.http_codec import Headers, HttpAnswer, HttpCall, read_call, request_datum, write_answer
from infra.local.indexing import Function
from infra.local.invocation import Invoker
from infra.local.keys import Keys
from infra.local.routing import Router
from infra.local.settings import Cors

_log = logging.getLogger(__name__)
_BODY_LIMIT = 100 * 1024 * 1024
# RFC 9110, 8.6: a 204 has no Content-Length, and a 304's would be that of the body it spares.
_BODYLESS = (204, 304)

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Mount = Callable[[HttpCall], Awaitable[HttpAnswer]]


class BodyTooLarge(Exception):
    """The declared body passes the host's limit."""


class CallerLeft(Exception):
    """The connection ended before the declared body had come: no function runs on half of one."""


@dataclass(frozen=True, slots=True)
class _Route:
    name: str
    level: str


class HttpServer:
    """Function routes behind `route_prefix`; `mounts` are the host's own, by path prefix, and come first."""

    def __init__(
        self, functions: Sequence[Function], *, route_prefix: str, invoker: Invoker, keys: Keys, cors: Cors
    ) -> None:
        self._invoker = invoker
        self._keys = keys
        self._cors = cors
        self.mounts: dict[str, Mount] = {}
        self._router = Router(
            (
                _under(route_prefix, function),
                methods_of(function.trigger),
                _Route(function.name, _level(function)),
            )
            for function in functions
            if function.trigger.type == "httpTrigger"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            body = await _read_body(scope, receive)
        except BodyTooLarge:
            await _send(send, HttpAnswer(413, [(b"connection", b"close")]))
            return
        except CallerLeft:
            return
        call = read_call(scope, body)
        answer = self._preflight(call) or await self._answer(call)
        await _send(send, self._with_cors(call, answer))

    async def _answer(self, call: HttpCall) -> HttpAnswer:
        for prefix, mount in self.mounts.items():
            if call.raw_path == prefix or call.raw_path.startswith(f"{prefix}/"):
                return await mount(call)
        found = self._router.match(call.method, call.path)
        if found is None:
            return HttpAnswer(404, [])
        route, values = found
        if not self._keys.allows(route.level, call):
            return HttpAnswer(401, [])
        try:
            trace_parent = call.headers.get("traceparent")
            datum = request_datum(call, values)
            return write_answer(await self._invoker.run(route.name, datum, trace_parent=trace_parent))
        except Exception:  # noqa: BLE001  # user code: the host logs it and answers 500 without a body
            _log.exception("function %s failed", route.name)
            return HttpAnswer(500, [])

    def _preflight(self, call: HttpCall) -> HttpAnswer | None:
        asked = call.headers.get("access-control-request-method")
        if call.method != "OPTIONS" or asked is None or not self._is_allowed(call):
            return None
        headers = [(b"access-control-allow-methods", asked.encode("latin-1"))]
        if wanted := call.headers.get("access-control-request-headers"):
            headers.append((b"access-control-allow-headers", wanted.encode("latin-1")))
        return HttpAnswer(204, headers)

    def _with_cors(self, call: HttpCall, answer: HttpAnswer) -> HttpAnswer:
        if not self._is_allowed(call):
            return answer
        any_origin = "*" in self._cors.origins and not self._cors.credentials
        origin = "*" if any_origin else call.headers["origin"]
        headers: Headers = [
            *answer.headers,
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"vary", b"Origin"),
        ]
        if self._cors.credentials:
            headers.append((b"access-control-allow-credentials", b"true"))
        return HttpAnswer(answer.status, headers, answer.body)

    def _is_allowed(self, call: HttpCall) -> bool:
        origin = call.headers.get("origin")
        return origin is not None and ("*" in self._cors.origins or origin in self._cors.origins)


def _under(prefix: str, function: Function) -> str:
    return f"{prefix}/{str(function.trigger.options['route']).strip('/')}".strip("/")


def _level(function: Function) -> str:
    level = function.trigger.options.get("authLevel")
    return str(getattr(level, "value", level or "function")).lower()


async def _read_body(scope: Scope, receive: Receive) -> bytes:
    """The body, which only counts when it comes with a Content-Length; a chunked one is read and lost."""
    headers = dict(scope["headers"])
    declared = int(headers.get(b"content-length", b"0"))
    if declared > _BODY_LIMIT:
        raise BodyTooLarge
    if not declared and b"transfer-encoding" not in headers:
        return b""
    parts = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise CallerLeft
        if declared:
            parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


async def _send(send: Send, answer: HttpAnswer) -> None:
    headers = list(answer.headers)
    if answer.status not in _BODYLESS:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
