"""Instances, their histories and their pending work in one SQLite file; apart because only this writes it.

Each public method that writes is one transaction: after a crash at any moment the file holds whole episodes.
WAL with synchronous=NORMAL survives the death of the process; a power cut may undo the last commits.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from infra.local.durable.events import Event, played
from infra.local.durable.model import Instance, InstanceQuery

_SCHEMA = """
CREATE TABLE IF NOT EXISTS instances (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, execution TEXT NOT NULL, status TEXT NOT NULL, input TEXT,
  output TEXT, custom_status TEXT, created TEXT NOT NULL, updated TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
  instance TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (instance, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS activities (
  instance TEXT NOT NULL, task INTEGER NOT NULL, execution TEXT NOT NULL, name TEXT NOT NULL,
  input TEXT NOT NULL,  PRIMARY KEY (instance, task)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS timers (
  instance TEXT NOT NULL, task INTEGER NOT NULL, fire_at TEXT NOT NULL,
  PRIMARY KEY (instance, task)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS timers_by_time ON timers (fire_at);
CREATE TABLE IF NOT EXISTS inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS inbox_by_instance ON inbox (instance);
"""
_FIELDS = "id, name, execution, status, input, output, custom_status, created, updated"


class Work(NamedTuple):
    """One activity to run."""

    instance_id: str
    task_id: int
    execution: str
    name: str
    payload: str


class Timer(NamedTuple):
    """One timer to fire; `fire_at` is fixed-width ISO, so that text order is time order."""

    instance_id: str
    task_id: int
    fire_at: str


@dataclass(frozen=True, slots=True)
class Episode:
    """What one episode changes: `instance` is the new state, a `restart` message opens a new generation."""

    instance: Instance
    position: int
    events: Sequence[Event] = ()
    consumed: Sequence[int] = ()
    activities: Sequence[Work] = ()
    timers: Sequence[Timer] = ()
    canceled: Sequence[int] = ()
    restart: Event | None = None


class HistoryStore:
    """The file. Give it to one process only."""

    def __init__(self, path: str | Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        self._db.close()

    def instance(self, instance_id: str) -> Instance | None:
        row = self._db.execute(f"SELECT {_FIELDS} FROM instances WHERE id = ?", (instance_id,)).fetchone()
        return Instance(*row) if row else None

    def instances(self, query: InstanceQuery) -> list[Instance]:
        """One page in the order of ids, those after `query.after`."""
        marks = ",".join("?" * len(query.runtime_status))
        rows = self._db.execute(
            f"SELECT {_FIELDS} FROM instances WHERE id > ? AND substr(id, 1, ?) = ? AND created >= ?"
            f" AND created <= ? {f'AND status IN ({marks})' if marks else ''} ORDER BY id LIMIT ?",
            (
                query.after,
                len(query.id_prefix),
                query.id_prefix,
                query.created_from,
                query.created_to,
                *query.runtime_status,
                query.top,
            ),
        )
        return [Instance(*row) for row in rows]

    def history(self, instance_id: str) -> list[str]:
        """The recorded events as JSON text, played."""
        rows = self._db.execute(
            "SELECT body FROM events WHERE instance = ? ORDER BY position", (instance_id,)
        )
        return [body for (body,) in rows]

    def inbox(self, instance_id: str) -> list[tuple[int, Event]]:
        """The messages that no episode has taken in yet, oldest first."""
        rows = self._db.execute("SELECT id, body FROM inbox WHERE instance = ? ORDER BY id", (instance_id,))
        return [(key, json.loads(body)) for key, body in rows]

    def instances_with_messages(self) -> list[str]:
        rows = self._db.execute("SELECT instance FROM inbox GROUP BY instance ORDER BY min(id)")
        return [instance_id for (instance_id,) in rows]

    def pending_activities(self) -> list[Work]:
        rows = self._db.execute("SELECT instance, task, execution, name, input FROM activities")
        return [Work(*row) for row in rows]

    def next_timer(self) -> str | None:
        """When the earliest timer fires."""
        row = self._db.execute("SELECT min(fire_at) FROM timers").fetchone()
        return str(row[0]) if row[0] else None

    def due_timers(self, until: str) -> list[Timer]:
        query = (
            "SELECT instance, task, fire_at FROM timers WHERE fire_at <= ? ORDER BY fire_at, instance, task"
        )
        return [Timer(*row) for row in self._db.execute(query, (until,))]

    def create(self, instance: Instance, started: Event) -> None:
        """Add an instance and its first message, in place of a finished one of the same id."""
        with self._transaction():
            self._forget(instance.instance_id)
            self._put(instance)
            self._post(instance.instance_id, started)

    def post(self, instance_id: str, message: Event) -> None:
        """Put a message into the inbox of an instance."""
        with self._transaction():
            self._post(instance_id, message)

    def fire(self, fired: Sequence[tuple[Timer, Event]]) -> None:
        """Turn timers into messages, all or none."""
        with self._transaction():
            for timer, message in fired:
                self._drop_timer(timer.instance_id, timer.task_id)
                self._post(timer.instance_id, message)

    def complete(self, work: Work, message: Event) -> bool:
        """Turn an activity into its result; False when the instance no longer waits for it."""
        with self._transaction():
            statement = "DELETE FROM activities WHERE instance = ? AND task = ? AND execution = ?"
            deleted = self._db.execute(statement, work[:3]).rowcount
            if deleted:
                self._post(work.instance_id, message)
        return bool(deleted)

    def commit(self, episode: Episode) -> None:
        """Record an episode: history, pending work and consumed messages together."""
        instance_id = episode.instance.instance_id
        with self._transaction():
            self._put(episode.instance)
            self._db.executemany("DELETE FROM inbox WHERE id = ?", [(one,) for one in episode.consumed])
            if episode.restart:
                self._drop("events", "timers", instance_id=instance_id)
                self._post(instance_id, episode.restart)
            else:
                self._append(instance_id, episode)
            if episode.instance.is_terminal:
                self._drop("activities", "timers", "inbox", instance_id=instance_id)

    def purge(self, instance_id: str) -> None:
        """Forget an instance, its history and whatever it still had to do."""
        with self._transaction():
            self._forget(instance_id)

    def _append(self, instance_id: str, episode: Episode) -> None:
        rows = enumerate((json.dumps(played(one)) for one in episode.events), episode.position)
        self._db.executemany("INSERT INTO events VALUES (?, ?, ?)", [(instance_id, *row) for row in rows])
        self._db.executemany("INSERT INTO activities VALUES (?, ?, ?, ?, ?)", episode.activities)
        self._db.executemany("INSERT INTO timers VALUES (?, ?, ?)", episode.timers)
        for task_id in episode.canceled:
            self._drop_timer(instance_id, task_id)

    def _put(self, one: Instance) -> None:
        self._db.execute(
            f"INSERT OR REPLACE INTO instances ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            one,
        )

    def _post(self, instance_id: str, message: Event) -> None:
        self._db.execute(
            "INSERT INTO inbox (instance, body) VALUES (?, ?)", (instance_id, json.dumps(message))
        )

    def _drop_timer(self, instance_id: str, task_id: int) -> None:
        self._db.execute("DELETE FROM timers WHERE instance = ? AND task = ?", (instance_id, task_id))

    def _drop(self, *tables: str, instance_id: str) -> None:
        for table in tables:
            self._db.execute(f"DELETE FROM {table} WHERE instance = ?", (instance_id,))

    def _forget(self, instance_id: str) -> None:
        self._drop("events", "activities", "timers", "inbox", instance_id=instance_id)
        self._db.execute("DELETE FROM instances WHERE id = ?", (instance_id,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
