"""WhatsApp by Meta's Cloud API: text, reply buttons, approved templates, and its error codes.

Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes and
https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
"""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from shared.adapters.canais_http import ANSWER_S, CanalHttp, Resposta, alarm, alarming, espera_de, of_status
from shared.adapters.canais_texto import is_bsuid, is_phone, plain, unreachable, variables
from shared.kit.canais import (
    Aceite,
    Botao,
    FalhaDeEnvio,
    ForaDaJanela,
    Incerto,
    ModeloAprovado,
    NaoAgora,
    PessoaRecusou,
    Provedor,
    Saida,
)

_TEXT, _BODY, _BUTTONS, _TITLE, _ID = 4_096, 1_024, 3, 20, 256

_JANELA_FECHADA = (131047,)
_NAO_ALCANCADO = (131021, 131026)
_PEDIU_PARA_PARAR = (131050,)
# Throughput, calls of the app and of the account; the pair rate (one per 6 s to the same person); Meta's cap on
# marketing to one person; a service that is down before it took anything.
_ESPERAS = {
    130429: timedelta(seconds=30),
    4: timedelta(minutes=1),
    80007: timedelta(minutes=1),
    131056: timedelta(seconds=10),
    131049: timedelta(hours=24),
    2: timedelta(minutes=1),
    131016: timedelta(minutes=1),
    131057: timedelta(minutes=5),
    133004: timedelta(minutes=1),
}
_SPAM, _ESPERA_SPAM = 131048, timedelta(hours=6)
# Templates that are wrong, missing, paused or disabled.
_MODELO = (132000, 132001, 132005, 132007, 132012, 132015, 132016)
# Credential, permission, payment, certificate, name or registration; some of these come with a status of 500.
_CONTA = (0, 3, 10, 190, 368, 130497, 131031, 131037, 131042, 131045, 133010, *range(200, 300))


class Meta:
    """One business number, `remetente` being its phone_number_id.

    `Aceite.detalhe["endereco"]` is the number that WhatsApp knows, which may lack the ninth digit. `Saida.chave` comes
    back in the statuses as `biz_opaque_callback_data`; Meta itself sends again what is sent twice.
    """

    provedor = Provedor.META

    def __init__(self, base_url: str, token: str, remetente: str, *, answer_s: float = ANSWER_S) -> None:
        self._url = f"{base_url.rstrip('/')}/{quote(remetente, safe='')}/messages"
        self._http = CanalHttp(self.provedor, headers={"Authorization": f"Bearer {token}"}, answer_s=answer_s)

    async def close(self) -> None:
        await self._http.close()

    async def send(self, saida: Saida) -> Aceite:
        resposta = await self._http.post(self._url, json=_message(saida))
        if not resposta.ok:
            raise _failure(resposta)
        return _accepted(resposta)


def _message(saida: Saida) -> dict[str, Any]:
    message = {"messaging_product": "whatsapp", "recipient_type": "individual"} | _recipient(saida.endereco)
    message["biz_opaque_callback_data"] = saida.chave
    if saida.modelo:
        return message | {"type": "template", "template": _template(saida.modelo, saida.botoes)}
    context = {"context": {"message_id": saida.resposta_a}} if saida.resposta_a else {}
    return message | context | _free_words(saida)


def _recipient(endereco: str) -> dict[str, str]:
    """A BSUID in `to` would be answered with 200 and dropped: https://github.com/chatwoot/chatwoot/pull/15150."""
    if is_phone(endereco):
        return {"to": endereco}
    if is_bsuid(endereco):
        return {"recipient": endereco}
    raise unreachable("endereco")


def _free_words(saida: Saida) -> dict[str, Any]:
    """Buttons where they fit, else as numbered options in the text."""
    if not _buttons_fit(saida):
        return {"type": "text", "text": {"body": plain(saida, _TEXT)}}
    buttons = [{"type": "reply", "reply": {"id": one.id, "title": one.titulo}} for one in saida.botoes]
    interactive = {"type": "button", "body": {"text": saida.texto}, "action": {"buttons": buttons}}
    return {"type": "interactive", "interactive": interactive}


def _buttons_fit(saida: Saida) -> bool:
    titles = {botao.titulo for botao in saida.botoes}
    return (
        0 < len(saida.botoes) <= _BUTTONS
        and len(titles) == len(saida.botoes)
        and all(0 < len(one.titulo) <= _TITLE and 0 < len(one.id) <= _ID for one in saida.botoes)
        and bool(saida.texto.strip())
        and len(saida.texto) <= _BODY
    )


def _template(modelo: ModeloAprovado, botoes: tuple[Botao, ...]) -> dict[str, Any]:
    values = [{"type": "text", "text": value} for value in variables(modelo)]
    components: list[dict[str, Any]] = [{"type": "body", "parameters": values}] if values else []
    for index, botao in enumerate(botoes):
        payload = [{"type": "payload", "payload": botao.id}]
        button = {"type": "button", "sub_type": "quick_reply", "index": str(index), "parameters": payload}
        components.append(button)
    template: dict[str, Any] = {"name": modelo.nome, "language": {"code": modelo.idioma}}
    return template | ({"components": components} if components else {})


def _accepted(resposta: Resposta) -> Aceite:
    body = resposta.json()
    provedor_id = _first(body, "messages").get("id")
    if not isinstance(provedor_id, str) or not provedor_id:
        raise Incerto("O provedor não confirmou o envio.", codigo="sem_id")
    wa_id = _first(body, "contacts").get("wa_id")
    return Aceite(
        provedor_id, {"endereco": f"+{wa_id}"} if isinstance(wa_id, str) and wa_id.isdigit() else {}
    )


def _first(body: dict[str, Any], name: str) -> dict[str, Any]:
    found = body.get(name)
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, dict) else {}


def _failure(resposta: Resposta) -> FalhaDeEnvio:
    """By Meta's code, never by its words; by the status where the code is none we know."""
    code = _code(resposta)
    codigo = "" if code is None else str(code)
    if code in _ESPERAS:
        espera = max(_ESPERAS[code], espera_de(resposta, _ESPERAS[code]))
        return NaoAgora("O WhatsApp pediu para esperar.", codigo=codigo, espera=espera)
    return _to_mend(resposta, code) or falha_de(codigo) or of_status(resposta, codigo)


def falha_de(codigo: str) -> FalhaDeEnvio | None:
    """What a code means wherever it comes, in a status too; None for one that tells nothing to act on."""
    code = int(codigo) if codigo.isascii() and codigo.isdecimal() and len(codigo) < 10 else None
    if code in _JANELA_FECHADA:
        return ForaDaJanela("A janela de 24 horas está fechada.", codigo=codigo)
    if code in _NAO_ALCANCADO:
        return unreachable(codigo)
    if code in _PEDIU_PARA_PARAR:
        return PessoaRecusou("A pessoa pediu ao WhatsApp para não receber.", codigo=codigo)
    if code in _ESPERAS:
        return NaoAgora("O WhatsApp pediu para esperar.", codigo=codigo, espera=_ESPERAS[code])
    return None


def _to_mend(resposta: Resposta, code: int | None) -> FalhaDeEnvio | None:
    if code == _SPAM:
        alarm(resposta.canal, str(code))
        return NaoAgora("O WhatsApp limitou este número.", codigo=str(code), espera=_ESPERA_SPAM)
    if code in _MODELO:
        return alarming(resposta.canal, "O modelo aprovado está errado, pausado ou desativado.", str(code))
    if code in _CONTA:
        return alarming(resposta.canal, "A conta do WhatsApp precisa de atenção.", str(code))
    return None


def _code(resposta: Resposta) -> int | None:
    error = resposta.json().get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and not isinstance(code, bool) else None
