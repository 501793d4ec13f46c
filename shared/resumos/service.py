"""The cache: an answer that was made is shown again until it is old, or what it was made of has changed."""

import hashlib
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.kit.clock import Now
from shared.kit.errors import RetornoError
from shared.kit.etags import digest_tag, is_fresh
from shared.kit.logging import get_logger
from shared.resumos.models import CacheLimpo, Entrada
from shared.resumos.ports import Assunto, Corpo, Pedido, Resumo
from shared.resumos.store import Lido, ResumoStore

_GZIP = 31  # zlib's number for a gzip container
_LEVEL = 5
# What is kept may fail to be read or written in these ways; each is a miss. A ValueError is one that is no longer
# what we wrote.
_FAILURES = (RetornoError, ValueError)
_log = get_logger(__name__)

OpenResumos = Callable[[str], ResumoStore]


@dataclass(frozen=True)
class ResumoService:
    """`now` is business time: an answer about the day is not shown on another one."""

    open_resumos: OpenResumos
    now: Now
    new_id: Callable[[], str]

    async def get(self, pedido: Pedido, make: Callable[[], Awaitable[bytes]], *, known: str = "") -> Resumo:
        return await self.stream(pedido, lambda: _Whole(make), known=known)

    async def stream(self, pedido: Pedido, make: Callable[[], Corpo], *, known: str = "") -> Resumo:
        now = self.now()
        lido = await self._read(pedido)
        if lido and (kept := await self._kept(pedido, lido, known=known, now=now)):
            return kept
        made = await _made(make())
        if lido:
            expires = now + timedelta(seconds=pedido.ttl_s)
            await self._keep(pedido, made, geracoes=lido.geracoes, expires=expires)
        return made

    async def _read(self, pedido: Pedido) -> Lido | None:
        """None when the cache is down: without the generations of before, what is made may not be kept."""
        try:
            return await self.open_resumos(pedido.conta).read(pedido.chave, pedido.assuntos)
        except _FAILURES as error:
            _warn("resumo.not_read", pedido.conta, error)
            return None

    async def _kept(self, pedido: Pedido, lido: Lido, *, known: str, now: datetime) -> Resumo | None:
        entrada = lido.entrada
        if entrada is None or entrada.expira_em <= now or entrada.geracoes != lido.geracoes:
            return None
        try:
            is_known = bool(known) and is_fresh(known, entrada.etag)
            body = b"" if is_known else await self.open_resumos(pedido.conta).body(entrada)
        except _FAILURES as error:
            _warn("resumo.unreadable", pedido.conta, error)
            return None
        return Resumo(body, entrada.etag, hit=True, atualizado_em=entrada.atualizado_em)

    async def _keep(
        self, pedido: Pedido, made: Resumo, *, geracoes: dict[str, str], expires: datetime
    ) -> None:
        entrada = Entrada(
            geracoes=geracoes,
            etag=made.etag,
            crc=0,
            lote=self.new_id(),
            atualizado_em=made.atualizado_em,
            expira_em=expires,
        )
        try:
            store = self.open_resumos(pedido.conta)
            await store.keep(pedido.chave, entrada, made.gzip, ttl_s=pedido.ttl_s)
        except _FAILURES as error:
            _warn("resumo.not_kept", pedido.conta, error)

    async def changed(self, conta: str, *assuntos: Assunto) -> None:
        try:
            await self.open_resumos(conta).move_on(assuntos, self.new_id())
        except _FAILURES as error:
            _warn("resumo.not_invalidated", conta, error)

    async def clear(self, conta: str) -> CacheLimpo:
        """Delete what is kept of the conta, and keep nothing of what is being made right now.

        Raises `TransientError`: who asks for it must know that it was not done.
        """
        store = self.open_resumos(conta)
        await store.move_on(Assunto, self.new_id())
        chaves = await store.clear()
        return CacheLimpo(
            message=_message(len(chaves)),
            note="A próxima requisição de cada endereço recalcula a resposta.",
            removidos=len(chaves),
            chaves=tuple(chaves),
        )


@dataclass(frozen=True)
class _Whole:
    """A body that is made at once."""

    make: Callable[[], Awaitable[bytes]]
    atualizado_em: str | None = None

    async def pieces(self) -> AsyncIterator[bytes]:
        yield await self.make()


async def _made(corpo: Corpo) -> Resumo:
    """Compressed as it comes: what is in memory is one piece and what became of those before."""
    digest, packer, packed = hashlib.sha256(), zlib.compressobj(_LEVEL, wbits=_GZIP), []
    async for piece in corpo.pieces():
        digest.update(piece)
        packed.append(packer.compress(piece))
    packed.append(packer.flush())
    return Resumo(b"".join(packed), digest_tag(digest), hit=False, atualizado_em=corpo.atualizado_em)


def _warn(event: str, conta: str, error: Exception) -> None:
    _log.warning(event, extra={"conta": conta, "error": type(error).__name__})


def _message(count: int) -> str:
    if count == 0:
        return "O cache já estava vazio."
    return (
        "1 resposta foi removida do cache." if count == 1 else f"{count} respostas foram removidas do cache."
    )
