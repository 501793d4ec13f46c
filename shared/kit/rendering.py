"""From what a handler answers to the bytes of a response; the reverse of `validation`."""

import gzip
import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import azure.functions as func

from shared.kit.etags import body_tag, entity_tag, is_fresh
from shared.kit.routes import Answer, Route, resolve

if TYPE_CHECKING:
    from pydantic import BaseModel

_GZIP_FROM = 1024
_REFUSED = re.compile(r"q=0(\.0*)?")


def respond(route: Route, answer: Answer, if_none_match: str) -> func.HttpResponse:
    """The response of `answer`, or a 304 when the caller of a GET has it already.

    A body is shown as the route's model shows it: an undeclared attribute of a document can never leave by accident.
    """
    headers = {"X-Content-Type-Options": "nosniff", **answer.headers}
    media_type = headers.pop("Content-Type", "application/json")
    body = _body(route, answer)
    if route.method == "GET" and answer.status == HTTPStatus.OK:
        if route.papeis is not None:
            headers.setdefault("Cache-Control", "private, no-cache")
        headers["ETag"] = entity_tag(answer.etag) if answer.etag else body_tag(body)
        if if_none_match and is_fresh(if_none_match, headers["ETag"]):
            return func.HttpResponse(b"", status_code=304, mimetype=media_type, headers=headers)
    elif answer.etag:
        headers["ETag"] = entity_tag(answer.etag)
    return func.HttpResponse(body, status_code=answer.status, mimetype=media_type, headers=headers)


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


def _reads_gzip(accept_encoding: str) -> bool:
    """Source: https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding"""
    for coding in accept_encoding.lower().replace(" ", "").split(","):
        name, _, weight = coding.partition(";")
        if name == "gzip":
            return _REFUSED.fullmatch(weight) is None
    return False


def compressed(response: func.HttpResponse, accept_encoding: str) -> func.HttpResponse:
    """`response` gzipped when it is long enough to gain by it and the client reads it."""
    body = response.get_body()
    if len(body) < _GZIP_FROM or not _reads_gzip(accept_encoding):
        return response
    extra = dict(response.headers) | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return func.HttpResponse(
        gzip.compress(body, 5), status_code=response.status_code, mimetype=response.mimetype, headers=extra
    )
