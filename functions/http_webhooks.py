"""The webhooks of the channels that people write by. Each is anonymous and proves itself as its provider can.

The proof is looked at before the body is read, and the conta comes from the proof.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import base, contas, recebimentos

if TYPE_CHECKING:
    from shared.recebimentos.models import DesafioMeta

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_ACEITO = "shared.recebimentos.views:WebhookAceito"
_JSON = ("application/json",)
_FORM = ("application/x-www-form-urlencoded",)
_MULTIPART = ("multipart/form-data",)
_MAX_META_BYTES = 4 * 1024 * 1024
_MAX_EMAIL_BYTES = 31 * 1024 * 1024  # 30 MB of message and what the form adds


@dataclass(frozen=True, slots=True)
class _Corpo:
    """How a provider posts, and what it hears."""

    example: Any
    media: tuple[str, ...] = _JSON
    answers: str = _ACEITO
    produces: tuple[str, ...] = ("application/json",)
    max_body_bytes: int = 256 * 1024


def _recebe(path: str, summary: str, corpo: _Corpo, *reads: str) -> Route:
    return Route(
        "POST",
        path,
        summary,
        papeis=None,
        answers={200: corpo.answers},
        refusals=(400, 401),
        tag="Webhooks",
        media=corpo.media,
        produces=corpo.produces,
        max_body_bytes=corpo.max_body_bytes,
        reads=reads,
        example=corpo.example,
    )


def _desafio(path: str) -> Route:
    return Route(
        "GET",
        path,
        "Confirma à Meta que este endereço é nosso",
        papeis=None,
        query="shared.recebimentos.models:DesafioMeta",
        answers={200: ""},
        refusals=(403,),
        tag="Webhooks",
        produces=("text/plain",),
    )


_DA_META = _Corpo(
    {
        "object": "whatsapp_business_account",
        "entry": [
            {
                "id": "102290129340398",
                "changes": [
                    {
                        "field": "messages",
                        "value": {
                            "messaging_product": "whatsapp",
                            "metadata": {
                                "display_phone_number": "553133334444",
                                "phone_number_id": "106540352242922",
                            },
                            "contacts": [{"profile": {"name": "Marina"}, "wa_id": "5531998765432"}],
                            "messages": [
                                {
                                    "from": "5531998765432",
                                    "id": "wamid.HBgMNTUzMTk5",
                                    "timestamp": "1767225600",
                                    "type": "text",
                                    "text": {"body": "Oi! Podemos marcar para quinta?"},
                                }
                            ],
                        },
                    }
                ],
            }
        ],
    },
    max_body_bytes=_MAX_META_BYTES,
)
_DA_TWILIO = _Corpo(
    "MessageSid=SM0123456789abcdef&From=whatsapp%3A%2B5531998765432&To=whatsapp%3A%2B553133334444&Body=Oi",
    media=_FORM,
    answers="",
    produces=("text/xml",),
)
_DA_BOTCONVERSA = _Corpo(
    {
        "telefone": "5531998765432",
        "subscriber_id": 123456,
        "resposta": "1",
        "nome_paciente": "Marina",
        "mensagem_original": "1",
    },
    answers="shared.recebimentos.views:RespostaBotconversa",
)
_DA_ZAPI = _Corpo(
    {
        "type": "ReceivedCallback",
        "messageId": "3EB0C767D26A8B4F5E",
        "phone": "5531998765432",
        "fromMe": False,
        "isGroup": False,
        "momment": 1767225600000,
        "chatName": "Marina",
        "text": {"message": "SIM"},
    }
)
_DO_TELEGRAM = _Corpo(
    {
        "update_id": 1,
        "message": {
            "message_id": 2,
            "from": {"id": 3, "first_name": "Marina"},
            "chat": {"id": 3, "type": "private"},
            "date": 1767225600,
            "text": "SIM",
        },
    },
    answers="",
)
_DO_EMAIL = _Corpo(
    '--x\r\nContent-Disposition: form-data; name="from"\r\n\r\nMarina <marina@exemplo.com.br>\r\n--x\r\n'
    'Content-Disposition: form-data; name="text"\r\n\r\nPodemos marcar para quinta?\r\n--x--\r\n',
    media=_MULTIPART,
    max_body_bytes=_MAX_EMAIL_BYTES,
)
_FORMULARIO = {
    "nome": "Marina Lopes",
    "telefone": "(31) 99876-5432",
    "email": "marina@exemplo.com.br",
    "mensagem": "Gostaria de um orçamento de clareamento.",
}


@routes.add(_desafio("webhook/meta"))
async def get_webhook_meta(call: "Call[Any, DesafioMeta]") -> Answer:
    return await _challenged(call, None)


@routes.add(_desafio("webhook/meta/{conta}"))
async def get_webhook_meta_conta(call: "Call[Any, DesafioMeta]") -> Answer:
    return await _challenged(call, call.path["conta"])


@routes.add(_recebe("webhook/meta", "Recebe do WhatsApp da Meta, na conta padrão", _DA_META))
async def post_webhook_meta(call: Call[Any, Any]) -> Answer:
    await recebimentos.webhook_service().meta(call, None)
    return Answer({})


@routes.add(_recebe("webhook/meta/{conta}", "Recebe do WhatsApp da Meta, na conta do endereço", _DA_META))
async def post_webhook_meta_conta(call: Call[Any, Any]) -> Answer:
    await recebimentos.webhook_service().meta(call, call.path["conta"])
    return Answer({})


@routes.add(_recebe("webhook/twilio", "Recebe da Twilio, na conta padrão", _DA_TWILIO))
async def post_webhook_twilio(call: Call[Any, Any]) -> Answer:
    await recebimentos.webhook_service().twilio(call, None)
    return _twiml()


@routes.add(_recebe("webhook/twilio/{conta}", "Recebe da Twilio, na conta do endereço", _DA_TWILIO))
async def post_webhook_twilio_conta(call: Call[Any, Any]) -> Answer:
    await recebimentos.webhook_service().twilio(call, call.path["conta"])
    return _twiml()


@routes.add(
    replace(
        _recebe(
            "webhook/botconversa",
            "Recebe da Botconversa ou do N8N, como o S3, e responde com o que a resposta fez",
            _DA_BOTCONVERSA,
            "X-Webhook-Secret",
            "X-Execution-Id",
        ),
        flows=True,
    )
)
async def post_webhook_botconversa(call: Call[Any, Any]) -> Answer:
    said = await recebimentos.webhook_service().botconversa(call, base.flows(call.client))
    return Answer(said)


@routes.add(
    Route(
        "GET",
        "webhook/botconversa/health",
        "Diz que o webhook da Botconversa está de pé, como o S3",
        papeis=None,
        answers={200: "shared.recebimentos.views:SaudeBotconversa"},
        tag="Webhooks",
    )
)
async def get_webhook_botconversa_health(call: Call[Any, Any]) -> Answer:
    return Answer({})


@routes.add(
    _recebe("webhook/zapi/{segredo}", "Recebe da Z-API; o segredo do caminho diz de que conta é", _DA_ZAPI)
)
async def post_webhook_zapi(call: Call[Any, Any]) -> Answer:
    await recebimentos.webhook_service().zapi(call, call.path["segredo"])
    return Answer({})


@routes.add(
    _recebe("webhook/telegram", "Recebe do Telegram", _DO_TELEGRAM, "X-Telegram-Bot-Api-Secret-Token")
)
async def post_webhook_telegram(call: Call[Any, Any]) -> Answer:
    """Telegram does what the answer says: the button stops showing that it waits, and we call nobody."""
    pressed = await recebimentos.webhook_service().telegram(call)
    if pressed:
        return Answer({"method": "answerCallbackQuery", "callback_query_id": pressed})
    return Answer({"status": "recebido"})


@routes.add(
    _recebe(
        "webhook/email/{segredo}",
        "Recebe um e-mail pelo Inbound Parse da SendGrid; o segredo diz a conta",
        _DO_EMAIL,
    )
)
async def post_webhook_email(call: Call[Any, Any]) -> Answer:
    await recebimentos.webhook_service().email(call, call.path["segredo"])
    return Answer({})


@routes.add(
    Route(
        "POST",
        "webhook/formulario/{chave}",
        "Recebe um formulário de um site; quem o preenche vê um protocolo",
        papeis=None,
        answers={202: "shared.recebimentos.views:FormularioAceito"},
        refusals=(400, 401, 422, 429),
        tag="Webhooks",
        media=(*_JSON, *_FORM, *_MULTIPART),
        reads=("Idempotency-Key",),
        example=_FORMULARIO,
    )
)
async def post_webhook_formulario(call: Call[Any, Any]) -> Answer:
    return Answer(await recebimentos.webhook_service().formulario(call, call.path["chave"]), status=202)


async def _challenged(call: "Call[Any, DesafioMeta]", conta: str | None) -> Answer:
    asked = call.query
    said = await recebimentos.porteiro().challenge(
        conta, mode=asked.mode, token=asked.token, challenge=asked.challenge
    )
    return Answer(said.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})


def _twiml() -> Answer:
    return Answer(b"<Response/>", headers={"Content-Type": "text/xml"})
