"""The worker of an erasure: who it is, step by step, then the traces; each step is saved before the next begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from shared.kit.auditing import Auditor, Nota
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import NotFound, TransientError
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.kit.titulares import Eraser, Titular, is_about
from shared.titulares.models import Bloqueio, Pedido, PedidoStatus
from shared.titulares.ports import Clientes, Contas, Relatos, Traces
from shared.titulares.service import days_left, enqueue
from shared.titulares.store import PedidoStore

LEFT_BEHIND_AFTER = timedelta(minutes=10)
# Days before the deadline on which somebody must look.
_ALARMS = (5, 1, 0)
# How often what came during an erasure is gone after.
_TURNS = 8
_log = get_logger(__name__)


@dataclass(frozen=True)
class EliminacaoService:
    """`steps` gives the erasers in their order, the clientes last."""

    open_pedidos: Callable[[str], PedidoStore]
    contas: Contas
    clientes: Clientes
    relatos: Relatos
    steps: Callable[[Flows], Sequence[Eraser]]
    traces: Traces
    auditor: Auditor
    queues: Queues
    now: Now

    async def process(self, conta: str, pedido_id: str, flows: Flows) -> Pedido:
        """Do what is left of the pedido. Safe to run twice and at once.

        Raises `PedidoNotFound`; `TransientError`, and then the queue goes on from the step that failed.
        """
        store = self.open_pedidos(conta)
        pedido = await store.get(pedido_id)
        if not pedido.is_open:
            return pedido
        pedido, titular = await self._begin(store, conta, pedido)
        for _ in range(_TURNS):
            pedido = await self._take_steps(store, conta, titular=titular, pedido=pedido, flows=flows)
            late = await self.relatos.locate(conta, titular, is_about)
            if not late:
                break
            pedido, titular = await self._widen(store, pedido, replace(titular, relato_ids=tuple(late)))
        else:
            raise TransientError  # relatos come faster than they go
        # Before the traces: what somebody wrote as the reason may name the person.
        pedido = await store.update(pedido_id, lambda newest: newest.updated(self.now(), motivo=None))
        await self.traces.erase_traces()
        return await self._conclude(store, conta, titular, pedido)

    async def _begin(self, store: PedidoStore, conta: str, pedido: Pedido) -> tuple[Pedido, Titular]:
        try:
            titular = await self.clientes.titular(conta, pedido.cliente_id)
        except NotFound:  # the cliente is gone already: what is left is found by the ids alone
            titular = Titular(cliente_ids=(pedido.cliente_id, *pedido.cliente_ids))
        located = await self.relatos.locate(conta, titular, is_about)
        begun = await self._widen(store, pedido, replace(titular, relato_ids=tuple(located)))
        _log.info("pedido.begun", extra={"pedido_id": pedido.id, "conta": conta})
        return begun

    async def _widen(self, store: PedidoStore, pedido: Pedido, found: Titular) -> tuple[Pedido, Titular]:
        """Add what is found now to what an earlier turn had found; where it is more, no step is done any more."""

        def change(newest: Pedido) -> Pedido:
            cliente_ids = _union(newest.cliente_ids, found.cliente_ids)
            relato_ids = _union(newest.relato_ids, found.relato_ids)
            is_more = (cliente_ids, relato_ids) != (newest.cliente_ids, newest.relato_ids)
            return newest.updated(
                self.now(),
                status=PedidoStatus.EM_ANDAMENTO,
                cliente_ids=cliente_ids,
                relato_ids=relato_ids,
                passos=newest.undone() if is_more else newest.passos,
            )

        widened = await store.update(pedido.id, change)
        return widened, replace(found, cliente_ids=widened.cliente_ids, relato_ids=widened.relato_ids)

    async def _take_steps(
        self, store: PedidoStore, conta: str, *, titular: Titular, pedido: Pedido, flows: Flows
    ) -> Pedido:
        for step in self.steps(flows):
            if not pedido.has_done(step.nome):
                itens = await step.erase(conta, titular)
                pedido = await store.update(pedido.id, self._done(step.nome, itens))
        return pedido

    def _done(self, nome: str, itens: int) -> Callable[[Pedido], Pedido]:
        return lambda pedido: pedido.with_passo(nome, itens, self.now())

    async def _conclude(self, store: PedidoStore, conta: str, titular: Titular, pedido: Pedido) -> Pedido:
        """The audit first: a crash in between tells it twice, the other way round it would not be told."""
        guarda = await self.clientes.held(conta, titular)
        bloqueado = Bloqueio(motivo=guarda.motivo, ate=guarda.ate) if guarda else None
        await self.auditor.note(_nota(conta, pedido, is_held=guarda is not None))

        def change(newest: Pedido) -> Pedido:
            return newest.updated(
                self.now(),
                status=PedidoStatus.CONCLUIDO,
                concluido_em=newest.concluido_em or self.now(),
                bloqueado=bloqueado,
            )

        _log.info("pedido.concluded", extra={"pedido_id": pedido.id, "conta": conta})
        return await store.update(pedido.id, change)

    async def fail(self, conta: str, pedido_id: str) -> None:
        """Mark what the queue gave up on and raise the alarm; the daily timer tries it again."""

        def change(pedido: Pedido) -> Pedido:
            return pedido.updated(self.now(), status=PedidoStatus.FALHOU) if pedido.is_open else pedido

        pedido = await self.open_pedidos(conta).update(pedido_id, change)
        if pedido.status is PedidoStatus.FALHOU:
            _log.error("pedido.failed", extra={"pedido_id": pedido_id, "conta": conta})

    async def sweep(self, conta: str) -> int:
        """Queue again what stayed behind for ten minutes; how many it was."""
        left = await self.open_pedidos(conta).left_behind(self.now() - LEFT_BEHIND_AFTER)
        for pedido in left:
            await enqueue(self.queues, conta, pedido)
        return len(left)

    async def remind(self, conta_id: str) -> int:
        """Once a day: raise the alarm for what is due soon or overdue, and try again what failed."""
        conta = await self.contas.load(conta_id)
        found = await self.open_pedidos(conta_id).all_open()
        for pedido in found:
            dias = days_left(pedido, conta, self.now())
            if dias in _ALARMS or dias < 0:
                extra = {"pedido_id": pedido.id, "conta": conta_id, "dias_restantes": dias}
                _log.error("pedido.due", extra=extra)
            if pedido.status is PedidoStatus.FALHOU:
                await enqueue(self.queues, conta_id, pedido)
        return len(found)


def _union(known: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *found)))


def _nota(conta: str, pedido: Pedido, *, is_held: bool) -> Nota:
    counts: dict[str, str | int] = {passo.nome: passo.itens for passo in pedido.passos}
    return Nota(
        conta=conta,
        sujeito=pedido.registrado_por,
        acao="titular.erased",
        recurso=f"/titulares/{pedido.cliente_id}/eliminar",
        detalhe=counts | {"pedido_id": pedido.id, "bloqueado": int(is_held)},
    )
