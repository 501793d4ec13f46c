"""How writes reach the SQLite file; apart because it is what makes many small writes cheap.

Writes asked for in one turn of the event loop share one transaction (group commit), made in place: it costs tens of
microseconds, a thread would cost hundreds. A thread takes over where waiting begins: another process holds the
lock, or the write-ahead log is due to be copied into the file. Nobody is answered before the commit.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from shared.adapters.sqlite_file import connect
from shared.kit.errors import TransientError

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
_Waiting = tuple[Work[Any], asyncio.Future[Any]]
_Outcome = tuple[Any, BaseException | None]

_MAX_GROUP = 64  # bounds how long one turn of the loop can be held
_WRITES_PER_CHECKPOINT = 500


class Writer:
    """Serves one event loop at a time."""

    def __init__(self, path: str) -> None:
        self._in_place = connect(path, busy_s=0)
        self._in_place.execute("PRAGMA wal_autocheckpoint=0")
        self._patient = connect(path)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-write")
        self._waiting: list[_Waiting] = []
        self._flushing_on: asyncio.AbstractEventLoop | None = None
        self._since_checkpoint = 0

    async def write(self, work: Work[T]) -> T:
        """Run `work` inside a transaction and return once it is on the file. Raises `TransientError`.

        `work` may run again after a rollback. Where it raises it must have changed nothing, because the writes
        beside it are committed.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        if self._flushing_on is not loop:
            self._waiting = []  # what a loop left behind when it ended, nobody waits for
            self._flushing_on = loop
            loop.call_soon(self._flush, loop)
        self._waiting.append((work, future))
        return await future

    async def run_alone(self, work: Work[T]) -> T:
        """Run `work` outside of any transaction; the writes that come meanwhile wait for it on the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._patient)

    def close(self) -> None:
        self._thread.shutdown()
        self._in_place.close()
        self._patient.close()

    def _flush(self, loop: asyncio.AbstractEventLoop) -> None:
        group, self._waiting = self._waiting[:_MAX_GROUP], self._waiting[_MAX_GROUP:]
        self._since_checkpoint += len(group)
        if self._since_checkpoint < _WRITES_PER_CHECKPOINT:
            try:
                outcomes = _commit(self._in_place, group)
            except sqlite3.Error:
                pass  # locked by another process, most likely: the thread can wait for it
            else:
                self._answer(loop, group, outcomes)
                return
        self._since_checkpoint = 0
        waited = loop.run_in_executor(self._thread, _commit_patiently, self._patient, group)
        waited.add_done_callback(lambda done: self._answer(loop, group, done.result()))

    def _answer(
        self, loop: asyncio.AbstractEventLoop, group: list[_Waiting], outcomes: list[_Outcome]
    ) -> None:
        for (_, future), (result, error) in zip(group, outcomes, strict=True):
            if future.done():
                continue  # its awaiter was cancelled
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
        self._flushing_on = loop if self._waiting else None
        if self._waiting:
            loop.call_soon(self._flush, loop)


def _commit_patiently(db: sqlite3.Connection, group: list[_Waiting]) -> list[_Outcome]:
    """Waits for the lock; this connection also copies the log into the file when it has grown."""
    try:
        return _commit(db, group)
    except sqlite3.OperationalError:
        return [(None, TransientError()) for _ in group]
    except sqlite3.Error as error:
        return [(None, error) for _ in group]


def _commit(db: sqlite3.Connection, group: list[_Waiting]) -> list[_Outcome]:
    """All of the group's work, or none of it and the error that prevented it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [_attempt(db, work) for work, _ in group]
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return outcomes


def _attempt(db: sqlite3.Connection, work: Work[Any]) -> _Outcome:
    try:
        return work(db), None
    except sqlite3.OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 - it belongs to the caller who awaits this write, alone
        return None, error
