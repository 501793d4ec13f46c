"""Botconversa: its own shape of a message, and the one that S3's N8N flows send; both are made up by flow authors."""

from datetime import datetime

from shared.kit.canais import Entrada, Provedor, TipoConteudo
from shared.kit.errors import MalformedRequest
from shared.kit.ids import digest_id
from shared.recebimentos.leitura.corpo import (
    MAX_TEXTO,
    Conteudo,
    Objeto,
    as_id,
    as_object,
    as_seconds,
    as_text,
    excerpt,
    national,
    reach,
    read_object,
)
from shared.recebimentos.models import DE_FLUXO

# S3 knows an N8N body by these three; the agenda's number has three names.
_N8N = ("telefone", "subscriber_id", "resposta")
_AGENDA = ("nr_seq_agenda", "nr_sequencia_agenda", "nr_sequencia")
_MAX_URL = 2_000
_TIPOS = {
    "text": TipoConteudo.TEXTO,
    "button": TipoConteudo.BOTAO,
    "audio": TipoConteudo.AUDIO,
    "voice": TipoConteudo.AUDIO,
    "image": TipoConteudo.IMAGEM,
}


def read(raw: bytes, *, execucao: str, agora: datetime) -> list[Entrada]:
    """`execucao` is N8N's id of the run that calls, "" where its author sends none.

    Raises `MalformedRequest` for what is of neither shape.
    """
    body = read_object(raw)
    if all(name in body for name in _N8N):
        found = _of_n8n(body, execucao=execucao, agora=agora)
    elif "contact" in body or "type" in body:
        found = _native(body, agora=agora)
    else:
        raise MalformedRequest("O corpo não é um aviso da Botconversa nem do N8N.")
    return [found] if found else []


def phone_as_written(raw: bytes) -> str | None:
    """The phone in a body that could be read, for who compares it with what they sent."""
    body = read_object(raw)
    return as_text(body.get("telefone")) or as_text(as_object(body.get("contact")).get("phone")) or None


def _of_n8n(body: Objeto, *, execucao: str, agora: datetime) -> Entrada | None:
    """None where nobody can be answered."""
    subscriber = as_id(body["subscriber_id"])
    agenda = next(filter(None, (as_id(body.get(name)) for name in _AGENDA)), "")
    said = as_text(body.get("mensagem_original"), MAX_TEXTO)
    texto = as_text(body["resposta"], MAX_TEXTO) or said
    campos = {
        "subscriber_id": subscriber,
        "nr_seq_agenda": agenda,
        "id_tabela": as_id(body.get("id_tabela")),
        DE_FLUXO: "n8n",
        "mensagem_original": said,
    }
    telefone, endereco = _reach(as_text(body["telefone"]), subscriber)
    if not endereco:
        return None
    # One run may call for many people; without its number an author's retry looks like an answer given again.
    run = as_id(execucao) or f"{agora:%Y-%m-%dT%H:%M}"
    return Entrada(
        provedor=Provedor.BOTCONVERSA,
        provedor_id=digest_id("n8n", run, subscriber, agenda, texto),
        endereco=endereco,
        texto=texto,
        telefone=telefone,
        nome=as_text(body.get("nome_paciente")) or None,
        campos={name: value for name, value in campos.items() if value},
        bruto=excerpt(body),
    )


def _native(body: Objeto, *, agora: datetime) -> Entrada | None:
    """None for a status, which names no message of ours, and where nobody can be answered."""
    contact, message = as_object(body.get("contact")), as_object(body.get("message"))
    subscriber = as_id(contact.get("id"))
    telefone, endereco = _reach(as_text(contact.get("phone")), subscriber)
    if not (message and endereco):
        return None
    conteudo = _conteudo(message)
    names = (as_text(contact.get("first_name"), 100), as_text(contact.get("last_name"), 100))
    when = as_text(message.get("timestamp")) or f"{agora:%Y-%m-%dT%H:%M}"
    return Entrada(
        provedor=Provedor.BOTCONVERSA,
        provedor_id=as_id(message.get("id")) or digest_id("botconversa", subscriber, when, excerpt(message)),
        endereco=endereco,
        tipo=conteudo.tipo,
        texto=conteudo.texto,
        telefone=telefone,
        nome=as_text(contact.get("full_name")) or " ".join(filter(None, names)) or None,
        midia=conteudo.midia,
        campos={"subscriber_id": subscriber} if subscriber else {},
        em=as_seconds(message.get("timestamp")),
        bruto=excerpt(body),
    )


def _reach(phone: str, subscriber: str) -> tuple[str | None, str]:
    """The phone, and how the person is answered, "" where nobody can be."""
    telefone = national(phone)
    return telefone, telefone or subscriber or reach(phone)


def _conteudo(message: Objeto) -> Conteudo:
    """Of what is no text the content is an address."""
    tipo = _TIPOS.get(as_text(message.get("type")), TipoConteudo.OUTRO)
    content = as_text(message.get("content"), MAX_TEXTO)
    if tipo in (TipoConteudo.AUDIO, TipoConteudo.IMAGEM) and content.startswith("https://"):
        return Conteudo(tipo, midia=content[:_MAX_URL])
    return Conteudo(tipo, content)
