"""Telegram's Bot API on loopback: chats that know the bot, those that blocked it, and the limits of a message."""

from typing import Any
from urllib.parse import unquote

from tests.servers.loopback import Asked, Loopback, Reply, reply

TOKEN = "123456:AAF-segredo-do-bot"


def failure(status: int, description: str, **parameters: int) -> Reply:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return reply(body | ({"parameters": parameters} if parameters else {}), status)


UNAUTHORIZED = failure(401, "Unauthorized")
BLOCKED = failure(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = failure(403, "Forbidden: user is deactivated")
NEVER_BEGAN = failure(403, "Forbidden: bot can't initiate conversation with a user")
NOT_FOUND = failure(400, "Bad Request: chat not found")
MOVED = failure(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001)


class TelegramServer(Loopback):
    """`sent` are the bodies of the messages that reached a chat; `acknowledged` the pressed buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.chats = {3}
        self.sent: list[dict[str, Any]] = []
        self.acknowledged: list[str] = []

    def refusal(self, asked: Asked) -> Reply | None:
        return None if unquote(asked.path).startswith(f"/bot{TOKEN}/") else failure(404, "Not Found")

    def answer(self, asked: Asked) -> Reply:
        method = asked.path.rpartition("/")[2]
        if method == "answerCallbackQuery":
            self.acknowledged.append(asked.body["callback_query_id"])
            return reply({"ok": True, "result": True})
        return self._send(asked.body)

    def _send(self, body: dict[str, Any]) -> Reply:
        if body["chat_id"] not in self.chats:
            return NOT_FOUND
        if not body["text"].strip():
            return failure(400, "Bad Request: message text is empty")
        if len(body["text"]) > 4_096:
            return failure(400, "Bad Request: message is too long")
        rows = body.get("reply_markup", {}).get("inline_keyboard", [])
        if any(not 1 <= len(button["callback_data"].encode()) <= 64 for row in rows for button in row):
            return failure(400, "Bad Request: BUTTON_DATA_INVALID")
        self.sent.append(body)
        message = {"message_id": 100 + len(self.sent), "chat": {"id": body["chat_id"], "type": "private"}}
        return reply({"ok": True, "result": message | {"date": 1_767_225_600, "text": body["text"]}})
