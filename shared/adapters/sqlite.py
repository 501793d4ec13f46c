"""Documents in one SQLite file: the store of a developer's machine and of the tests, never of the cloud.

Several processes may share the file. A write is on it when it returns (safe from kill -9; a power cut may take the
last ones). Point reads and small writes are made in place, in microseconds; whatever may take long has a thread.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from shared.adapters.documents import check_container, check_id, family
from shared.adapters.sqlite_file import connect, containers, erase_traces, has_table, make_table
from shared.adapters.sqlite_store import SqliteStore
from shared.adapters.sqlite_writer import Work, Writer
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger

T = TypeVar("T")
Row = tuple[Any, ...]
_log = get_logger(__name__)
_ERASING_TRIES = 3
_MAPPED_BYTES = 1 << 30


class SqliteDocuments:
    """The factory. `now` is the real clock: expiry is measured with it, never with a moved business clock.

    `indexes` names the searched fields of each family of containers; `a+b` serves `a` equal and `b` in order.
    `vectors` names the paths where a family keeps vectors: they lie beside the bodies, as float32.
    """

    def __init__(
        self,
        path: str,
        *,
        now: Callable[[], datetime],
        indexes: Mapping[str, Sequence[str]] = MappingProxyType({}),
        vectors: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.now = now
        self._indexes = indexes
        self._vectors = vectors
        self._made: set[str] = set()
        self._seen: set[str] = set()
        self._writer = Writer(path)
        self._in_place = connect(path)
        self._scans = connect(path)
        # Read through the system's own cache of the file: a search by vectors copies each of them once less.
        self._scans.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")
        self._scanner = ThreadPoolExecutor(1, thread_name_prefix="sqlite-scan")

    def open(self, container: str, pk: str) -> "SqliteStore":
        return SqliteStore(self, check_container(container), check_id(pk))

    def indexed(self, container: str) -> Sequence[str]:
        return self._indexes.get(family(container), ())

    def vectors(self, container: str) -> Sequence[str]:
        return self._vectors.get(family(container), ())

    async def ping(self) -> None:
        self.read_one("main", "SELECT 1 FROM sqlite_master")

    async def containers(self) -> list[str]:
        return await self.scan("main", containers, empty=[])

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
            fields, vectors = self.indexed(container), self.vectors(container)
            await self._writer.write(lambda db: make_table(db, container, fields, vectors))
            self._made.add(container)
        return await self._writer.write(work)

    def _exists(self, db: sqlite3.Connection, container: str) -> bool:
        if container not in self._seen and (container == "main" or has_table(db, container)):
            self._seen.add(container)
        return container in self._seen
