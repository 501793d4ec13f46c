"""The problems that a route can answer, read off its declaration, and each one described with an example."""

from typing import Any

from shared.kit import errors
from shared.kit.openapi_parameters import path_names
from shared.kit.routes import Route

_KINDS: tuple[type[errors.RetornoError], ...] = (
    errors.MalformedRequest,
    errors.Unauthorized,
    errors.Forbidden,
    errors.NotFound,
    errors.MethodNotAllowed,
    errors.Conflict,
    errors.PreconditionFailed,
    errors.PayloadTooLarge,
    errors.UnsupportedMediaType,
    errors.InvalidInput,
    errors.PreconditionRequired,
    errors.TooManyRequests,
    errors.RetornoError,
    errors.TransientError,
)
_BY_STATUS = {kind.status: kind for kind in _KINDS}
_HEADERS = {
    401: {"WWW-Authenticate": {"$ref": "#/components/headers/WWW-Authenticate"}},
    429: {"Retry-After": {"$ref": "#/components/headers/Retry-After"}},
    503: {"Retry-After": {"$ref": "#/components/headers/Retry-After"}},
}
_TEXT = {"type": "string"}
PROBLEM: dict[str, Any] = {
    "title": "Problema",
    "description": "RFC 9457. `type` é o que um programa compara; `detail` pode ser mostrado a pessoas.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": {"type": "string", "format": "uri"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": _TEXT, "detail": _TEXT},
            },
        },
    },
}


def refused(route: Route) -> dict[str, Any]:
    """A reference for each status but the good ones; a good answer of the same status wins."""
    found = {500, 503, *route.refusals, *_of_input(route)}
    if route.papeis is not None:
        found |= {401, 403, 429}
    if path_names(route):
        found.add(404)
    if route.versioned:
        found |= {409, 412, 428}
    return {str(status): _reference(status) for status in sorted(found) if status in _BY_STATUS}


def _of_input(route: Route) -> set[int]:
    found: set[int] = set()
    if route.method != "GET" or route.body or route.media:
        found.add(413)
    if route.body or route.media:
        found |= {400, 415}
    if route.body or route.query:
        found |= {400, 422}
    if "Idempotency-Key" in route.reads:
        found |= {400, 422}
    return found


def responses() -> dict[str, Any]:
    return {kind.slug: _response(status, kind) for status, kind in sorted(_BY_STATUS.items())}


def _reference(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{_BY_STATUS[status].slug}"}


def _response(status: int, kind: type[errors.RetornoError]) -> dict[str, Any]:
    language = {"Content-Language": {"$ref": "#/components/headers/Content-Language"}}
    content = {"schema": {"$ref": "#/components/schemas/Problema"}, "example": _example(status, kind)}
    return {
        "description": f"{kind.title}. {kind.default_detail}",
        "headers": language | _HEADERS.get(status, {}),
        "content": {"application/problem+json": content},
    }


def _example(status: int, kind: type[errors.RetornoError]) -> dict[str, Any]:
    example: dict[str, Any] = {
        "type": f"urn:retorno:problema:{kind.slug}",
        "title": kind.title,
        "status": status,
        "detail": kind.default_detail,
        "instance": "urn:uuid:0b9f3c1e-5a43-4e0c-9d5c-2f0f5b0c7a11",
    }
    if kind is errors.InvalidInput:
        example["errors"] = [{"pointer": "#/texto", "detail": "não pode ficar vazio"}]
    return example
