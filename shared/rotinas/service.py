"""When the timers ran, and what waits. It reads documents of others, and writes only the timers' own."""

from dataclasses import dataclass
from datetime import timedelta

from shared.atendimentos.models import Atendimento
from shared.kit.clock import Now, instant, parse_instant
from shared.kit.errors import NotFound, TransientError
from shared.kit.logging import get_logger
from shared.kit.store import Documents, DocumentStore, Query, Where
from shared.relatos.models import Relato
from shared.rotinas.models import ROTINAS, Rotina
from shared.rotinas.views import FluxosEmEspera, StatusAgendador, Trabalho

_RODOU = "rodou_em"
# The sweep heals what is later than that.
_LATE = timedelta(minutes=10)
_log = get_logger(__name__)


@dataclass(frozen=True)
class RotinaService:
    documents: Documents
    now: Now

    async def ran(self, rotina: Rotina) -> None:
        """Write down that it came to its end. An outage of this costs a line of the status, not the run."""
        try:
            await self._own().upsert(rotina.id, {_RODOU: instant(self.now())})
        except TransientError:
            _log.warning("rotina.not_noted", extra={"rotina": rotina.id})

    async def status(self, conta: str) -> StatusAgendador:
        return StatusAgendador(
            jobs=tuple([await self._job(rotina) for rotina in ROTINAS]),
            confirmacoes=await self._waiting(self.documents.open(Atendimento.CONTAINER, conta), "proximo_em"),
            acompanhamentos=await self._waiting(
                self.documents.open(Relato.CONTAINER, conta), "proximo_contato_em"
            ),
        )

    def _own(self) -> DocumentStore:
        """Beside the counters; no conta owns a timer."""
        return self.documents.open("limites", "rotinas")

    async def _job(self, rotina: Rotina) -> Trabalho:
        try:
            stored = await self._own().get(rotina.id)
            last = parse_instant(stored.body[_RODOU])
        except NotFound:
            last = None
        now = self.now()
        is_late = last is not None and rotina.next_after(last) + max(rotina.cada, _LATE) < now
        return Trabalho(
            id=rotina.id, name=rotina.nome, next_run=rotina.next_after(now), last_run=last, late=is_late
        )

    async def _waiting(self, store: DocumentStore, path: str) -> FluxosEmEspera:
        late = instant(self.now() - _LATE)
        page = await store.query(Query((Where(path, ">=", late),), order_by=path, limit=1))
        return FluxosEmEspera(
            esperando=await store.count(Where(path, ">=", late)),
            atrasados=await store.count(Where(path, ">=", ""), Where(path, "<", late)),
            proximo_em=parse_instant(page.items[0].body[path]) if page.items else None,
        )
