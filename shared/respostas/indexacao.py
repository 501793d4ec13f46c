"""What search knows of approved answers is kept true: told by the queue after each change, healed by the sweep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed, TransientError
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.mensagens.indice_models import Indice, TipoItem
from shared.mensagens.itens import item_of_resposta
from shared.respostas.errors import RespostaNotFound
from shared.respostas.models import Resposta
from shared.respostas.store import ATTEMPTS, RespostaStore

QUEUE = "respostas-indexar"
LEFT_BEHIND_AFTER = timedelta(minutes=10)
SWEEP_PAGE = 200
_log = get_logger(__name__)


@dataclass(frozen=True)
class Indexador:
    open_respostas: Callable[[str], RespostaStore]
    indice: Indice
    queues: Queues
    now: Now

    async def enqueue(self, conta: str, resposta_id: str, traceparent: str = "") -> None:
        """Send the hint. A queue that does not take it costs ten minutes, not the resposta: the sweep heals it."""
        message: dict[str, str | int] = {
            "v": 1,
            "conta": conta,
            "resposta_id": resposta_id,
            "traceparent": traceparent,
        }
        try:
            await self.queues.send(QUEUE, message)
        except TransientError:
            _log.warning("resposta.not_queued", extra={"resposta_id": resposta_id, "conta": conta})

    async def index(self, conta: str, resposta_id: str) -> None:
        """Make search know the newest version; one that is gone is taken out. Raises `TransientError`."""
        store = self.open_respostas(conta)
        told = False
        for _ in range(ATTEMPTS):
            try:
                read = await store.get(resposta_id)
                if read.resposta.indexada_em and not told:
                    return
                await self._tell(conta, read.resposta)
                told = True  # maybe of an old version, over what another worker told: until a save says otherwise
                await store.save(read.resposta.model_copy(update={"indexada_em": self.now()}), read.etag)
                return
            except RespostaNotFound:
                await self.indice.remove(conta, TipoItem.RESPOSTA, resposta_id)
                return
            except PreconditionFailed:
                continue
        raise TransientError

    async def _tell(self, conta: str, resposta: Resposta) -> None:
        item = item_of_resposta(resposta)
        if item is None:
            await self.indice.remove(conta, TipoItem.RESPOSTA, resposta.id)
        else:
            await self.indice.put(conta, item)

    async def sweep(self, conta: str) -> int:
        """Queue again what waits for ten minutes; how many it was. Running it twice costs hints only."""
        before = self.now() - LEFT_BEHIND_AFTER
        left = await self.open_respostas(conta).not_indexed(before, limit=SWEEP_PAGE)
        for resposta_id in left:
            await self.enqueue(conta, resposta_id)
        return len(left)

    def fail(self, conta: str, resposta_id: str) -> None:
        """The queue gave up, so raise the alarm. It still waits: the sweep hands it over again."""
        _log.error("resposta.not_indexed", extra={"resposta_id": resposta_id, "conta": conta})
