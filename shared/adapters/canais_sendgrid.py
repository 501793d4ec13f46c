"""E-mail by SendGrid's API v3 behind the `Carteiro` port.

Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send
"""

import html
import math
import re
from datetime import timedelta
from typing import Any

from shared.adapters.canais_http import ANSWER_S, ESPERA, CanalHttp, Resposta, alarming, espera_de, of_status
from shared.adapters.canais_texto import plain, unreachable
from shared.kit.brasil import email_address
from shared.kit.canais import Aceite, FalhaDeEnvio, NaoAgora, Provedor, Saida
from shared.kit.clock import Now

_MAX_TEXT = 20_000
_MAX_SUBJECT = 200
_LONGEST_WAIT_S = 24 * 3_600
_ACCEPTED, _BAD_REQUEST, _TOO_MANY = 202, 400, 429
_SUBJECT = "Uma mensagem para você"
_MESSAGE_ID = re.compile(
    r"<?([!-;=?-~]{1,120}@[!-;=?-~]{1,120})>?"
)  # printable ASCII without angles: no new header
_FIELD = re.compile(r"[a-z_.0-9]{1,60}")
_TO = re.compile(r"personalizations\.\d+\.to\b.*")


class SendGrid:
    """Mail from one verified address, `remetente`. `descadastro` is where one unsubscribes: an https address, in
    which `{chave}` becomes the envio's id and which takes a one-click POST, or a mailbox that reads "SAIR".
    """

    provedor = Provedor.EMAIL

    def __init__(  # noqa: PLR0913 -- a sender is named by so many
        self,
        base_url: str,
        chave: str,
        remetente: str,
        *,
        now: Now,
        nome: str = "",
        descadastro: str = "",
        answer_s: float = ANSWER_S,
    ) -> None:
        self._url = f"{base_url.rstrip('/')}/mail/send"
        self._from = {"email": remetente} | ({"name": nome} if nome else {})
        self._descadastro = descadastro
        self._now = now
        self._http = CanalHttp(self.provedor, headers={"Authorization": f"Bearer {chave}"}, answer_s=answer_s)

    async def close(self) -> None:
        await self._http.close()

    async def send(self, saida: Saida) -> Aceite:
        resposta = await self._http.post(self._url, json=self._mail(saida))
        if resposta.status != _ACCEPTED:
            raise self._failure(resposta)
        return Aceite(resposta.headers.get("x-message-id", ""))

    def _mail(self, saida: Saida) -> dict[str, Any]:
        texto = plain(saida, _MAX_TEXT)
        mail: dict[str, Any] = {
            "personalizations": [{"to": [_to(saida)], "custom_args": {"outbox_id": saida.chave}}],
            "from": self._from,
            "subject": " ".join((saida.assunto or _SUBJECT).split())[:_MAX_SUBJECT],
            "content": [
                {"type": "text/plain", "value": texto},
                {"type": "text/html", "value": _as_html(texto)},
            ],
        }
        headers = self._headers(saida)
        return mail | ({"headers": headers} if headers else {})

    def _headers(self, saida: Saida) -> dict[str, str]:
        """An answer goes into its thread; what nobody asked for says how to unsubscribe (RFC 8058)."""
        if saida.resposta_a:
            found = _MESSAGE_ID.fullmatch(saida.resposta_a.strip())
            return {"In-Reply-To": f"<{found[1]}>", "References": f"<{found[1]}>"} if found else {}
        if self._descadastro.startswith("https://"):
            address = self._descadastro.replace("{chave}", saida.chave)
            return {
                "List-Unsubscribe": f"<{address}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        if self._descadastro:
            return {"List-Unsubscribe": f"<mailto:{self._descadastro}?subject=SAIR&body=SAIR>"}
        return {}

    def _failure(self, resposta: Resposta) -> FalhaDeEnvio:
        if resposta.status == _BAD_REQUEST:
            field = _first_field(resposta)
            if _TO.fullmatch(field):
                return unreachable(field)
            return alarming(resposta.canal, "O SendGrid recusou a mensagem.", field or "http_400")
        if resposta.status == _TOO_MANY:
            return NaoAgora(
                "O SendGrid pediu para esperar.", codigo="http_429", espera=self._espera(resposta)
            )
        return of_status(resposta)

    def _espera(self, resposta: Resposta) -> timedelta:
        """Until `X-RateLimit-Reset`, in Unix seconds; the clocks may differ, hence never less than a second."""
        try:
            reset = float(resposta.headers.get("x-ratelimit-reset", ""))
        except ValueError:
            return espera_de(resposta)
        seconds = reset - self._now().timestamp()
        if not math.isfinite(seconds):
            return ESPERA
        return timedelta(seconds=min(max(seconds, 1.0), _LONGEST_WAIT_S))


def _to(saida: Saida) -> dict[str, str]:
    try:
        address = email_address(saida.endereco)
    except ValueError:
        raise unreachable("endereco") from None
    nome = " ".join(saida.nome.split())
    return {"email": address} | ({"name": nome} if nome else {})


def _as_html(texto: str) -> str:
    """The same words for readers of HTML: nothing in them is markup, lines stay lines."""
    paragraphs = (html.escape(one).replace("\n", "<br>") for one in re.split(r"\n{2,}", texto))
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def _first_field(resposta: Resposta) -> str:
    """The field that the first error names; the message beside it may quote the mail."""
    errors = resposta.json().get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    field = str(first.get("field") or "").lower() if isinstance(first, dict) else ""
    return field if _FIELD.fullmatch(field) else ""
