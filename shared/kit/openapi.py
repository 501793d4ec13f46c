"""The OpenAPI 3.1 document of the declared routes; made on demand, so it costs nothing at import."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.kit.openapi_operations import HEADERS, operation
from shared.kit.openapi_parameters import public_path
from shared.kit.openapi_problems import PROBLEM, responses
from shared.kit.openapi_schemas import Schemas
from shared.kit.routes import ROUTES

_SECURITY = {
    "jwt": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "O `access_token` que `POST /auth/login` devolve a um usuário (como no S1).",
    },
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Um token de API da conta, no lugar do JWT (como no S0). Pode ter escopos.",
    },
    "chave": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "O mesmo token de API, no cabeçalho que os clientes do S2 enviam.",
    },
    "basico": {
        "type": "http",
        "scheme": "basic",
        "description": "Usuário e senha a cada chamada, como os clientes do S4 (`curl -u`) fazem.",
    },
}


@dataclass(frozen=True, slots=True)
class Texts:
    """The words that routes do not carry: the introduction, each tag's, each path parameter's by its name."""

    description: str
    tags: Mapping[str, str]
    parameters: Mapping[str, str]


def describe(version: str, texts: Texts) -> dict[str, Any]:
    """Every route with its bodies, papéis (`x-papeis`) and problems. Source: https://spec.openapis.org/oas/v3.1.0"""
    schemas = Schemas.of(ROUTES)
    paths: dict[str, Any] = {}
    for route in ROUTES:
        described = operation(route, schemas, texts.parameters)
        paths.setdefault(public_path(route), {})[route.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Retorno",
            "version": version,
            "summary": "Para que ninguém fique sem retorno.",
            "description": texts.description,
        },
        "servers": [{"url": "/"}],
        "tags": _tags(texts.tags),
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": schemas.components | {"Problema": PROBLEM},
            "responses": responses(),
            "headers": HEADERS,
            "securitySchemes": _SECURITY,
        },
    }


def _tags(words: Mapping[str, str]) -> list[dict[str, str]]:
    """Those in use, in the order of their texts."""
    used = {route.tag for route in ROUTES}
    known = [{"name": tag, "description": text} for tag, text in words.items() if tag in used]
    return known + [{"name": tag} for tag in sorted(used - words.keys())]
