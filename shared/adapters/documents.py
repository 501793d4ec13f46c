"""What every document adapter refuses before it reaches a store: bad ids, paths, bodies, queries and batches.

A refusal here is a bug of ours (`ValueError`), except for a body over the size that stores take.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from shared.kit.errors import PayloadTooLarge
from shared.kit.store import AnyOf, Body, Condition, Query, Where, Write

MAX_BODY_BYTES = 1_900_000
MAX_PAGE = 1000
MAX_BATCH = 100
MAX_NEAREST = 100
OWN_FIELDS = frozenset({"id", "pk", "ttl", "_rid", "_self", "_etag", "_attachments", "_ts"})

_ID = re.compile(r"[A-Za-z0-9_:-]{1,255}", re.ASCII)
_PART = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_CONTAINER = re.compile(r"[a-z][a-z0-9-]{0,62}", re.ASCII)


@lru_cache(maxsize=256)
def check_container(name: str) -> str:
    if not _CONTAINER.fullmatch(name):
        raise ValueError("a container is named in lowercase letters, digits and hyphens")
    return name


def check_id(document_id: str) -> str:
    """Partition keys keep to the same alphabet."""
    if not _ID.fullmatch(document_id):
        raise ValueError("an id is 1 to 255 of ASCII letters, digits, '-', '_', ':'")
    return document_id


def check_ttl(ttl_s: int | None) -> int | None:
    if ttl_s is not None and ttl_s < 1:
        raise ValueError("a ttl is at least one second")
    return ttl_s


def encode_body(body: Body) -> str:
    """The body as JSON text. Raises `PayloadTooLarge`; `ValueError` when it holds a field of the store's own."""
    if not OWN_FIELDS.isdisjoint(body):
        raise ValueError(
            f"a body never holds {sorted(OWN_FIELDS.intersection(body))}: they are the store's own"
        )
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if len(text.encode()) > MAX_BODY_BYTES:
        raise PayloadTooLarge("O conteúdo passa do tamanho que conseguimos guardar.")
    return text


@lru_cache(maxsize=1024)
def path_parts(path: str) -> tuple[str, ...]:
    """`cliente.nome` as its parts; only letters, digits, `_` and `-`, so that no path can become syntax."""
    parts = tuple(path.split("."))
    if not all(_PART.fullmatch(part) for part in parts):
        raise ValueError("a path is made of letters, digits, '_' and '-', parted by dots")
    if parts[0] in OWN_FIELDS and path != "id":
        raise ValueError(f"{parts[0]} is the store's own: it cannot be asked for")
    return parts


def check_query(query: Query) -> Query:
    if not 1 <= query.limit <= MAX_PAGE:
        raise ValueError(f"a page holds 1 to {MAX_PAGE} documents")
    if query.order_by is not None:
        path_parts(query.order_by)
    check_where(query.where)
    return query


def check_where(conditions: Sequence[Condition]) -> None:
    for where in _flat(conditions):
        path_parts(where.path)
        _check_value(where)


def family(container: str) -> str:
    """What stands before the first hyphen: containers of one family are searched alike."""
    return container.partition("-")[0]


def check_nearest(path: str, vector: Sequence[float], limit: int, fields: Sequence[str]) -> None:
    for one in (path, *fields):
        path_parts(one)
    if not vector or not 1 <= limit <= MAX_NEAREST:
        raise ValueError(f"a search takes a vector and 1 to {MAX_NEAREST} results")


def check_batch(writes: Sequence[Write]) -> list[str | None]:
    """The JSON of each write's body, in order (None for a delete)."""
    if not 1 <= len(writes) <= MAX_BATCH:
        raise ValueError(f"a batch holds 1 to {MAX_BATCH} writes")
    return [_check_write(write) for write in writes]


def _check_write(write: Write) -> str | None:
    check_id(write.id)
    check_ttl(write.ttl_s)
    if (write.etag is not None) != (write.kind in ("replace", "delete")):
        raise ValueError("replace and delete take the etag that was read; create and upsert take none")
    if (write.body is None) != (write.kind == "delete"):
        raise ValueError("every write but a delete takes a body")
    return None if write.body is None else encode_body(write.body)


def _flat(conditions: Sequence[Condition]) -> Iterator[Where]:
    for condition in conditions:
        if not isinstance(condition, AnyOf):
            yield condition
            continue
        if not condition.conditions:
            raise ValueError("AnyOf takes at least one condition")
        yield from condition.conditions


def _check_value(where: Where) -> None:
    match where.op, where.value:
        case (("!=" | "<" | "<=" | ">" | ">="), None):
            raise ValueError(
                "nothing orders with a null, and stores differ on '!=': ask for the type you mean"
            )
        case "in", tuple() as values if values:
            return
        case ("in", _) | (_, tuple()):
            raise ValueError("'in', and 'in' alone, takes a tuple with at least one value")
        case "is_defined", value if not isinstance(value, bool):
            raise ValueError("'is_defined' takes a bool")
        case (("starts_with" | "contains"), value) if not isinstance(value, str):
            raise ValueError(f"'{where.op}' takes a text")
