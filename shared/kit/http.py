"""The contract of an HTTP route: who may call, what goes in, what comes out, how errors look.

One decorator does for every route what FastAPI would do for one app, without its cost at import.
"""

import re
import secrets
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit

import azure.functions as func

from shared.kit.auth import Papel, Principal
from shared.kit.errors import (
    Forbidden,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    PayloadTooLarge,
    RetornoError,
    Unauthorized,
    UnsupportedMediaType,
)
from shared.kit.ids import is_document_id
from shared.kit.logging import get_logger
from shared.kit.problems import problem
from shared.kit.rendering import compressed, json_response

if TYPE_CHECKING:
    from pydantic import BaseModel

_log = get_logger(__name__)
_MAX_KEY = 200
_TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


Body = TypeVar("Body")
Params = TypeVar("Params")
# `module:Class` of a pydantic model. Models are looked up on a route's first call: building them, and pydantic
# itself, would double the cold start.
Model = str
Headers = Mapping[str, str]
Authenticate = Callable[[Headers], Awaitable[Principal]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler returns. With a model declared for `status`, `body` is read by it, field by field."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call(Generic[Body, Params]):
    """One authenticated, validated request. `client` is the Durable client where the route asked for it.

    `principal` exists on every route but the anonymous ones; reading it there is a bug, hence the property.
    """

    body: Body
    query: Params
    path: Mapping[str, str]
    headers: Headers
    raw: bytes
    caller: Principal | None
    traceparent: str
    client: Any = None

    @property
    def principal(self) -> Principal:
        if self.caller is None:
            raise RuntimeError("an anonymous route has no principal")
        return self.caller

    def document_id(self, name: str) -> str:
        """The id in the path; one that no document can have raises `NotFound`, like one that none has."""
        found = self.path[name]
        if not is_document_id(found):
            raise NotFound
        return found

    @property
    def idempotency_key(self) -> str | None:
        """Source: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/"""
        key = self.headers.get("idempotency-key", "").strip()
        if len(key) > _MAX_KEY:
            raise MalformedRequest("A Idempotency-Key deve ter no máximo 200 caracteres.")
        return key or None


@dataclass(frozen=True, slots=True)
class Route:
    """What a route declares; the OpenAPI document, the 405 answer and the contract tests read it.

    `path` is the host's template without a leading slash. `papeis` None means anonymous. `answers` maps each
    good status to the model that the body is shown as. `flows` asks for the Durable client. `reads`
    names the request headers that change the answer. `refusal` is a source's wording of a 401.
    """

    method: str
    path: str
    summary: str
    papeis: frozenset[Papel] | None
    body: Model | None = None
    query: Model | None = None
    answers: Mapping[int, Model] = field(default_factory=dict)
    tag: str = "Retorno"
    max_body_bytes: int = 256 * 1024
    flows: bool = False
    reads: tuple[str, ...] = ()
    refusal: str | None = None
    name: str = ""


ROUTES: list[Route] = []


Handler = Callable[[Call[Any, Any]], Awaitable[Answer]]


class Routes:
    """Adds routes to a blueprint of the app. `authenticate` turns headers into a principal or raises."""

    def __init__(self, blueprint: Any, authenticate: Authenticate) -> None:
        self.blueprint = blueprint
        self._authenticate = authenticate

    def add(self, route: Route) -> Callable[[Handler], Handler]:
        """Declare a route. The handler's name becomes the function's, and names decide the matching order."""

        def register(handler: Handler) -> Handler:
            named = replace(route, name=handler.__name__)
            ROUTES.append(named)
            self._bind(named, handler)
            return handler

        return register

    def _bind(self, route: Route, handler: Handler) -> None:
        # The worker wants a function's parameters to match its bindings to the letter, hence two of them.
        async def run(req: func.HttpRequest) -> func.HttpResponse:
            return await _serve(route, handler, self._authenticate, _Request(req))

        async def run_with_client(req: func.HttpRequest, client: str) -> func.HttpResponse:
            return await _serve(route, handler, self._authenticate, _Request(req, client))

        entry: Any = run_with_client if route.flows else run
        level = func.AuthLevel.ANONYMOUS
        builder = self.blueprint.route(route=route.path, methods=[route.method], auth_level=level)(entry)
        if route.flows:
            builder = self.blueprint.durable_client_input(client_name="client")(builder)
        self.blueprint.function_name(route.name)(builder)


@dataclass(frozen=True, slots=True)
class _Request:
    http: func.HttpRequest
    client: Any = None


async def _serve(
    route: Route, handler: Handler, authenticate: Authenticate, request: _Request
) -> func.HttpResponse:
    """The only place that turns errors into responses, hence the only `except Exception`."""
    invocation = str(uuid.uuid4())
    try:
        call = await _read(route, authenticate, request)
        answer = await handler(call)
        model = route.answers.get(answer.status)
        response = json_response(
            answer.body,
            model=resolve(model) if model else None,
            status=answer.status,
            headers=answer.headers,
        )
        return compressed(response, request.http.headers.get("accept-encoding", ""))
    except RetornoError as error:
        _log.info(
            "http.refused", extra={"route": route.name, "slug": error.slug, "invocation_id": invocation}
        )
        return problem(error, invocation)
    except Exception:  # noqa: BLE001  # the edge: a bug must answer 500 without detail
        _log.exception("http.failed", extra={"route": route.name, "invocation_id": invocation})
        return problem(RetornoError(), invocation)


async def _read(route: Route, authenticate: Authenticate, request: _Request) -> Call[Any, Any]:
    http = request.http
    caller = await _caller(route, authenticate, http.headers)
    raw = http.get_body()
    if len(raw) > route.max_body_bytes:
        raise PayloadTooLarge
    if route.body:
        _require_json(http.headers)
    body, query = _validated(route, raw, dict(http.params))
    return Call(
        body=body,
        query=query,
        path=dict(http.route_params),
        headers=http.headers,
        raw=raw,
        caller=caller,
        traceparent=_traceparent(http.headers),
        client=request.client,
    )


@cache
def resolve(model: Model) -> type["BaseModel"]:
    """The class behind a `module:Class`."""
    module, _, name = model.partition(":")
    found: type[BaseModel] = getattr(import_module(module), name)
    return found


def _validated(route: Route, raw: bytes, params: dict[str, Any]) -> tuple[Any, Any]:
    if not (route.body or route.query):
        return None, None
    from shared.kit.validation import parse_fields, parse_json  # pydantic comes with it: see Model

    body = parse_json(resolve(route.body), raw) if route.body else None
    return body, parse_fields(resolve(route.query), params) if route.query else None


async def _caller(route: Route, authenticate: Authenticate, headers: Headers) -> Principal | None:
    if route.papeis is None:
        return None
    try:
        principal = await authenticate(headers)
    except Unauthorized:
        raise Unauthorized(route.refusal) from None
    if principal.papel not in route.papeis:
        raise Forbidden
    return principal


def _require_json(headers: Headers) -> None:
    media_type = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise UnsupportedMediaType


def _traceparent(headers: Headers) -> str:
    """The caller's trace, or a new one. Source: https://www.w3.org/TR/trace-context/"""
    given = headers.get("traceparent", "")
    return given if _TRACEPARENT.fullmatch(given) else f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def unmatched(request: func.HttpRequest) -> func.HttpResponse:
    """The answer to a request that no route took: 405 with `Allow` when its path exists, else 404."""
    path = urlsplit(request.url).path.strip("/")
    allowed = sorted({route.method for route in ROUTES if _template(route.path).fullmatch(path)})
    response = problem(MethodNotAllowed() if allowed else NotFound(), str(uuid.uuid4()))
    if allowed:
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _template(path: str) -> re.Pattern[str]:
    parts = ("[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/"))
    return re.compile("" if path.endswith("?}") else "/".join(parts), re.IGNORECASE)
