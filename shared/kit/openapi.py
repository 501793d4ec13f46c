"""The OpenAPI 3.1 document of the declared routes; made on demand, so it costs nothing at import."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared.kit.routes import ROUTES, Model, Route, resolve

_REF = "#/components/schemas/{model}"
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
_PARAMETER = re.compile(r"{(\w+)[^}]*}")


def describe(version: str) -> dict[str, Any]:
    """Every route with its bodies, papéis (`x-papeis`) and errors. Source: https://spec.openapis.org/oas/v3.1.0"""
    paths: dict[str, Any] = {}
    for route in ROUTES:
        paths.setdefault(_public_path(route), {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Retorno",
            "version": version,
            "description": "Para que ninguém fique sem retorno.",
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": _schemas() | {"Problema": _PROBLEM},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "chave": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
    }


def _public_path(route: Route) -> str:
    return "/" if route.path.endswith("?}") else "/" + _PARAMETER.sub(r"{\1}", route.path)


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [route.tag],
        "parameters": _parameters(route),
        "responses": {str(status): _answer(model) for status, model in route.answers.items()}
        | _errors(route),
    }
    if route.body:
        operation["requestBody"] = {"required": True, "content": _json(_reference(route.body))}
    if route.papeis is None:
        operation["security"] = []
    else:
        operation["security"] = [{"token": []}, {"chave": []}]
        operation["x-papeis"] = sorted(route.papeis)
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    schema = {"type": "string"}
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name in _PARAMETER.findall(route.path)
        if name != "ignored"
    ]
    in_header = [{"name": name, "in": "header", "schema": schema} for name in route.reads]
    fields = _query_fields(resolve(route.query)) if route.query else {}
    return (
        in_path
        + in_header
        + [{"name": name, "in": "query", "schema": field} for name, field in fields.items()]
    )


def _query_fields(model: type[BaseModel]) -> dict[str, Any]:
    fields: dict[str, Any] = model.model_json_schema(ref_template=_REF)["properties"]
    return fields


def _answer(model: Model) -> dict[str, Any]:
    return {"description": "Deu certo", "content": _json(_reference(model))}


def _errors(route: Route) -> dict[str, Any]:
    plain = {} if route.answers else {"200": {"description": "Deu certo"}}
    content = {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problema")}}}
    return plain | {"default": {"description": "Não deu certo", "content": content}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _reference(model: Model) -> dict[str, Any]:
    return {"$ref": _REF.format(model=resolve(model).__name__)}


def _schemas() -> dict[str, Any]:
    bodies = {resolve(model) for route in ROUTES for model in (route.body, route.query) if model}
    answers = {resolve(model) for route in ROUTES for model in route.answers.values()}
    wanted = [(model, "validation") for model in bodies] + [
        (model, "serialization") for model in answers - bodies
    ]
    ordered: Any = sorted(wanted, key=lambda pair: pair[0].__name__)
    _, found = models_json_schema(ordered, ref_template=_REF)
    schemas: dict[str, Any] = found["$defs"]
    return schemas
