"""From what a handler answers to the bytes of a response; the reverse of `validation`."""

import gzip
import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import azure.functions as func

from shared.kit.etags import body_tag, entity_tag, is_fresh
from shared.kit.routes import Answer, Headers, Route, resolve

if TYPE_CHECKING:
    from pydantic import BaseModel

_GZIP_FROM = 1024
_REFUSED = re.compile(r"q=0(\.0*)?")


def respond(route: Route, answer: Answer, asked: Headers) -> func.HttpResponse:
    """The response of `answer`, or a 304 when the caller of a GET has it already; `asked` is the request's headers.

    A body is shown as the route's model shows it: an undeclared attribute of a document can never leave by accident.
    """
    body = _body(route, answer)
    headers = _headers(route, answer, body)
    media_type = headers.pop("Content-Type", route.produces[0])
    known = asked.get("if-none-match", "")
    if known and _is_shown(route, answer) and is_fresh(known, headers["ETag"]):
        headers.pop("Content-Encoding", None)
        return func.HttpResponse(b"", status_code=304, mimetype=media_type, headers=headers)
    if "Content-Encoding" in headers:
        if not reads_gzip(asked):
            body = gzip.decompress(body)
            del headers["Content-Encoding"]
    elif len(body) >= _GZIP_FROM and reads_gzip(asked):
        body = gzip.compress(body, 5)
        headers["Content-Encoding"] = "gzip"
    return func.HttpResponse(body, status_code=answer.status, mimetype=media_type, headers=headers)


def _is_shown(route: Route, answer: Answer) -> bool:
    return route.method == "GET" and answer.status == HTTPStatus.OK


def _headers(route: Route, answer: Answer, body: bytes) -> dict[str, str]:
    """What the handler said comes last. A caller may keep what was shown, and asks again before using it."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if _is_shown(route, answer):
        headers["Cache-Control"] = "no-cache" if route.papeis is None else "private, no-cache"
        headers["ETag"] = answer.headers.get("ETag") or body_tag(body)
    if route.papeis is not None:
        headers["Vary"] = "Accept-Encoding, Authorization, X-API-Key"
    if answer.etag:
        headers["ETag"] = entity_tag(answer.etag)
    return headers | dict(answer.headers)


def _body(route: Route, answer: Answer) -> bytes:
    if isinstance(answer.body, bytes):
        return answer.body
    model = route.answers.get(answer.status)
    if answer.status == HTTPStatus.NO_CONTENT:
        return b""
    text = _shown(answer.body, resolve(model)) if model else json.dumps(answer.body, ensure_ascii=False)
    return text.encode()


def _shown(body: Any, model: "type[BaseModel]") -> str:
    view = body if type(body) is model else model.model_validate(body, from_attributes=True)
    return view.model_dump_json()


def reads_gzip(headers: Headers) -> bool:
    """Source: https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding"""
    for coding in headers.get("accept-encoding", "").lower().replace(" ", "").split(","):
        name, _, weight = coding.partition(";")
        if name == "gzip":
            return _REFUSED.fullmatch(weight) is None
    return False
