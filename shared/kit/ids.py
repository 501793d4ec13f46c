"""Ids: sortable ULIDs for what is born here, keyed hashes for what comes from outside."""

import hashlib
import hmac
import os
import re
from base64 import b32encode
from datetime import datetime

_DOCUMENT_ID = re.compile(r"[A-Za-z0-9_:-]{1,255}")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_ulid(moment: datetime) -> str:
    """A ULID (26 characters, Crockford base32) whose time part is `moment`, to the millisecond.

    Source: https://github.com/ulid/spec
    """
    value = (int(moment.timestamp() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def keyed_id(kind: str, value: str, secret: bytes) -> str:
    """`kind:` and 26 characters of HMAC-SHA256 over an already normalised value: findable, not readable."""
    digest = hmac.new(secret, value.encode(), hashlib.sha256).digest()
    return f"{kind}:{b32encode(digest).decode()[:26]}"


def digest_id(*parts: str) -> str:
    """26 characters that name `parts` in this order: the same parts, the same id, on every instance."""
    joined = "\x1f".join(parts)
    return b32encode(hashlib.sha256(joined.encode()).digest()).decode()[:26]


def is_document_id(text: str) -> bool:
    """Whether `text` is of the alphabet that every store keeps ids in."""
    return _DOCUMENT_ID.fullmatch(text) is not None
