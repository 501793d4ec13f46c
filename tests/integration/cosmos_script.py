"""A loopback server that says what a test wants Cosmos DB to have said, and keeps what it was asked.

It knows just enough of the account and the container for the real SDK to get as far as the documents.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

KEY = "cmV0b3Jubw=="  # any base64: no signature is checked here
ITEM = {
    "id": "R1",
    "pk": "clinica-a",
    "n": 1,
    "_etag": '"e1"',
    "_ts": 4102444800,
    "_rid": "AAAAAA==",
    "_self": "x",
}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


FOUND = Answer(200, ITEM)


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class CosmosScript:
    """`answers` are given one after another to whoever asks for documents; the last one is given for ever. `made` are
    the containers that it was told to make.
    """

    answers: list[Answer] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    endpoint: str = ""
    container_status: int = 200
    made: list[Any] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        parts = [part for part in request.path.split("/") if part]
        if "docs" in parts:
            return await self._document(request)
        if not parts:
            return web.json_response(self._account())
        if parts[-1] == "pkranges":
            return web.json_response(
                {"PartitionKeyRanges": [{"id": "0", "minInclusive": "", "maxExclusive": "FF"}]}
            )
        if request.method == "POST" and parts[-1] == "colls":
            self.made.append(await request.json())
            return web.json_response({"id": self.made[-1]["id"], "_rid": "AAAAAA=="}, status=201)
        body = {
            "id": parts[-1],
            "_rid": "AAAAAA==",
            "partitionKey": {"paths": ["/pk"], "kind": "Hash", "version": 2},
        }
        status = self.container_status if "colls" in parts else 200
        return web.json_response(body, status=status)

    async def _document(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.asked.append(Asked(request.method, headers, await request.read()))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return web.json_response(answer.body, status=answer.status, headers=answer.headers)

    def _account(self) -> dict[str, Any]:
        here = [{"name": "Brazil South", "databaseAccountEndpoint": self.endpoint}]
        return {
            "id": "conta-de-teste",
            "writableLocations": here,
            "readableLocations": here,
            "enableMultipleWriteLocations": False,
            "userConsistencyPolicy": {"defaultConsistencyLevel": "Session"},
        }


@asynccontextmanager
async def scripted_cosmos() -> AsyncIterator[CosmosScript]:
    script = CosmosScript()
    app = web.Application(client_max_size=8_000_000)
    app.router.add_route("*", "/{path:.*}", script.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    script.endpoint = f"http://127.0.0.1:{port}/"
    try:
        yield script
    finally:
        await runner.cleanup()


def failing(status: int, **headers: str) -> Answer:
    named = {f"x-ms-{name.replace('_', '-')}": value for name, value in headers.items()}
    return Answer(status, {"code": "x", "message": "x"}, named)


def page(*items: object, continuation: str | None = None) -> Answer:
    headers = {"x-ms-continuation": continuation} if continuation else {}
    return Answer(200, {"Documents": list(items), "_count": len(items)}, headers)
