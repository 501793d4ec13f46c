"""One route as an OpenAPI operation: who may call, what goes in, what comes out."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from shared.kit.openapi_parameters import parameters
from shared.kit.openapi_problems import refused
from shared.kit.openapi_schemas import Schema, Schemas
from shared.kit.routes import Route

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_CREDENTIALS: list[dict[str, list[str]]] = [{"jwt": []}, {"token": []}, {"chave": []}, {"basico": []}]
_DESCRIPTIONS: dict[int, str] = {
    HTTPStatus.OK: "Deu certo",
    HTTPStatus.CREATED: "Criado; `Location` diz onde",
    HTTPStatus.ACCEPTED: "Aceito: o trabalho segue, e `Location` diz onde acompanhar",
    HTTPStatus.NO_CONTENT: "Feito; não há o que mostrar",
    HTTPStatus.NOT_FOUND: "Uma página que diz que não há nada aqui",
    HTTPStatus.SERVICE_UNAVAILABLE: "Uma dependência não responde",
}
_NOT_MODIFIED = "Nada mudou desde o `ETag` que veio em `If-None-Match`"
HEADERS: dict[str, Any] = {
    "Cache-Control": {"description": "Guarde, mas pergunte antes de usar", "schema": {"type": "string"}},
    "Content-Language": {
        "description": "O idioma das frases",
        "schema": {"type": "string", "const": "pt-BR"},
    },
    "ETag": {
        "description": "A versão: vai em `If-None-Match` para reler e em `If-Match` para mudar",
        "schema": {"type": "string", "pattern": '^(W/)?"[^"]*"$'},
    },
    "Location": {"description": "O endereço do que foi criado", "schema": {"type": "string"}},
    "Preference-Applied": {"description": "O que de `Prefer` foi seguido", "schema": {"type": "string"}},
    "Retry-After": {"description": "Segundos a esperar", "schema": {"type": "integer", "minimum": 0}},
    "X-Atualizado-Em": {
        "description": "De quando é o mais antigo do que é mostrado",
        "schema": {"type": "string", "format": "date-time"},
    },
    "X-Cache": {
        "description": "`HIT`: a resposta estava guardada; `MISS`: foi feita agora",
        "schema": {"type": "string", "enum": ["HIT", "MISS"]},
    },
    "WWW-Authenticate": {"description": "Como se autenticar", "schema": {"type": "string"}},
}


def operation(route: Route, schemas: Schemas, words: Mapping[str, str]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [route.tag],
        "parameters": parameters(route, schemas, words),
        "responses": _responses(route, schemas),
    }
    if content := _content(route, schemas):
        described["requestBody"] = {"required": True, "content": content}
    return described | _access(route)


def _access(route: Route) -> dict[str, Any]:
    if route.papeis is None:
        return {"security": []}
    papeis = sorted(route.papeis)
    return {
        "description": f"Papéis: {', '.join(papeis)}. Escopo de um token limitado: `{route.escopo}`.",
        "security": _CREDENTIALS,
        "x-papeis": papeis,
        "x-escopo": route.escopo,
    }


def _content(route: Route, schemas: Schemas) -> dict[str, Any]:
    example = {} if route.example is None else {"example": route.example}
    if route.body:
        types = (_JSON, _FORM) if route.form else (_JSON,)
        return {media_type: {"schema": schemas.body(route.body)} | example for media_type in types}
    # Of several raw types the example is in the first.
    raw: dict[str, Any] = {media_type: {"schema": _raw(route, media_type)} for media_type in route.media}
    return {
        media_type: raw[media_type] | (example if media_type == route.media[0] else {}) for media_type in raw
    }


def _raw(route: Route, media_type: str) -> Schema:
    """A text is a string; of anything else but a form's files only its own contract knows the shape."""
    if route.files and media_type == _MULTIPART:
        files: dict[str, Any] = {name: {"type": "string", "format": "binary"} for name in route.files}
        return {"type": "object", "required": [*route.files], "properties": files}
    return {"type": "string"} if media_type.startswith("text/") else {}


def _responses(route: Route, schemas: Schemas) -> dict[str, Any]:
    good = route.answers or {int(HTTPStatus.OK): ""}
    found = refused(route) | {str(status): _answer(route, status, schemas) for status in good}
    if route.method == "GET" and HTTPStatus.OK in good:
        found["304"] = {"description": _NOT_MODIFIED, "headers": _headers("ETag")}
    return dict(sorted(found.items()))


def _answer(route: Route, status: int, schemas: Schemas) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": _DESCRIPTIONS.get(status, HTTPStatus(status).phrase)}
    if headers := _headers(*_header_names(route, status)):
        answer["headers"] = headers
    if status != HTTPStatus.NO_CONTENT:
        schema = schemas.answer(route.answers.get(status, ""))
        answer["content"] = {media_type: {"schema": schema} for media_type in route.produces}
    return answer


def _header_names(route: Route, status: int) -> list[str]:
    names = []
    if status == HTTPStatus.OK and (route.method == "GET" or route.versioned):
        names += ["Cache-Control", "ETag"]
    if status == HTTPStatus.OK and route.cached:
        names += ["X-Atualizado-Em", "X-Cache"]
    if status in (HTTPStatus.CREATED, HTTPStatus.ACCEPTED):
        names.append("Location")
    if "Prefer" in route.reads:
        names.append("Preference-Applied")
    return names


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
