"""WhatsApp by Z-API: text to a phone or to a `@lid`; no templates, no reference, no codes of its own.

Source: https://developer.z-api.io/message/send-message-text and https://developer.z-api.io/message/reply-message
"""

import re
from urllib.parse import quote

from shared.adapters.canais_http import ANSWER_S, CanalHttp, Resposta, of_status
from shared.adapters.canais_texto import is_phone, plain, unreachable
from shared.kit.canais import Aceite, Incerto, Provedor, Saida

_TEXT = 4_096
_LID = re.compile(r"\d{5,20}@lid")


class ZApi:
    """One instance; the number it writes from is the phone that it is paired with.

    Its token is part of the URL. A template leaves as its words, buttons as numbered options. Nothing of ours comes
    back with a status: only `Aceite.provedor_id` finds the envio again.
    """

    provedor = Provedor.ZAPI

    def __init__(
        self, base_url: str, instancia: str, token: str, client_token: str, *, answer_s: float = ANSWER_S
    ) -> None:
        path = f"instances/{quote(instancia, safe='')}/token/{quote(token, safe='')}/send-text"
        self._url = f"{base_url.rstrip('/')}/{path}"
        self._http = CanalHttp(self.provedor, headers={"Client-Token": client_token}, answer_s=answer_s)

    async def close(self) -> None:
        await self._http.close()

    async def send(self, saida: Saida) -> Aceite:
        body = {"phone": _phone(saida.endereco), "message": plain(saida, _TEXT)}
        if saida.resposta_a:
            body["messageId"] = saida.resposta_a
        resposta = await self._http.post(self._url, json=body)
        if not resposta.ok:
            raise of_status(resposta)
        return _accepted(resposta)


def _phone(endereco: str) -> str:
    """Digits alone: Z-API would take other forms for a group."""
    if is_phone(endereco):
        return endereco.removeprefix("+")
    if _LID.fullmatch(endereco):
        return endereco
    raise unreachable("endereco")


def _accepted(resposta: Resposta) -> Aceite:
    """By its `messageId`, which the webhooks name it by. A 200 without one is documented nowhere."""
    body = resposta.json()
    provedor_id = body.get("messageId") or body.get("id")
    if isinstance(provedor_id, str) and provedor_id:
        return Aceite(provedor_id)
    raise Incerto("O provedor não confirmou o envio.", codigo="sem_id")
