"""Botconversa's API v1 on loopback: subscribers known by one spelling of their phone, as the account happened to
store it, DRF pages for long lists, and a redirect for every path without its last slash."""

import json
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.servers.loopback import Asked, Loopback, Reply, reply

KEY = "bc-0123456789abcdef-segredo"
BASE = "/api/v1/webhook"
DUPLICATE = reply({"detail": "Subscriber already exist"}, 401)
_PAGE = 100
Objeto = dict[str, Any]


class BotconversaServer(Loopback):
    """`sent` is what reached people: (subscriber, value or flow)."""

    def __init__(self) -> None:
        super().__init__()
        self.subscribers: dict[int, Objeto] = {}
        self.sent: list[tuple[int, Any]] = []
        self.lists: dict[str, list[Objeto]] = {"flows": [], "tags": [], "campaigns": [], "custom_fields": []}
        self.create_tells_id = True
        self.tells_by_id = True
        self.store_without_nine = False

    @property
    def base_url(self) -> str:
        return self.url + BASE

    def add(self, subscriber_id: int, phone: str) -> None:
        """Somebody whom the account has, under `phone` to the letter."""
        self.subscribers[subscriber_id] = {
            "id": subscriber_id,
            "full_name": "João Silva",
            "phone": phone,
            "ddd": phone[3:5],
            "live_chat": "https://app.botconversa.com.br/live-chat",
            "campaigns": [],
            "tags": [],
            "variables": {},
            "sequences": [],
            "created": True,
        }

    def refusal(self, asked: Asked) -> Reply | None:
        path = urlsplit(asked.path).path
        if not path.endswith("/"):
            return Reply(301, headers={"location": path + "/"})
        if asked.headers.get("api-key") != KEY:
            return reply({"detail": "Authentication credentials were not provided."}, 401)
        return None

    def answer(self, asked: Asked) -> Reply:
        split = urlsplit(asked.path)
        parts = unquote(split.path.removeprefix(BASE)).strip("/").split("/")
        match (asked.method, *parts):
            case ("GET", "subscriber", "get_by_phone", phone):
                return self._by_phone(phone)
            case ("POST", "subscriber"):
                return self._create(asked.body)
            case ("GET", name) if name in self.lists:
                return self._list(name, int(parse_qs(split.query).get("page", ["1"])[0]))
            case ("GET", "subscriber", number) if self.tells_by_id and int(number) in self.subscribers:
                return reply(self.subscribers[int(number)])
            case (method, "subscriber", number, *what) if int(number) in self.subscribers:
                return self._act(method, int(number), what, asked.raw)
        return reply({"detail": "Not found."}, 404)

    def _by_phone(self, phone: str) -> Reply:
        found = [
            one for one in self.subscribers.values() if phone in (one["phone"], one["phone"].lstrip("+"))
        ]
        return reply(found[0]) if found else reply({"detail": "Not found."}, 404)

    def _create(self, body: Objeto) -> Reply:
        missing = [
            name
            for name in ("phone", "first_name", "last_name", "has_opt_in_whatsapp")
            if body.get(name) in (None, "")
        ]
        if missing:
            return reply({name: ["This field is required."] for name in missing}, 400)
        digits = body["phone"].lstrip("+")
        if not digits.startswith("55") or len(digits) not in (12, 13):
            return reply({"phone": ["Invalid phone."]}, 400)
        if any(digits[-8:] == one["phone"][-8:] for one in self.subscribers.values()):
            return DUPLICATE
        stored = digits[:4] + digits[-8:] if self.store_without_nine else digits
        subscriber_id = 123_456 + len(self.subscribers)
        self.add(subscriber_id, "+" + stored)
        shown = dict(self.subscribers[subscriber_id])
        if not self.create_tells_id:
            del shown["id"]
        return reply(shown)

    def _act(self, method: str, number: int, what: list[str], raw: bytes) -> Reply:
        subscriber = self.subscribers[number]
        match (method, *what):
            case ("POST", "send_message" | "send_flow" as kind):
                self.sent.append((number, json.loads(raw)["value" if kind == "send_message" else "flow"]))
            case ("POST", "tags" | "campaigns" as name, one):
                subscriber[name].append(int(one))
            case ("DELETE", "tags" | "campaigns" as name, one):
                subscriber[name].remove(int(one))
            case ("POST", "custom_fields", one):
                subscriber["variables"][one] = json.loads(raw)["value"]
            case ("DELETE", "delete"):
                del self.subscribers[number]
            case _:
                return reply({"detail": "Not found."}, 404)
        return reply({"status": "success"})

    def _list(self, name: str, page: int) -> Reply:
        found = self.lists[name]
        if len(found) <= _PAGE:
            return reply(found)
        some = found[(page - 1) * _PAGE : page * _PAGE]
        following = "http://outro.exemplo/roubo?page=2" if len(found) > page * _PAGE else None
        return reply({"count": len(found), "next": following, "previous": None, "results": some})
