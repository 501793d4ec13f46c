"""The keys of the local host: made once, kept in the state folder, checked as the real host does."""

import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from infra.local.files import read_object, write_object
from infra.local.http_codec import HttpCall


@dataclass(frozen=True, slots=True)
class Keys:
    """`function` opens functions of that level, `system` the durable webhooks, `master` everything."""

    function: str
    system: str
    master: str

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the keys, making them first when there are none."""
        kept = read_object(path)
        if not kept:
            kept = {name: secrets.token_urlsafe(32) for name in ("function", "system", "master")}
            write_object(path, kept)
        return cls(kept["function"], kept["system"], kept["master"])

    def allows(self, level: str, call: HttpCall) -> bool:
        """Whether a call may pass at `level`: anonymous, function, system or admin."""
        if level == "anonymous":
            return True
        offered = call.headers.get("x-functions-key", call.query.get("code", "")).encode()
        accepted = {"function": (self.function, self.master), "system": (self.system, self.master)}
        return any(hmac.compare_digest(offered, key.encode()) for key in accepted.get(level, (self.master,)))
