"""Vectors of SQLite documents: float32 beside the bodies, a table for each path, compared without being kept.

A trigger takes a vector away with its document, however that goes.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from shared.adapters.documents import path_parts
from shared.adapters.vectors import likeness, pack, packed_size, unpack

_ROWS = 512
_FIRST_LOOK, _MOST_LOOKED_AT = 200, 5_000
Blobs = Mapping[str, bytes]
Row = tuple[Any, ...]


def make_tables(db: sqlite3.Connection, container: str, paths: Sequence[str]) -> None:
    for path in paths:
        table = _table(container, path)
        db.execute(
            f"CREATE TABLE IF NOT EXISTS {table} (n INTEGER PRIMARY KEY, pk TEXT NOT NULL, id TEXT NOT NULL, "
            "vetor BLOB NOT NULL, UNIQUE (pk, id))"
        )
        db.execute(
            f'CREATE TRIGGER IF NOT EXISTS "{container}.{path}.fora" AFTER DELETE ON "{container}" '
            f"BEGIN DELETE FROM {table} WHERE pk = old.pk AND id = old.id; END"
        )


def columns(container: str, paths: Sequence[str]) -> str:
    """What a SELECT from the container names beyond its own columns, to have the vectors of the same moment."""
    at = f'"{container}"'
    found = [
        f"(SELECT vetor FROM {_table(container, path)} WHERE pk = {at}.pk AND id = {at}.id)" for path in paths
    ]
    return "".join(f", {one}" for one in found)


def take_out(body: Mapping[str, Any], paths: Sequence[str]) -> tuple[Mapping[str, Any], Blobs]:
    """The body without its vectors, and they. What is no list of numbers stays where it is."""
    blobs: dict[str, bytes] = {}
    for path in paths:
        body, vector = _without(body, path_parts(path))
        if vector is not None:
            blobs[path] = pack(vector)
    return body, blobs


def put_back(body: dict[str, Any], paths: Sequence[str], blobs: Sequence[bytes | None]) -> dict[str, Any]:
    for path, blob in zip(paths, blobs, strict=True):
        if blob is not None:
            *outer, last = path_parts(path)
            inside = body
            for part in outer:
                inside = inside[part]
            inside[last] = unpack(blob)
    return body


def write(
    db: sqlite3.Connection, container: str, key: tuple[str, str], vectors: Mapping[str, bytes | None]
) -> None:
    """Make these the vectors of the document at `key`, its partition and id; None leaves it without one."""
    for path, blob in vectors.items():
        table = _table(container, path)
        if blob is None:
            db.execute(f"DELETE FROM {table} WHERE pk = ? AND id = ?", key)
            continue
        db.execute(
            f"INSERT INTO {table} (pk, id, vetor) VALUES (?, ?, ?) "
            "ON CONFLICT (pk, id) DO UPDATE SET vetor = excluded.vetor",
            (*key, blob),
        )


@dataclass(frozen=True, slots=True)
class Search:
    """`terms` and their `values` are what a document must fulfil, its partition and its being alive first. `by_index`:
    an index leads to those that do, so that no other vector is read.
    """

    container: str
    pk: str
    path: str
    vector: Sequence[float]
    limit: int
    terms: Sequence[str]
    values: Sequence[Any]
    by_index: bool


def nearest(db: sqlite3.Connection, search: Search) -> list[tuple[Row, float]]:
    """The documents (id, body, etag) and their cosines, best first. Vectors are read once, in pieces."""
    found = likeness(search.vector)
    rows = db.execute(*_reading(search))
    while piece := rows.fetchmany(_ROWS):
        numbers, packed = zip(*piece, strict=True)
        found.take(numbers, packed)
    kept: list[tuple[Row, float]] = []
    best, looking_at = found.best(), _FIRST_LOOK
    while len(kept) < search.limit and (some := dict(islice(best, looking_at))):
        kept += _documents(db, search, some)
        looking_at = min(looking_at * 2, _MOST_LOOKED_AT)
    return kept[: search.limit]


def _reading(search: Search) -> tuple[str, list[Any]]:
    vectors, size = _table(search.container, search.path), packed_size(len(search.vector))
    if not search.by_index:
        return f"SELECT n, vetor FROM {vectors} WHERE pk = ? AND length(vetor) = ?", [search.pk, size]
    few = f'SELECT id AS i FROM "{search.container}" WHERE {" AND ".join(search.terms)}'
    vectors_of_few = f"({few}) CROSS JOIN {vectors} AS v ON v.pk = ? AND v.id = i AND length(v.vetor) = ?"
    return f"SELECT v.n, v.vetor FROM {vectors_of_few}", [*search.values, search.pk, size]


def _documents(
    db: sqlite3.Connection, search: Search, scores: Mapping[int, float]
) -> list[tuple[Row, float]]:
    """Those of the scored that fulfil the conditions, best first."""
    are_some = f"n IN ({', '.join('?' * len(scores))})"
    some = f"SELECT n, id AS i FROM {_table(search.container, search.path)} WHERE {are_some}"
    documents = f'({some}) CROSS JOIN "{search.container}" ON id = i WHERE {" AND ".join(search.terms)}'
    rows = db.execute(f"SELECT id, body, etag, n FROM {documents}", [*scores, *search.values])
    found = [(row, scores[number]) for *row, number in rows]
    return sorted(((tuple(row), score) for row, score in found), key=lambda one: (-one[1], one[0][0]))


def _table(container: str, path: str) -> str:
    path_parts(path)
    return f'"{container}.{path}"'


def _without(
    body: Mapping[str, Any], parts: Sequence[str]
) -> tuple[Mapping[str, Any], Sequence[float] | None]:
    first, *rest = parts
    inside = body.get(first)
    if rest:
        if not isinstance(inside, Mapping):
            return body, None
        lean, vector = _without(inside, rest)
        return {**body, first: lean}, vector
    if not _is_vector(inside):
        return body, None
    return {name: value for name, value in body.items() if name != first}, inside


def _is_vector(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
    )
