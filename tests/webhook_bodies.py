"""The bodies that providers document, as they post them, each with the proof that its provider gives."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

APP_SECRET = "somente-local-segredo"
AUTH_TOKEN = "somente-local-twilio"
PUBLIC = "https://retorno.exemplo.com.br"
PHONE_NUMBER_ID = "106540352242922"
META: dict[str, Any] = {
    "object": "whatsapp_business_account",
    "entry": [
        {
            "id": "WABA",
            "changes": [
                {
                    "field": "messages",
                    "value": {
                        "messaging_product": "whatsapp",
                        "metadata": {
                            "display_phone_number": "553133334444",
                            "phone_number_id": PHONE_NUMBER_ID,
                        },
                        "contacts": [
                            {
                                "profile": {"name": "João"},
                                "wa_id": "5531999999999",
                                "user_id": "BR.1502576394655843",
                            }
                        ],
                        "messages": [
                            {
                                "from": "5531999999999",
                                "id": "wamid.X",
                                "timestamp": "1767225600",
                                "type": "text",
                                "text": {"body": "SIM"},
                                "context": {"id": "wamid.ORIG"},
                            },
                            {
                                "from": "5531999999999",
                                "id": "wamid.Y",
                                "timestamp": "1767225601",
                                "type": "interactive",
                                "interactive": {
                                    "type": "button_reply",
                                    "button_reply": {"id": "conf:abc:1", "title": "Confirmar"},
                                },
                            },
                            {
                                "from": "5531999999999",
                                "id": "wamid.Z",
                                "timestamp": "1767225602",
                                "type": "button",
                                "button": {"payload": "conf:abc:1", "text": "Confirmar"},
                            },
                        ],
                        "statuses": [
                            {
                                "id": "wamid.OUT",
                                "status": "failed",
                                "timestamp": "1767225603",
                                "recipient_id": "5531999999999",
                                "biz_opaque_callback_data": "outbox-id",
                                "pricing": {"billable": True, "pricing_model": "PMP", "category": "utility"},
                                "errors": [{"code": 131047, "title": "Re-engagement message"}],
                            }
                        ],
                    },
                }
            ],
        }
    ],
}
PREFERENCES: dict[str, Any] = {
    "object": "whatsapp_business_account",
    "entry": [
        {
            "id": "WABA",
            "changes": [
                {
                    "field": "user_preferences",
                    "value": {
                        "messaging_product": "whatsapp",
                        "metadata": {"phone_number_id": PHONE_NUMBER_ID},
                        "user_preferences": [
                            {
                                "wa_id": "5531999999999",
                                "detail": "User requested to stop",
                                "category": "marketing_messages",
                                "value": "stop",
                                "timestamp": "1767225600",
                            }
                        ],
                    },
                }
            ],
        }
    ],
}
ZAPI: dict[str, Any] = {
    "type": "ReceivedCallback",
    "instanceId": "3C01",
    "messageId": "3EB0C767",
    "phone": "5531999999999",
    "fromMe": False,
    "isGroup": False,
    "isNewsletter": False,
    "isEdit": False,
    "isStatusReply": False,
    "momment": 1767225600000,
    "status": "RECEIVED",
    "chatName": "João",
    "senderLid": None,
    "referenceMessageId": "3EB0ORIG",
    "text": {"message": "SIM"},
}
TWILIO = {
    "MessageSid": "SM1",
    "SmsStatus": "received",
    "From": "whatsapp:+5531999999999",
    "To": "whatsapp:+553133334444",
    "Body": "SIM",
    "WaId": "5531999999999",
    "ProfileName": "João",
    "NumMedia": "0",
    "ButtonText": "",
    "ButtonPayload": "",
    "OriginalRepliedMessageSid": "SMORIG",
}
TELEGRAM: dict[str, Any] = {
    "update_id": 1,
    "message": {
        "message_id": 2,
        "from": {"id": 3, "first_name": "João"},
        "chat": {"id": 3, "type": "private"},
        "date": 1767225600,
        "text": "SIM",
    },
}
TELEGRAM_BUTTON: dict[str, Any] = {
    "update_id": 5,
    "callback_query": {
        "id": "4382bfdwdsb323b2d9",
        "from": {"id": 3, "first_name": "João"},
        "message": {
            "message_id": 9,
            "chat": {"id": 3, "type": "private"},
            "date": 1767225600,
            "reply_markup": {"inline_keyboard": [[{"text": "Confirmar", "callback_data": "c:abc:1"}]]},
        },
        "data": "c:abc:1",
    },
}
N8N: dict[str, Any] = {
    "telefone": "5511999999999",
    "subscriber_id": 123456,
    "resposta": "1",
    "nome_paciente": "João",
    "mensagem_original": "1",
}
N8N_AGENDA: dict[str, Any] = {
    "telefone": "5511999999999",
    "subscriber_id": "123456",
    "resposta": "0",
    "id_tabela": "38",
    "nr_seq_agenda": "51177197",
}
BOTCONVERSA: dict[str, Any] = {
    "type": "message",
    "contact": {
        "id": 123456,
        "full_name": "João Silva",
        "first_name": "João",
        "last_name": "Silva",
        "phone": "+553199629004",
        "ddd": "31",
    },
    "message": {"id": "m-1", "type": "text", "content": "SIM", "timestamp": "1767225600"},
}
BOTCONVERSA_STATUS: dict[str, Any] = {
    "type": "status",
    "status": "delivered",
    "contact": BOTCONVERSA["contact"],
}
EMAIL = {
    "headers": "Message-Id: <abc@mail.exemplo.com>\nIn-Reply-To: <nossa@retorno>\nDate: Thu, 1 Jan 2026 00:00:00 +0000",
    "dkim": "{@exemplo.com.br : pass}",
    "to": "contato@clinica.com.br",
    "from": "Jo\u00e3o <joao@exemplo.com.br>",
    "subject": "Re: Sua consulta",
    "text": "Confirmo, obrigado!\n\nEm qui., 1 de jan. de 2026 às 10:00, Clínica <x@y.com> escreveu:\n> Confirma?",
    "envelope": '{"to":["contato@clinica.com.br"],"from":"joao@exemplo.com.br"}',
    "charsets": '{"to":"UTF-8","from":"UTF-8","subject":"UTF-8","text":"UTF-8"}',
    "SPF": "pass",
    "attachments": "0",
}
FORMULARIO = {
    "nome": "João Silva",
    "telefone": "(31) 99999-9999",
    "email": "joao@exemplo.com.br",
    "mensagem": "Quero um orçamento.",
}


@dataclass(frozen=True)
class Post:
    """A request as its provider makes it; `segredo` in the path or a header is filled in by who sends it."""

    path: str
    raw: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def all_headers(self) -> dict[str, str]:
        return {"Content-Type": self.media_type, **self.headers}


def json_bytes(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def meta_post(raw: bytes, path: str = "/webhook/meta", secret: str = APP_SECRET) -> Post:
    signature = "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return Post(path, raw, "application/json", {"X-Hub-Signature-256": signature})


def meta_text(wamid: str, sender: str, text: str, **more: Any) -> dict[str, Any]:
    """A text that somebody wrote, as Meta brings it; `more` goes into the message."""
    message = {"from": sender, "id": wamid, "type": "text", "text": {"body": text}} | more
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": PHONE_NUMBER_ID},
        "contacts": [{"profile": {"name": f"Pessoa {sender[-4:]}"}, "wa_id": sender}],
        "messages": [message],
    }
    change = {"field": "messages", "value": value}
    return {"object": META["object"], "entry": [{"id": "WABA", "changes": [change]}]}


def twilio_post(fields: Mapping[str, str], path: str = "/webhook/twilio", token: str = AUTH_TOKEN) -> Post:
    signed = PUBLIC + path + "".join(name + value for name, value in sorted(fields.items()))
    signature = base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
    raw = urlencode(fields).encode()
    return Post(path, raw, "application/x-www-form-urlencoded", {"X-Twilio-Signature": signature})


def multipart(
    fields: Mapping[str, str | bytes], files: Mapping[str, tuple[str, bytes]] | None = None
) -> tuple[bytes, str]:
    """The body and its type; text in UTF-8, bytes as they are."""
    parts = [
        _part(f'name="{name}"', value if isinstance(value, bytes) else value.encode())
        for name, value in fields.items()
    ]
    parts += [
        _part(f'name="{name}"; filename="{shown}"', content)
        for name, (shown, content) in (files or {}).items()
    ]
    return b"".join(parts) + b"--limite--\r\n", "multipart/form-data; boundary=limite"


def _part(described: str, content: bytes) -> bytes:
    return (
        b"--limite\r\nContent-Disposition: form-data; " + described.encode() + b"\r\n\r\n" + content + b"\r\n"
    )
