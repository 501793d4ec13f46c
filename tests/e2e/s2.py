"""A client of S2's over HTTP; apart from the stories that are told with it."""

from typing import Any

from tests.local_host import LocalHost

PATH = "/api/v1/messages"
CLIENT = "550e8400-e29b-41d4-a716-446655440000"


class Client:
    """An HTTP client of S2's: its key in `X-API-Key`, and nothing that S2 did not know."""

    def __init__(self, host: LocalHost, key: str | None) -> None:
        self.host = host
        self._headers = {"X-API-Key": key} if key else {}

    def call(self, method: str, path: str, **options: Any) -> Any:
        headers = self._headers | options.pop("headers", {})
        return self.host.http.request(method, f"{PATH}{path}", headers=headers, **options)

    def create(self, message: str, **fields: Any) -> dict[str, Any]:
        answer = self.call("POST", "/", json={"client_id": CLIENT, "message": message} | fields)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def search(self, query: str, **fields: Any) -> list[dict[str, Any]]:
        answer = self.call("POST", "/search", json={"query": query} | fields)
        assert answer.status_code == 200, answer.text
        return list(answer.json())

    def page(self, path: str, **query: Any) -> dict[str, Any]:
        answer = self.call("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())
