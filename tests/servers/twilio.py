"""A loopback server that speaks Twilio's Messages resource for WhatsApp."""

import base64
import json
from typing import Any
from urllib.parse import parse_qsl

from tests.servers.loopback import Asked, Loopback, Reply, reply

SID = "ACteste0123456789abcdef"
TOKEN = "twilio-teste-0123456789"
REMETENTE = "+14155238886"
Objeto = dict[str, Any]
CONTENT = "HX0123456789abcdef0123456789abcdef"


def failure(code: int, status: int = 400, **headers: str) -> Reply:
    body = {
        "code": code,
        "message": "as Twilio words it, quoting +5531999990001",
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return reply(body, status, **headers)


def message(status: str = "queued", error_code: int | None = None) -> Reply:
    """The resource that was made."""
    return reply({"sid": "SMfa1", "status": status, "error_code": error_code, "error_message": None}, 201)


class TwilioServer(Loopback):
    def __init__(self) -> None:
        super().__init__()
        self.accepted: list[Objeto] = []

    @property
    def base_url(self) -> str:
        return f"{self.url}/2010-04-01"

    def refusal(self, asked: Asked) -> Reply | None:
        basic = base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
        return None if asked.headers.get("authorization") == f"Basic {basic}" else failure(20003, 401)

    def answer(self, asked: Asked) -> Reply:
        if (asked.method, asked.path) != ("POST", f"/2010-04-01/Accounts/{SID}/Messages.json"):
            return failure(20404, 404)
        form = dict(parse_qsl(asked.raw.decode(), keep_blank_values=True, strict_parsing=True))
        code = _wrong(form)
        return failure(code) if code else self._accept(form)

    def _accept(self, form: Objeto) -> Reply:
        self.accepted.append(form)
        sid = f"SM{len(self.accepted):032x}"
        return reply({"sid": sid, "status": "queued", "error_code": None, "to": form["To"]}, 201)


def _wrong(form: Objeto) -> int | None:
    if form["From"] != f"whatsapp:{REMETENTE}":
        return 63007
    if not form["To"].startswith("whatsapp:"):
        return 21211
    if "ContentSid" in form:
        variables = json.loads(form.get("ContentVariables", "{}"))
        return None if form["ContentSid"] == CONTENT and all(variables.values()) else 21655
    return None if 0 < len(form.get("Body", "")) <= 1600 else 21617
