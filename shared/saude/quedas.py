"""What a change of category asks of people: a fall is told by a tarefa, so many a day; a recovery dismisses it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from shared.clientes.models import Cliente
from shared.clientes.pipelines import is_scored
from shared.contas.models import Conta
from shared.kit.clock import local_day, local_instant
from shared.kit.logging import get_logger
from shared.kit.store import Documents, Stored, Where, read_many
from shared.saude.avisos import Espera, queda_id, resumo_of, tarefa_of
from shared.saude.calculo import Mudanca
from shared.saude.classe import Categoria
from shared.saude.ports import Tarefas
from shared.saude.store import SaudeStore

# One in twenty falls on the worst of ordinary days; more than that on one day is no news of each of them. A small
# conta's team manages a few all the same, and no step opens more than a page's worth.
_FEW, _SHARE, _PAGE = 20, 20, 500
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError)
_log = get_logger(__name__)


def most_a_day(clientes: int) -> int:
    """How many tarefas of falls a conta with so many scores gets on one day."""
    return min(max(_FEW, clientes // _SHARE), _PAGE)


@dataclass(frozen=True)
class QuedaService:
    """A score that fell says so itself (`a_avisar`) until its tarefa is there: whatever breaks, nobody is forgotten."""

    open_tarefas: Callable[[str], Tarefas]
    open_saude: Callable[[str], SaudeStore]
    documents: Documents = field(repr=False)

    async def settle(self, conta_id: str, mudancas: Sequence[Mudanca], now: datetime) -> int:
        """Let go the tarefas of falls that are over; how many fell. Who fell is not told of here."""
        if not mudancas:
            return 0
        # Those of another category are over: it recovered, or what is worse has its own. A profile ends none.
        standing = {queda_id(one.cliente_id, one.para, one.desde) for one in mudancas}
        over = [one.cliente_id for one in mudancas if not one.is_first and not one.is_by_profile]
        await self.open_tarefas(conta_id).dismiss_saude(over, now, keep=standing)
        return sum(one.is_fall for one in mudancas)

    async def let_go(self, conta_id: str, cliente_ids: Sequence[str], now: datetime) -> None:
        """They have no score any more."""
        if cliente_ids:
            await self.open_tarefas(conta_id).dismiss_saude(cliente_ids, now)

    async def tell(self, conta: Conta, *, clientes: int, after: str, now: datetime) -> None:
        """Open the tarefas of who fell since the day `after`, the gravest and dearest first, as many as a day takes,
        and one that speaks of those who are left. Who is left from before has a turn while the team has less than a
        day's tarefas open. Safe to run twice and at once; `clientes` is how many have a score."""
        saude, most = self.open_saude(conta.id), most_a_day(clientes)
        since = Where("a_avisar.desde", ">", after)
        # Chosen first and counted then: of two at once neither goes beyond what the other began with.
        anew = await saude.waiting(most, since)
        before = await saude.waiting(most, Where("a_avisar.desde", "<=", after))
        if anew or before:
            tarefas, today = self.open_tarefas(conta.id), local_day(now, conta.fuso)
            left = max(most - await tarefas.saude_opened(local_instant(today, 0, conta.fuso)), 0)
            now_told = anew[:left]
            room = min(left, most - await tarefas.saude_open()) - len(now_told)
            await self._open(conta, [*now_told, *before[: max(room, 0)]], now)
        await self._sum_up(conta, since, now)

    async def tell_one(self, conta: Conta, cliente_id: str, now: datetime) -> None:
        """Somebody looks at this one: what waits is told at once."""
        found = await self.open_saude(conta.id).many([cliente_id])
        await self._open(conta, [one for one in found.values() if "a_avisar" in one.body], now)

    async def _open(self, conta: Conta, falls: Sequence[Stored], now: datetime) -> None:
        """Each tarefa, then its score's word that it was told: in between, it is told again and is the same tarefa."""
        saude, tarefas = self.open_saude(conta.id), self.open_tarefas(conta.id)
        clientes = await read_many(
            self.documents.open(Cliente.CONTAINER, conta.id), [one.id for one in falls]
        )
        for one in falls:
            cliente = clientes.get(one.id)
            if cliente is None or not is_scored(cliente.body):
                continue  # its score goes with the run
            try:
                await tarefas.open(tarefa_of(one, cliente.body, conta, now))
            except _UNREADABLE as error:  # of one cliente, which is not the others'
                extra = {"conta": conta.id, "cliente_id": one.id, "erro": type(error).__name__}
                _log.error("saude.untold", extra=extra)
            await saude.told(one)

    async def _sum_up(self, conta: Conta, since: Where, now: datetime) -> None:
        """One tarefa at a time speaks of those who are left; when nobody is, none does."""
        saude, tarefas = self.open_saude(conta.id), self.open_tarefas(conta.id)
        if left := await saude.count_waiting(since):
            critico = Where("categoria", "=", Categoria.CRITICO)
            worth = Decimal(str(await saude.worth_waiting(since)))
            espera = Espera(left, await saude.count_waiting(critico, since), worth)
            _log.warning("saude.left", extra={"conta": conta.id, "quedas": left})
            resumo = await tarefas.open(resumo_of(espera, conta, now))
            await tarefas.dismiss_saude_resumo(now, keep=resumo.id)
        elif not await saude.count_waiting():
            await tarefas.dismiss_saude_resumo(now)
