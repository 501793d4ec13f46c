"""Meta's WhatsApp Cloud API: batches of messages, statuses and preferences.

Source: https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from shared.kit.canais import Acontecimento, Entrada, Preferencia, Provedor, Recibo, Situacao, TipoConteudo
from shared.kit.errors import MalformedRequest
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.recebimentos.leitura.corpo import (
    MAX_BOTAO,
    MAX_TEXTO,
    Conteudo,
    Objeto,
    as_id,
    as_list,
    as_object,
    as_seconds,
    as_text,
    excerpt,
    international,
    reach,
    read_object,
)

_log = get_logger(__name__)
_SITUACOES = {
    "sent": Situacao.ACEITO,
    "delivered": Situacao.ENTREGUE,
    "read": Situacao.LIDO,
    "failed": Situacao.FALHOU,
}


def read(raw: bytes, *, remetentes: Collection[str]) -> list[Acontecimento]:
    """All that the batch tells of the numbers `remetentes` (phone_number_ids; none means every number).

    Raises `MalformedRequest` for what is no notification.
    """
    entries = read_object(raw).get("entry")
    if not isinstance(entries, list):
        raise MalformedRequest("O corpo não é uma notificação da Meta.")
    changes = (change for entry in entries for change in as_list(as_object(entry).get("changes")))
    return [found for change in changes for found in _changed(as_object(change), remetentes)]


def _changed(change: Objeto, remetentes: Collection[str]) -> Iterator[Acontecimento]:
    field, value = change.get("field"), as_object(change.get("value"))
    if field not in ("messages", "user_preferences"):
        return
    if remetentes and as_text(as_object(value.get("metadata")).get("phone_number_id")) not in remetentes:
        _log.warning("meta.other_number", extra={"campo": field})
        return
    if field == "user_preferences":
        preferences = map(as_object, as_list(value.get("user_preferences")))
        yield from filter(None, map(_preferencia, preferences))
        return
    for message in map(as_object, as_list(value.get("messages"))):
        if entrada := _entrada(message, value):
            yield entrada
    yield from filter(None, map(_recibo, map(as_object, as_list(value.get("statuses")))))


def _entrada(message: Objeto, value: Objeto) -> Entrada | None:
    contact = _contact_of(message, [as_object(one) for one in as_list(value.get("contacts"))])
    number = as_text(message.get("from")) or as_text(contact.get("wa_id"))
    bsuid = as_text(message.get("from_user_id")) or as_text(contact.get("user_id"))
    telefone = international(number)
    endereco = telefone or bsuid or reach(number)
    if not endereco:
        _log.warning("meta.nobody")
        return None
    conteudo = _conteudo(message)
    bruto = excerpt({"metadata": value.get("metadata"), "contact": contact, "message": message})
    return Entrada(
        provedor=Provedor.META,
        provedor_id=as_id(message.get("id")) or digest_id(bruto),
        endereco=endereco,
        tipo=conteudo.tipo,
        texto=conteudo.texto,
        botao=conteudo.botao,
        telefone=telefone,
        nome=as_text(as_object(contact.get("profile")).get("name")) or None,
        em_resposta_a=_answered(message),
        midia=conteudo.midia,
        campos={"user_id": bsuid} if bsuid else {},
        em=as_seconds(message.get("timestamp")),
        bruto=bruto,
    )


def _contact_of(message: Objeto, contacts: list[Objeto]) -> Objeto:
    """Whose profile it is: the one of the same number or user id, or the only one."""
    for mine, theirs in (("from", "wa_id"), ("from_user_id", "user_id")):
        if said := as_text(message.get(mine)):
            same = [one for one in contacts if as_text(one.get(theirs)) == said]
            if same:
                return same[0]
    return contacts[0] if len(contacts) == 1 else {}


def _answered(message: Objeto) -> str | None:
    reaction = as_object(message.get("reaction"))
    context = as_object(message.get("context"))
    return as_id(context.get("id")) or as_id(reaction.get("message_id")) or None


def _conteudo(message: Objeto) -> Conteudo:
    kind = as_text(message.get("type"))
    inner = as_object(message.get(kind))
    reader = _READERS.get(kind)
    return reader(inner) if reader else _other(inner)


def _text(inner: Objeto) -> Conteudo:
    return Conteudo(TipoConteudo.TEXTO, as_text(inner.get("body"), MAX_TEXTO))


def _button(inner: Objeto) -> Conteudo:
    return _pressed(inner.get("payload"), inner.get("text"))


def _interactive(inner: Objeto) -> Conteudo:
    reply = as_object(inner.get("button_reply")) or as_object(inner.get("list_reply"))
    return _pressed(reply.get("id"), reply.get("title")) if reply else _other(inner)


def _pressed(payload: Any, title: Any) -> Conteudo:
    return Conteudo(TipoConteudo.BOTAO, as_text(title, MAX_TEXTO), botao=as_text(payload, MAX_BOTAO) or None)


def _audio(inner: Objeto) -> Conteudo:
    return Conteudo(TipoConteudo.AUDIO, midia=as_id(inner.get("id")) or None)


def _image(inner: Objeto) -> Conteudo:
    return Conteudo(
        TipoConteudo.IMAGEM, as_text(inner.get("caption"), MAX_TEXTO), midia=as_id(inner.get("id")) or None
    )


def _other(inner: Objeto) -> Conteudo:
    """Documents, videos, places, reactions and what is still to be invented: the words that come with it."""
    said = inner.get("caption") or inner.get("emoji") or inner.get("body")
    return Conteudo(texto=as_text(said, MAX_TEXTO), midia=as_id(inner.get("id")) or None)


_READERS: dict[str, Callable[[Objeto], Conteudo]] = {
    "text": _text,
    "button": _button,
    "interactive": _interactive,
    "audio": _audio,
    "image": _image,
}


def _recibo(status: Objeto) -> Recibo | None:
    """None for a status that moves no message of ours, such as one that names none."""
    situacao = _SITUACOES.get(as_text(status.get("status")))
    provedor_id = as_id(status.get("id"))
    if situacao is None or not provedor_id:
        return None
    errors = as_list(status.get("errors"))
    return Recibo(
        provedor=Provedor.META,
        situacao=situacao,
        provedor_id=provedor_id,
        chave=as_id(status.get("biz_opaque_callback_data")),
        codigo=as_text(as_object(errors[0]).get("code"), 50) if errors else "",
        em=as_seconds(status.get("timestamp")),
    )


def _preferencia(said: Objeto) -> Preferencia | None:
    value = as_text(said.get("value"))
    number = as_text(said.get("wa_id"))
    endereco = international(number) or as_text(said.get("user_id")) or reach(number)
    if value not in ("stop", "resume") or not endereco:
        return None
    return Preferencia(Provedor.META, endereco, sair=value == "stop", em=as_seconds(said.get("timestamp")))
