"""Resumos: the cache, what makes it stale, and how a cached answer leaves."""

from collections.abc import Awaitable, Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kit import clock
from shared.kit.routes import Answer, Call
from shared.wiring.base import documents, real_ulid

if TYPE_CHECKING:
    from shared.resumos.ports import Invalidacao, Pedido, Resumo, Resumos
    from shared.resumos.service import ResumoService
    from shared.resumos.store import ResumoStore
    from shared.resumos.titular import ResumoGuardiao


def open_resumos(conta: str) -> "ResumoStore":
    from shared.resumos.models import Entrada
    from shared.resumos.store import ResumoStore

    return ResumoStore(documents().open(Entrada.CONTAINER, conta))


@cache
def resumo_service() -> "ResumoService":
    from shared.resumos.service import ResumoService

    return ResumoService(open_resumos=open_resumos, now=clock.now, new_id=real_ulid)


def resumos() -> "Resumos":
    return resumo_service()


def invalidacao() -> "Invalidacao":
    return resumo_service()


@cache
def resumo_guardiao() -> "ResumoGuardiao":
    from shared.resumos.titular import ResumoGuardiao

    return ResumoGuardiao(open_resumos=open_resumos, new_id=real_ulid)


async def answered(call: Call[Any, Any], pedido: "Pedido", make: Callable[[], Awaitable[bytes]]) -> Answer:
    """The cached answer to `call`, else what `make` gives: the bytes of a JSON body."""
    return answer(await resumos().get(pedido, make, known=known(call)))


def known(call: Call[Any, Any]) -> str:
    """What the caller has already: it is not read again."""
    return call.headers.get("if-none-match", "")


def answer(resumo: "Resumo") -> Answer:
    """The bytes as they are kept; a caller that reads no gzip gets them unpacked where they leave."""
    headers = {
        "Content-Encoding": "gzip",
        "ETag": resumo.etag,
        "X-Cache": "HIT" if resumo.hit else "MISS",
    }
    if resumo.atualizado_em:
        headers["X-Atualizado-Em"] = resumo.atualizado_em
    return Answer(resumo.gzip, headers=headers)
