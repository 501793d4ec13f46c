"""The OpenAPI document: every route is in it, every reference leads somewhere, every papel is said."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import function_app
from shared.kit.openapi import describe
from shared.kit.routes import ROUTES


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    assert function_app.app  # importing it is what declares the routes
    made: dict[str, Any] = json.loads(json.dumps(describe("1.2.3")))
    return made


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {op["operationId"]: op for path in document["paths"].values() for op in path.values()}


def test_every_route_is_described_once(document: dict[str, Any]) -> None:
    assert sorted(operations(document)) == sorted({route.name for route in ROUTES})


def test_every_reference_leads_to_a_schema(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    found = set(references(document))

    assert found
    assert found <= {f"#/components/schemas/{name}" for name in schemas}


def test_money_is_a_number_and_an_instant_a_text(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    assert {"type": "number"} in schemas["RelatoProcessado"]["properties"]["valor_orcamento"]["anyOf"]
    assert schemas["Tarefa"]["properties"]["vence_em"]["type"] == "string"


def test_protected_routes_say_who_may_call_and_open_ones_ask_for_nothing(document: dict[str, Any]) -> None:
    found = operations(document)

    assert found["post_relatos"]["x-papeis"] == ["admin", "atendente", "cs", "integracao"]
    assert found["get_health"]["security"] == []


def test_path_and_query_parameters_are_named(document: dict[str, Any]) -> None:
    paths = document["paths"]

    assert [given["name"] for given in paths["/relatos/{relato_id}"]["get"]["parameters"]] == ["relato_id"]
    assert [given["name"] for given in paths["/relatos"]["post"]["parameters"]] == [
        "Idempotency-Key",
        "Prefer",
    ]
    assert "recebido_de" in {given["name"] for given in paths["/relatos"]["get"]["parameters"]}
    assert all(re.fullmatch(r"(/[\w.{}]*)+", path) for path in paths)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
