"""Telegram's Bot API behind the `Carteiro` port, and the answer that a pressed button waits for.

Source: https://core.telegram.org/bots/api#sendmessage (errors have no codes but the HTTP ones, hence their words)
"""

import math
import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from shared.adapters.canais_http import ANSWER_S, ESPERA, CanalHttp, Resposta, alarming, of_status
from shared.adapters.canais_texto import plain, unreachable
from shared.kit.canais import Aceite, FalhaDeEnvio, NaoAgora, PessoaRecusou, Provedor, Saida
from shared.kit.logging import get_logger

_MAX_TEXT = 4_096
_MAX_CALLBACK_BYTES = 64
_LONGEST_WAIT_S = 24 * 3_600
_BAD_REQUEST, _UNAUTHORIZED, _FORBIDDEN, _NO_BOT, _TOO_MANY = 400, 401, 403, 404, 429
_CHAT = re.compile(r"-?[1-9][0-9]{0,18}")
_MESSAGE = re.compile(r"[1-9][0-9]{0,18}")
# Nobody is there, or it is a group that moved elsewhere.
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id is empty",
    "upgraded to a supergroup",
)
_log = get_logger(__name__)


class Telegram:
    """One bot; messages of private chats are numbered over all of them.

    Who blocked the bot refused us (`PessoaRecusou`); who deleted the account or never began is not reached.
    """

    provedor = Provedor.TELEGRAM

    def __init__(self, base_url: str, token: str, *, answer_s: float = ANSWER_S) -> None:
        self._url = f"{base_url.rstrip('/')}/bot{quote(token, safe=':')}"
        self._http = CanalHttp(self.provedor, answer_s=answer_s)

    async def close(self) -> None:
        await self._http.close()

    async def send(self, saida: Saida) -> Aceite:
        resposta = await self._http.post(f"{self._url}/sendMessage", json=_message(saida))
        message = resposta.json().get("result")
        if not (resposta.ok and isinstance(message, dict)):
            raise _failure(resposta)
        return Aceite(str(message.get("message_id", "")))

    async def acknowledge(self, callback_id: str) -> None:
        """End the wheel that turns on a pressed button. It is for the eye alone, so that no failure matters."""
        try:
            await self._http.repeatable(
                "POST", f"{self._url}/answerCallbackQuery", json={"callback_query_id": callback_id}
            )
        except FalhaDeEnvio as error:
            _log.info("telegram.unacknowledged", extra={"codigo": error.codigo})


def _message(saida: Saida) -> dict[str, Any]:
    """Plain text: without a `parse_mode` nothing in it is markup."""
    if not _CHAT.fullmatch(saida.endereco):
        raise unreachable("endereco")
    message: dict[str, Any] = {"chat_id": int(saida.endereco)} | _words(saida)
    if saida.resposta_a and _MESSAGE.fullmatch(saida.resposta_a):
        message["reply_parameters"] = {
            "message_id": int(saida.resposta_a),
            "allow_sending_without_reply": True,
        }
    return message


def _words(saida: Saida) -> dict[str, Any]:
    """Buttons whose ids do not fit leave as numbered options: a cut id would come back as somebody else's."""
    if not saida.botoes or any(len(botao.id.encode()) > _MAX_CALLBACK_BYTES for botao in saida.botoes):
        return {"text": plain(saida, _MAX_TEXT)}
    bare = Saida(saida.chave, saida.endereco, saida.texto)
    rows = [[{"text": botao.titulo, "callback_data": botao.id}] for botao in saida.botoes]
    return {"text": plain(bare, _MAX_TEXT), "reply_markup": {"inline_keyboard": rows}}


def _failure(resposta: Resposta) -> FalhaDeEnvio:
    body = resposta.json()
    said = str(body.get("description", "")).lower()
    codigo = f"http_{resposta.status}"
    if resposta.status == _FORBIDDEN and "blocked by the user" in said:
        return PessoaRecusou("A pessoa bloqueou o bot no Telegram.", codigo="bot_bloqueado")
    if resposta.status == _FORBIDDEN or (
        resposta.status == _BAD_REQUEST and any(one in said for one in _GONE)
    ):
        return unreachable(codigo)
    if resposta.status in (_UNAUTHORIZED, _NO_BOT):  # a token that is revoked, or none at all
        return alarming(resposta.canal, "O Telegram não aceitou a credencial deste canal.", codigo)
    if resposta.status == _TOO_MANY:
        return NaoAgora("O Telegram pediu para esperar.", codigo=codigo, espera=_espera(body))
    return of_status(resposta)


def _espera(body: dict[str, Any]) -> timedelta:
    parameters = body.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if not isinstance(seconds, int | float) or not math.isfinite(seconds):
        return ESPERA
    return timedelta(seconds=min(max(seconds, 1), _LONGEST_WAIT_S))
