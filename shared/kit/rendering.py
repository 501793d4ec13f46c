"""From what a handler answers to the bytes of a response; the reverse of `validation`."""

import gzip
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import azure.functions as func

if TYPE_CHECKING:
    from pydantic import BaseModel

_GZIP_FROM = 1024
_REFUSED = re.compile(r"q=0(\.0*)?")


def json_response(
    body: Any, *, model: "type[BaseModel] | None", status: int, headers: Mapping[str, str]
) -> func.HttpResponse:
    """`body` as `model` shows it: an undeclared attribute of a document can never leave by accident."""
    text = json.dumps(body, ensure_ascii=False) if model is None else _shown(body, model)
    return func.HttpResponse(text, status_code=status, mimetype="application/json", headers=dict(headers))


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
