"""From an ASGI request to the SDK's, and from what a function returned to an ASGI answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

import azure.functions as func
from azure.functions.meta import Datum, get_binding_registry

Headers = list[tuple[bytes, bytes]]

_NOT_FORWARDED = frozenset((b"content-length", b"transfer-encoding", b"connection"))
_HTTP_OUT: Any = get_binding_registry().get("http")  # type: ignore[no-untyped-call]  # untyped SDK


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class HttpCall:
    """A request after the body was read; header names are lower case, repeated ones are joined by a comma."""

    method: str
    url: str
    path: str
    raw_path: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    client_host: str


def read_call(scope: Mapping[str, Any], body: bytes) -> HttpCall:
    """The request as a function sees it; `X-Forwarded-For` ends in the caller, as the front end has it."""
    headers = _joined((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    if scope.get("client"):
        hop = "{}:{}".format(*scope["client"])
        hops = headers.get("x-forwarded-for")
        headers["x-forwarded-for"] = f"{hops}, {hop}" if hops else hop
    query_string = scope["query_string"].decode("latin-1")
    raw_path = scope["raw_path"].decode("latin-1")
    url = f"{scope['scheme']}://{headers.get('host', 'localhost')}{raw_path}"
    return HttpCall(
        method=scope["method"].upper(),
        url=f"{url}?{query_string}" if query_string else url,
        path=decode_path(raw_path),
        raw_path=raw_path,
        headers=headers,
        query=_joined(parse_qsl(query_string)),  # empty values are dropped, as the host drops them
        body=body,
        client_host=scope["client"][0] if scope.get("client") else "",
    )


def decode_path(raw: str) -> str:
    """Percent-decoded but for `%2F`, which never becomes a separator."""
    return unquote(raw.replace("%2F", "%252F").replace("%2f", "%252F"))


def request_datum(call: HttpCall, route_values: Mapping[str, str]) -> Datum:
    """What `HttpRequestConverter.decode` takes."""
    return Datum(
        {
            "method": Datum(call.method, "string"),
            "url": Datum(call.url, "string"),
            "headers": _strings(call.headers),
            "query": _strings(call.query),
            "params": _strings(route_values),
            "body": Datum(call.body, "bytes"),
        },
        "http",
    )


def write_answer(result: Any) -> HttpAnswer:
    """The answer to what a function returned: an `HttpResponse`, a string, or nothing (204)."""
    if result is None:
        return HttpAnswer(204, [])
    if not isinstance(result, (func.HttpResponse, str)):
        raise TypeError(f"unable to encode outgoing TypedData: unsupported type {type(result).__name__}")
    datum = _HTTP_OUT.encode(result, expected_type=None)
    if datum.type == "string":
        return HttpAnswer(200, [(b"content-type", b"text/plain; charset=utf-8")], datum.value.encode())
    parts = datum.value
    named = ((name.lower().encode("latin-1"), value.value) for name, value in parts["headers"].items())
    headers = [(name, value.encode("latin-1")) for name, value in named if name not in _NOT_FORWARDED]
    for jar in parts["cookies"] or ():
        headers += [(b"set-cookie", morsel.OutputString().encode("latin-1")) for morsel in jar.values()]
    return HttpAnswer(int(parts["status_code"].value), headers, parts["body"].value)


def _strings(values: Mapping[str, str]) -> dict[str, Datum]:
    return {name: Datum(value, "string") for name, value in values.items()}


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined
