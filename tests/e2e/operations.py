"""The operations of the running host as its OpenAPI document tells them, each ready to be called."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.local_host import LocalHost

# A document id that nobody has.
UNKNOWN = "01AN4Z07BY79KA1307SR9X4MV3"
_VALUES = {"integer": 1, "number": 1, "boolean": "true"}


@dataclass(frozen=True)
class Operation:
    """`papeis` is None where no credential is asked for."""

    method: str
    path: str
    described: dict[str, Any]
    schemas: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def papeis(self) -> set[str] | None:
        return set(self.described["x-papeis"]) if self.described["security"] else None

    @property
    def has_id(self) -> bool:
        return "{" in self.path

    @property
    def example(self) -> Any:
        """The body to try, of the first type that the operation reads."""
        return next(iter(self.described["requestBody"]["content"].values()))["example"]

    def call(self, host: LocalHost, token: str | None, *, path_id: str = UNKNOWN) -> httpx2.Response:
        """The answer to the smallest valid request: the example as the body, any version where one is asked for."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        media_type, body = self._body()
        if media_type:
            headers["Content-Type"] = media_type
        if "If-Match" in self._required("header"):
            headers["If-Match"] = "*"
        path = self.path
        for name in self._required("path"):
            path = path.replace(f"{{{name}}}", path_id)
        query = {name: self._value(schema) for name, schema in self._required("query").items()}
        return host.http.request(self.method, path, params=query, headers=headers, content=body)

    def _required(self, place: str) -> dict[str, dict[str, Any]]:
        given = [it for it in self.described["parameters"] if it["in"] == place and it["required"]]
        return {it["name"]: it["schema"] for it in given}

    def _body(self) -> tuple[str, bytes]:
        if "requestBody" not in self.described:
            return "", b""
        text = self.example if isinstance(self.example, str) else json.dumps(self.example)
        return next(iter(self.described["requestBody"]["content"])), text.encode()

    def _value(self, schema: dict[str, Any]) -> Any:
        schema = self.schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
        if schema.get("format") == "date":
            return "2026-01-31"
        return schema.get("enum", [_VALUES.get(schema.get("type", ""), "valor")])[0]


def read_operations(host: LocalHost) -> list[Operation]:
    document = host.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    return [
        Operation(method.upper(), path, described, schemas)
        for path, operations in document["paths"].items()
        for method, described in operations.items()
    ]


def ids_in(answer: Any) -> Iterator[str]:
    """Every `id` of an answer, at any depth."""
    if isinstance(answer, dict):
        found = answer.get("id")
        if isinstance(found, str | int):
            yield str(found)
        for inner in answer.values():
            yield from ids_in(inner)
    elif isinstance(answer, list):
        for inner in answer:
            yield from ids_in(inner)
