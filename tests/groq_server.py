"""A loopback server that speaks the chat-completions contract of Groq (and takes OpenAI's embeddings), with failures on
demand.

It refuses what the real one refuses (no credential, no User-Agent, a schema that breaks the strict rules), keeps
what it received, and plays a script: one reply per request, then the last `answer_with`, else a 503.
"""

import json
import re
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

EMBEDDINGS = ("/openai/v1/embeddings", "/v1/embeddings")
PATHS = ("/openai/v1/chat/completions", "/v1/chat/completions", *EMBEDDINGS)
Body = dict[str, Any]


@dataclass(frozen=True)
class Received:
    path: str
    headers: Mapping[str, str]
    body: Body
    raw: str

    @property
    def model(self) -> str:
        return str(self.body["model"])

    @property
    def user(self) -> str:
        """The first message of the user: what was asked, before any correction."""
        return str(self.body["messages"][1]["content"])


@dataclass(frozen=True)
class Reply:
    """What one request gets. `hang` answers nothing until the server closes; `reset` breaks the connection."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    hang: bool = False
    reset: bool = False


def completion(content: object, *, finish_reason: str = "stop", model: str = "openai/gpt-oss-20b") -> Reply:
    """A 200; what is not a string yet becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text, "reasoning": "..."}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish_reason}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 120, "total_tokens": 1020, "queue_time": 0.01},
        "x_groq": {"id": "req_1"},
    }
    return Reply(body=json.dumps(body))


def failure(status: int, code: str = "", *, headers: Mapping[str, str] | None = None, **extra: str) -> Reply:
    error = {"message": "as the provider words it", "type": "invalid_request_error", "code": code, **extra}
    return Reply(status, json.dumps({"error": error}), headers or {})


def limited(retry_after: str | None = None) -> Reply:
    return failure(429, "rate_limit_exceeded", headers={"retry-after": retry_after} if retry_after else None)


GONE = failure(404, "model_not_found")
CAPACITY = failure(498, "capacity_exceeded")
DOWN = failure(503)
BAD_KEY = failure(401, "invalid_api_key")
HANG = Reply(hang=True)
RESET = Reply(reset=True)
PROXY_PAGE = Reply(body="<html>502</html>", content_type="text/html")
GARBAGE = Reply(body='{"choices": "none')


class GroqServer:
    """`with GroqServer().serving() as server:`; `server.url` is the base URL for the Groq adapter."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self._script: deque[Reply] = deque()
        self._answer: Callable[[Received], Reply] = lambda _: DOWN
        self._closing = Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._http.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @contextmanager
    def serving(self) -> Iterator["GroqServer"]:
        thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._closing.set()
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    def script(self, *replies: Reply) -> None:
        self._script.extend(replies)

    def answer_with(self, answer: Callable[[Received], Reply]) -> None:
        """What every request beyond the script gets; called in the server's threads."""
        self._answer = answer

    def reply_to(self, received: Received) -> Reply:
        self.received.append(received)
        refusal = _refusal(received)
        if refusal:
            return refusal
        return self._script.popleft() if self._script else self._answer(received)

    def wait_for_close(self) -> None:
        self._closing.wait(timeout=60)


def unfenced(user: str) -> str:
    """The text of others inside a prompt: what stands between the first marks."""
    match = re.search(r"<([a-z]+-[0-9a-f]+)>\n(.*)\n</\1>", user, re.DOTALL)
    assert match, "the prompt fences nothing"
    return match[2]


def breaks_strictness(schema: Any, place: str = "#") -> list[str]:
    """Where `schema` breaks the strict rules: every property required, nothing additional, all typed."""
    if not isinstance(schema, dict):
        return [f"{place}: not a schema"]
    found = [] if _types(schema) or "anyOf" in schema else [f"{place}: type"]
    if "object" in _types(schema):
        found += _object_breaks(schema, place)
    if "array" in _types(schema):
        found += breaks_strictness(schema.get("items"), f"{place}/items")
    for child in schema.get("anyOf", []):
        found += breaks_strictness(child, f"{place}/anyOf")
    return found


def _object_breaks(schema: dict[str, Any], place: str) -> list[str]:
    properties = schema.get("properties", {})
    found = [] if schema.get("additionalProperties") is False else [f"{place}: additionalProperties"]
    if sorted(schema.get("required", [])) != sorted(properties):
        found.append(f"{place}: required")
    for name, child in properties.items():
        found += breaks_strictness(child, f"{place}/{name}")
    return found


def _types(schema: dict[str, Any]) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _refusal(received: Received) -> Reply | None:
    if received.path not in PATHS:
        return failure(404, "unknown_url")
    if not received.headers.get("authorization", "").startswith("Bearer "):
        return BAD_KEY
    if received.headers.get("user-agent", "Python-urllib").startswith("Python-urllib"):
        return failure(403, "1010")
    if received.path in EMBEDDINGS:
        return None
    spec = received.body.get("response_format", {}).get("json_schema", {})
    wrong = breaks_strictness(spec.get("schema")) or not spec.get("strict")
    return failure(400, "invalid_json_schema") if wrong else None


def _handler_of(server: GroqServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = server.reply_to(Received(self.path, headers, json.loads(raw), raw.decode()))
            if reply.hang or reply.reset:
                self._break_off(reply)
            else:
                self._send(reply)

        def _break_off(self, reply: Reply) -> None:
            self.close_connection = True
            if reply.hang:
                server.wait_for_close()
                return
            # SO_LINGER of zero seconds: close() sends a reset instead of a polite end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

        def _send(self, reply: Reply) -> None:
            payload = reply.body.encode()
            self.send_response(reply.status)
            self.send_header("content-type", reply.content_type)
            self.send_header("content-length", str(len(payload)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: object) -> None:
            """Silence: the tests read `received`."""

    return Handler
