"""What a request carries beside its body, as OpenAPI parameters; apart from the operation they belong to."""

import re
from collections.abc import Mapping
from typing import Any

from shared.kit.openapi_schemas import Schemas
from shared.kit.routes import Route

_PARAMETER = re.compile(r"{(\w+)([^}]*)}")
_ID: dict[str, Any] = {"type": "string", "pattern": "^[A-Za-z0-9_:-]{1,255}$"}
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_INTEGER: dict[str, Any] = {"type": "integer"}
_IF_MATCH = "O `ETag` da versão que foi lida; quem já mudou o documento vence, e a resposta é 412."
# Where a request header changes the answer: its schema and what it does.
_READS: dict[str, tuple[dict[str, Any], str]] = {
    "Idempotency-Key": (
        {"type": "string", "maxLength": 200},
        "Um valor seu por pedido: repetir a chamada com a mesma chave não cria de novo.",
    ),
    "Prefer": (
        {"type": "string", "examples": ["wait=10", "respond-async"]},
        "`wait=N` espera até N segundos pelo resultado; `respond-async` não espera (RFC 7240).",
    ),
}


def public_path(route: Route) -> str:
    return "/" if route.path.endswith("?}") else "/" + _PARAMETER.sub(r"{\1}", route.path)


def path_names(route: Route) -> list[str]:
    return [name for name, _ in _PARAMETER.findall(route.path) if not route.path.endswith("?}")]


def parameters(route: Route, schemas: Schemas, words: Mapping[str, str]) -> list[dict[str, Any]]:
    return [*_in_path(route, words), *_in_headers(route), *_in_query(route, schemas)]


def _in_path(route: Route, words: Mapping[str, str]) -> list[dict[str, Any]]:
    constraints = dict(_PARAMETER.findall(route.path))
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": words.get(name, f"O `{name}`, como veio nas respostas da API."),
            "schema": _schema(name, constraints[name]),
        }
        for name in path_names(route)
    ]


def _schema(name: str, constraint: str) -> dict[str, Any]:
    if constraint in (":int", ":long"):
        return _INTEGER
    return _ID if name == "id" or name.endswith("_id") else _TEXT


def _in_headers(route: Route) -> list[dict[str, Any]]:
    found = [_header(name, *_READS.get(name, (_TEXT, "Muda a resposta."))) for name in route.reads]
    if route.versioned:
        found.insert(0, _header("If-Match", _TEXT, _IF_MATCH) | {"required": True})
    return found


def _header(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": description, "schema": schema}


def _in_query(route: Route, schemas: Schemas) -> list[dict[str, Any]]:
    fields = schemas.fields_of(route.query) if route.query else {}
    return [
        {"name": name, "in": "query", "required": required, "schema": schema}
        for name, (schema, required) in fields.items()
    ]
