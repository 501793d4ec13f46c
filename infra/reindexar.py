"""`python -m infra.reindexar`: fills the container of the configured embedder with what every conta holds.

Safe while the app runs, and again after it was stopped: what is there already is passed over.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infra.local.settings import SettingsError, apply, read_local
from shared.kit.errors import NotFound, RetornoError, TransientError
from shared.kit.store import DocumentStore, Query
from shared.mensagens.indice import CONTAINER, container_of
from shared.mensagens.indice_models import Item
from shared.mensagens.itens import item_of_mensagem, item_of_resposta
from shared.wiring import base, contas, indice, mensagens, respostas

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Acervo:
    """One kind of what search knows: where it lies, what search keeps of one, and how search is told of it anew.

    `item` and `tell` raise `NotFound` for what was deleted meanwhile.
    """

    container: str
    item: Callable[[str, str], Awaitable[Item | None]]
    tell: Callable[[str, str], Awaitable[None]]


def main() -> int:
    """The settings are those of the app: the environment first, then local.settings.json or its sample."""
    try:
        values, _ = read_local(Path.cwd())
        apply(values)
        asyncio.run(_run())
    except TransientError:
        return _fail("Parou no meio: um serviço não responde. Rode de novo, e continua de onde estava.")
    except (SettingsError, RetornoError) as error:
        return _fail(f"Não foi possível reindexar: {error}")
    return 0


async def _run() -> None:
    try:
        current = container_of(indice.embedder())
        for conta in await contas.conta_store().ids():
            for acervo in (MENSAGENS, RESPOSTAS):
                await reindex(conta, acervo)
        _say(f"Pronto: {current} tem tudo.")
        for old in [one for one in await base.documents().containers() if _is_old(one, current)]:
            _say(f"{old} pode ser apagado, e deve: o que se elimina de agora em diante continua lá.")
    finally:
        await base.documents().close()


async def reindex(conta: str, acervo: Acervo) -> tuple[int, int]:
    """Tell search of each; how many were told, of how many."""
    store = base.documents().open(acervo.container, conta)
    total, seen, told = await store.count(), 0, 0
    async for document_id in _ids(store):
        seen += 1
        with suppress(NotFound):
            item = await acervo.item(conta, document_id)
            if item is not None and not await indice.indice().holds(conta, item):
                await acervo.tell(conta, document_id)
                told += 1
        if seen % _PAGE == 0:
            _say(f"{conta}: {acervo.container} {seen} de {total}")
    _say(f"{conta}: {acervo.container} {seen} de {total}, {told} de novo")
    return told, seen


async def _ids(store: DocumentStore) -> AsyncIterator[str]:
    cursor: str | None = None
    while True:
        page = await store.query(Query(limit=_PAGE, cursor=cursor))
        for stored in page.items:
            yield stored.id
        if (cursor := page.cursor) is None:
            return


async def _mensagem(conta: str, mensagem_id: str) -> Item | None:
    read = await mensagens.open_mensagens(conta).get(mensagem_id)
    return item_of_mensagem(read.mensagem)


async def _tell_mensagem(conta: str, mensagem_id: str) -> None:
    """Marked as waiting first, so that the sweep takes up what is interrupted here."""
    waiting = {"indexada_em": None}
    await mensagens.open_mensagens(conta).update(mensagem_id, lambda one: one.model_copy(update=waiting))
    await mensagens.indexador().index(conta, mensagem_id)


async def _resposta(conta: str, resposta_id: str) -> Item | None:
    read = await respostas.open_respostas(conta).get(resposta_id)
    return item_of_resposta(read.resposta)


async def _tell_resposta(conta: str, resposta_id: str) -> None:
    waiting = {"indexada_em": None}
    await respostas.open_respostas(conta).update(resposta_id, lambda one: one.model_copy(update=waiting))
    await respostas.indexador().index(conta, resposta_id)


def _is_old(container: str, current: str) -> bool:
    return container.startswith(f"{CONTAINER}-") and container != current


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)  # noqa: T201  # a command-line tool
    return 1


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a command-line tool


MENSAGENS = Acervo("mensagens", _mensagem, _tell_mensagem)
RESPOSTAS = Acervo("respostas", _resposta, _tell_resposta)


if __name__ == "__main__":
    sys.exit(main())
