"""The public HTTP API as a client of it sees it, and the clock of the local host; the demonstration's only eyes."""

import hashlib
import hmac
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Self

import httpx2

# Moving the clock answers only when the whole host has come to rest.
_TIMEOUT_S = 130.0
# Between two looks of the sweep, in moved time: it runs every five minutes, and a month has 8,928 of them.
_STEP = timedelta(hours=12)
Body = Mapping[str, Any]


class DemoError(Exception):
    """The demonstration cannot go on; the message is for the person who started it."""


class Api:
    def __init__(self, url: str, token: str, app_secret: str) -> None:
        self.url = url
        self._app_secret = app_secret
        self._client = httpx2.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=_TIMEOUT_S,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def post_relato(self, body: Body, *, key: str) -> dict[str, Any]:
        return self._ask("POST", "/relatos", body=body, headers={"Idempotency-Key": key})

    def relato(self, relato_id: str) -> dict[str, Any]:
        return self._ask("GET", f"/relatos/{relato_id}")

    def relatos(self) -> list[dict[str, Any]]:
        return list(self._items("/relatos", {}))

    def acompanhamentos(self) -> list[dict[str, Any]]:
        return list(self._items("/acompanhamentos", {}))

    def tarefas(self, status: str, tipo: str = "contato") -> list[dict[str, Any]]:
        query = {"status": status, "tipo": tipo} if status else {"tipo": tipo}
        return list(self._items("/tarefas", query))

    def happen(self, relato_id: str, rota: str, body: Body) -> dict[str, Any]:
        """Record an answer or an outcome."""
        return self._ask("POST", f"/relatos/{relato_id}/{rota}", body=body)

    def login(self, usuario: str, senha: str) -> "Api":
        """The same API as this person sees it; to be closed by its own."""
        token = self._checked("POST", "/auth/login", data={"username": usuario, "password": senha}).json()
        return Api(self.url, token["access_token"], self._app_secret)

    def keep(self, path: str, body: Body, *, key: str) -> dict[str, Any]:
        """Create something, once for its key."""
        return self._ask("POST", path, body=body, headers={"Idempotency-Key": key})

    def name_variables(self, variaveis: Mapping[str, str]) -> None:
        """What approved answers of the conta may name, beside what it named already."""
        known = self.read("/conta")["chamados"]["variaveis"]
        self.decide("chamados", {"variaveis": {**variaveis, **known}})

    def decide(self, parte: str, policy: Body) -> None:
        """What the conta decides about one part of its work."""
        read = self._checked("GET", "/conta")
        self._ask("PATCH", "/conta", body={parte: policy}, headers={"If-Match": read.headers["ETag"]})

    def read(self, path: str) -> dict[str, Any]:
        return self._ask("GET", path)

    def note(self, path: str, body: Body) -> None:
        """What somebody of the conta knows."""
        self._ask("POST", path, body=body)

    def envios(self, cliente_id: str) -> list[dict[str, Any]]:
        """What was sent to somebody, the newest first."""
        return list(self._items("/envios", {"cliente_id": cliente_id}))

    def chamado(self, chamado_id: str) -> dict[str, Any]:
        return self._ask("GET", f"/chamados/{chamado_id}")

    def newest_chamado(self, cliente_id: str) -> dict[str, Any] | None:
        found = next(self._items("/chamados", {"cliente_id": cliente_id}), None)
        return self.chamado(found["id"]) if found else None

    def whatsapp(self, telefone: str, texto: str, *, key: str = "") -> None:
        """A message as Meta's webhook brings it, signed over the raw body. Returns when it was routed; it counts once
        for its key."""
        self._arrive(telefone, {"type": "text", "text": {"body": texto}}, key)

    def press(self, telefone: str, payload: str, titulo: str, *, key: str) -> None:
        """One of our buttons, as `whatsapp` brings words."""
        reply = {"type": "button_reply", "button_reply": {"id": payload, "title": titulo}}
        self._arrive(telefone, {"type": "interactive", "interactive": reply}, key)

    def _arrive(self, telefone: str, content: Body, key: str) -> None:
        sender = re.sub(r"\D", "", telefone)
        message = {"from": f"55{sender}", "id": f"wamid.{key or uuid.uuid4().hex}", **content}
        value = {"messaging_product": "whatsapp", "metadata": {}, "messages": [message]}
        change = {"id": "WABA", "changes": [{"field": "messages", "value": value}]}
        raw = json.dumps({"object": "whatsapp_business_account", "entry": [change]}).encode()
        signature = hmac.new(self._app_secret.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}
        self._checked("POST", "/webhook/meta", content=raw, headers=headers)
        self.settle()

    def ask_envio(self, body: Body) -> dict[str, Any]:
        """Ask for a message to leave; what the gate made of it."""
        envio = self._ask("POST", "/envios", body=body)
        self.settle()
        return self._ask("GET", f"/envios/{envio['id']}")

    def settle(self) -> None:
        """Let queues and flows come to rest, without moving the clock."""
        self._ask("POST", "/local/relogio", body={"avancar_segundos": 0})

    def conclude(self, tarefa_id: str, observacao: str) -> None:
        self._ask("POST", f"/tarefas/{tarefa_id}/concluir", body={"observacao": observacao})

    def description(self) -> dict[str, Any]:
        return self._ask("GET", "/openapi.json")

    def now(self) -> datetime:
        """Business time, as the local host has it."""
        return datetime.fromisoformat(self._ask("GET", "/local/estado")["relogio"]["agora"])

    def move_clock(self, moment: datetime, *, step: timedelta = _STEP) -> None:
        """Let time pass until `moment`; returns when all that fell due has run, timers once a `step` at most."""
        body = {"ate": moment.isoformat(), "passo_segundos": step.total_seconds()}
        self._ask("POST", "/local/relogio", body=body)

    def _items(self, path: str, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Every item of a list, page by page."""
        params = dict(query)
        while True:
            page = self._ask("GET", path, params=params)
            yield from page["itens"]
            if not page["cursor"]:
                return
            params["cursor"] = page["cursor"]

    def _ask(
        self,
        method: str,
        path: str,
        *,
        body: Body | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        answer = self._checked(method, path, json=body, params=params, headers=headers)
        found: dict[str, Any] = answer.json()
        return found

    def _checked(self, method: str, path: str, **sent: Any) -> httpx2.Response:
        try:
            answer = self._client.request(method, path, **sent)
        except httpx2.HTTPError as error:
            raise DemoError(f"{method} {path} ficou sem resposta ({type(error).__name__})") from error
        if answer.is_error:
            raise DemoError(f"{method} {path} respondeu {answer.status_code}: {answer.text[:300]}")
        return answer
