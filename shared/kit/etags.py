"""ETags between the store and HTTP: what a caller read, and whether it still stands.

Source: https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
"""

import hashlib
import re
from dataclasses import dataclass

from shared.kit.errors import PreconditionFailed

_TAG = re.compile(r'(?:W/)?"[^"]*"')
_ANY = "*"


def entity_tag(stored: str) -> str:
    """The store's etag as a strong entity tag; Cosmos hands its own out quoted already."""
    return f'"{stored.strip(chr(34))}"'


def body_tag(body: bytes) -> str:
    """A weak entity tag of what was rendered: weak, since the same content also leaves gzipped."""
    return digest_tag(hashlib.sha256(body))


def digest_tag(digest: "hashlib._Hash") -> str:
    """The tag of a body by its SHA-256, for one that was never whole in memory."""
    return f'W/"{digest.hexdigest()[:32]}"'


def is_fresh(if_none_match: str, tag: str) -> bool:
    """Whether the caller has what `tag` names already (weak comparison)."""
    known = {one.removeprefix("W/") for one in _TAG.findall(if_none_match)}
    return if_none_match.strip() == _ANY or tag.removeprefix("W/") in known


@dataclass(frozen=True, slots=True)
class Precondition:
    """The `If-Match` of a request; an empty one asks nothing."""

    if_match: str = ""

    def check(self, stored: str) -> None:
        """Raises `PreconditionFailed` unless the caller named the version that `stored`, the store's etag, is."""
        if self.if_match in ("", _ANY):
            return
        if entity_tag(stored) not in _TAG.findall(self.if_match):
            raise PreconditionFailed
