"""What search knows of mensagens is kept true: told after each change, by the queue, healed by the sweep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed, TransientError
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.mensagens.errors import MensagemNotFound
from shared.mensagens.indice_models import Indice, TipoItem
from shared.mensagens.itens import item_of_mensagem
from shared.mensagens.models import Mensagem
from shared.mensagens.store import ATTEMPTS, MensagemStore

QUEUE = "mensagens-indexar"
LEFT_BEHIND_AFTER = timedelta(minutes=10)
SWEEP_PAGE = 200
_log = get_logger(__name__)


def to_index(before: Mensagem, after: Mensagem) -> Mensagem:
    """`after`, waiting for search to hear of it where that is news."""
    if item_of_mensagem(before) == item_of_mensagem(after):
        return after
    return after.model_copy(update={"indexada_em": None})


@dataclass(frozen=True)
class Indexador:
    open_mensagens: Callable[[str], MensagemStore]
    indice: Indice
    queues: Queues
    now: Now

    async def enqueue(self, conta: str, mensagem_id: str, traceparent: str = "") -> None:
        """Send the hint. A queue that does not take it costs ten minutes, not the mensagem: the sweep heals it."""
        message: dict[str, str | int] = {
            "v": 1,
            "conta": conta,
            "mensagem_id": mensagem_id,
            "traceparent": traceparent,
        }
        try:
            await self.queues.send(QUEUE, message)
        except TransientError:
            _log.warning("mensagem.not_queued", extra={"mensagem_id": mensagem_id, "conta": conta})

    async def index(self, conta: str, mensagem_id: str) -> None:
        """Make search know the newest version; one that is gone is taken out. Raises `TransientError`."""
        store = self.open_mensagens(conta)
        told = False
        for _ in range(ATTEMPTS):
            try:
                read = await store.get(mensagem_id)
                if read.mensagem.indexada_em and not told:
                    return
                await self.indice.put(conta, item_of_mensagem(read.mensagem))
                told = True  # maybe of an old version, over what another worker told: until a save says otherwise
                await store.save(read.mensagem.model_copy(update={"indexada_em": self.now()}), read.etag)
                return
            except MensagemNotFound:
                await self.indice.remove(conta, TipoItem.MENSAGEM, mensagem_id)
                return
            except PreconditionFailed:
                continue
        raise TransientError

    async def forget(self, conta: str, mensagem_id: str) -> None:
        """Delete it from search and from the store. Raises `MensagemNotFound`.

        From search first, so that an outage in between leaves something to ask for again; and once more afterwards,
        for a worker that told search of it meanwhile.
        """
        await self.indice.remove(conta, TipoItem.MENSAGEM, mensagem_id)
        await self.open_mensagens(conta).delete(mensagem_id)
        await self.indice.remove(conta, TipoItem.MENSAGEM, mensagem_id)

    async def sweep(self, conta: str) -> int:
        """Queue again what waits for ten minutes; how many it was. Running it twice costs hints only."""
        before = self.now() - LEFT_BEHIND_AFTER
        left = await self.open_mensagens(conta).not_indexed(before, limit=SWEEP_PAGE)
        for mensagem_id in left:
            await self.enqueue(conta, mensagem_id)
        return len(left)

    def fail(self, conta: str, mensagem_id: str) -> None:
        """The queue gave up, so raise the alarm. It still waits: the sweep hands it over again."""
        _log.error("mensagem.not_indexed", extra={"mensagem_id": mensagem_id, "conta": conta})
