"""How a SQLite file of documents is opened and its tables are made."""

import sqlite3
import time
from collections.abc import Sequence

from shared.adapters.sqlite_sql import index_columns
from shared.adapters.sqlite_vectors import make_tables

_BUSY_S = 5.0
_OPENING_TRIES = 50


def connect(path: str, *, busy_s: float = _BUSY_S) -> sqlite3.Connection:
    """A connection in autocommit, WAL, `synchronous=NORMAL`: safe from kill -9, no fsync at each commit."""
    db = sqlite3.connect(path, timeout=busy_s, isolation_level=None, check_same_thread=False)
    for attempt in range(_OPENING_TRIES):
        try:
            db.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError:
            # Two processes that make the file at once: this pragma alone does not wait for the lock.
            if attempt == _OPENING_TRIES - 1:
                raise
            time.sleep(0.02)
    db.execute("PRAGMA synchronous=NORMAL")
    db.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten with zeros
    return db


def erase_traces(db: sqlite3.Connection, at: float) -> bool:
    """Drop what expired until `at`, write the file anew without gaps, and cut the log to nothing.

    False when a reader holds the log. Raises `OperationalError` when another process does not let go of the lock.
    """
    for table in containers(db):
        db.execute(f'DELETE FROM "{table}" WHERE expires <= ?', (at,))
    # Zeros are not enough: a page that was split keeps old bytes in its gap.
    db.execute("VACUUM")
    (is_held, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_held


def containers(db: sqlite3.Connection) -> list[str]:
    """The tables that hold documents; those of vectors stand beside."""
    ours = (
        "SELECT t.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c "
        "WHERE t.type = 'table' AND c.name = 'expires' ORDER BY t.name"
    )
    return [name for (name,) in db.execute(ours).fetchall()]


def has_table(db: sqlite3.Connection, container: str) -> bool:
    row = db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (container,)).fetchone()
    return row is not None


def make_table(
    db: sqlite3.Connection, container: str, fields: Sequence[str], vectors: Sequence[str] = ()
) -> None:
    db.execute(
        f'CREATE TABLE IF NOT EXISTS "{container}" (pk TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, '
        "etag TEXT NOT NULL, expires REAL, PRIMARY KEY (pk, id))"
    )
    db.execute(
        f'CREATE INDEX IF NOT EXISTS "{container}.expires" ON "{container}" (expires) WHERE expires IS NOT NULL'
    )
    for field in fields:
        db.execute(
            f'CREATE INDEX IF NOT EXISTS "{container}.{field}" ON "{container}" ({index_columns(field)})'
        )
    make_tables(db, container, vectors)
