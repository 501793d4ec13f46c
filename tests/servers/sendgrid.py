"""SendGrid's mail/send on loopback: 202 without a body, and errors that name the field that is wrong."""

import re
from typing import Any

from tests.servers.loopback import Asked, Loopback, Reply, reply

KEY = "SG.0123456789abcdef.segredo"
_RESERVED = {"to", "from", "subject", "reply-to", "cc", "bcc", "received", "content-type"}


def failure(status: int, message: str, field: str | None = None, **headers: str) -> Reply:
    return reply({"errors": [{"message": message, "field": field, "help": None}]}, status, **headers)


UNVERIFIED = failure(403, "The from address does not match a verified Sender Identity.", "from")
TOO_LARGE = failure(413, "The JSON payload you have included in your request is too large.")


class SendGridServer(Loopback):
    """`sent` are the mails that were taken."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []

    def refusal(self, asked: Asked) -> Reply | None:
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            return failure(401, "The provided authorization grant is invalid, expired, or revoked")
        return None if asked.path == "/mail/send" else failure(404, "not found")

    def answer(self, asked: Asked) -> Reply:
        mail = asked.body
        to = mail["personalizations"][0]["to"][0]["email"]
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", to) or to.endswith("@recusado.exemplo"):
            return failure(400, "Does not contain a valid address.", "personalizations.0.to.0.email")
        if not mail["subject"]:
            return failure(400, "The subject is required.", "subject")
        if [part["type"] for part in mail["content"]] != ["text/plain", "text/html"]:
            return failure(400, "text/plain must come first, followed by text/html.", "content")
        if {name.lower() for name in mail.get("headers", {})} & _RESERVED:
            return failure(400, "Reserved header.", "headers")
        self.sent.append(mail)
        return Reply(202, "", {"X-Message-Id": f"sg-{len(self.sent)}"})
