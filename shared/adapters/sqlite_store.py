"""One container and one partition of the SQLite file; apart from the file itself, which all of them share."""

import json
import secrets
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from shared.adapters import sqlite_sql as sql
from shared.adapters import sqlite_vectors as vectors
from shared.adapters.documents import (
    check_batch,
    check_id,
    check_nearest,
    check_query,
    check_ttl,
    check_where,
    encode_body,
    path_parts,
)
from shared.kit.cursor import open_cursor, seal_cursor
from shared.kit.errors import Conflict, NotFound, PreconditionFailed
from shared.kit.store import Body, Condition, Page, Query, Scored, Stored, Where, Write

if TYPE_CHECKING:
    from shared.adapters.sqlite import SqliteDocuments

T = TypeVar("T")
Row = tuple[Any, ...]
Content = tuple[str | None, Mapping[str, bytes | None]]
_NOTHING: Content = (None, {})
_ALIVE = "pk = ? AND (expires IS NULL OR expires > ?)"


class SqliteStore:
    """One container and one partition; the port says what each method promises."""

    def __init__(self, documents: "SqliteDocuments", container: str, pk: str) -> None:
        self._documents = documents
        self._container = container
        self._table = f'"{container}"'
        self._pk = pk
        self._paths = documents.vectors(container)
        self._blobs = vectors.columns(container, self._paths)

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        return await self._put(Write("create", check_id(document_id), body, ttl_s=check_ttl(ttl_s)))

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        return await self._put(Write("upsert", check_id(document_id), body, ttl_s=check_ttl(ttl_s)))

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        return await self._put(Write("replace", check_id(document_id), body, etag, check_ttl(ttl_s)))

    async def get(self, document_id: str) -> Stored:
        statement = f"SELECT body, etag{self._blobs} FROM {self._table} WHERE {_ALIVE} AND id = ?"
        row = self._documents.read_one(
            self._container, statement, (self._pk, self._time(), check_id(document_id))
        )
        if row is None:
            raise NotFound()
        return Stored(document_id, self._whole(row[0], row[2:]), row[1])

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        gone = Write("delete", check_id(document_id), etag=etag)
        await self._documents.write(self._container, lambda db: self._step(db, gone, _NOTHING))

    async def query(self, query: Query) -> Page:
        place = open_cursor(check_query(query), self._container, self._pk)
        statement, values = sql.select(self._table, query, at=_ALIVE, place=place, more=self._blobs)
        rows = await self._rows(statement, values, decode=self._decoded)
        if len(rows) <= query.limit:
            return Page([stored for stored, _ in rows], None)
        page = rows[: query.limit]
        last, key = page[-1]
        cursor = seal_cursor([key, last.id], query, self._container, self._pk)
        return Page([stored for stored, _ in page], cursor)

    async def count(self, *where: Condition) -> int:
        return int(await self._aggregate("COUNT(*)", [], where))

    async def sum(self, path: str, *where: Condition) -> float:
        path_parts(path)
        value, is_number = sql.number_sql(path)
        return float(await self._aggregate(f"SUM({value})", [is_number], where) or 0)

    async def batch(self, writes: Sequence[Write]) -> list[Stored]:
        texts = check_batch(writes)
        contents = [self._content(write.body, text) for write, text in zip(writes, texts, strict=True)]

        def steps(db: sqlite3.Connection) -> list[Stored]:
            db.execute("SAVEPOINT batch")
            try:
                done = [self._step(db, *step) for step in zip(writes, contents, strict=True)]
            except BaseException:
                db.execute("ROLLBACK TO batch")
                raise
            finally:
                db.execute("RELEASE batch")
            return [stored for stored in done if stored is not None]

        return await self._documents.write(self._container, steps)

    async def nearest(
        self,
        path: str,
        vector: Sequence[float],
        *,
        limit: int,
        fields: Sequence[str],
        where: Sequence[Condition] = (),
    ) -> list[Scored]:
        check_nearest(path, vector, limit, fields)
        check_where(where)
        if path not in self._paths:
            raise ValueError(f"no vectors were declared at the path {path}")
        terms, values = sql.where_sql(tuple(where))
        search = vectors.Search(
            container=self._container,
            pk=self._pk,
            path=path,
            vector=vector,
            limit=limit,
            terms=[_ALIVE, *terms],
            values=[self._pk, self._time(), *values],
            by_index=self._is_led(where),
        )

        def best(db: sqlite3.Connection) -> list[Scored]:
            found = vectors.nearest(db, search)
            return [Scored(_partly(row, fields), score) for row, score in found]

        return await self._documents.scan(self._container, best, empty=[])

    def _is_led(self, where: Sequence[Condition]) -> bool:
        equal = {one.path for one in where if isinstance(one, Where) and one.op == "="}
        leading = {fields.partition("+")[0] for fields in self._documents.indexed(self._container)}
        return not equal.isdisjoint(leading)

    async def _put(self, write: Write) -> Stored:
        assert write.body is not None
        content = self._content(write.body, encode_body(write.body))
        stored = await self._documents.write(self._container, lambda db: self._step(db, write, content))
        assert stored is not None
        return stored

    def _step(self, db: sqlite3.Connection, write: Write, content: Content) -> Stored | None:
        """One write, on the writer's thread. It raises before it changes anything."""
        etag = secrets.token_hex(8)
        expires = None if write.ttl_s is None else self._time() + write.ttl_s
        text, blobs = content
        match write.kind:
            case "create" | "upsert":
                self._insert(db, write, (text, etag, expires))
            case "replace":
                self._require_unchanged(
                    db,
                    write,
                    f"UPDATE {self._table} SET body = ?, etag = ?, expires = ? WHERE {_ALIVE} AND id = ?",
                    [text, etag, expires],
                )
            case "delete":
                self._require_unchanged(db, write, f"DELETE FROM {self._table} WHERE {_ALIVE} AND id = ?", [])
        if write.body is not None:
            vectors.write(db, self._container, (self._pk, write.id), blobs)
        if expires is not None:
            self._forget_expired(db)
        return None if write.body is None else Stored(write.id, dict(write.body), etag)

    def _insert(self, db: sqlite3.Connection, write: Write, columns: tuple[Any, ...]) -> None:
        statement = (
            f"INSERT INTO {self._table} AS old (pk, id, body, etag, expires) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (pk, id) DO UPDATE "
            "SET body = excluded.body, etag = excluded.etag, expires = excluded.expires"
        )
        values = [self._pk, write.id, *columns]
        if write.kind == "create":  # over an expired document, a create is free to go
            statement, values = statement + " WHERE old.expires <= ?", [*values, self._time()]
        if db.execute(statement, values).rowcount == 0:
            raise Conflict()

    def _require_unchanged(
        self, db: sqlite3.Connection, write: Write, statement: str, columns: list[Any]
    ) -> None:
        at = [self._pk, self._time(), write.id]
        if write.etag is not None:
            statement, columns = statement + " AND etag = ?", [*columns, *at, write.etag]
        else:
            columns = [*columns, *at]
        if db.execute(statement, columns).rowcount:
            return
        exists = db.execute(f"SELECT 1 FROM {self._table} WHERE {_ALIVE} AND id = ?", at).fetchone()
        raise PreconditionFailed() if exists else NotFound()

    def _forget_expired(self, db: sqlite3.Connection) -> None:
        # Each write that will expire takes up to two expired ones away, so the file stops growing by itself.
        oldest = f"SELECT rowid FROM {self._table} WHERE expires <= ? ORDER BY expires LIMIT 2"
        db.execute(f"DELETE FROM {self._table} WHERE rowid IN ({oldest})", [self._time()])

    async def _rows(
        self, statement: str, values: list[Any], *, decode: Callable[[list[Row]], list[T]]
    ) -> list[T]:
        """`decode` runs on the scanning thread too: a thousand documents of JSON would hold up the loop."""
        bound = [self._pk, self._time(), *values]
        return await self._documents.scan(
            self._container, lambda db: decode(db.execute(statement, bound).fetchall()), empty=[]
        )

    async def _aggregate(self, what: str, terms: list[str], where: tuple[Condition, ...]) -> Any:
        check_where(where)
        more, values = sql.where_sql(where)
        statement = f"SELECT {what} FROM {self._table} WHERE {' AND '.join([_ALIVE, *terms, *more])}"
        rows = await self._rows(statement, values, decode=list)
        return rows[0][0] if rows else 0

    def _decoded(self, rows: list[Row]) -> list[tuple[Stored, Any]]:
        """Each row's document, and the key it was ordered by."""
        return [
            (Stored(document_id, self._whole(body, blobs), etag), key)
            for document_id, body, etag, key, *blobs in rows
        ]

    def _whole(self, text: str, blobs: Sequence[bytes | None]) -> dict[str, Any]:
        return vectors.put_back(json.loads(text), self._paths, blobs)

    def _content(self, body: Body | None, text: str | None) -> Content:
        """What is written of a body whose text was checked: a vector lies beside it, and not in its text too."""
        if body is None or not self._paths:
            return text, {}
        lean, blobs = vectors.take_out(body, self._paths)
        return encode_body(lean), {path: blobs.get(path) for path in self._paths}

    def _time(self) -> float:
        return self._documents.now().timestamp()


def _partly(row: Row, fields: Sequence[str]) -> Stored:
    document_id, text, etag = row
    body = json.loads(text)
    return Stored(document_id, {name: body[name] for name in fields if name in body}, etag)
