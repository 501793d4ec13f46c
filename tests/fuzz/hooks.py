"""What Schemathesis loads besides: how it sends the bodies that our routes take raw."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/x-ndjson", "text/csv", "text/plain")
def send_as_text(context: Any, value: Any) -> bytes:
    """The lines as they are; surrogates, which no client can send, as a client would see them."""
    return str(value).encode(errors="replace")
