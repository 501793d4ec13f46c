"""What the retention table asks for every day: leads erased, old conversations without words, histories forgotten.

Each turn does a bounded part of one conta's work; what is left is the next day's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.kit.auditing import Auditor, Nota
from shared.kit.clock import Now, local_day
from shared.kit.durable import Flows
from shared.kit.logging import get_logger
from shared.kit.titulares import Eraser, Titular
from shared.titulares.ports import (
    Clientes,
    ClientesVencidos,
    Contas,
    RelatosVencidos,
    Traces,
    Vencidos,
)
from shared.titulares.store import PedidoStore, SupressaoStore

# A flow's history holds ids only; even so it is kept for no longer.
_HISTORY_KEPT = timedelta(days=30)
# More messages come in a day than relatos.
_MOST, _PAGE, _TURNS = 500, 1_000, 5
_log = get_logger(__name__)


@dataclass(frozen=True)
class RetencaoService:
    """`words` gives the erasers of all that hangs on a relato but the relato, `steps` all that erase a relato,
    `conversas` of what was said between a cliente and the conta; `vencidos` expire by themselves.
    """

    open_pedidos: Callable[[str], PedidoStore]
    open_supressoes: Callable[[str], SupressaoStore]
    contas: Contas
    clientes: Clientes
    relatos_vencidos: RelatosVencidos
    clientes_vencidos: ClientesVencidos
    words: Callable[[Flows], Sequence[Eraser]]
    steps: Callable[[Flows], Sequence[Eraser]]
    conversas: Sequence[Eraser]
    vencidos: Sequence[Vencidos]
    traces: Traces
    auditor: Auditor
    now: Now

    async def run(self, conta_id: str, flows: Flows) -> dict[str, int]:
        """What was done, by kind; one note of it on the audit. Safe to run twice. Raises `TransientError`."""
        conta = await self.contas.load(conta_id)
        held = await self._in_pedidos(conta_id)
        done = {
            "relatos": await self._erase_relatos(conta, held, flows),
            "conversas": await self._erase_words(conta, held, flows),
            "clientes": await self._erase_clientes(conta, held),
            "bloqueados": await self._erase_released(conta),
        }
        for one in self.vencidos:
            done[one.nome] = await self._expire(conta, held, one)
        if any(done.values()):
            recurso = f"/contas/{conta_id}"
            await self.auditor.note(Nota(conta_id, "sistema", "retencao.applied", recurso, done))
        _log.info("retencao.applied", extra={"conta": conta_id, **done})
        return done

    async def forget_histories(self, flows: Flows) -> int:
        """Of all contas at once: the host knows none."""
        return await flows.purge_ended(self.now() - _HISTORY_KEPT)

    async def erase_traces(self) -> None:
        """Once for all contas, since it costs as much as the store is large. Raises `TransientError`."""
        await self.traces.erase_traces()

    async def _in_pedidos(self, conta: str) -> frozenset[str]:
        """What an open pedido is about is that pedido's."""
        found = await self.open_pedidos(conta).all_open()
        return frozenset(
            one for pedido in found for one in (pedido.cliente_id, *pedido.cliente_ids, *pedido.relato_ids)
        )

    async def _erase_relatos(self, conta: Conta, held: frozenset[str], flows: Flows) -> int:
        before = months_before(self.now(), conta.retencao.lead_meses)
        found = await self.relatos_vencidos.expired(conta.id, before, limit=_MOST)
        ids = tuple(one for one, cliente_id in found if held.isdisjoint({one, cliente_id}))
        for step in self.steps(flows):
            await step.erase(conta.id, Titular(relato_ids=ids))
        return len(ids)

    async def _erase_words(self, conta: Conta, held: frozenset[str], flows: Flows) -> int:
        before = months_before(self.now(), conta.retencao.conversa_meses)
        found = await self.relatos_vencidos.talkative(conta.id, before, limit=_MOST)
        ids = tuple(one for one in found if one not in held)
        for step in self.words(flows):
            await step.erase(conta.id, Titular(relato_ids=ids))
        for relato_id in ids:
            await self.relatos_vencidos.pseudonymise(conta.id, relato_id)
        return len(ids)

    async def _expire(self, conta: Conta, held: frozenset[str], one: Vencidos) -> int:
        """Each by its own age: a conversation that never ends keeps no more of it."""
        before, erased = months_before(self.now(), conta.retencao.conversa_meses), 0
        for _ in range(_TURNS):
            found = await one.erase_expired(conta.id, before, held=held, limit=_PAGE)
            erased += found
            if found < _PAGE:
                break
        return erased

    async def _erase_clientes(self, conta: Conta, held: frozenset[str]) -> int:
        before = months_before(self.now(), conta.retencao.lead_meses)
        erased = 0
        # Read past those with a relato left: they would stand before the others for ever.
        async for one in self.clientes_vencidos.expired(conta.id, before):
            erased += 0 if one.id in held else await self._erase_lead(conta.id, one)
            if erased >= _MOST:
                break
        return erased

    async def _erase_lead(self, conta: str, cliente: Cliente) -> int:
        """One who asked for silence is remembered as a hash, and only as that."""
        if await self.relatos_vencidos.has_any(conta, cliente.id):
            return 0
        titular = await self.clientes.titular(conta, cliente.id)
        if cliente.opt_out:
            await self.open_supressoes(conta).silence(titular, cliente.opt_out)
        for step in self.conversas:
            await step.erase(conta, titular)
        return await self.clientes.erase(conta, titular)

    async def _erase_released(self, conta: Conta) -> int:
        today = local_day(self.now(), conta.fuso)
        erased = 0
        async for one in self.clientes_vencidos.released(conta.id, today):
            erased += await self.clientes.erase(conta.id, Titular(cliente_ids=(one.id,)))
            if erased >= _MOST:
                break
        return erased


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier, or the last day of that month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=year, month=month + 1)
