"""Queries as Cosmos DB's SQL, inside the subset that the service and its emulators answer alike.

Every value is a parameter; paths were checked against their alphabet and are quoted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.adapters.documents import path_parts
from shared.kit.store import Condition, Query, Scalar, Where

Parameters = list[dict[str, Any]]
_FUNCTIONS = {"starts_with": "STARTSWITH", "contains": "CONTAINS", "array_contains": "ARRAY_CONTAINS"}


@dataclass(slots=True)
class Statement:
    """A WHERE clause that begins with the partition, and the parameters it names."""

    pk: str
    terms: list[str] = field(default_factory=list)
    parameters: Parameters = field(default_factory=list)

    def __post_init__(self) -> None:
        self.terms.append("c.pk = @pk")
        self.parameters.append({"name": "@pk", "value": self.pk})

    def add(self, *conditions: Condition) -> None:
        for condition in conditions:
            if isinstance(condition, Where):
                self.terms.append(self._condition(condition))
            else:
                self.terms.append(f"({' OR '.join(map(self._condition, condition.conditions))})")

    def value(self, value: Scalar) -> str:
        """The name of a new parameter that holds `value`."""
        name = f"@p{len(self.parameters)}"
        self.parameters.append({"name": name, "value": value})
        return name

    @property
    def where(self) -> str:
        return " AND ".join(self.terms)

    def _condition(self, where: Where) -> str:
        found, value = quoted(where.path), where.value
        if where.op == "is_defined":
            return f"IS_DEFINED({found})" if value else f"NOT IS_DEFINED({found})"
        if isinstance(value, tuple):
            return f"{found} IN ({', '.join(map(self.value, value))})"
        if where.op in _FUNCTIONS:
            return f"{_FUNCTIONS[where.op]}({found}, {self.value(value)})"
        if where.op == "!=":
            # Documented as no match between types, yet not every engine keeps to it.
            return f"({_is_type_of(value)}({found}) AND {found} != {self.value(value)})"
        return f"{found} {where.op} {self.value(value)}"


def select(pk: str, query: Query) -> tuple[str, Parameters]:
    statement = Statement(pk)
    statement.add(*query.where)
    order = quoted(query.order_by or "id")
    if query.order_by not in (None, "id"):
        # Without it, whether documents that lack the path appear depends on the index policy.
        statement.terms.append(f"IS_DEFINED({order})")
    way = "DESC" if query.descending else "ASC"
    return f"SELECT * FROM c WHERE {statement.where} ORDER BY {order} {way}", statement.parameters


def count(pk: str, where: Sequence[Condition]) -> tuple[str, Parameters]:
    statement = Statement(pk)
    statement.add(*where)
    return f"SELECT VALUE COUNT(1) FROM c WHERE {statement.where}", statement.parameters


def total(pk: str, path: str, where: Sequence[Condition]) -> tuple[str, Parameters]:
    statement = Statement(pk)
    statement.add(*where)
    found = quoted(path)
    return (
        f"SELECT VALUE SUM({found}) FROM c WHERE {statement.where} AND IS_NUMBER({found})",
        statement.parameters,
    )


def nearest(
    pk: str, path: str, vector: Sequence[float], *, fields: Sequence[str], where: Sequence[Condition]
) -> tuple[str, Parameters]:
    """The form that the vector index is documented to serve; the path is written as its policy writes it.

    `@k` is left to be bound. What tells a document's age comes along.
    """
    statement = Statement(pk)
    statement.add(*where)
    distance = f"VectorDistance(c.{'.'.join(path_parts(path))}, @v)"
    wanted = ", ".join(["c.id", "c._etag", "c._ts", "c.ttl", *map(quoted, fields), f"{distance} AS score"])
    text = f"SELECT TOP @k {wanted} FROM c WHERE {statement.where} ORDER BY {distance}"
    return text, [*statement.parameters, {"name": "@v", "value": list(vector)}]


def quoted(path: str) -> str:
    return "c" + "".join(f'["{part}"]' for part in path_parts(path))


def _is_type_of(value: Scalar) -> str:
    if isinstance(value, str):
        return "IS_STRING"
    return "IS_BOOL" if isinstance(value, bool) else "IS_NUMBER"
