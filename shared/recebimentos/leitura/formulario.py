"""A form of somebody's site, posted as JSON or as either kind of web form; the fields that we know, and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from shared.kit.brasil import email_address
from shared.kit.canais import Entrada, Provedor
from shared.kit.errors import FieldError, InvalidInput, MalformedRequest
from shared.kit.ids import digest_id
from shared.kit.multipart import read_parts
from shared.recebimentos.leitura.corpo import MAX_TEXTO, as_id, as_text, excerpt, national, read_object

# Hidden from people by the page: what fills it in is a robot.
ARMADILHA = "nao_preencha"
# How long the page had been open, as it says itself: nobody reads and fills in a form within so short a time.
_ABERTO_HA, _FASTEST_MS = "aberto_ha_ms", 1_500
_KNOWN = ("nome", "telefone", "email", "mensagem", "assunto", ARMADILHA)
_MAX_FIELDS = 100
_MAX_EXTRAS = 20
_MAX_EXTRA = 500
_MAX_FIELD = 40_000
# Whoever presses twice within one of these sent one message.
_SAME_WITHIN_MIN = 10


@dataclass(frozen=True, slots=True)
class Envelope:
    """What comes beside the body: `repeticao` is the caller's Idempotency-Key."""

    content_type: str
    repeticao: str | None
    agora: datetime


@dataclass(frozen=True, slots=True)
class Lida:
    """A post; `is_robot` for one that no person can have filled in."""

    entrada: Entrada
    is_robot: bool


def read(raw: bytes, envelope: Envelope) -> Lida:
    """Raises `MalformedRequest`, and `InvalidInput` where nobody could be answered."""
    fields = _fields(raw, envelope.content_type)
    is_robot = bool(as_text(fields.get(ARMADILHA))) or _is_hasty(fields.pop(_ABERTO_HA, None))
    telefone, email = national(as_text(fields.get("telefone"))), _email(fields.get("email"))
    mensagem = as_text(fields.get("mensagem"), MAX_TEXTO)
    _refuse_unanswerable(fields, has_contact=bool(telefone or email), has_words=bool(mensagem))
    bruto = excerpt(dict(fields))
    campos = _extras(fields) | ({"email": email} if email else {})
    entrada = Entrada(
        provedor=Provedor.FORMULARIO,
        provedor_id=_identity(bruto, envelope),
        endereco=telefone or email or "",
        texto=mensagem,
        telefone=telefone,
        nome=as_text(fields.get("nome")) or None,
        assunto=as_text(fields.get("assunto")) or None,
        campos=campos,
        bruto=bruto,
    )
    return Lida(entrada, is_robot=is_robot)


def _is_hasty(aberto_ha: Any) -> bool:
    """A page that does not say how long it was open is believed."""
    return type(aberto_ha) is int and 0 <= aberto_ha < _FASTEST_MS


def _fields(raw: bytes, content_type: str) -> dict[str, Any]:
    """By name in lower case; of several alike the last."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        parts = [part for part in read_parts(raw, content_type) if part.arquivo is None]
        pairs = [(part.nome, bytes(part.conteudo[:_MAX_FIELD]).decode("utf-8", "replace")) for part in parts]
    elif kind == "application/x-www-form-urlencoded":
        pairs = _urlencoded(raw)
    else:
        pairs = list(read_object(raw).items())
    return {as_text(name).lower(): value for name, value in pairs[:_MAX_FIELDS]}


def _urlencoded(raw: bytes) -> list[tuple[str, Any]]:
    try:
        return [*parse_qsl(raw.decode(), errors="strict", max_num_fields=_MAX_FIELDS)]
    except ValueError:
        raise MalformedRequest("O formulário deve vir em UTF-8 e ter no máximo 100 campos.") from None


def _email(value: Any) -> str | None:
    try:
        return email_address(as_text(value, 300))
    except ValueError:
        return None


def _refuse_unanswerable(fields: Mapping[str, Any], *, has_contact: bool, has_words: bool) -> None:
    wrong = [] if has_words else [FieldError("#/mensagem", "é obrigatório")]
    if not has_contact:
        typed = "telefone" if as_text(fields.get("telefone")) else "email"
        sentences = {
            "telefone": "deve ser um telefone com DDD, como (11) 98888-7777",
            "email": "informe um telefone com DDD ou um e-mail válido, para podermos responder",
        }
        wrong.append(FieldError(f"#/{typed}", sentences[typed]))
    if wrong:
        raise InvalidInput(errors=wrong)


def _extras(fields: Mapping[str, Any]) -> dict[str, str]:
    """What the site's author asks besides, under names that are nobody else's."""
    asked = (
        (f"extra_{name[:60]}", as_text(value, _MAX_EXTRA))
        for name, value in fields.items()
        if name not in _KNOWN
    )
    return dict([(name, value) for name, value in asked if name and value][:_MAX_EXTRAS])


def _identity(bruto: str, envelope: Envelope) -> str:
    if envelope.repeticao:  # a page may send everybody's under one key
        return as_id(digest_id("chave", envelope.repeticao, bruto))
    minute = envelope.agora.minute // _SAME_WITHIN_MIN
    return digest_id("formulario", f"{envelope.agora:%Y-%m-%dT%H}:{minute}", bruto)
