"""Z-API: one message or status per post, with the message's kind as the name of a field.

Source: https://developer.z-api.io/webhooks/on-message-received
"""

from shared.kit.canais import Acontecimento, Entrada, Provedor, Recibo, Situacao, TipoConteudo
from shared.kit.errors import MalformedRequest
from shared.kit.ids import digest_id
from shared.recebimentos.leitura.corpo import (
    MAX_BOTAO,
    MAX_TEXTO,
    Conteudo,
    Objeto,
    as_id,
    as_list,
    as_milliseconds,
    as_object,
    as_text,
    excerpt,
    international,
    reach,
    read_object,
)

# Not from a person to us; a message that waits for its key comes again, whole, under the same id.
_NOT_FOR_US = ("fromMe", "isGroup", "isNewsletter", "waitingMessage")
_MAX_URL = 2_000
_SITUACOES = {
    "SENT": Situacao.ACEITO,
    "RECEIVED": Situacao.ENTREGUE,
    "READ": Situacao.LIDO,
    "PLAYED": Situacao.LIDO,
}


def read(raw: bytes) -> list[Acontecimento]:
    """Raises `MalformedRequest` for what names no type of callback."""
    body = read_object(raw)
    kind = as_text(body.get("type"))
    if not kind:
        raise MalformedRequest("O corpo não é um aviso da Z-API.")
    if kind == "MessageStatusCallback":
        return _statuses(body)
    if kind == "DeliveryCallback":
        return _delivery(body)
    if kind != "ReceivedCallback" or any(body.get(flag) is True for flag in _NOT_FOR_US):
        return []
    entrada = _entrada(body)
    return [entrada] if entrada else []


def _entrada(body: Objeto) -> Entrada | None:
    """None where nobody can be answered."""
    phone = as_text(body.get("phone"))
    lid = as_text(body.get("senderLid")) or as_text(body.get("chatLid"))
    telefone = international(phone) if "@" not in phone else None
    endereco = telefone or reach(phone) or lid
    if not endereco:
        return None
    conteudo = _conteudo(body)
    bruto = excerpt(body)
    return Entrada(
        provedor=Provedor.ZAPI,
        provedor_id=as_id(body.get("messageId")) or digest_id(bruto),
        endereco=endereco,
        tipo=conteudo.tipo,
        texto=conteudo.texto,
        botao=conteudo.botao,
        telefone=telefone,
        nome=as_text(body.get("senderName")) or as_text(body.get("chatName")) or None,
        em_resposta_a=as_id(body.get("referenceMessageId")) or None,
        midia=conteudo.midia,
        campos={"lid": lid} if lid else {},
        em=_seconds(body),
        versao=_version(body),
        bruto=bruto,
    )


def _version(body: Objeto) -> str:
    """An edited message comes under the id that it had."""
    if body.get("isEdit") is not True:
        return ""
    return as_text(body.get("momment"), 20) or digest_id(excerpt(body.get("text")))


def _conteudo(body: Objeto) -> Conteudo:
    pressed = as_object(body.get("buttonsResponseMessage"))
    chosen = as_object(body.get("listResponseMessage"))
    if pressed or chosen:
        payload = as_text(pressed.get("buttonId") or chosen.get("selectedRowId"), MAX_BOTAO)
        words = pressed.get("message") or chosen.get("title") or chosen.get("message")
        return Conteudo(TipoConteudo.BOTAO, as_text(words, MAX_TEXTO), botao=payload or None)
    if "text" in body:
        return Conteudo(TipoConteudo.TEXTO, as_text(as_object(body["text"]).get("message"), MAX_TEXTO))
    return _media(body)


def _media(body: Objeto) -> Conteudo:
    if audio := as_object(body.get("audio")):
        return Conteudo(TipoConteudo.AUDIO, midia=_url(audio.get("audioUrl")))
    if image := as_object(body.get("image")):
        words = as_text(image.get("caption"), MAX_TEXTO)
        return Conteudo(TipoConteudo.IMAGEM, words, midia=_url(image.get("imageUrl")))
    reaction = as_object(body.get("reaction"))
    other = as_object(body.get("video")) or as_object(body.get("document"))
    return Conteudo(texto=as_text(reaction.get("value") or other.get("caption"), MAX_TEXTO))


def _url(value: object) -> str | None:
    found = as_text(value, _MAX_URL)
    return found if found.startswith("https://") else None


def _statuses(body: Objeto) -> list[Acontecimento]:
    situacao = _SITUACOES.get(as_text(body.get("status")))
    ids = filter(None, map(as_id, as_list(body.get("ids"))))
    em = _seconds(body)
    return [Recibo(Provedor.ZAPI, situacao, provedor_id=one, em=em) for one in ids] if situacao else []


def _delivery(body: Objeto) -> list[Acontecimento]:
    """Whether Z-API could hand the message to WhatsApp."""
    provedor_id = as_id(body.get("messageId"))
    if not provedor_id:
        return []
    failed = bool(body.get("error"))
    situacao = Situacao.FALHOU if failed else Situacao.ACEITO
    codigo = "zapi" if failed else ""
    return [Recibo(Provedor.ZAPI, situacao, provedor_id=provedor_id, codigo=codigo, em=_seconds(body))]


def _seconds(body: Objeto) -> int:
    return as_milliseconds(body.get("momment"))  # sic
