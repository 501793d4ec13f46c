"""Documents in one SQLite file: the store of a developer's machine and of the tests, never of the cloud.

Several processes may share the file. A write is on it when it returns (safe from kill -9; a power cut may take the
last ones). Point reads and small writes are made in place, in microseconds; whatever may take long has a thread.
"""

import asyncio
import json
import secrets
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from shared.adapters import sqlite_sql as sql
from shared.adapters.documents import (
    check_batch,
    check_container,
    check_id,
    check_nearest,
    check_query,
    check_ttl,
    check_where,
    encode_body,
    path_parts,
)
from shared.adapters.sqlite_file import connect, erase_traces, has_table, make_table
from shared.adapters.sqlite_writer import Work, Writer
from shared.adapters.vectors import rank
from shared.kit.cursor import open_cursor, seal_cursor
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.logging import get_logger
from shared.kit.store import Body, Condition, Page, Query, Scored, Stored, Write

T = TypeVar("T")
Row = tuple[Any, ...]
_log = get_logger(__name__)
_ERASING_TRIES = 3
_ALIVE = "pk = ? AND (expires IS NULL OR expires > ?)"


class SqliteDocuments:
    """The factory. `now` is the real clock: expiry is measured with it, never with a moved business clock.

    `indexes` names the searched fields of each container; `a+b` serves `a` equal and `b` in order.
    """

    def __init__(
        self,
        path: str,
        *,
        now: Callable[[], datetime],
        indexes: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.now = now
        self._indexes = indexes
        self._made: set[str] = set()
        self._seen: set[str] = set()
        self._writer = Writer(path)
        self._in_place = connect(path)
        self._scans = connect(path)
        self._scanner = ThreadPoolExecutor(1, thread_name_prefix="sqlite-scan")

    def open(self, container: str, pk: str) -> "SqliteStore":
        return SqliteStore(self, check_container(container), check_id(pk))

    async def ping(self) -> None:
        self.read_one("main", "SELECT 1 FROM sqlite_master")

    async def erase_traces(self) -> None:
        """Each try waits for locks as long as a write does; readers and writers go on between tries."""
        for _ in range(_ERASING_TRIES):
            try:
                if await self._writer.run_alone(lambda db: erase_traces(db, self.now().timestamp())):
                    return
            except sqlite3.OperationalError as error:
                _log.warning("traces.kept", extra={"motivo": error.sqlite_errorname})
        raise TransientError

    async def close(self) -> None:
        self._scanner.shutdown()
        self._writer.close()
        self._in_place.close()
        self._scans.close()

    def read_one(self, container: str, statement: str, values: Sequence[Any] = ()) -> Row | None:
        """A point read, in place: a thread would cost ten times as much. None, too, where nothing was written yet."""
        try:
            if not self._exists(self._in_place, container):
                return None
            found: Row | None = self._in_place.execute(statement, values).fetchone()
        except sqlite3.OperationalError as error:
            raise TransientError() from error
        return found

    async def scan(self, container: str, reading: Callable[[sqlite3.Connection], T], *, empty: T) -> T:
        """Run `reading` on the scanning thread; `empty` is the answer where nothing was written yet."""

        def read() -> T:
            return reading(self._scans) if self._exists(self._scans, container) else empty

        try:
            return await asyncio.get_running_loop().run_in_executor(self._scanner, read)
        except sqlite3.OperationalError as error:
            raise TransientError() from error

    async def write(self, container: str, work: Work[T]) -> T:
        """Run `work` in the writer's next transaction, which makes the container first where it is missing."""
        if container not in self._made:
            fields = self._indexes.get(container, ())
            await self._writer.write(lambda db: make_table(db, container, fields))
            self._made.add(container)
        return await self._writer.write(work)

    def _exists(self, db: sqlite3.Connection, container: str) -> bool:
        if container not in self._seen and (container == "main" or has_table(db, container)):
            self._seen.add(container)
        return container in self._seen


class SqliteStore:
    """One container and one partition; the port says what each method promises."""

    def __init__(self, documents: SqliteDocuments, container: str, pk: str) -> None:
        self._documents = documents
        self._container = container
        self._table = f'"{container}"'
        self._pk = pk

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        return await self._put(Write("create", check_id(document_id), body, ttl_s=check_ttl(ttl_s)))

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        return await self._put(Write("upsert", check_id(document_id), body, ttl_s=check_ttl(ttl_s)))

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        return await self._put(Write("replace", check_id(document_id), body, etag, check_ttl(ttl_s)))

    async def get(self, document_id: str) -> Stored:
        statement = f"SELECT body, etag FROM {self._table} WHERE {_ALIVE} AND id = ?"
        row = self._documents.read_one(
            self._container, statement, (self._pk, self._time(), check_id(document_id))
        )
        if row is None:
            raise NotFound()
        return Stored(document_id, json.loads(row[0]), row[1])

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        gone = Write("delete", check_id(document_id), etag=etag)
        await self._documents.write(self._container, lambda db: self._step(db, gone, None))

    async def query(self, query: Query) -> Page:
        place = open_cursor(check_query(query), self._container, self._pk)
        statement, values = sql.select(self._table, query, at=_ALIVE, place=place)
        rows = await self._rows(statement, values, decode=_decoded)
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

        def steps(db: sqlite3.Connection) -> list[Stored]:
            db.execute("SAVEPOINT batch")
            try:
                done = [self._step(db, write, text) for write, text in zip(writes, texts, strict=True)]
            except BaseException:
                db.execute("ROLLBACK TO batch")
                raise
            finally:
                db.execute("RELEASE batch")
            return [stored for stored in done if stored is not None]

        return await self._documents.write(self._container, steps)

    async def nearest(
        self, path: str, vector: Sequence[float], *, limit: int, where: Sequence[Condition] = ()
    ) -> list[Scored]:
        check_nearest(vector, limit)
        check_where(where)
        found, is_array = sql.array_sql(path, len(vector))
        terms, values = sql.where_sql(tuple(where))
        statement = f"SELECT id, body, etag, {found} FROM {self._table} WHERE "

        def best(rows: list[Row]) -> list[Scored]:
            ranked = rank(vector, [row[3] for row in rows], limit)
            return [Scored(_decoded([rows[at]])[0][0], score) for at, score in ranked]

        return await self._rows(statement + " AND ".join([_ALIVE, is_array, *terms]), values, decode=best)

    async def _put(self, write: Write) -> Stored:
        assert write.body is not None
        text = encode_body(write.body)
        stored = await self._documents.write(self._container, lambda db: self._step(db, write, text))
        assert stored is not None
        return stored

    def _step(self, db: sqlite3.Connection, write: Write, text: str | None) -> Stored | None:
        """One write, on the writer's thread. It raises before it changes anything."""
        etag = secrets.token_hex(8)
        expires = None if write.ttl_s is None else self._time() + write.ttl_s
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

    def _time(self) -> float:
        return self._documents.now().timestamp()


def _decoded(rows: list[Row]) -> list[tuple[Stored, Any]]:
    """Each row's document, and the key it was ordered by."""
    return [(Stored(document_id, json.loads(body), etag), key) for document_id, body, etag, key in rows]
