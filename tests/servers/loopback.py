"""A loopback HTTP server that plays a provider with failures on demand; what each provider answers is its own file."""

import json
import socket
import struct
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Self


@dataclass(frozen=True)
class Asked:
    """One request as it came; `path` is raw, with its query. Header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw)


@dataclass(frozen=True)
class Reply:
    """What one request gets. `hang` answers nothing until the server closes, `reset` breaks the connection.

    With `acted` the provider does what was asked before it fails to say so.
    """

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    hang: bool = False
    reset: bool = False
    acted: bool = False


def reply(body: object, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps(body, ensure_ascii=False), named)


HANG, RESET = Reply(hang=True), Reply(reset=True)
LOST_ANSWER = Reply(hang=True, acted=True)
PROXY_PAGE = Reply(body="<html>tudo bem</html>", content_type="text/html")


def nobody_listens() -> str:
    """An address of this machine that refuses connections."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


class Loopback:
    """`with ProviderServer().serving() as server:`; `server.url` is what the provider's base URL would be."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._script: deque[Reply] = deque()
        self._lock = Lock()
        self._closing = Event()
        self._http = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"loopback": self}))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @contextmanager
    def serving(self) -> Iterator[Self]:
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
        """What the next requests get, in order, instead of an answer."""
        self._script.extend(replies)

    def answer(self, asked: Asked) -> Reply:
        """What the provider says to a request without failures."""
        raise NotImplementedError

    def refusal(self, asked: Asked) -> Reply | None:
        """What it says to who may not ask at all."""
        raise NotImplementedError

    def paths(self) -> list[str]:
        return [f"{asked.method} {asked.path}" for asked in self.asked]

    def reply_to(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            refused = self.refusal(asked)
            if refused:
                return refused
            scripted = self._script.popleft() if self._script else None
            if scripted is None or scripted.acted:
                answered = self.answer(asked)
            return scripted or answered

    def wait_for_close(self) -> None:
        self._closing.wait(timeout=60)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # of twenty that call at once the default resets some


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    loopback: Loopback

    def do_GET(self) -> None:
        raw = self.rfile.read(int(self.headers["content-length"] or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        found = self.loopback.reply_to(Asked(self.command, self.path, headers, raw))
        if found.hang or found.reset:
            self._break_off(found)
        else:
            self._send(found)

    do_POST = do_DELETE = do_GET  # noqa: N815  # the names that http.server calls

    def _break_off(self, found: Reply) -> None:
        self.close_connection = True
        if found.hang:
            self.loopback.wait_for_close()
            return
        # SO_LINGER of zero seconds: close() sends a reset instead of a polite end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _send(self, found: Reply) -> None:
        payload = found.body.encode()
        self.send_response(found.status)
        self.send_header("content-type", found.content_type)
        self.send_header("content-length", str(len(payload)))
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the tests read `asked`."""
