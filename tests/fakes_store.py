"""The fakes of the document and queue ports: real classes, in memory, held to the adapters' own behaviour suite."""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

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
from shared.adapters.vectors import cosine
from shared.kit.cursor import open_cursor, seal_cursor
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.store import AnyOf, Body, Condition, Page, Query, Scalar, Scored, Stored, Where, Write

ABSENT = object()
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


@dataclass(frozen=True, slots=True)
class Entry:
    text: str
    etag: str
    expires: datetime | None


Partition = dict[str, Entry]


def _real_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class FakeDocuments:
    """`down = True` makes everything raise `TransientError`, as an outage does."""

    now: Callable[[], datetime] = _real_now
    down: bool = False
    erasures: int = 0
    partitions: dict[tuple[str, str], Partition] = field(default_factory=dict)

    def open(self, container: str, pk: str) -> "FakeStore":
        return FakeStore(self, check_container(container), check_id(pk))

    async def ping(self) -> None:
        if self.down:
            raise TransientError()

    async def containers(self) -> list[str]:
        await self.ping()
        return sorted({container for (container, _), held in self.partitions.items() if held})

    async def erase_traces(self) -> None:
        await self.ping()
        self.erasures += 1

    async def close(self) -> None:
        pass


class FakeStore:
    def __init__(self, documents: FakeDocuments, container: str, pk: str) -> None:
        self._documents = documents
        self._at = (container, pk)

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        return self._put(Write("create", check_id(document_id), body, ttl_s=check_ttl(ttl_s)))

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        return self._put(Write("upsert", check_id(document_id), body, ttl_s=check_ttl(ttl_s)))

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        return self._put(Write("replace", check_id(document_id), body, etag, check_ttl(ttl_s)))

    async def get(self, document_id: str) -> Stored:
        if (entry := self._alive().get(check_id(document_id))) is None:
            raise NotFound()
        return _stored(document_id, entry)

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        self._step(self._alive(), Write("delete", check_id(document_id), etag=etag), None)

    async def query(self, query: Query) -> Page:
        place = open_cursor(check_query(query), *self._at)
        path = query.order_by or "id"
        matching = [stored for stored in self._matching(query.where) if _value(stored, path) is not ABSENT]
        matching.sort(key=lambda stored: _order_key(stored, path), reverse=query.descending)
        after = 0 if place is None else next(i for i, s in enumerate(matching) if s.id == place) + 1
        page = matching[after : after + query.limit]
        more = len(matching) > after + query.limit
        return Page(page, seal_cursor(page[-1].id, query, *self._at) if more else None)

    async def count(self, *where: Condition) -> int:
        check_where(where)
        return len(list(self._matching(where)))

    async def sum(self, path: str, *where: Condition) -> float:
        path_parts(path)
        check_where(where)
        values = [_value(stored, path) for stored in self._matching(where)]
        return float(sum(value for value in values if _kind(value) == "number"))

    async def batch(self, writes: Sequence[Write]) -> list[Stored]:
        texts = check_batch(writes)
        partition = dict(self._alive())
        done = [self._step(partition, write, text) for write, text in zip(writes, texts, strict=True)]
        self._documents.partitions[self._at] = partition
        return [stored for stored in done if stored is not None]

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
        held = [(stored, _value(stored, path)) for stored in self._matching(where)]
        scored = [
            Scored(_partly(stored, fields), cosine(vector, found))
            for stored, found in held
            if isinstance(found, list) and len(found) == len(vector)
        ]
        return sorted(scored, key=lambda one: -one.score)[:limit]

    def _put(self, write: Write) -> Stored:
        assert write.body is not None
        stored = self._step(self._alive(), write, encode_body(write.body))
        assert stored is not None
        return stored

    def _step(self, partition: Partition, write: Write, text: str | None) -> Stored | None:
        held = partition.get(write.id)
        if write.kind == "create" and held is not None:
            raise Conflict()
        if write.kind in ("replace", "delete"):
            if held is None:
                raise NotFound()
            if write.etag is not None and write.etag != held.etag:
                raise PreconditionFailed()
        if text is None:
            del partition[write.id]
            return None
        expires = None if write.ttl_s is None else self._documents.now() + timedelta(seconds=write.ttl_s)
        partition[write.id] = Entry(text, secrets.token_hex(8), expires)
        return _stored(write.id, partition[write.id])

    def _alive(self) -> Partition:
        """The partition without what has expired. The rest are the very entries, so writing to it is writing."""
        if self._documents.down:
            raise TransientError()
        partition = self._documents.partitions.setdefault(self._at, {})
        now = self._documents.now()
        for gone in [key for key, held in partition.items() if held.expires and held.expires <= now]:
            del partition[gone]
        return partition

    def _matching(self, conditions: Sequence[Condition]) -> Iterator[Stored]:
        for document_id, entry in self._alive().items():
            stored = _stored(document_id, entry)
            if all(_holds(condition, stored) for condition in conditions):
                yield stored


def _stored(document_id: str, entry: Entry) -> Stored:
    return Stored(document_id, json.loads(entry.text), entry.etag)


def _partly(stored: Stored, fields: Sequence[str]) -> Stored:
    body = {name: stored.body[name] for name in fields if name in stored.body}
    return Stored(stored.id, body, stored.etag)


def _value(stored: Stored, path: str) -> Any:
    if path == "id":
        return stored.id
    found: Any = stored.body
    for part in path_parts(path):
        if not isinstance(found, dict) or part not in found:
            return ABSENT
        found = found[part]
    return found


def _kind(value: Any) -> str:
    if value is ABSENT:
        return "absent"
    if value is None or isinstance(value, bool):
        return "null" if value is None else "bool"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "other"


def _order_key(stored: Stored, path: str) -> tuple[int, Any, str]:
    value = _value(stored, path)
    rank = ("null", "bool", "number", "text", "other").index(_kind(value))
    return rank, None if rank in (0, 4) else value, stored.id


def _holds(condition: Condition, stored: Stored) -> bool:
    if isinstance(condition, AnyOf):
        return any(_holds(one, stored) for one in condition.conditions)
    found = _value(stored, condition.path)
    return _matches(condition, found)


def _matches(where: Where, found: Any) -> bool:
    match where.op, where.value:
        case "is_defined", value:
            return (found is not ABSENT) == value
        case "in", tuple() as values:
            return any(_compares("=", found, value) for value in values)
        case "array_contains", value:
            return isinstance(found, list) and any(_compares("=", one, value) for one in found)
        case "starts_with", str() as value:
            return isinstance(found, str) and found.startswith(value)
        case "contains", str() as value:
            return isinstance(found, str) and value in found
        case op, value:
            return _compares(op, found, value)
    return False


def _compares(op: str, found: Any, value: Scalar | tuple[Scalar, ...]) -> bool:
    """Types never mix; a null equals a null and orders with nothing."""
    if _kind(found) != _kind(value) or _kind(found) == "other":
        return False
    if found is None:
        return op == "="
    return _COMPARE[op](found, value)


@dataclass(frozen=True, slots=True)
class Sent:
    queue: str
    message: dict[str, str | int]
    visible_after_s: int


@dataclass
class FakeQueues:
    """Keeps what was sent. `down = True` makes it refuse, as an outage does."""

    down: bool = False
    sent: list[Sent] = field(default_factory=list)

    async def send(self, queue: str, message: dict[str, str | int], *, visible_after_s: int = 0) -> None:
        await self.ping()
        self.sent.append(Sent(queue, dict(message), visible_after_s))

    async def ping(self) -> None:
        if self.down:
            raise TransientError()

    async def close(self) -> None:
        pass

    def messages(self, queue: str) -> list[dict[str, str | int]]:
        """What was sent to `queue`, in order."""
        return [sent.message for sent in self.sent if sent.queue == queue]
