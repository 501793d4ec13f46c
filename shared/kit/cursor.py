"""Page cursors: opaque, bound to one query of one partition, refused when they are anything else."""

import binascii
import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from shared.kit.errors import MalformedRequest
from shared.kit.store import Query

_SEAL_BYTES = 12
REFUSAL = "O cursor não pertence a esta consulta. Recomece da primeira página."


def seal_cursor(place: Any, query: Query, *scope: str) -> str:
    """`place` (JSON) as text that only the same query in the same `scope` (container, pk) accepts again.

    It guards against mix-ups, not against forgery: a forged place still lies inside the caller's partition.
    """
    payload = json.dumps(place, separators=(",", ":")).encode()
    return urlsafe_b64encode(_seal(payload, query, scope) + payload).decode().rstrip("=")


def open_cursor(query: Query, *scope: str) -> Any:
    """The place that `seal_cursor` wrote into `query.cursor`, or None on the first page.

    Raises `MalformedRequest`.
    """
    if query.cursor is None:
        return None
    try:
        raw = urlsafe_b64decode(query.cursor.encode("ascii") + b"==")
        seal, payload = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
        if seal != _seal(payload, query, scope):
            raise MalformedRequest(REFUSAL)
        return json.loads(payload)
    except (UnicodeError, binascii.Error, json.JSONDecodeError) as error:
        raise MalformedRequest(REFUSAL) from error


def _seal(payload: bytes, query: Query, scope: tuple[str, ...]) -> bytes:
    # The page size may change from one page to the next, so it stays out.
    asked = repr((scope, query.where, query.order_by, query.descending)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(asked + b"\0" + payload).digest()[:_SEAL_BYTES]
