"""Serving a route: who may call, what goes in, what comes out, how errors look.

One decorator does for every route what FastAPI would do for one app, without its cost at import.
"""

import re
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import azure.functions as func

from shared.kit.auth import Principal
from shared.kit.errors import (
    Forbidden,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    PayloadTooLarge,
    PreconditionRequired,
    RetornoError,
    Unauthorized,
    UnsupportedMediaType,
)
from shared.kit.ids import is_document_id
from shared.kit.logging import get_logger
from shared.kit.problems import problem
from shared.kit.rendering import respond
from shared.kit.routes import ROUTES, Answer, Ato, Audit, Authenticate, Call, Headers, Route, resolve
from shared.kit.tracing import FIELD, current, following

_log = get_logger(__name__)
_PLACE = re.compile(r"\{(?P<name>\w+)[^}]*\}")
# Site configuration names the origins; which headers a page of theirs may read, only the answer can say.
_EXPOSED = "ETag, Location, Preference-Applied, Retry-After, X-Atualizado-Em, X-Cache"
_FORM = "application/x-www-form-urlencoded"

Handler = Callable[[Call[Any, Any]], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Routes:
    """Adds routes to a blueprint of the app. `authenticate` turns headers into a principal or raises."""

    blueprint: Any
    authenticate: Authenticate
    audit: Audit

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
            return await _serve(route, handler, self, _Request(req, str(uuid.uuid4())))

        async def run_with_client(req: func.HttpRequest, client: str) -> func.HttpResponse:
            return await _serve(route, handler, self, _Request(req, str(uuid.uuid4()), client))

        entry: Any = run_with_client if route.flows else run
        level = func.AuthLevel.ANONYMOUS
        builder = self.blueprint.route(route=route.path, methods=list(route.methods), auth_level=level)(entry)
        if route.flows:
            builder = self.blueprint.durable_client_input(client_name="client")(builder)
        self.blueprint.function_name(route.name)(builder)


@dataclass(frozen=True, slots=True)
class _Request:
    http: func.HttpRequest
    invocation: str
    client: Any = None


async def _serve(route: Route, handler: Handler, routes: Routes, request: _Request) -> func.HttpResponse:
    with following(request.http.headers.get(FIELD)) as step:
        response = await _answer(route, handler, routes, request)
        told = {"route": route.name, "method": request.http.method, "status": response.status_code}
        cache = {"cache": kept} if (kept := response.headers.get("X-Cache")) else {}
        _log.info("http.answered", extra=told | cache | step.spent())
    if "origin" in request.http.headers:
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    return response


async def _answer(route: Route, handler: Handler, routes: Routes, request: _Request) -> func.HttpResponse:
    """The only place that turns errors into responses, hence the only `except Exception`."""
    try:
        call = await _read(route, routes.authenticate, request)
        answer = await _act(route, handler, routes.audit, (call, request))
        return respond(route, answer, request.http.headers)
    except RetornoError as error:
        _log.info(
            "http.refused",
            extra={"route": route.name, "slug": error.slug, "invocation_id": request.invocation},
        )
        return problem(error, request.invocation, route.members)
    except Exception:  # noqa: BLE001  # the edge: a bug must answer 500 without detail
        _log.exception("http.failed", extra={"route": route.name, "invocation_id": request.invocation})
        return problem(RetornoError(), request.invocation, route.members)


async def _act(
    route: Route, handler: Handler, audit: Audit, called: tuple[Call[Any, Any], _Request]
) -> Answer:
    """Run the handler; a write by a principal is on the audit before it is done, its outcome afterwards."""
    call, request = called
    if not route.is_audited:
        return await handler(call)
    resource = _resource(route, call.path)
    finish = await audit(Ato(call.principal, route.name, route.method, resource, request.invocation))
    status, answer = 500, None
    try:
        answer = await handler(call)
        status = answer.status
        return answer
    except RetornoError as error:
        status = error.status
        raise
    finally:
        await finish(status, answer)


def _resource(route: Route, path: Mapping[str, str]) -> str:
    """The address as the route spells it, however the caller did; what can be no document's id is left out."""

    def shown(place: re.Match[str]) -> str:
        found = path.get(place["name"], "")
        return found if is_document_id(found) else f"{{{place['name']}}}"

    return f"/{_PLACE.sub(shown, route.path)}"


async def _read(route: Route, authenticate: Authenticate, request: _Request) -> Call[Any, Any]:
    http = request.http
    caller = await _caller(route, authenticate, http.headers)
    raw = http.get_body()
    if len(raw) > route.max_body_bytes:
        raise PayloadTooLarge
    media_type = _media_type(route, http.headers)
    if route.versioned and not http.headers.get("if-match", "").strip():
        raise PreconditionRequired
    body, query = _validated(route, _Sent(raw, media_type, dict(http.params)))
    return Call(
        body=body,
        query=query,
        path=dict(http.route_params),
        headers=http.headers,
        raw=raw,
        caller=caller,
        traceparent=current(),
        client=request.client,
        url=http.url,
    )


@dataclass(frozen=True, slots=True)
class _Sent:
    raw: bytes
    media_type: str
    params: dict[str, Any]


def _validated(route: Route, sent: _Sent) -> tuple[Any, Any]:
    if not (route.body or route.query):
        return None, None
    from shared.kit.validation import parse_fields, parse_json  # pydantic comes with it: see routes.Model

    body = None
    if route.body and sent.media_type == _FORM:
        body = parse_fields(resolve(route.body), _form_fields(sent.raw))
    elif route.body:
        body = parse_json(resolve(route.body), sent.raw)
    return body, parse_fields(resolve(route.query), sent.params) if route.query else None


def _form_fields(raw: bytes) -> dict[str, str]:
    """Source: https://url.spec.whatwg.org/#application/x-www-form-urlencoded"""
    try:
        return dict(parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=100))
    except ValueError:
        raise MalformedRequest("O formulário deve vir em UTF-8 e ter no máximo 100 campos.") from None


async def _caller(route: Route, authenticate: Authenticate, headers: Headers) -> Principal | None:
    if route.papeis is None:
        return None
    try:
        principal = await authenticate(headers)
    except Unauthorized as error:
        raise error.worded(wrong=route.refusal, missing=route.missing or route.refusal) from None
    if principal.papel not in route.papeis:
        raise Forbidden
    if principal.escopos is not None and route.escopo not in principal.escopos:
        raise Forbidden("O token usado não tem o escopo que esta operação pede.")
    return principal


def _media_type(route: Route, headers: Headers) -> str:
    """The media type of the body, which JSON is where nothing is said. Raises `UnsupportedMediaType`."""
    if not (route.body or route.media):
        return ""
    if headers.get("content-encoding", "").strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType("Envie o corpo sem compressão.")
    found = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    is_json = found == "application/json" or found.endswith("+json")
    if route.media and found not in route.media:
        raise UnsupportedMediaType(f"Envie o corpo como {' ou '.join(route.media)}.")
    if route.body and not (is_json or (route.form and found == _FORM)):
        raise UnsupportedMediaType
    return found


def unmatched(request: func.HttpRequest) -> func.HttpResponse:
    """The answer to a request that no route took: 405 with `Allow` when its path exists, else 404."""
    path = urlsplit(request.url).path.strip("/")
    routes = [route for route in ROUTES if _template(route.path).fullmatch(path)]
    named = [route for route in routes if "{" not in route.path]  # a name of its own is nobody's id
    allowed = sorted({method for route in named or routes for method in route.methods})
    members = next((route.members for route in routes), None)
    response = problem(MethodNotAllowed() if allowed else NotFound(), str(uuid.uuid4()), members)
    if allowed:
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _template(path: str) -> re.Pattern[str]:
    parts = ("[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/"))
    return re.compile("" if path.endswith("?}") else "/".join(parts), re.IGNORECASE)
