"""Telegram: one update per post; only what a person writes to the bot itself counts.

Source: https://core.telegram.org/bots/api#update
"""

from shared.kit.canais import Entrada, Provedor, TipoConteudo
from shared.kit.errors import MalformedRequest
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
    read_object,
)


def read(raw: bytes) -> list[Entrada]:
    """Raises `MalformedRequest` for what is no update."""
    update = read_object(raw)
    update_id = as_id(update.get("update_id"))
    if not update_id:
        raise MalformedRequest("O corpo não é uma atualização do Telegram.")
    query = as_object(update.get("callback_query"))
    if query:
        found = _pressed(query, update)
    else:
        message = as_object(update.get("message")) or as_object(update.get("edited_message"))
        found = _entrada(message, as_object(message.get("from")), update, _conteudo(message))
    return [found] if found else []


def callback_to_answer(raw: bytes) -> str:
    """The id of the callback query that the person's app is waiting for, "" where it waits for none."""
    return as_id(as_object(read_object(raw).get("callback_query")).get("id"))


def _pressed(query: Objeto, update: Objeto) -> Entrada | None:
    """A button under a message of ours, which is what it answers."""
    message = as_object(query.get("message"))
    conteudo = Conteudo(
        TipoConteudo.BOTAO,
        _title(message, query.get("data")),
        botao=as_text(query.get("data"), MAX_BOTAO) or None,
    )
    return _entrada(message, as_object(query.get("from")), update, conteudo)


def _title(message: Objeto, data: object) -> str:
    """What the person read on the button."""
    rows = as_list(as_object(message.get("reply_markup")).get("inline_keyboard"))
    for button in (as_object(one) for row in rows for one in as_list(row)):
        if data and button.get("callback_data") == data:
            return as_text(button.get("text"), MAX_TEXTO)
    return ""


def _entrada(message: Objeto, sender: Objeto, update: Objeto, conteudo: Conteudo) -> Entrada | None:
    """None for what no person said to us alone. Ids of messages begin anew with every bot, so the update counts too."""
    chat = as_object(message.get("chat"))
    chat_id, message_id = as_id(chat.get("id")), as_id(message.get("message_id"))
    if not (chat_id and message_id) or chat.get("type") != "private" or sender.get("is_bot") is True:
        return None
    answered = message_id if "callback_query" in update else _replied(message)
    names = (as_text(sender.get("first_name"), 100), as_text(sender.get("last_name"), 100))
    return Entrada(
        provedor=Provedor.TELEGRAM,
        provedor_id=message_id,
        endereco=chat_id,
        tipo=conteudo.tipo,
        texto=conteudo.texto,
        botao=conteudo.botao,
        telefone=_own_phone(message, sender),
        nome=" ".join(filter(None, names)) or None,
        em_resposta_a=answered or None,
        midia=conteudo.midia,
        em=as_seconds(message.get("edit_date") or message.get("date")),
        versao=as_id(update.get("update_id")),
        bruto=excerpt(update),
    )


def _replied(message: Objeto) -> str:
    return as_id(as_object(message.get("reply_to_message")).get("message_id"))


def _own_phone(message: Objeto, sender: Objeto) -> str | None:
    """Only a contact that says of itself that it is the sender's."""
    contact = as_object(message.get("contact"))
    user_id = as_id(contact.get("user_id"))
    is_own = user_id and user_id == as_id(sender.get("id"))
    return international(as_text(contact.get("phone_number"))) if is_own else None


def _conteudo(message: Objeto) -> Conteudo:
    if "text" in message:
        return Conteudo(TipoConteudo.TEXTO, as_text(message["text"], MAX_TEXTO))
    caption = as_text(message.get("caption"), MAX_TEXTO)
    sound = as_object(message.get("voice")) or as_object(message.get("audio"))
    if sound:
        return Conteudo(TipoConteudo.AUDIO, caption, midia=as_id(sound.get("file_id")) or None)
    sizes = as_list(message.get("photo"))
    if sizes:
        return Conteudo(
            TipoConteudo.IMAGEM, caption, midia=as_id(as_object(sizes[-1]).get("file_id")) or None
        )
    other = as_object(message.get("document")) or as_object(message.get("video"))
    return Conteudo(texto=caption, midia=as_id(other.get("file_id")) or None)
