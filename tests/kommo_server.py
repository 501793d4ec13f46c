"""A loopback server that speaks Kommo's API v4 for leads, contacts, pipelines and users, with failures on demand.

It keeps leads, pages and orders them as Kommo does (204 for an empty page, unix seconds, `_links.next`), refuses
what Kommo refuses, and remembers what was asked.
"""

import json
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "kommo-teste-0123456789abcdef"
_MAX_PAGE = 250
Objeto = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    path: str
    query: Mapping[str, list[str]]

    def one(self, name: str) -> str:
        return self.query[name][0]


@dataclass(frozen=True)
class Reply:
    """What one request gets instead of an answer. `hang` waits until the server closes; `reset` breaks it off."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    reset: bool = False


def failure(status: int, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps({"title": "as Kommo words it", "status": status}), named)


PROXY_PAGE = Reply(200, "<html>502</html>")
HANG, RESET = Reply(hang=True), Reply(reset=True)


def make_lead(lead_id: int, updated_at: int, **fields: Any) -> Objeto:
    """A lead with all that Kommo sends; what a test cares about it says."""
    lead: Objeto = {
        "id": lead_id,
        "name": f"Loja {lead_id}",
        "price": 1500,
        "responsible_user_id": 2,
        "group_id": 0,
        "status_id": 30,
        "pipeline_id": 3,
        "loss_reason_id": None,
        "created_at": 1_767_225_600,
        "updated_at": updated_at,
        "closed_at": None,
        "closest_task_at": None,
        "is_deleted": False,
        "custom_fields_values": None,
        "_embedded": {"tags": [], "contacts": [{"id": lead_id + 10_000, "is_main": True}], "loss_reason": []},
    }
    return lead | fields


def custom(name: str, value: Any, code: str | None = None) -> Objeto:
    return {"field_id": 9, "field_name": name, "field_code": code, "values": [{"value": value, "enum_id": 1}]}


def make_contact(contact_id: int, telefone: str, email: str) -> Objeto:
    fields = [custom("Telefone", telefone, "PHONE"), custom("Email", email, "EMAIL")]
    return {"id": contact_id, "name": f"Pessoa {contact_id}", "custom_fields_values": fields}


PIPELINES: list[Objeto] = [
    {
        "id": 3,
        "name": "CS | ONGOING",
        "_embedded": {"statuses": [{"id": 30, "name": "Ativo"}, {"id": 142, "name": "Ganho"}]},
    },
    {"id": 4, "name": "Churns & Cancelamentos", "_embedded": {"statuses": [{"id": 143, "name": "Perdido"}]}},
]
USERS: list[Objeto] = [{"id": 2, "name": "João Silva", "email": "joao@loja.com.br"}]


class KommoServer:
    """`with KommoServer().serving() as server:`; `server.url` is the account's address."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.leads: dict[int, Objeto] = {}
        self.contacts: dict[int, Objeto] = {}
        self.before_page: Callable[[int], None] = lambda _: None
        self._script: deque[Reply] = deque()
        self._closing = Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._http.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @contextmanager
    def serving(self) -> Iterator["KommoServer"]:
        thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._closing.set()
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    def put(self, *leads: Objeto) -> None:
        """Make or change leads; each gets a contact of its own unless it has one."""
        for lead in leads:
            self.leads[lead["id"]] = lead
            for link in lead["_embedded"]["contacts"]:
                number = link["id"]
                telefone = f"+55119{number:08d}"
                self.contacts.setdefault(number, make_contact(number, telefone, f"p{number}@loja.com.br"))

    def script(self, *replies: Reply) -> None:
        """What the next requests get, in order, instead of an answer."""
        self._script.extend(replies)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def reply_to(self, asked: Asked, headers: Mapping[str, str]) -> Reply:
        self.asked.append(asked)
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return failure(401)
        if self._script:
            return self._script.popleft()
        return self._answer(asked)

    def _answer(self, asked: Asked) -> Reply:
        match asked.path.removeprefix("/api/v4/").split("/"):
            case ["leads"]:
                return self._leads(asked)
            case ["leads", "pipelines"]:
                return _page("pipelines", PIPELINES, has_next=False)
            case ["leads", number]:
                lead = self.leads.get(int(number))
                return Reply(body=json.dumps(lead)) if lead else Reply(204)
            case ["contacts"]:
                wanted = [int(one) for one in asked.query["filter[id][]"]]
                return _page("contacts", [self.contacts[one] for one in wanted if one in self.contacts])
            case ["users"]:
                return _page("users", USERS)
        return failure(404)

    def _leads(self, asked: Asked) -> Reply:
        page, limit = int(asked.one("page")), int(asked.one("limit"))
        if limit > _MAX_PAGE or asked.one("order[updated_at]") != "asc":
            return failure(400)
        self.before_page(page)
        since = int(asked.one("filter[updated_at][from]"))
        matching = [lead for lead in list(self.leads.values()) if lead["updated_at"] >= since]
        matching.sort(key=lambda lead: (lead["updated_at"], lead["id"]))
        start = (page - 1) * limit
        return _page("leads", matching[start : start + limit], has_next=len(matching) > start + limit)

    def wait_for_close(self) -> None:
        self._closing.wait(timeout=60)


def _page(name: str, items: list[Objeto], *, has_next: bool = False) -> Reply:
    if not items:
        return Reply(204)
    links = {"self": {"href": "x"}} | ({"next": {"href": "http://outro.exemplo/roubo"}} if has_next else {})
    return Reply(body=json.dumps({"_page": 1, "_links": links, "_embedded": {name: items}}))


def _headers(reply: Reply) -> dict[str, str]:
    if reply.status == 204:
        return dict(reply.headers)
    kind = "application/hal+json" if reply.status == 200 else "application/problem+json"
    return {"content-type": kind, "content-length": str(len(reply.body.encode())), **reply.headers}


def _handler_of(server: KommoServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = server.reply_to(Asked(parts.path, parse_qs(parts.query)), headers)
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
            self.send_response(reply.status)
            for name, value in _headers(reply).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Silence: the tests read `asked`."""

    return Handler
