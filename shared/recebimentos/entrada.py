"""The way in: what webhooks tell is stored, then handed over; a worker does the rest."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from shared.kit.canais import Acontecimento, Entrada, Preferencia, Recibo
from shared.kit.clock import Now
from shared.kit.errors import TransientError
from shared.kit.ids import keyed_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.recebimentos.errors import RecebimentoNotFound
from shared.recebimentos.models import Recebimento, RecebimentoStatus
from shared.recebimentos.ports import Contas, Envios, Preferencias
from shared.recebimentos.store import Novo, RecebimentoStore

QUEUE = "recebimentos-novos"
LEFT_BEHIND_AFTER = timedelta(minutes=10)
SWEEP_PAGE = 200
# The worker comes by this much later where the request does its work.
_SAFETY_NET_S = 60
# How many calls to a store or a queue run at once for one body.
_AT_ONCE = 16
T = TypeVar("T")
_log = get_logger(__name__)


@dataclass(frozen=True)
class EntradaService:
    open_recebimentos: Callable[[str], RecebimentoStore]
    contas: Contas
    envios: Envios
    preferencias: Preferencias
    queues: Queues
    hmac_key: bytes
    now: Now

    async def take(
        self, conta: str, acontecimentos: Iterable[Acontecimento], traceparent: str, *, agora: bool = False
    ) -> list[str]:
        """Store what came in and hand it over; the ids of the messages, new or seen before, each once.

        Messages first, so that none is lost by what goes wrong with the rest. Told again it changes nothing, and
        repeats the hand-over of what still waits. With `agora` the caller does the worker's work, which comes later.
        Raises `TransientError`: the provider tells us again.
        """
        found = list(acontecimentos)
        entradas = [one for one in found if isinstance(one, Entrada)]
        later = _SAFETY_NET_S if agora else 0
        ids = await self._keep(conta, entradas, traceparent, later) if entradas else []
        recibos = [one for one in found if isinstance(one, Recibo)]
        await _each(recibos, lambda recibo: self.envios.status(conta, recibo))
        for one in found:
            if isinstance(one, Preferencia):  # in order: the last word counts
                await self.preferencias.prefer(conta, one)
        return ids

    def protocol(self, entrada: Entrada) -> str:
        """What its sender may ask about it by: the id behind its channel's name."""
        return self._id(entrada).partition(":")[2]

    async def sweep(self, conta: str) -> int:
        """Queue again what stayed behind; how many it was."""
        store = self.open_recebimentos(conta)
        left = await store.left_behind(self.now() - LEFT_BEHIND_AFTER, limit=SWEEP_PAGE)
        await _each(left, lambda recebimento: self._enqueue(conta, recebimento.id, recebimento.traceparent))
        if left:
            _log.warning("recebimentos.left_behind", extra={"conta": conta, "quantos": len(left)})
        return len(left)

    async def _keep(self, conta: str, entradas: Sequence[Entrada], traceparent: str, later: int) -> list[str]:
        await self.contas.load(
            conta
        )  # the sweep goes by contas: what it heals must belong to one that exists
        novos = {novo.recebimento.id: novo for novo in (self._novo(one, traceparent) for one in entradas)}
        store = self.open_recebimentos(conta)
        added = await store.add_new(list(novos.values()))
        waiting = [one for one in novos if one in added or await _waits(store, one)]
        _log.info(
            "recebimentos.received",
            extra={"conta": conta, "novos": len(added), "repetidos": len(novos) - len(added)},
        )
        await self._hand_over(conta, waiting, traceparent, later)
        return list(novos)

    async def _hand_over(self, conta: str, ids: Sequence[str], traceparent: str, later: int) -> None:
        """What the queue does not take now, the sweep hands over later: it is stored, so the provider may go."""
        try:
            await _each(ids, lambda one: self._enqueue(conta, one, traceparent, later))
        except TransientError:
            _log.warning("recebimentos.not_queued", extra={"conta": conta})

    async def _enqueue(self, conta: str, recebimento_id: str, traceparent: str, later: int = 0) -> None:
        hint: dict[str, str | int] = {"v": 1, "conta": conta, "recebimento_id": recebimento_id}
        await self.queues.send(QUEUE, hint | {"traceparent": traceparent}, visible_after_s=later)

    def _novo(self, entrada: Entrada, traceparent: str) -> Novo:
        now = self.now()
        recebimento = Recebimento(
            id=self._id(entrada),
            provedor=entrada.provedor,
            provedor_id=entrada.provedor_id,
            tipo=entrada.tipo,
            endereco=entrada.endereco,
            telefone=entrada.telefone,
            nome=entrada.nome,
            texto=entrada.texto,
            botao=entrada.botao,
            assunto=entrada.assunto,
            em_resposta_a=entrada.em_resposta_a,
            midia=entrada.midia,
            campos=dict(entrada.campos),
            enviado_em=_sent_at(entrada, now),
            recebido_em=now,
            atualizado_em=now,
            traceparent=traceparent,
        )
        return Novo(recebimento, entrada.bruto)

    def _id(self, entrada: Entrada) -> str:
        named = f"{entrada.provedor_id}\x1f{entrada.versao}" if entrada.versao else entrada.provedor_id
        return keyed_id(entrada.provedor, named, self.hmac_key)


def _sent_at(entrada: Entrada, now: datetime) -> datetime | None:
    """No later than now: it opens the window in which people may be answered."""
    return min(datetime.fromtimestamp(entrada.em, UTC), now) if entrada.em else None


async def _waits(store: RecebimentoStore, recebimento_id: str) -> bool:
    """Whether one that was there before has not been routed yet."""
    try:
        read = await store.get(recebimento_id)
    except RecebimentoNotFound:  # erased meanwhile
        return False
    return read.recebimento.status is RecebimentoStatus.RECEBIDO


async def _each(items: Sequence[T], call: Callable[[T], Awaitable[None]]) -> None:
    for start in range(0, len(items), _AT_ONCE):
        await asyncio.gather(*(call(one) for one in items[start : start + _AT_ONCE]))
