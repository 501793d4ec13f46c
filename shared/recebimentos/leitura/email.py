"""E-mail as SendGrid's Inbound Parse posts it: one message, decoded field by field, without what it quotes.

Source: https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parseaddr
from typing import Any

from shared.kit.brasil import email_address
from shared.kit.canais import Entrada, Provedor, TipoConteudo
from shared.kit.errors import MalformedRequest
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.multipart import Parte, read_parts
from shared.recebimentos.leitura.citacao import says_nothing_new, without_quotes
from shared.recebimentos.leitura.corpo import (
    MAX_TEXTO,
    as_id,
    as_list,
    as_text,
    clean,
    excerpt,
    read_inner,
)
from shared.recebimentos.leitura.html import text_of_html
from shared.recebimentos.models import NAO_COMPROVADO
from shared.recebimentos.palavras import read_palavra

_log = get_logger(__name__)
# Fields beside the message itself; of longer ones the beginning is read.
_FIELDS = (
    "headers",
    "text",
    "html",
    "from",
    "to",
    "subject",
    "envelope",
    "charsets",
    "attachment-info",
    "SPF",
    "dkim",
)
_MAX_FIELD = 400_000
_MAX_ATTACHMENTS = 50
_MAX_ADDRESS = 1_000
# Codecs of text that decode in linear time.
_CHARSET = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|us-?ascii|(?:iso-?8859-?|latin-?)\d{1,2}|(?:windows-?|cp)125\d|koi8-?[ru]|"
    r"gb(?:2312|k|18030)|big5|shift_?jis|euc-?(?:jp|kr)|iso-2022-jp",
    re.IGNORECASE,
)
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,500})>")
_HEADER = re.compile(r"^([A-Za-z-]{1,60}):[ \t]?(.*(?:\r?\n[ \t].*)*)", re.MULTILINE)
# Senders that forwarding servers write in the place of the person's.
_FORWARDED = re.compile(r"srs[01][=+-]|prvs=|[^@]{1,200}\+caf_=", re.IGNORECASE)
_SIGNED_BY = re.compile(r"@([^\s:{},]{1,255})\s{0,9}:\s{0,9}pass\b")
_NOBODY = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|nao-?responda|bounces?)(?:[+.].*)?@.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Correio:
    """The post's fields as text, the message's headers by name in lower case, and the names of its attachments."""

    fields: Mapping[str, str]
    headers: Mapping[str, str]
    anexos: tuple[str, ...] = field(default=())


def read(raw: bytes, content_type: str, *, proprios: Collection[str]) -> list[Entrada]:
    """The message, unless a machine wrote it or one of `proprios`, our own addresses, did.

    Raises `MalformedRequest` for what is no post of Inbound Parse.
    """
    correio = _correio(list(read_parts(raw, content_type)))
    if not correio.fields.keys() & {"from", "envelope", "headers"}:
        raise MalformedRequest("O formulário não traz uma mensagem de e-mail.")
    sender = _sender(correio)
    if sender is None or _is_of_a_machine(correio, sender) or sender in {one.lower() for one in proprios}:
        _log.info("email.ignored")
        return []
    return [_entrada(correio, sender)]


def _correio(parts: list[Parte]) -> _Correio:
    texts = {part.nome: part for part in reversed(parts) if part.arquivo is None and part.nome in _FIELDS}
    charsets = read_inner(_decoded(texts["charsets"], "")) if "charsets" in texts else {}
    fields = {name: _decoded(part, as_text(charsets.get(name))) for name, part in texts.items()}
    named = [part.arquivo for part in parts if part.arquivo is not None][:_MAX_ATTACHMENTS]
    return _Correio(
        fields, _headers(fields.get("headers", "")), tuple(as_text(name) or "anexo" for name in named)
    )


def _decoded(part: Parte, charset: str) -> str:
    """What `charsets` says of the field counts, then what the part says of itself."""
    content = bytes(part.conteudo[:_MAX_FIELD])
    said = charset or part.charset
    try:
        return content.decode(said if _CHARSET.fullmatch(said) else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _headers(text: str) -> dict[str, str]:
    """The first of each name, unfolded."""
    found: dict[str, str] = {}
    for match in _HEADER.finditer(text):
        found.setdefault(match[1].lower(), " ".join(match[2].split()))
    return found


def _sender(correio: _Correio) -> str | None:
    """Who is answered: whom the receiving server spoke to, unless a forwarder put itself there.

    None for a bounce, which has no sender, and for an address that nobody can be answered at.
    """
    envelope = read_inner(correio.fields.get("envelope", ""))
    said = as_text(envelope.get("from"), _MAX_ADDRESS)
    if "from" not in envelope or _FORWARDED.match(said):
        said = _named_address(correio)[1]
    try:
        return email_address(said)
    except ValueError:
        return None


def _may_be_forged(correio: _Correio, sender: str) -> bool:
    """Whether the server that sent it may not speak for the sender, and the sender's did not sign it either."""
    envelope = as_text(read_inner(correio.fields.get("envelope", "")).get("from"), _MAX_ADDRESS)
    is_vouched = correio.fields.get("SPF", "").strip().lower() not in ("fail", "softfail")
    if is_vouched and envelope.lower() == sender:
        return False
    domain = sender.rpartition("@")[2]
    signers = _SIGNED_BY.findall(correio.fields.get("dkim", "").lower())
    return not any(domain == one or domain.endswith(f".{one}") for one in signers)


def _named_address(correio: _Correio) -> tuple[str, str]:
    """Name and address of the `From` that people see."""
    said = correio.fields.get("from") or correio.headers.get("from", "")
    try:
        return parseaddr(_words(said, _MAX_ADDRESS))
    except RecursionError:  # comments within comments
        return "", ""


def _is_of_a_machine(correio: _Correio, sender: str) -> bool:
    """An answer to these would be answered by a machine again, and so on. Source: RFC 3834."""
    headers = correio.headers
    automatic = headers.get("auto-submitted", "no").partition(";")[0].strip().lower() != "no"
    bulk = headers.get("precedence", "").lower() in ("bulk", "list", "junk", "auto_reply")
    of_a_list = "list-id" in headers or "list-unsubscribe" in headers or "x-autoreply" in headers
    to_itself = sender in _recipients(correio)
    return automatic or bulk or of_a_list or to_itself or _NOBODY.fullmatch(sender) is not None


def _recipients(correio: _Correio) -> set[str]:
    told = as_list(read_inner(correio.fields.get("envelope", "")).get("to"))
    return {as_text(one, _MAX_ADDRESS).lower() for one in told}


def _entrada(correio: _Correio, sender: str) -> Entrada:
    assunto = _words(correio.fields.get("subject") or correio.headers.get("subject", ""))
    texto = _texto(correio, assunto)
    named = _MESSAGE_ID.search(correio.headers.get("message-id", ""))
    answered = _MESSAGE_ID.findall(correio.headers.get("in-reply-to", "")) or _MESSAGE_ID.findall(
        correio.headers.get("references", "")
    )
    campos: dict[str, Any] = {"anexos": as_text(", ".join(correio.anexos), 2_000)} if correio.anexos else {}
    if _may_be_forged(correio, sender):
        campos[NAO_COMPROVADO] = "sim"
    date = correio.headers.get("date", "")
    return Entrada(
        provedor=Provedor.EMAIL,
        provedor_id=as_id(named[1]) if named else digest_id("email", sender, date, assunto, texto),
        endereco=sender,
        tipo=TipoConteudo.TEXTO if texto or not correio.anexos else TipoConteudo.OUTRO,
        texto=texto,
        nome=as_text(_named_address(correio)[0]) or None,
        assunto=assunto or None,
        em_resposta_a=as_id(answered[-1]) if answered else None,
        campos=campos,
        bruto=excerpt({name: text for name, text in correio.fields.items() if name != "html"}),
    )


def _texto(correio: _Correio, assunto: str) -> str:
    """Nothing where the subject alone says it, as in the mails by which people leave."""
    plain = correio.fields.get("text", "")
    if not plain.strip():
        plain = text_of_html(correio.fields.get("html", ""))
    if read_palavra(assunto) and says_nothing_new(plain):
        return ""
    return clean(without_quotes(plain), MAX_TEXTO)


def _words(text: str, most: int = 200) -> str:
    """Encoded words of RFC 2047 as text; those that cannot be read stay as they came."""
    try:
        parts = decode_header(text[:_MAX_ADDRESS]) if "=?" in text else [(text, None)]
        said = [
            part if isinstance(part, str) else part.decode(charset or "latin-1", "replace")
            for part, charset in parts
            if not charset or _CHARSET.fullmatch(charset)
        ]
    except (ValueError, LookupError, HeaderParseError):
        return as_text(text, most)
    return as_text(" ".join("".join(said).split()), most)
