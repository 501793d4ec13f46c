"""Every query about the cached answers of one conta: entries, the parts of long ones, generations."""

import asyncio
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from shared.kit.errors import NotFound
from shared.kit.store import DocumentStore, Query, Stored, Where, read_many
from shared.resumos.models import Entrada
from shared.resumos.ports import Assunto

# A third more in base64: an entry of 100 KB is cheap to read with its header, a part stays well under 1.5 MB.
INLINE = 75_000
PART = 1_000_000
# Parts outlive the entry that names them: who has read the entry finds them.
_GRACE_S = 60
_PARTS_A_PAGE = 5


class Unreadable(ValueError):
    """What is kept is not whole, or not what was written."""


@dataclass(frozen=True, slots=True)
class Lido:
    """An entry, if there is one, and the generations as of the same moment ("" where nothing ever changed)."""

    entrada: Entrada | None
    geracoes: dict[str, str]


@dataclass(frozen=True)
class ResumoStore:
    documents: DocumentStore

    async def read(self, chave: str, assuntos: Iterable[Assunto]) -> Lido:
        """Point reads, all at once."""
        ids = {assunto.value: f"geracao:{assunto}" for assunto in assuntos}
        found = await read_many(self.documents, [chave, *ids.values()])
        geracoes = {name: found[one].body["geracao"] if one in found else "" for name, one in ids.items()}
        kept = found.get(chave)
        return Lido(_entrada(kept) if kept else None, geracoes)

    async def body(self, entrada: Entrada) -> bytes:
        """The gzipped body. Raises `Unreadable` when a part is gone or damaged: it is never of two makings."""
        if entrada.corpo is not None:
            texts = [entrada.corpo]
        else:
            texts = await asyncio.gather(*(self._part(name) for name in _parts(entrada.lote, entrada.partes)))
        try:
            whole = b"".join(b64decode(text, validate=True) for text in texts)
        except ValueError:
            raise Unreadable from None
        if zlib.crc32(whole) != entrada.crc:
            raise Unreadable
        return whole

    async def _part(self, name: str) -> str:
        try:
            text = (await self.documents.get(name)).body.get("corpo")
        except NotFound:
            raise Unreadable from None
        if not isinstance(text, str):
            raise Unreadable
        return text

    async def keep(self, chave: str, entrada: Entrada, body: bytes, *, ttl_s: int) -> None:
        """Write `entrada` with its body: the parts first, so that whoever reads the entry finds them."""
        whole = {"crc": zlib.crc32(body)}
        if len(body) <= INLINE:
            kept = entrada.model_copy(update=whole | {"corpo": b64encode(body).decode()})
        else:
            pieces = [body[start : start + PART] for start in range(0, len(body), PART)]
            kept = entrada.model_copy(update=whole | {"partes": len(pieces)})
            for name, piece in zip(_parts(entrada.lote, len(pieces)), pieces, strict=True):
                part = {"corpo": b64encode(piece).decode()}
                await self.documents.upsert(name, part, ttl_s=ttl_s + _GRACE_S)
        await self.documents.upsert(chave, kept.model_dump(mode="json", exclude_none=True), ttl_s=ttl_s)

    async def move_on(self, assuntos: Iterable[Assunto], geracao: str) -> None:
        """Make stale all that was made of these: any `geracao` that was never used before does."""
        moves = (self.documents.upsert(f"geracao:{one}", {"geracao": geracao}) for one in assuntos)
        await asyncio.gather(*moves)

    async def clear(self) -> list[str]:
        """Delete every entry and every part; the keys of the entries, in order."""
        keys = await self._delete(Where("etag", "is_defined", True), limit=100)
        # Also those of entries that were made anew since: a long body is nobody's once its entry is gone.
        await self._delete(Where("id", "starts_with", "parte:"), limit=_PARTS_A_PAGE)
        return keys

    async def _delete(self, which: Where, *, limit: int) -> list[str]:
        """All that match, a page at a time, each time from the beginning: no cursor outlives what it points at."""
        names: set[str] = set()
        while items := (await self.documents.query(Query((which,), limit=limit))).items:
            for stored in items:
                with suppress(NotFound):
                    await self.documents.delete(stored.id)
                    names.add(stored.id)
        return sorted(names)


def _entrada(kept: Stored) -> Entrada | None:
    """None for one that another version has written: it is made anew, and written over."""
    try:
        return Entrada.model_validate(kept.body)
    except ValueError:
        return None


def _parts(lote: str, count: int) -> list[str]:
    return [f"parte:{lote}:{number}" for number in range(count)]
