"""A loopback server that speaks Meta's Cloud API for sending messages.

It refuses what Meta refuses (credential, limits, unknown templates, a closed window) and takes the rest.
"""

from typing import Any

from tests.servers.loopback import Asked, Loopback, Reply, reply

TOKEN = "EAAJteste0123456789abcdef"
REMETENTE = "106540352242922"
VERSION = "v23.0"
Objeto = dict[str, Any]


def failure(code: int, status: int = 400, **headers: str) -> Reply:
    error = {
        "message": f"(#{code}) as Meta words it, quoting +5531999990001",
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": "as Meta words it"},
        "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam",
    }
    return reply({"error": error}, status, **headers)


class MetaServer(Loopback):
    """`modelos` are the approved templates with how many variables each has."""

    def __init__(self) -> None:
        super().__init__()
        self.accepted: list[Objeto] = []
        self.modelos = {"lembrete_consulta": 2, "sem_variaveis": 0}
        self.janela_fechada: set[str] = set()
        self.wa_ids: dict[str, str] = {}

    @property
    def base_url(self) -> str:
        return f"{self.url}/{VERSION}"

    def refusal(self, asked: Asked) -> Reply | None:
        return None if asked.headers.get("authorization") == f"Bearer {TOKEN}" else failure(190, 401)

    def answer(self, asked: Asked) -> Reply:
        if (asked.method, asked.path) != ("POST", f"/{VERSION}/{REMETENTE}/messages"):
            return failure(100)
        wrong = self._wrong(asked.body)
        return failure(wrong) if wrong else self._accept(asked.body)

    def _wrong(self, body: Objeto) -> int | None:
        if body.get("messaging_product") != "whatsapp" or len(body.get("biz_opaque_callback_data", "")) > 512:
            return 100
        if body["type"] == "template":
            return self._wrong_template(body["template"])
        if body.get("to") in self.janela_fechada:
            return 131047
        fits = _text_fits(body) if body["type"] == "text" else _buttons_fit(body["interactive"])
        return None if fits else 131009

    def _wrong_template(self, template: Objeto) -> int | None:
        if template["name"] not in self.modelos or template["language"] != {"code": "pt_BR"}:
            return 132001
        parameters = [one for part in template.get("components", []) for one in part["parameters"]]
        texts = [one["text"] for one in parameters if one["type"] == "text"]
        if any("\n" in text or "\t" in text or "    " in text for text in texts):
            return 132018
        return None if len(texts) == self.modelos[template["name"]] else 132000

    def _accept(self, body: Objeto) -> Reply:
        self.accepted.append(body)
        asked = str(body.get("to") or body["recipient"])
        contact: dict[str, Any] = {"input": asked}
        if "to" in body:
            contact["wa_id"] = self.wa_ids.get(asked, asked.removeprefix("+"))
        message = {"id": f"wamid.HBgM{len(self.accepted)}"}
        return reply({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]})


def _text_fits(body: Objeto) -> bool:
    return 0 < len(body["text"]["body"]) <= 4096


def _buttons_fit(interactive: Objeto) -> bool:
    buttons = [one["reply"] for one in interactive["action"]["buttons"]]
    return (
        0 < len(buttons) <= 3
        and len({one["title"] for one in buttons}) == len(buttons)
        and all(0 < len(one["title"]) <= 20 and 0 < len(one["id"]) <= 256 for one in buttons)
        and 0 < len(interactive["body"]["text"]) <= 1024
    )
