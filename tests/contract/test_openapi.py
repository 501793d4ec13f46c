"""The OpenAPI document: valid, whole, and no other story than the one that the routes declare."""

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31

import function_app
from shared.kit.routes import ROUTES, Route, resolve
from shared.kit.validation import parse_fields, parse_json
from shared.wiring import documentacao

Json = dict[str, Any]
_METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document() -> Json:
    assert function_app.app  # importing it is what declares the routes
    made: Json = json.loads(documentacao.openapi())
    return made


def operations(document: Json) -> dict[str, Json]:
    return {op["operationId"]: op for path in document["paths"].values() for op in path.values()}


def test_the_document_is_valid_openapi_3_1(document: Json) -> None:
    validator = jsonschema_rs.Draft202012Validator(OPENAPI_31)

    assert [error.message for error in validator.iter_errors(document)] == []


def test_every_schema_is_a_valid_json_schema(document: Json) -> None:
    schemas = document["components"]["schemas"]

    wrong = [name for name, schema in schemas.items() if not jsonschema_rs.meta.is_valid(schema)]

    assert schemas
    assert wrong == []


def test_every_route_is_described_once(document: Json) -> None:
    assert sorted(operations(document)) == sorted({route.name for route in ROUTES})
    assert {method for path in document["paths"].values() for method in path} <= _METHODS


def test_every_reference_leads_somewhere(document: Json) -> None:
    known = {
        f"#/components/{kind}/{name}" for kind, named in document["components"].items() for name in named
    }

    found = set(references(document))

    assert found
    assert found <= known


def test_nothing_is_described_that_no_operation_leads_to(document: Json) -> None:
    schemas = document["components"]["schemas"]
    reached: set[str] = set()
    waiting = [document["paths"], document["components"]["responses"]]
    while waiting:
        new = {name.rpartition("/")[2] for name in references(waiting.pop())} & schemas.keys() - reached
        reached |= new
        waiting += [schemas[name] for name in new]

    assert reached == schemas.keys()


def test_every_tag_is_explained(document: Json) -> None:
    explained = {tag["name"] for tag in document["tags"] if tag.get("description")}

    assert explained == {tag for operation in operations(document).values() for tag in operation["tags"]}


def test_money_is_a_number_and_an_instant_a_text(document: Json) -> None:
    schemas = document["components"]["schemas"]

    assert {"type": "number"} in schemas["RelatoProcessado"]["properties"]["valor_orcamento"]["anyOf"]
    assert schemas["Tarefa"]["properties"]["vence_em"]["type"] == "string"


def test_schemas_speak_portuguese_and_keep_the_docstrings_to_themselves(document: Json) -> None:
    schemas = document["components"]["schemas"]

    assert schemas["NovoRelato"]["title"] == "Novo relato"
    assert "description" not in schemas["NovoRelato"]
    assert "title" not in schemas["NovoRelato"]["properties"]["texto"]


def test_protected_routes_say_who_may_call_and_open_ones_ask_for_nothing(document: Json) -> None:
    found = operations(document)

    assert found["post_relatos"]["x-papeis"] == ["admin", "atendente", "cs", "integracao"]
    assert found["post_relatos"]["x-escopo"] == "relatos:escrever"
    assert [*map(list, found["post_relatos"]["security"])] == [["jwt"], ["token"], ["chave"], ["basico"]]
    assert found["get_health"]["security"] == []
    assert "x-papeis" not in found["get_health"]


def test_path_header_and_query_parameters_say_what_they_take(document: Json) -> None:
    paths = document["paths"]

    (in_path,) = paths["/relatos/{relato_id}"]["get"]["parameters"]
    in_header = paths["/relatos"]["post"]["parameters"]
    in_query = {given["name"]: given for given in paths["/relatos"]["get"]["parameters"]}

    assert (in_path["name"], in_path["required"]) == ("relato_id", True)
    assert in_path["description"]
    assert [given["name"] for given in in_header] == ["Idempotency-Key", "Prefer"]
    assert in_query["limite"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
    assert in_query["recebido_de"]["schema"] == {"type": "string", "format": "date"}
    assert in_query["status"]["schema"] == {"$ref": "#/components/schemas/RelatoStatus"}
    assert all(re.fullmatch(r"(/[\w.{}-]*)+", path) for path in paths)


def test_every_answer_is_named_and_none_is_left_to_default(document: Json) -> None:
    found = operations(document)

    assert list(found["post_relato_desfecho"]["responses"]) == [
        *("200", "400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503")
    ]
    assert list(found["get_relatos"]["responses"]) == [
        *("200", "304", "400", "401", "403", "422", "429", "500", "503")
    ]
    assert list(found["get_inicio"]["responses"]) == ["200", "304", "500", "503"]
    assert all("default" not in operation["responses"] for operation in found.values())


def test_a_document_that_people_edit_asks_for_the_version_that_was_read(document: Json) -> None:
    versioned = {route.name for route in ROUTES if route.versioned}
    found = operations(document)

    asking = {
        name
        for name, operation in found.items()
        if any(given["name"] == "If-Match" and given["required"] for given in operation["parameters"])
    }

    assert asking == versioned
    assert all({"409", "412", "428"} <= found[name]["responses"].keys() for name in versioned)


def test_an_answer_without_content_has_none(document: Json) -> None:
    answers = [op["responses"].get("204", {}) for op in operations(document).values()]

    assert not any("content" in answer for answer in answers)


def test_every_problem_comes_with_an_example_of_itself(document: Json) -> None:
    validator = jsonschema_rs.Draft202012Validator(document["components"]["schemas"]["Problema"])

    problems = document["components"]["responses"].values()
    examples = [problem["content"]["application/problem+json"]["example"] for problem in problems]

    assert len(examples) == 14
    assert all(validator.is_valid(example) for example in examples)


def with_body() -> list[Route]:
    assert function_app.app
    return [route for route in ROUTES if route.body or route.media]


@pytest.mark.parametrize("route", with_body(), ids=lambda route: route.name)
def test_every_body_has_an_example_that_its_route_accepts(route: Route) -> None:
    assert route.example is not None

    if route.media:
        assert isinstance(route.example, dict if route.media[0] == "application/json" else str)
    else:
        assert route.body
        parse_json(resolve(route.body), json.dumps(route.example).encode())
        if route.form:
            parse_fields(resolve(route.body), {name: str(value) for name, value in route.example.items()})


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
