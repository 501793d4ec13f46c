"""The daily run of a conta: a document that says how far it is, and one message for the page that comes next.

The document is the truth: a message for a page that was done does nothing, so two messages never make two chains.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from shared.contas.models import Conta
from shared.kit.clock import Now, local_day
from shared.kit.errors import Conflict, PreconditionFailed, TransientError
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.resumos.ports import Assunto, Invalidacao
from shared.rotinas.models import SAUDE
from shared.saude.errors import RodadaNotFound
from shared.saude.pagina import Feito, PaginaService
from shared.saude.ports import Contas
from shared.saude.rodada_models import Fase, Rodada, RodadaStatus
from shared.saude.rodada_store import RodadaStore, rodada_id

QUEUE = "saude-paginas"
LEFT_BEHIND_AFTER = timedelta(minutes=10)
_ATTEMPTS = 8
_LOOKED_BACK = timedelta(days=31)
_log = get_logger(__name__)


@dataclass(frozen=True)
class RodadaService:
    open_rodadas: Callable[[str], RodadaStore]
    contas: Contas
    pagina: PaginaService
    invalidacao: Invalidacao
    queues: Queues
    now: Now

    async def start(self, conta_id: str, *, por: str, again: bool = False, traceparent: str = "") -> Rodada:
        """The run of today, begun unless there is one; one that failed, and with `again` any that ended, begins anew.

        Stored first, queued second: a crash in between is healed by the sweep.
        """
        conta = await self.contas.load(conta_id)
        store = self.open_rodadas(conta_id)
        born = self._born(conta, por, traceparent)
        for _ in range(_ATTEMPTS):
            try:
                rodada, is_begun = await _begun(store, born, again=again)
            except (Conflict, PreconditionFailed):
                continue  # somebody else began it
            if is_begun:
                await self._enqueue(conta_id, rodada)
            return rodada
        raise TransientError

    def _born(self, conta: Conta, por: str, traceparent: str) -> Rodada:
        now = self.now()
        dia = local_day(now, conta.fuso)
        return Rodada(
            id=rodada_id(dia),
            dia=dia,
            pedida_por=por,
            traceparent=traceparent,
            iniciada_em=now,
            atualizada_em=now,
        )

    async def get(self, conta_id: str, dia: date) -> Rodada:
        """Raises `RodadaNotFound`."""
        return (await self.open_rodadas(conta_id).get(dia)).rodada

    async def process(self, conta_id: str, dia: date, numero: int) -> None:
        """Do page `numero`, say so in the rodada, queue the next. Safe to run twice and at once.

        Raises `RodadaNotFound`; `TransientError`, and then the queue tries again.
        """
        store = self.open_rodadas(conta_id)
        read = await store.get(dia)
        rodada = read.rodada
        if rodada.status is not RodadaStatus.EM_ANDAMENTO or rodada.proxima != numero:
            return
        conta = await self.contas.load(conta_id)
        moved = await self._done(conta, rodada)
        if moved.status is not RodadaStatus.EM_ANDAMENTO:
            await self._tell(conta, store, rodada)
        await self.invalidacao.changed(conta_id, Assunto.SAUDE)
        try:
            await store.save(moved, read.etag)
        except PreconditionFailed:
            return  # another delivery did the same page, and went on
        if moved.status is RodadaStatus.EM_ANDAMENTO:
            await self._enqueue(conta_id, moved)
        else:
            extra = {"conta": conta_id, "status": moved.status.value, "clientes": moved.feito.clientes}
            _log.info("rodada.ended", extra=extra)

    async def _done(self, conta: Conta, rodada: Rodada) -> Rodada:
        """The rodada after its next page."""
        if rodada.dia < local_day(self.now(), conta.fuso):
            # What was done since then would count as if it were of that day.
            return self._moved(rodada, status=RodadaStatus.INTERROMPIDA)
        if rodada.fase is Fase.CLIENTES:
            feito = await self.pagina.score(conta, rodada.dia, rodada.cursor)
            return self._after(rodada, feito, then={"fase": Fase.LIMPEZA, "cursor": ""})
        feito = await self.pagina.sweep_out(conta, rodada.dia, rodada.cursor)
        over = {"status": RodadaStatus.CONCLUIDA, "concluida_em": self.now()}
        return self._after(rodada, feito, then=over)

    def _after(self, rodada: Rodada, feito: Feito, *, then: dict[str, object]) -> Rodada:
        """`then` is what the last page of a phase changes."""
        place: dict[str, object] = then if feito.cursor is None else {"cursor": feito.cursor}
        return self._moved(rodada, feito=rodada.feito.plus(feito.contagens), **place)

    def _moved(self, rodada: Rodada, **changes: object) -> Rodada:
        step = {"proxima": rodada.proxima + 1, "atualizada_em": self.now()}
        return rodada.model_copy(update=step | changes)

    async def _tell(self, conta: Conta, store: RodadaStore, rodada: Rodada) -> None:
        """Tell of who fell since the last run that came to its end."""
        runs = await store.since(rodada.dia - _LOOKED_BACK)
        ended = [one.dia for one in runs if one.dia < rodada.dia and one.status is RodadaStatus.CONCLUIDA]
        after = max(ended).isoformat() if ended else ""
        await self.pagina.quedas.tell(conta, clientes=rodada.feito.clientes, after=after, now=self.now())

    async def fail(self, conta_id: str, dia: date, numero: int) -> None:
        """Give up on the run at this page and raise the alarm; tomorrow's, or whoever asks, begins anew. Who fell on
        the pages before is told of."""
        store = self.open_rodadas(conta_id)
        read = await store.get(dia)
        if read.rodada.status is not RodadaStatus.EM_ANDAMENTO or read.rodada.proxima != numero:
            return
        failed = {"status": RodadaStatus.FALHOU, "atualizada_em": self.now()}
        try:
            await store.save(read.rodada.model_copy(update=failed), read.etag)
        except PreconditionFailed:
            return  # it went on after all
        _log.error("rodada.failed", extra={"conta": conta_id, "rodada_id": read.rodada.id, "pagina": numero})
        await self._tell(await self.contas.load(conta_id), store, read.rodada)

    async def sweep(self, conta_id: str) -> int:
        """Queue again the page at which a run stands still for ten minutes, and begin the day's that the timer could
        not; how many runs."""
        store = self.open_rodadas(conta_id)
        behind = await store.left_behind(self.now() - LEFT_BEHIND_AFTER)
        for rodada in behind:
            await self._enqueue(conta_id, rodada)
            _log.warning("rodada.requeued", extra={"conta": conta_id, "rodada_id": rodada.id})
        return len(behind) + await self._make_up(conta_id, store)

    async def _make_up(self, conta_id: str, store: RodadaStore) -> int:
        """Begin today's run where its hour passed and there is none; two point reads on any other day."""
        fuso, now = (await self.contas.load(conta_id)).fuso, self.now()
        due = SAUDE.last_before(now - LEFT_BEHIND_AFTER)
        today = local_day(now, fuso)
        # Another day has begun since: its hour is still to come.
        if local_day(due, fuso) != today or await store.has(today):
            return 0
        if not await self.pagina.open_saude(conta_id).has_any():
            return 0
        await self.start(conta_id, por=SAUDE.id)
        _log.warning("rodada.made_up", extra={"conta": conta_id, "dia": today.isoformat()})
        return 1

    async def _enqueue(self, conta_id: str, rodada: Rodada) -> None:
        message: dict[str, str | int] = {
            "v": 1,
            "conta": conta_id,
            "dia": rodada.dia.isoformat(),
            "numero": rodada.proxima,
            "cursor": rodada.cursor,
            "traceparent": rodada.traceparent,
        }
        await self.queues.send(QUEUE, message)


async def _begun(store: RodadaStore, born: Rodada, *, again: bool) -> tuple[Rodada, bool]:
    """The run of the day, and whether it is this one. Raises `Conflict` and `PreconditionFailed` when somebody else
    was quicker."""
    try:
        read = await store.get(born.dia)
    except RodadaNotFound:
        await store.add(born)
        return born, True
    known = read.rodada
    if known.status is RodadaStatus.EM_ANDAMENTO or not (again or known.status is RodadaStatus.FALHOU):
        return known, False
    # Pages are numbered on, so that a late message of the run before is one of a page that was done.
    anew = born.model_copy(update={"vez": known.vez + 1, "proxima": known.proxima + 1})
    await store.save(anew, read.etag)
    return anew, True
