"""Twilio: a form per message or status.

Source: https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from shared.kit.canais import Acontecimento, Entrada, Provedor, Recibo, Situacao, TipoConteudo
from shared.kit.errors import MalformedRequest
from shared.recebimentos.leitura.corpo import (
    MAX_BOTAO,
    MAX_TEXTO,
    Conteudo,
    as_id,
    as_text,
    excerpt,
    national,
)

_MAX_FIELDS = 500
_MAX_URL = 2_000
_DIGITS = re.compile(r"\+[0-9]{4,15}")
_SITUACOES = {
    "sent": Situacao.ACEITO,
    "delivered": Situacao.ENTREGUE,
    "read": Situacao.LIDO,
    "undelivered": Situacao.FALHOU,
    "failed": Situacao.FALHOU,
}
# On the way, as our own `enviando` says already.
_UNDER_WAY = {"accepted", "scheduled", "queued", "sending", "canceled"}

Pares = Sequence[tuple[str, str]]


def read_pairs(raw: bytes) -> Pares:
    """The fields as they were sent, empty and repeated ones too. Raises `MalformedRequest`."""
    try:
        return parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError:
        raise MalformedRequest("O formulário enviado não pôde ser lido em UTF-8.") from None


def read(pairs: Pares) -> list[Acontecimento]:
    """Raises `MalformedRequest` for a form that names no message."""
    fields = dict(pairs)
    sid = as_id(fields.get("MessageSid")) or as_id(fields.get("SmsMessageSid")) or as_id(fields.get("SmsSid"))
    if not sid:
        raise MalformedRequest("O formulário não nomeia uma mensagem da Twilio.")
    status = as_text(fields.get("MessageStatus")) or as_text(fields.get("SmsStatus"))
    if status in _UNDER_WAY:
        return []
    if status in _SITUACOES:
        codigo = as_text(fields.get("ErrorCode"), 50)
        return [Recibo(Provedor.TWILIO, _SITUACOES[status], provedor_id=sid, codigo=codigo)]
    entrada = _entrada(fields, sid)
    return [entrada] if entrada else []


def _entrada(fields: Mapping[str, str], sid: str) -> Entrada | None:
    """None where nobody can be answered."""
    sender = as_text(fields.get("From")).removeprefix("whatsapp:")
    telefone = national(sender) if _DIGITS.fullmatch(sender) else None
    if not sender:
        return None
    conteudo = _conteudo(fields)
    return Entrada(
        provedor=Provedor.TWILIO,
        provedor_id=sid,
        endereco=telefone or sender,
        tipo=conteudo.tipo,
        texto=conteudo.texto,
        botao=conteudo.botao,
        telefone=telefone,
        nome=as_text(fields.get("ProfileName")) or None,
        em_resposta_a=as_id(fields.get("OriginalRepliedMessageSid")) or None,
        midia=conteudo.midia,
        bruto=excerpt(dict(fields)),
    )


def _conteudo(fields: Mapping[str, str]) -> Conteudo:
    texto = as_text(fields.get("Body"), MAX_TEXTO)
    payload = as_text(fields.get("ButtonPayload"), MAX_BOTAO)
    if payload or fields.get("ButtonText"):
        words = as_text(fields.get("ButtonText"), MAX_TEXTO) or texto
        return Conteudo(TipoConteudo.BOTAO, words, botao=payload or None)
    url = as_text(fields.get("MediaUrl0"), _MAX_URL)
    if not url.startswith("https://"):
        return Conteudo(TipoConteudo.TEXTO if texto else TipoConteudo.OUTRO, texto)
    kind = as_text(fields.get("MediaContentType0")).partition("/")[0]
    kinds = {"audio": TipoConteudo.AUDIO, "image": TipoConteudo.IMAGEM}
    return Conteudo(kinds.get(kind, TipoConteudo.OUTRO), texto, midia=url)
