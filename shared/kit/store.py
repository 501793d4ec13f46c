"""The port of the document store: what every feature store may ask, and nothing that one adapter alone can do.

A `DocumentStore` is opened for one container and one partition (the conta), so a query that crosses contas
cannot be written. The subset is what Cosmos DB and SQLite both keep.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from shared.kit.errors import NotFound
from shared.kit.ids import is_document_id

_PAGE = 1000
# So many point reads cost Cosmos as much as one query.
_POINT_READS = 3

Body = Mapping[str, Any]
Scalar = str | int | float | bool | None
Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "array_contains", "starts_with", "contains", "is_defined"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it lies in the store; `body` never holds `id`, `pk`, `ttl` or the store's own fields."""

    id: str
    body: dict[str, Any]
    etag: str


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on a dotted path (`cliente.nome`; `id` is the document's own).

    `in` takes a non-empty tuple of scalars; `is_defined` takes a bool; text operators mind case and accents.
    A path that is absent matches no operator but `is_defined` False. A null equals null and orders with nothing.
    """

    path: str
    op: Op
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when one of the conditions is."""

    conditions: tuple[Where, ...]


Condition = Where | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions joined by AND, one order, one page.

    Without `order_by` documents come by `id`. Documents that lack the ordering path are left out, as Cosmos does.
    Ties are broken by `id` in SQLite and left open by Cosmos: order by what is unique, or accept it.
    `cursor` is opaque, belongs to the same query, and is None for the first page. `limit` is 1 to 1000.
    """

    where: tuple[Condition, ...] = ()
    order_by: str | None = None
    descending: bool = False
    limit: int = 100
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Stored]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Scored:
    document: Stored
    score: float


@dataclass(frozen=True, slots=True)
class Write:
    """One step of a batch. `replace` and `delete` need the etag that was read; `create` and `upsert` take none."""

    kind: Literal["create", "replace", "upsert", "delete"]
    id: str
    body: Body | None = None
    etag: str | None = None
    ttl_s: int | None = None


class DocumentStore(Protocol):
    """One container, one partition. Every method may raise `TransientError`; an outage is never an absence.

    Ids are 1 to 255 of ASCII letters, digits, `-`, `_`, `:`. Bodies are JSON up to 1.9 MB; a vector may come back as
    float32. `ttl_s` is housekeeping: an expired document is never returned, and its id may be created again.
    """

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        """Insert only. Raises `Conflict` when the id exists."""

    async def get(self, document_id: str) -> Stored:
        """Raises `NotFound`."""

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        """Raises `PreconditionFailed` when the etag is not the newest, `NotFound` when the document is gone."""

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored: ...

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        """Raises `NotFound`, and `PreconditionFailed` when an etag is given and is not the newest."""

    async def query(self, query: Query) -> Page:
        """Raises `MalformedRequest` on a cursor that is not of this query."""

    async def count(self, *where: Condition) -> int: ...

    async def sum(self, path: str, *where: Condition) -> float:
        """Sum over the documents where the path is a number; 0.0 when there is none."""

    async def batch(self, writes: Sequence[Write]) -> list[Stored]:
        """All or nothing, 1 to 100 writes in order; the results of all but deletes, in order.

        Raises what the failing step would raise alone; then nothing was written.
        """

    async def nearest(
        self,
        path: str,
        vector: Sequence[float],
        *,
        limit: int,
        fields: Sequence[str],
        where: Sequence[Condition] = (),
    ) -> list[Scored]:
        """The documents whose vector at `path` is most alike by cosine, best first; others lack the vector.

        `limit` is 1 to 100; `fields` of the body come back, no more, for a vector is long. A stored vector of another
        length is never compared: it is left out. Paths of vectors are declared where the store is made.
        """


class Documents(Protocol):
    """The factory: opens a container for one partition. Costs nothing; containers are made when first written."""

    def open(self, container: str, pk: str) -> DocumentStore: ...

    async def ping(self) -> None:
        """Raises `TransientError` when the store cannot be reached."""

    async def containers(self) -> list[str]:
        """The names of those that exist, in order."""

    async def erase_traces(self) -> None:
        """Leave nothing readable of what was deleted, replaced or has expired: neither in files nor in logs of writes.

        Costs as much as the store is large, so it is for the end of an erasure. Where the bytes are another's to
        keep, as in a cloud, there is nothing to do. Raises `TransientError` when it cannot be done now.
        """

    async def close(self) -> None: ...


async def read_many(documents: DocumentStore, ids: Iterable[str]) -> dict[str, Stored]:
    """Those of `ids` that exist; a few by point, many by query."""
    wanted = sorted({one for one in ids if is_document_id(one)})
    found: dict[str, Stored] = {}

    async def get(document_id: str) -> None:
        with suppress(NotFound):
            found[document_id] = await documents.get(document_id)

    if len(wanted) <= _POINT_READS:
        await asyncio.gather(*map(get, wanted))
        return found
    for start in range(0, len(wanted), _PAGE):
        some = tuple(wanted[start : start + _PAGE])
        page = await documents.query(Query((Where("id", "in", some),), limit=len(some)))
        found |= {stored.id: stored for stored in page.items}
    return found
