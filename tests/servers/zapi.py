"""A loopback server that speaks Z-API's `send-text`."""

import re
from typing import Any

from tests.servers.loopback import Asked, Loopback, Reply, reply

Objeto = dict[str, Any]
INSTANCIA = "3C8TESTE0123456789"
TOKEN = "ZAPITOKEN0123456789ABCDEF"
CLIENT_TOKEN = "Fclienttoken0123456789S"


def failure(status: int, **headers: str) -> Reply:
    return reply({"error": "as Z-API words it, quoting 5531999990001"}, status, **headers)


class ZApiServer(Loopback):
    def __init__(self) -> None:
        super().__init__()
        self.accepted: list[Objeto] = []

    def refusal(self, asked: Asked) -> Reply | None:
        return None if asked.headers.get("client-token") == CLIENT_TOKEN else failure(403)

    def answer(self, asked: Asked) -> Reply:
        if asked.path != f"/instances/{INSTANCIA}/token/{TOKEN}/send-text":
            return failure(404)
        if asked.method != "POST":
            return failure(405)
        if not asked.headers["content-type"].startswith("application/json"):
            return failure(415)
        return self._take(asked.body)

    def _take(self, body: Objeto) -> Reply:
        known = {"phone", "message", "messageId", "delayMessage"}
        if not re.fullmatch(r"\d+(@lid)?", body["phone"]) or not body["message"] or not set(body) <= known:
            return failure(400)
        self.accepted.append(body)
        number = len(self.accepted)
        return reply({"zaapId": f"zaap{number}", "messageId": f"D241{number}", "id": f"D241{number}"})
