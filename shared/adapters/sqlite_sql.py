"""Queries as SQLite's SQL, with the answers Cosmos DB gives: types never mix, an absent path matches nothing.

Paths were checked against their alphabet, so they are written into the SQL: an expression index needs them there.
"""

from typing import Any

from shared.adapters.documents import path_parts
from shared.kit.cursor import REFUSAL
from shared.kit.errors import MalformedRequest
from shared.kit.store import Condition, Query, Scalar, Where

Sql = tuple[str, list[Any]]

# A JSON null sorts before every value and must take part in `>`: SQL's NULL cannot, minus infinity can.
_NULL_KEY = "-9e999"
_BOOLS, _NUMBERS, _TEXTS = "('true','false')", "('integer','real')", "('text')"


def index_columns(fields: str) -> str:
    """The columns that serve queries on `fields`, such as `status+atualizado_em`, inside one partition."""
    return ", ".join(["pk", *(_key(path) for path in fields.split("+")), "id"])


def select(table: str, query: Query, *, at: str, place: Any, more: str = "") -> Sql:
    """One document more than the page holds (to know whether another page follows).

    `at` is what every condition follows, `more` what is named after the document's own columns.
    """
    order = query.order_by or "id"
    way = "DESC" if query.descending else "ASC"
    terms, values = where_sql(query.where)
    by = f"id {way}"
    if order != "id":  # ordered by id twice, SQLite would read the partition instead of a fitting index
        terms.append(f"{_type(order)} IS NOT NULL")
        by = f"{_key(order)} {way}, {by}"
    if place is not None:
        beyond = "<" if query.descending else ">"
        key, document_id = _checked_place(place)
        # The first says nothing new, but by it alone an index of expressions is entered where the page begins.
        terms += [f"{_key(order)} {beyond}= ?", f"({_key(order)}, id) {beyond} (?, ?)"]
        values += [key, key, document_id]
    sql = f"SELECT id, body, etag, {_key(order)}{more} FROM {table} WHERE {' AND '.join([at, *terms])}"
    return f"{sql} ORDER BY {by} LIMIT {query.limit + 1}", values


def where_sql(conditions: tuple[Condition, ...]) -> tuple[list[str], list[Any]]:
    """The terms to join by AND, and their values in order."""
    terms, values = [], []
    for condition in conditions:
        parts = (condition,) if isinstance(condition, Where) else condition.conditions
        sqls = [_condition(part) for part in parts]
        terms.append(_any_of([sql for sql, _ in sqls]))
        values += [value for _, bound in sqls for value in bound]
    return terms, values


def number_sql(path: str) -> tuple[str, str]:
    """The expression of the value at `path`, and the term that says it is a number."""
    return _key(path), f"{_type(path)} IN {_NUMBERS}"


def _condition(where: Where) -> Sql:
    match where.op:
        case "is_defined":
            return f"{_type(where.path)} IS {'NOT NULL' if where.value else 'NULL'}", []
        case "in":
            assert isinstance(where.value, tuple)  # checked before any SQL is made
            return _is_one_of(_type(where.path), _key(where.path), where.value)
        case "array_contains":
            assert not isinstance(where.value, tuple)
            inner, values = _is_one_of("e.type", "e.atom", (where.value,))
            each = f"SELECT 1 FROM json_each(body, {_literal(where.path)}) AS e WHERE {inner}"
            return f"({_type(where.path)} = 'array' AND EXISTS ({each}))", values
        case "starts_with":
            return f"({_type(where.path)} = 'text' AND instr({_key(where.path)}, ?) = 1)", [where.value]
        case "contains":
            return f"({_type(where.path)} = 'text' AND instr({_key(where.path)}, ?) > 0)", [where.value]
        case _:
            return _comparison(where)


def _comparison(where: Where) -> Sql:
    assert not isinstance(where.value, tuple)
    if where.value is None:
        return f"{_type(where.path)} = 'null'", []
    return f"({_type(where.path)} IN {_kinds(where.value)} AND {_key(where.path)} {where.op} ?)", [
        _bound(where.value)
    ]


def _is_one_of(type_sql: str, key_sql: str, values: tuple[Scalar, ...]) -> Sql:
    sqls, bound = [], []
    for kinds in dict.fromkeys(_kinds(value) for value in values if value is not None):
        same = [_bound(value) for value in values if value is not None and _kinds(value) == kinds]
        sqls.append(f"({type_sql} IN {kinds} AND {key_sql} IN ({', '.join('?' * len(same))}))")
        bound += same
    if None in values:
        sqls.append(f"{type_sql} = 'null'")
    return _any_of(sqls), bound


def _any_of(sqls: list[str]) -> str:
    return sqls[0] if len(sqls) == 1 else f"({' OR '.join(sqls)})"


def _literal(path: str) -> str:
    return "'$" + "".join(f'."{part}"' for part in path_parts(path)) + "'"


def _type(path: str) -> str:
    return "'text'" if path == "id" else f"json_type(body, {_literal(path)})"


def _key(path: str) -> str:
    return "id" if path == "id" else f"ifnull(json_extract(body, {_literal(path)}), {_NULL_KEY})"


def _kinds(value: str | int | float) -> str:
    """What `json_type` may say of a document's value that is compared with this one."""
    if isinstance(value, str):
        return _TEXTS
    return _BOOLS if isinstance(value, bool) else _NUMBERS


def _bound(value: Scalar) -> Scalar:
    # SQLite's integers end at 64 bits; beyond them JSON numbers are doubles anyway.
    return float(value) if isinstance(value, int) and abs(value) >= 2**63 else value


def _checked_place(place: Any) -> list[Any]:
    match place:
        case [bool(), _]:
            pass
        case [int() | float() | str() as key, str() as document_id]:
            return [_bound(key), document_id]
    raise MalformedRequest(REFUSAL)
