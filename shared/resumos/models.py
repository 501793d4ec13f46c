"""The documents of resumos: an answer that is kept, its parts where it is long, and what tells that it is stale."""

from typing import ClassVar

from shared.kit.models import Document, Instant


class Entrada(Document):
    """One cached answer; its id is S4's key. `geracoes` are those of its assuntos as they were before it was made.

    `corpo` is the gzipped body in base64, or None where it lies in `partes` documents `parte:{lote}:{n}`. `crc` is
    of the gzipped bytes. `expira_em` is business time, the document's TTL only cleans up.
    """

    CONTAINER: ClassVar[str] = "resumos"

    v: int = 1
    geracoes: dict[str, str]
    etag: str
    crc: int
    lote: str
    partes: int = 0
    corpo: str | None = None
    atualizado_em: str | None = None
    expira_em: Instant


class CacheLimpo(Document):
    """S4's three members, and which answers were removed."""

    status: str = "success"
    message: str
    note: str
    removidos: int
    chaves: tuple[str, ...]
