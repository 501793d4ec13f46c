"""The JSON schemas of the models that routes name, as a reader of the API needs them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared.kit.routes import Model, Route, resolve

_REF = "#/components/schemas/{model}"
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NULL = {"type": "null"}

Mode = Literal["validation", "serialization"]
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Schemas:
    """`components` are those that answers and bodies refer to; a query's fields are read by `fields_of`."""

    components: dict[str, Schema]
    _references: Mapping[Any, Schema]
    _all: dict[str, Schema]

    @classmethod
    def of(cls, routes: Iterable[Route]) -> "Schemas":
        taken = {resolve(model) for route in routes for model in (route.body, route.query) if model}
        shown = {resolve(model) for route in routes for model in route.answers.values() if model}
        queries = {resolve(route.query) for route in routes if route.query}
        wanted: list[tuple[type[BaseModel], Mode]] = [(model, "validation") for model in taken]
        wanted += [(model, "serialization") for model in shown]
        wanted.sort(key=lambda pair: (pair[0].__name__, pair[0].__module__, pair[1]))
        references, found = models_json_schema(wanted, ref_template=_REF)
        every = {name: _worded(name, schema) for name, schema in found.get("$defs", {}).items()}
        only_queries = {_name(references[model, "validation"]) for model in queries}
        components = {name: schema for name, schema in every.items() if name not in only_queries}
        return cls(components, references, every)

    def body(self, model: Model) -> Schema:
        return self._references[resolve(model), "validation"]

    def answer(self, model: Model) -> Schema:
        """An answer without a model may be anything."""
        return self._references[resolve(model), "serialization"] if model else {}

    def fields_of(self, model: Model) -> dict[str, tuple[Schema, bool]]:
        """Each field's schema, without the null that no query string can carry, and whether it is required."""
        schema = self._all[_name(self.body(model))]
        required = schema.get("required", ())
        fields = schema.get("properties", {}).items()
        return {name: (_without_null(field), name in required) for name, field in fields}


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _worded(name: str, schema: Schema) -> Schema:
    """The class's name as words instead of its docstring, which speaks to developers, in English."""
    worded: Schema = {"title": _HUMP.sub(" ", schema.get("title", name)).capitalize()}
    worded |= {key: value for key, value in schema.items() if key not in ("title", "description")}
    if "properties" in worded:
        worded["properties"] = {field: _untitled(shape) for field, shape in worded["properties"].items()}
    return worded


def _untitled(field: Schema) -> Schema:
    """A title made of the field's own name tells nobody anything."""
    return {key: value for key, value in field.items() if key != "title"}


def _without_null(field: Schema) -> Schema:
    kept = {key: value for key, value in field.items() if not (key == "default" and value is None)}
    choices: list[Schema] = [choice for choice in kept.pop("anyOf", []) if choice != _NULL]
    if len(choices) == 1:
        return choices[0] | kept
    return kept | ({"anyOf": choices} if choices else {})
