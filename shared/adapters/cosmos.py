"""Documents in Cosmos DB for NoSQL: one container per kind, the conta as the partition."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from azure.core import MatchConditions
from azure.core.pipeline.transport import AioHttpTransport
from azure.cosmos import PartitionKey
from azure.cosmos.aio import ContainerProxy, CosmosClient
from azure.cosmos.exceptions import CosmosHttpResponseError, CosmosResourceNotFoundError

from shared.adapters import cosmos_sql as sql
from shared.adapters.azure_sdk import identity, quiet_logger
from shared.adapters.cosmos_calls import Sleep, call
from shared.adapters.cosmos_vectors import vector_policies
from shared.adapters.documents import (
    OWN_FIELDS,
    check_batch,
    check_container,
    check_id,
    check_nearest,
    check_query,
    check_ttl,
    check_where,
    encode_body,
    family,
)
from shared.kit.cursor import REFUSAL, open_cursor, seal_cursor
from shared.kit.errors import MalformedRequest, NotFound
from shared.kit.store import Body, Condition, Page, Query, Scored, Stored, Write
from shared.kit.tracing import charged

T = TypeVar("T")
Item = dict[str, Any]

_CLIENT: dict[str, Any] = {
    "connection_timeout": 5,
    "read_timeout": 15,
    # The SDK would wait up to 30 s on 429, in which an HTTP request has long been given up.
    "retry_throttle_total": 5,
    "retry_throttle_backoff_max": 10,
    # Without it "ção" is sent as escapes, thrice as long, and a body inside our limit passes the service's.
    "enable_compact_utf8_item_writes": True,
}
_TTL_BY_ITEM = -1  # `ttl` counts where a document has one, and only there
_BAD_REQUEST = 400


class CosmosDocuments:
    """The factory: one client per process and event loop. Without `key`, the app's own identity.

    `create_missing` makes the database and the containers, for an emulator; in the cloud the deployment makes them.
    `vectors` says how long the vectors are that a family of containers keeps, by path: a container is made for them.
    """

    def __init__(  # noqa: PLR0913 - named settings, half of them for emulators and tests
        self,
        *,
        endpoint: str,
        key: str | None,
        database: str,
        create_missing: bool = False,
        vectors: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._credential: Any = key or identity()
        # An emulator names itself by an address that may not be reachable; a real account names its regions.
        # As in the queues: no look for proxies and netrc, in two threads, at each request.
        transport = AioHttpTransport(use_env_settings=False)
        options = {
            **_CLIENT,
            "transport": transport,
            "logger": quiet_logger(),
            "enable_endpoint_discovery": not create_missing,
            "raw_response_hook": _count_charge,
        }
        self._client = CosmosClient(endpoint, self._credential, **options)
        self._database = database
        self._create_missing = create_missing
        self._vectors = vectors
        self._sleep = sleep
        self._containers: dict[str, ContainerProxy] = {}
        self._opening = asyncio.Lock()

    def open(self, container: str, pk: str) -> "CosmosStore":
        return CosmosStore(self, check_container(container), check_id(pk))

    async def ping(self) -> None:
        database = self._client.get_database_client(self._database)
        await self.call(database.read, idempotent=True)

    async def containers(self) -> list[str]:
        database = self._client.get_database_client(self._database)

        async def listed() -> list[str]:
            return [container["id"] async for container in database.list_containers()]

        return sorted(await self.call(listed, idempotent=True))

    async def erase_traces(self) -> None:
        """Nothing to do: the service keeps the bytes, and its backups age out by the account's policy."""

    async def close(self) -> None:
        await self._client.close()
        if not isinstance(self._credential, str):
            await self._credential.close()

    async def container(self, name: str) -> ContainerProxy:
        """Seen once before it is used, so that a later 404 can only mean a document."""
        if (known := self._containers.get(name)) is not None:
            return known
        async with self._opening:
            if name not in self._containers:
                self._containers[name] = await self.call(lambda: self._open(name), idempotent=True)
        return self._containers[name]

    async def call(self, work: Callable[[], Awaitable[T]], *, idempotent: bool) -> T:
        return await call(work, idempotent=idempotent, sleep=self._sleep)

    async def _open(self, name: str) -> ContainerProxy:
        if self._create_missing:
            database = await self._client.create_database_if_not_exists(self._database)
            policies = vector_policies(self._vectors.get(family(name), {}))
            made: ContainerProxy = await database.create_container_if_not_exists(
                name, partition_key=PartitionKey("/pk"), default_ttl=_TTL_BY_ITEM, **policies
            )
            return made
        container = self._client.get_database_client(self._database).get_container_client(name)
        try:
            await container.read()
        except CosmosResourceNotFoundError as error:
            raise LookupError(f"the deployment made no container {name}") from error
        return container


class CosmosStore:
    """One container and one partition; the port says what each method promises."""

    def __init__(self, documents: CosmosDocuments, container: str, pk: str) -> None:
        self._documents = documents
        self._container = container
        self._pk = pk

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        item = self._item(document_id, body, ttl_s)
        # Never repeated after a lost answer: it would find its own document and say 409.
        return _stored(await self._run(lambda at: at.create_item(item), idempotent=False))

    async def get(self, document_id: str) -> Stored:
        check_id(document_id)
        item = await self._run(lambda at: at.read_item(document_id, self._pk), idempotent=True)
        if _is_expired(item):
            raise NotFound()
        return _stored(item)

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        item = self._item(document_id, body, ttl_s)

        def replacing(at: ContainerProxy) -> Awaitable[Mapping[str, Any]]:
            return at.replace_item(document_id, item, **_unchanged(etag))

        return _stored(await self._run(replacing, idempotent=False))

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        item = self._item(document_id, body, ttl_s)
        return _stored(await self._run(lambda at: at.upsert_item(item), idempotent=True))

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        check_id(document_id)
        unchanged = {} if etag is None else _unchanged(etag)
        await self._run(lambda at: at.delete_item(document_id, self._pk, **unchanged), idempotent=False)

    async def query(self, query: Query) -> Page:
        token = open_cursor(check_query(query), self._container, self._pk)
        text, parameters = sql.select(self._pk, query)
        try:
            items, after = await self._page(text, parameters, limit=query.limit, token=token)
        except CosmosHttpResponseError as error:
            if token is not None and error.status_code == _BAD_REQUEST:
                raise MalformedRequest(REFUSAL) from error
            raise
        cursor = seal_cursor(after, query, self._container, self._pk) if after else None
        return Page([_stored(item) for item in items if not _is_expired(item)], cursor)

    async def count(self, *where: Condition) -> int:
        check_where(where)
        return int(await self._total(*sql.count(self._pk, where)))

    async def sum(self, path: str, *where: Condition) -> float:
        check_where(where)
        return float(await self._total(*sql.total(self._pk, path, where)))

    async def batch(self, writes: Sequence[Write]) -> list[Stored]:
        check_batch(writes)

        def executing(at: ContainerProxy) -> Awaitable[Sequence[Any]]:
            # Made anew for each try: the SDK takes the options out of what it is given.
            return at.execute_item_batch([self._operation(write) for write in writes], self._pk)

        results = await self._run(executing, idempotent=False)
        return [
            _stored(result["resourceBody"])
            for write, result in zip(writes, results, strict=True)
            if write.kind != "delete"
        ]

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
        text, parameters = sql.nearest(self._pk, path, vector, fields=fields, where=where)
        rows = await self._all(text, [*parameters, {"name": "@k", "value": limit}])
        return [_scored(row, fields) for row in rows if "score" in row and not _is_expired(row)]

    def _item(self, document_id: str, body: Body, ttl_s: int | None) -> Item:
        check_id(document_id)
        encode_body(body)
        item = {"id": document_id, "pk": self._pk, **body}
        return item if check_ttl(ttl_s) is None else {**item, "ttl": ttl_s}

    def _operation(self, write: Write) -> tuple[Any, ...]:
        options = {} if write.etag is None else {"if_match_etag": write.etag}
        if write.body is None:
            return write.kind, (write.id,), options
        item = self._item(write.id, write.body, write.ttl_s)
        return write.kind, ((write.id, item) if write.kind == "replace" else (item,)), options

    async def _run(self, work: Callable[[ContainerProxy], Awaitable[T]], *, idempotent: bool) -> T:
        container = await self._documents.container(self._container)
        return await self._documents.call(lambda: work(container), idempotent=idempotent)

    async def _page(
        self, text: str, parameters: sql.Parameters, *, limit: int, token: str | None
    ) -> tuple[list[Item], str | None]:
        """The first page after `token` that is not empty: the service may stop early with nothing found yet."""

        async def read(at: ContainerProxy) -> tuple[list[Item], str | None]:
            found = at.query_items(
                text, parameters=parameters, partition_key=self._pk, max_item_count=limit
            ).by_page(token)
            items: list[Item] = []
            async for page in found:
                if items := [item async for item in page]:
                    break
            return items, _token_of(found)

        return await self._run(read, idempotent=True)

    async def _all(self, text: str, parameters: sql.Parameters) -> list[Any]:
        async def read(at: ContainerProxy) -> list[Any]:
            return [row async for row in at.query_items(text, parameters=parameters, partition_key=self._pk)]

        return await self._run(read, idempotent=True)

    async def _total(self, text: str, parameters: sql.Parameters) -> float:
        # A long aggregate comes in parts, one a page; a sum over nothing may come as no number at all.
        parts = await self._all(text, parameters)
        return sum(part for part in parts if isinstance(part, int | float))


def _count_charge(response: Any) -> None:
    """Every answer counts, also those that the SDK repeats: all of them were charged."""
    charged(float(response.http_response.headers.get("x-ms-request-charge") or 0))


def _unchanged(etag: str) -> dict[str, Any]:
    return {"etag": etag, "match_condition": MatchConditions.IfNotModified}


def _stored(item: Mapping[str, Any]) -> Stored:
    body = {name: value for name, value in item.items() if name not in OWN_FIELDS}
    return Stored(item["id"], body, item["_etag"])


def _scored(row: Mapping[str, Any], fields: Sequence[str]) -> Scored:
    body = {name: row[name] for name in fields if name in row}
    return Scored(Stored(row["id"], body, row["_etag"]), float(row["score"]))


def _is_expired(item: Mapping[str, Any]) -> bool:
    """The service takes expired documents away in its own time; both of these are the service's seconds."""
    return "ttl" in item and int(item["_ts"]) + int(item["ttl"]) <= time.time()


def _token_of(pages: Any) -> str | None:
    token: str | None = pages.continuation_token
    return token
