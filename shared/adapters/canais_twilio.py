"""WhatsApp by Twilio: text, approved contents, and its error codes.

Sources: https://www.twilio.com/docs/messaging/api/message-resource and https://www.twilio.com/docs/api/errors
"""

import base64
import json
from datetime import timedelta
from urllib.parse import quote, urlencode

from shared.adapters.canais_http import ANSWER_S, CanalHttp, Resposta, alarming, espera_de, of_status
from shared.adapters.canais_texto import is_bsuid, is_phone, plain, unreachable, variables
from shared.kit.canais import (
    Aceite,
    FalhaDeEnvio,
    ForaDaJanela,
    Incerto,
    NaoAgora,
    PessoaRecusou,
    Provedor,
    Recusado,
    Saida,
)

_TEXT = 1_600
_JANELA_FECHADA = (63016,)
_NAO_ALCANCADO = (21211, 21614, 63003, 63024)
_PEDIU_PARA_PARAR = (21610,)
# Too many requests, a full queue of the sender's, the channel's own limit; Meta's cap on marketing to one person.
_ESPERAS = {
    20429: timedelta(seconds=30),
    21611: timedelta(minutes=5),
    63018: timedelta(minutes=1),
    63049: timedelta(hours=24),
}
_CREDENCIAL = (20003, 20403)
_FAILED = ("failed", "undelivered", "canceled")


class Twilio:
    """One WhatsApp sender, `remetente` in E.164.

    Buttons leave only inside an approved content, which has its own; else as numbered options in the text. Twilio
    takes no reference and knows no reply context. With `callback` it tells the statuses to `{callback}?chave=…` with
    `Saida.chave`, so that they find their envio even when this answer was lost.
    """

    provedor = Provedor.TWILIO

    def __init__(  # noqa: PLR0913 -- an account is named by so many
        self,
        base_url: str,
        conta_sid: str,
        token: str,
        remetente: str,
        callback: str = "",
        *,
        answer_s: float = ANSWER_S,
    ) -> None:
        self._url = f"{base_url.rstrip('/')}/Accounts/{quote(conta_sid, safe='')}/Messages.json"
        self._remetente, self._callback = remetente, callback
        basic = base64.b64encode(f"{conta_sid}:{token}".encode()).decode()
        self._http = CanalHttp(self.provedor, headers={"Authorization": f"Basic {basic}"}, answer_s=answer_s)

    async def close(self) -> None:
        await self._http.close()

    async def send(self, saida: Saida) -> Aceite:
        if not is_phone(saida.endereco) and not is_bsuid(saida.endereco):
            raise unreachable("endereco")
        form = {"From": _whatsapp(self._remetente), "To": _whatsapp(saida.endereco)} | _content(saida)
        if self._callback:
            form["StatusCallback"] = f"{self._callback}?{urlencode({'chave': saida.chave})}"
        resposta = await self._http.post(self._url, data=form)
        if not resposta.ok:
            raise _failure(resposta, resposta.json().get("code"))
        return _accepted(resposta)


def _whatsapp(endereco: str) -> str:
    return f"whatsapp:{endereco}"


def _content(saida: Saida) -> dict[str, str]:
    if saida.modelo is None:
        return {"Body": plain(saida, _TEXT)}
    values = {str(number): value for number, value in enumerate(variables(saida.modelo), start=1)}
    content = {"ContentSid": saida.modelo.nome}
    return content | ({"ContentVariables": json.dumps(values, ensure_ascii=False)} if values else {})


def _accepted(resposta: Resposta) -> Aceite:
    body = resposta.json()
    if body.get("status") in _FAILED:
        raise _failure(resposta, body.get("error_code"))
    sid = body.get("sid")
    if not isinstance(sid, str) or not sid:
        raise Incerto("O provedor não confirmou o envio.", codigo="sem_id")
    return Aceite(sid)


def _failure(resposta: Resposta, code: object) -> FalhaDeEnvio:
    """By Twilio's code, never by its words; by the status where the code is none we know."""
    codigo = str(code) if isinstance(code, int) else ""
    if isinstance(code, int) and code in _ESPERAS:
        espera = max(_ESPERAS[code], espera_de(resposta, _ESPERAS[code]))
        return NaoAgora("O provedor pediu para esperar.", codigo=codigo, espera=espera)
    if known := falha_de(codigo):
        return known
    if code in _CREDENCIAL:
        return alarming(resposta.canal, "O provedor não aceitou a credencial deste canal.", codigo)
    if resposta.ok:
        return Recusado("O provedor não enviou a mensagem.", codigo=codigo)
    return of_status(resposta, codigo)


def falha_de(codigo: str) -> FalhaDeEnvio | None:
    """What a code means wherever it comes, in a status too; None for one that tells nothing to act on."""
    code = int(codigo) if codigo.isascii() and codigo.isdecimal() and len(codigo) < 10 else None
    if code in _JANELA_FECHADA:
        return ForaDaJanela("A janela de 24 horas está fechada.", codigo=codigo)
    if code in _NAO_ALCANCADO:
        return unreachable(codigo)
    if code in _PEDIU_PARA_PARAR:
        return PessoaRecusou("A pessoa pediu ao provedor para não receber.", codigo=codigo)
    if code in _ESPERAS:
        return NaoAgora("O provedor pediu para esperar.", codigo=codigo, espera=_ESPERAS[code])
    return None
