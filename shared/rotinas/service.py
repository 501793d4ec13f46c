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
# Where each flow's document says when it wakes next.
_FLUXOS = {
    "confirmacao": (Atendimento.CONTAINER, "proximo_em"),
    "acompanhamento": (Relato.CONTAINER, "proximo_contato_em"),
}
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
            jobs=await self.jobs(),
            confirmacoes=await self._waiting(conta, "confirmacao"),
            acompanhamentos=await self._waiting(conta, "acompanhamento"),
        )

    async def jobs(self) -> tuple[Trabalho, ...]:
        return tuple([await self._job(rotina) for rotina in ROTINAS])

    async def count_flows(self, conta: str) -> None:
        """Tell the logs how many flows wait and how many are late, where there are any."""
        for fluxo in _FLUXOS:
            found = await self._waiting(conta, fluxo)
            if found.esperando or found.atrasados:
                counts = {"esperando": found.esperando, "atrasados": found.atrasados}
                _log.info("fluxos.counted", extra={"conta": conta, "fluxo": fluxo, **counts})

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

    async def _waiting(self, conta: str, fluxo: str) -> FluxosEmEspera:
        container, path = _FLUXOS[fluxo]
        store = self.documents.open(container, conta)
        late = instant(self.now() - _LATE)
        page = await store.query(Query((Where(path, ">=", late),), order_by=path, limit=1))
        return FluxosEmEspera(
            esperando=await store.count(Where(path, ">=", late)),
            atrasados=await store.count(Where(path, ">=", ""), Where(path, "<", late)),
            proximo_em=parse_instant(page.items[0].body[path]) if page.items else None,
        )
